"""Runs the bot: fetches updates by long polling and answers them until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

# Read by python-telegram-bot when it is imported: durations as timedelta, without a warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")

from telegram import Bot, Update
from telegram.constants import UpdateType
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot import logs, profile, sentry
from bot.application import Answering, build
from bot.memory import recalled
from bot.services import Services
from bot.settings import Settings, SettingsError
from bot.stopping import Stop
from bot.types import App
from bot.window import SHOWN, Window

logger = logging.getLogger(__name__)

T = TypeVar("T")
Fetch = Callable[[], Coroutine[Any, Any, Sequence[Update]]]

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
PAUSE, LONGEST_PAUSE = 0.05, 0.8
"""Seconds until it is asked again, while an update is at work, whether there are others."""
GRACE = 8.0
"""Seconds for what is at work when the end is asked for; supervisors commonly kill after ten."""
PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds between attempts to reach Telegram; the last one goes on."""
DAY = 24 * 60 * 60
WRONG_SETTINGS = 2
"""Exit status where a setting is wrong, as the command line has it too."""
WEBHOOK = "A webhook is set for this bot, and keeps its updates from being fetched"
OTHER = "Another program fetches this bot's updates"
REFUSED = "Telegram does not accept the bot token: compare VERBATIM_TOKEN with the one @BotFather shows."


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
    await insistently(partial(application.bot.delete_webhook, drop_pending_updates=False), stop)
    if stop.asked:
        return
    logger.info("Listening as @%s", application.bot.username)
    aside = asyncio.create_task(_look_after(application.bot, services))
    try:
        await _poll(application, services, stop)
    finally:
        aside.cancel()
        # The store is closed next, and must not be in the middle of something.
        await asyncio.gather(aside, return_exceptions=True)
    logger.info("Stopped")


async def _poll(application: App, services: Services, stop: Stop) -> None:
    """Fetches and answers; an update is confirmed, by a later request, after it was answered."""
    settings = services.settings
    window = Window(
        Answering(application, services),
        in_flight=settings.in_flight,
        deadline=settings.deadline,
        failed=services.metrics.dead_letters.inc,
    )
    try:
        await _fill(window, application.bot, stop)
    finally:
        await window.close(GRACE)
    logger.info("%d updates answered, %d given up", window.answered, window.failed)
    await _confirm(application.bot, window.offset)


async def _fill(window: Window, bot: Bot, stop: Stop) -> None:
    pause, confirmed = PAUSE, 0
    while not stop.asked:
        offset, stuck = window.offset, window.busy or window.full
        if not stuck:
            new = window.add(await insistently(_fetch(bot, window), stop) or ())
            pause = PAUSE if new else min(2 * pause, LONGEST_PAUSE)
        elif offset != confirmed:
            # What was answered is confirmed, so that little would be answered twice after a crash.
            window.add(await insistently(_fetch(bot, window, limit=1), stop) or ())
        confirmed = offset
        if not window.empty:
            # Telegram answers at once as long as something is not confirmed: asking again must wait.
            await stop.unless(window.finished(None if window.busy or window.full else pause))


def _fetch(bot: Bot, window: Window, limit: int = SHOWN) -> Fetch:
    async def fetch() -> Sequence[Update]:
        offset, timeout = window.offset, POLL if window.empty else timedelta()
        window.forget_before(offset)
        return await bot.get_updates(offset, limit, timeout, UPDATES)

    return fetch


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
        cause = WEBHOOK if "webhook" in str(error).lower() else OTHER
        logger.error("%s: %s", cause, error)
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
    while True:  # with no retention too: handled updates are forgotten after a few days
        gone = await recalled(services, services.store.sweep(services.clock(), days=days), 0)
        logger.info("erased %d rows older than %d days", gone, days)
        await asyncio.sleep(DAY)
