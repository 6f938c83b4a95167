"""Runs the bot until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial

# Read by python-telegram-bot when it is imported: durations as timedelta, without a warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")

from telegram import Bot
from telegram.error import InvalidToken

from bot import health, logs, polling, profile, sentry
from bot.alarms import alarming
from bot.application import build
from bot.health import Readiness
from bot.reaching import insistently
from bot.recording import tidy
from bot.services import Services
from bot.serving import serving
from bot.settings import Settings, SettingsError
from bot.stopping import Stop
from bot.types import App
from bot.webhook import Desk

logger = logging.getLogger(__name__)

DAY = 24 * 60 * 60
FIRST_QUESTION = "how manny peple died"
"""Asked before any reader asks: what is read at a first typing error would keep all answers waiting."""
WRONG_SETTINGS = 2
"""Exit status where a setting is wrong, as the command line has it too."""


def run(settings: Settings) -> int:
    """Runs the bot until SIGINT or SIGTERM; returns the exit status.

    Raises:
        SettingsError: if there is no token.
        KnowledgeError: if a pack is missing or invalid.
    """
    settings.require_token()
    logs.set_up(settings.log_level, settings.log_format, settings.secrets())
    try:
        sentry.set_up(settings)
        return asyncio.run(_serve(settings))
    except SettingsError as error:
        logger.error("%s", error)
        return WRONG_SETTINGS


async def _serve(settings: Settings) -> int:
    stop = Stop()
    stop.on_signals()
    async with Services.of(settings) as services:
        application = build(settings, services)
        services.pack.ask(FIRST_QUESTION)
        try:
            await _run(application, services, stop)
        except InvalidToken:
            stop.refused()
        finally:
            await application.shutdown()
            # That closes nothing where the end was asked for before Telegram was reached.
            for request in application.bot._request:
                await request.shutdown()
    return stop.status


async def _run(application: App, services: Services, stop: Stop) -> None:
    settings, readiness = services.settings, Readiness(services, application.bot, stop)
    routes = health.routes(services, readiness)
    if settings.mode == "webhook":
        desk = Desk(application, services, stop)
        routes += desk.routes()
        async with serving(routes, settings.listen_host, settings.listen_port) as door:
            taking = Taking(begin=desk.begin, work=partial(desk.work, door))
            await _take(taking, application, readiness, services, stop)
        return
    taking = Taking(
        begin=partial(polling.begin, application.bot, stop),
        work=partial(polling.poll, application, services, stop),
    )
    async with AsyncExitStack() as stack:
        if settings.health_port:
            await stack.enter_async_context(serving(routes, settings.listen_host, settings.health_port))
        await _take(taking, application, readiness, services, stop)


@dataclass(frozen=True, kw_only=True)
class Taking:
    """How updates are come by."""

    begin: Callable[[], Awaitable[None]]
    """Tells Telegram how."""
    work: Callable[[], Awaitable[None]]
    """Takes them until the end is asked for."""


async def _take(
    taking: Taking, application: App, readiness: Readiness, services: Services, stop: Stop
) -> None:
    await insistently(application.initialize, stop)
    if not stop.asked:
        await taking.begin()
    if stop.asked:
        return
    logger.info("Listening as @%s", application.bot.username)
    readiness.begun = True
    aside = asyncio.create_task(_look_after(application.bot, services))
    try:
        async with alarming(application.bot, services):
            await taking.work()
    finally:
        aside.cancel()
        # The store is closed next, and must not be in the middle of something.
        await asyncio.gather(aside, return_exceptions=True)
    logger.info("Stopped")


async def _look_after(bot: Bot, services: Services) -> None:
    """What needs doing beside answering: the profile once, and old rows every day."""
    profile.log_switches(bot)
    if services.settings.profile:
        await profile.introduce(bot)
    while True:
        await tidy(services)
        await asyncio.sleep(DAY)
