"""Asking something of Telegram until it works."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any, TypeVar

from telegram import Bot
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.outgoing import AllStoppedError
from bot.stopping import Stop

logger = logging.getLogger(__name__)

T = TypeVar("T")

PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds between attempts to reach Telegram; the last one goes on."""
PROBE = 5.0
"""Seconds for Telegram to show that it is there."""
WEBHOOK = "A webhook is set for this bot, and keeps its updates from being fetched"
OTHER = "Another program fetches this bot's updates"


async def came_back(bot: Bot, stop: Stop) -> bool:
    """Whether Telegram was away and is there again, which is waited for; False also at the end of the bot."""
    try:
        async with asyncio.timeout(PROBE):
            await bot.get_me()
    except (NetworkError, TimeoutError, AllStoppedError):
        return await _there(bot, stop)
    except TelegramError:
        return False
    return False


async def _there(bot: Bot, stop: Stop) -> bool:
    try:
        return await insistently(bot.get_me, stop) is not None
    except InvalidToken:
        stop.refused()  # no update is to blame
        return False


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
    elif isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        logger.warning("Telegram is not reached, trying again: %s", error)
    else:
        logger.error("Telegram refuses, trying again: %s", error)
