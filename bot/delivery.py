"""Runs the bot: fetches updates by long polling until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from datetime import timedelta

# Read by python-telegram-bot when it is imported: durations as timedelta, without a warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")

from telegram import Bot
from telegram.constants import UpdateType
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot import logs, profile
from bot.application import build
from bot.memory import recalled
from bot.services import Services
from bot.settings import Settings
from bot.types import App

logger = logging.getLogger(__name__)

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
DAY = 24 * 60 * 60
REFUSED = "Telegram does not accept the bot token: compare VERBATIM_TOKEN with the one @BotFather shows."


class Stop:
    """Ends the bot: by a signal, or because Telegram will not have it any more."""

    def __init__(self) -> None:
        self._asked = asyncio.Event()
        self.status = 0
        """Exit status of the process."""

    def now(self, status: int = 0) -> None:
        """Asks for the end."""
        self.status = self.status or status
        self._asked.set()

    async def wait(self) -> None:
        """Returns when the end was asked for."""
        await self._asked.wait()


def run(settings: Settings) -> int:
    """Runs the bot until SIGINT or SIGTERM; returns the exit status.

    Raises:
        SettingsError: if there is no token.
        KnowledgeError: if a pack is missing or invalid.
    """
    logs.set_up(settings.log_level, settings.require_token())
    return asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> int:
    stop = Stop()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.now)
    async with Services.of(settings) as services:
        try:
            async with build(settings, services) as application:
                work = asyncio.create_task(_look_after(application.bot, services))
                await _poll(application, stop)
                work.cancel()
        except InvalidToken:
            logger.error(REFUSED)
            return 1
    return stop.status


async def _poll(application: App, stop: Stop) -> None:
    """Fetches and answers updates until asked to stop; what is in flight is finished."""

    def failed(error: TelegramError) -> None:
        if isinstance(error, InvalidToken):
            logger.error(REFUSED)
            stop.now(1)
        elif isinstance(error, Conflict):
            logger.error("Another program fetches this bot's updates, or a webhook is set: %s", error)
        elif isinstance(error, NetworkError):
            logger.warning("Telegram is not reached, trying again: %s", error)
        else:
            logger.error("Fetching updates failed: %s", error)

    if application.updater is None:
        raise RuntimeError("the application was built without an updater")
    await application.updater.start_polling(
        allowed_updates=UPDATES, bootstrap_retries=-1, error_callback=failed
    )
    await application.start()
    logger.info("Listening as @%s", application.bot.username)
    await stop.wait()
    await application.updater.stop()
    await application.stop()
    logger.info("Stopped")


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
