"""Runs the bot: fetches updates by long polling and answers them until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any, TypeVar

# Read by python-telegram-bot when it is imported: durations as timedelta, without a warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")

from telegram import Bot, Update
from telegram.constants import UpdateType
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot import logs, profile
from bot.application import build
from bot.memory import recalled
from bot.services import Services
from bot.settings import Settings, SettingsError
from bot.stopping import Stop
from bot.types import App

logger = logging.getLogger(__name__)

T = TypeVar("T")

UPDATES = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CHANNEL_POST,
    UpdateType.EDITED_CHANNEL_POST,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.GUEST_MESSAGE,
    UpdateType.MY_CHAT_MEMBER,
)
"""What Telegram is asked to send; the bot has handlers for no other kind."""
POLL = timedelta(seconds=30)
"""How long one request waits for updates."""
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds between attempts to reach Telegram; the last one goes on."""
DAY = 24 * 60 * 60
WRONG_SETTINGS = 2
"""Exit status where a setting is wrong, as the command line has it too."""
REFUSED = "Telegram does not accept the bot token: compare VERBATIM_TOKEN with the one @BotFather shows."


def run(settings: Settings) -> int:
    """Runs the bot until SIGINT or SIGTERM; returns the exit status.

    Raises:
        SettingsError: if there is no token.
        KnowledgeError: if a pack is missing or invalid.
    """
    logs.set_up(settings.log_level, settings.require_token())
    try:
        return asyncio.run(_serve(settings))
    except SettingsError as error:
        logger.error("%s", error)
        return WRONG_SETTINGS


async def _serve(settings: Settings) -> int:
    stop = Stop()
    stop.on_signals()
    async with Services.of(settings) as services:
        application = build(settings, services)
        try:
            await _run(application, services, stop)
        except InvalidToken:
            logger.error(REFUSED)
            stop.now(1)
        finally:
            await application.shutdown()
    return stop.status


async def _run(application: App, services: Services, stop: Stop) -> None:
    await insistently(application.initialize, stop)
    # A webhook that is set would keep every update from being fetched.
    await insistently(application.bot.delete_webhook, stop)
    if stop.asked:
        return
    logger.info("Listening as @%s", application.bot.username)
    aside = asyncio.create_task(_look_after(application.bot, services))
    try:
        await _poll(application, stop)
    finally:
        aside.cancel()
        # The store is closed next, and must not be in the middle of something.
        await asyncio.gather(aside, return_exceptions=True)
    logger.info("Stopped")


async def _poll(application: App, stop: Stop) -> None:
    """Fetches and answers; an update is confirmed, by the next request, after it was answered."""
    bot, offset = application.bot, 0

    async def fetch(timeout: timedelta = POLL) -> tuple[Update, ...]:
        return await bot.get_updates(offset=offset, timeout=timeout, allowed_updates=UPDATES)

    while not stop.asked:
        for update in await insistently(fetch, stop) or ():
            await application.process_update(update)
            offset = update.update_id + 1
            if stop.asked:
                break
    await _confirm(bot, offset)


async def _confirm(bot: Bot, offset: int) -> None:
    """Confirms what was answered last; what else is waiting comes again after the next start."""
    try:
        await bot.get_updates(offset=offset, limit=1, timeout=0, allowed_updates=UPDATES)
    except TelegramError as error:
        logger.warning("The last updates may be answered twice: %s", error)


async def insistently(action: Callable[[], Coroutine[Any, Any, T]], stop: Stop) -> T | None:
    """Does something with Telegram, again and again until it works or the end is asked for; None then.

    Raises:
        InvalidToken: which no repetition mends.
    """
    attempts = 0
    while not stop.asked:
        try:
            return await stop.unless(action())
        except InvalidToken:
            raise
        except TelegramError as error:
            _log(error)
            pause = PAUSES[min(attempts, len(PAUSES) - 1)]
            if isinstance(error, RetryAfter) and isinstance(error.retry_after, timedelta):
                pause = error.retry_after.total_seconds()
        await stop.unless(asyncio.sleep(pause))
        attempts += 1
    return None


def _log(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        logger.error("Another program fetches this bot's updates, or a webhook is set: %s", error)
    elif isinstance(error, NetworkError):
        logger.warning("Telegram is not reached, trying again: %s", error)
    else:
        logger.error("Telegram refuses, trying again: %s", error)


async def _look_after(bot: Bot, services: Services) -> None:
    """What needs doing beside answering: the profile once, and old rows every day."""
    profile.log_switches(bot)
    if services.settings.profile:
        await profile.introduce(bot)
    days = services.settings.retention_days
    while days:
        before = services.clock() - timedelta(days=days)
        gone = await recalled(services.store.sweep(before), 0)
        logger.info("erased %d rows older than %d days", gone, days)
        await asyncio.sleep(DAY)
