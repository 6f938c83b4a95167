"""/stats: figures for the admins of the bot; to everybody else no such command."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot.asking import show
from bot.figures import Figures, Process
from bot.kinds import NEW, PRIVATE
from bot.patience import Patience
from bot.render import DECISIONS, stats
from bot.services import Services
from bot.storage import StorageError
from bot.types import Context, Handler

logger = logging.getLogger(__name__)

WEEK = timedelta(days=7)
COUNTING = 5.0
"""Seconds for the database to count; an admin would rather wait for figures than have none."""


def handlers(services: Services) -> list[Handler]:
    """The handler of /stats; Telegram's server tells who the sender is."""

    async def figures(update: Update, _: Context) -> None:
        if update.message is not None:
            await _show(services, update)

    admins = filters.User(services.settings.admins)
    return [CommandHandler("stats", figures, NEW & PRIVATE & admins)]


async def _show(services: Services, update: Update) -> None:
    now = services.clock()
    today = await _since(services, now.replace(hour=0, minute=0, second=0, microsecond=0))
    week = await _since(services, now - WEEK)
    process = counted(services)
    if update.message is not None:
        await show(services, update.message, lambda _, texts, __: stats(today, week, process, texts))


async def _since(services: Services, moment: datetime) -> Figures | None:
    try:
        return await Patience(COUNTING).wait(services.store.figures(moment))
    except (StorageError, TimeoutError) as error:
        services.metrics.database_errors.labels("read").inc()
        logger.warning("figures without what is stored: %r", error)
        return None


def counted(services: Services) -> Process:
    """What this process has counted."""
    value = services.metrics.value
    made = {kind: int(value("decisions_total", decision=kind)) for kind in DECISIONS}
    errors = sum(value("database_errors_total", access=access) for access in ("read", "write"))
    return Process(
        uptime=timedelta(seconds=time.time() - value("start_time_seconds")),
        pack=services.pack.id,
        version=services.pack.version,
        decisions={kind: count for kind, count in made.items() if count},
        retries=int(value("retries_total")),
        doubtful=int(value("doubtful_sends_total")),
        database_errors=int(errors),
    )
