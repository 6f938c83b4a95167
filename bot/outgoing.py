"""What goes out to Telegram: no faster than it allows, and again where it did not arrive."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from math import ceil
from typing import Any, TypeVar

from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.metrics import Metrics
from bot.rates import Chat, Rates
from bot.request import READ, UNKNOWN
from bot.seats import aside

logger = logging.getLogger(__name__)

Result = TypeVar("Result")
Moved = Callable[[int, int], Awaitable[None]]
"""Told the old and the new id of a group that became a supergroup."""

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
"""Seconds before something is tried again, doubled each time; chance takes off or adds up to half."""
SOON = (FIRST_PAUSE, 2.0, 8.0)
"""Seconds before a message is sent again that may have arrived; each time may be one more copy."""
LAST = READ + 5.0
"""Seconds before the end of all tries, when it is sent for the last time; its answer is waited for."""
MANY = 3
"""Chats refused in a row, without a message that went through, after which all of them are meant."""
TOGETHER = 10.0
"""Seconds within which they were: groups in slow mode, now and then, mean nobody else."""
SENDING = ("send", "edit", "copy", "forward")
"""How the names of the methods begin that Telegram sets rates for."""


class AllStoppedError(RetryAfter):
    """Telegram takes nothing from the bot, for longer than a call may wait."""


class Stops:
    """Which chats Telegram wants nothing sent to for a while; all of them only when it keeps saying so."""

    def __init__(self) -> None:
        self._until: dict[Chat, float] = {}
        self._all = 0.0
        self._refused: dict[Chat, float] = {}
        """When chats were refused last."""

    def left(self, chat: Chat) -> float:
        """Seconds until something may be sent to a chat."""
        now = asyncio.get_running_loop().time()
        self._until = {each: until for each, until in self._until.items() if until > now}
        return max(self._until.get(chat, 0.0), self._all) - now

    @property
    def all_left(self) -> float:
        """Seconds until something may be sent to any chat."""
        return self._all - asyncio.get_running_loop().time()

    def refused(self, chat: Chat, seconds: float) -> None:
        """Telegram said when to try again."""
        now = asyncio.get_running_loop().time()
        self._until[chat] = max(self._until.get(chat, 0.0), now + seconds)
        self._refused = {each: at for each, at in self._refused.items() if at > now - TOGETHER}
        self._refused[chat] = now
        if len(self._refused) >= MANY:
            # Of them, one may have to wait for longer, for reasons of its own.
            waiting = (self._until.get(each, now) for each in self._refused)
            self._all = max(self._all, min((until for until in waiting if until > now), default=now))

    def went_through(self) -> None:
        """A message was accepted: refusals are not meant for all."""
        self._refused.clear()


async def _nowhere(_: int, __: int) -> None:
    """Nothing is kept of a chat that could move."""


class Outgoing(BaseRateLimiter[None]):
    """Sends at the set rates, waits where Telegram says so, and tries again what did not arrive."""

    def __init__(self, rates: Rates, metrics: Metrics, *, patience: float, moved: Moved = _nowhere) -> None:
        self._rates, self._stops, self._patience = rates, Stops(), patience
        self._metrics, self._moved = metrics, moved

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(  # noqa: PLR0913, PLR0917 - the base class's parameters
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002 - none are used
    ) -> Result:
        """Makes a call until it goes through, is refused for good, or takes too long.

        Raises:
            TelegramError: what the last try ended with.
        """
        tries = _Tries(endpoint, self._patience)
        while True:
            chat: Chat = data.get("chat_id", endpoint)
            await self._turn(chat, endpoint, tries)
            try:
                result = await callback(*args, **kwargs)
            except ChatMigrated as error:
                await self._follow(error, chat, data)
            except TelegramError as error:
                await self._pause(error, chat, endpoint, tries)
            else:
                if endpoint.startswith(SENDING):
                    self._stops.went_through()
                return result

    async def _follow(self, error: ChatMigrated, chat: Chat, data: dict[str, Any]) -> None:
        """Addresses a call to the supergroup that a group became; messages have other numbers there."""
        if isinstance(chat, int):
            await self._moved(chat, error.new_chat_id)
        if "message_id" in data or chat == error.new_chat_id:
            raise error
        # The call is made with this very dictionary.
        data["chat_id"] = error.new_chat_id
        data.pop("reply_parameters", None)

    async def _pause(self, error: TelegramError, chat: Chat, endpoint: str, tries: _Tries) -> None:
        """Waits until the next try; raises the error if there is none."""
        pause = tries.pause_after(error)
        if isinstance(error, RetryAfter):
            self._stops.refused(chat, _seconds(error))
        if pause is None:
            stopped = self._stopped(tries) if isinstance(error, RetryAfter) else None
            raise stopped or error
        self._count(error, endpoint)
        if isinstance(error, UNKNOWN) and pause > LONGEST_PAUSE:
            async with aside():
                await asyncio.sleep(pause)
        else:
            await asyncio.sleep(pause)

    async def _turn(self, chat: Chat, endpoint: str, tries: _Tries) -> None:
        while (left := self._stops.left(chat)) > 0:
            if left > tries.left:
                raise self._stopped(tries) or RetryAfter(ceil(left))
            async with aside():
                await asyncio.sleep(left)
        if chat != endpoint and endpoint.startswith(SENDING):
            await self._rates.turn(chat)

    def _stopped(self, tries: _Tries) -> AllStoppedError | None:
        """What to raise where no call may be made for longer than this one may wait."""
        left = self._stops.all_left
        return AllStoppedError(ceil(left)) if left > tries.left else None

    def _count(self, error: TelegramError, endpoint: str) -> None:
        self._metrics.retries.inc()
        if isinstance(error, UNKNOWN) and endpoint.startswith("send"):
            self._metrics.doubtful.inc()
            logger.warning("%s: no answer, sent once more; it may have arrived twice: %s", endpoint, error)
        else:
            logger.warning("%s is tried again: %s", endpoint, error)


class _Tries:
    """The tries of one call."""

    def __init__(self, endpoint: str, patience: float) -> None:
        self._makes_copies = endpoint.startswith("send")
        self._until = asyncio.get_running_loop().time() + patience
        self._failures = 0
        self._unknown = 0

    @property
    def left(self) -> float:
        """Seconds until the call is given up."""
        return self._until - asyncio.get_running_loop().time()

    def pause_after(self, error: TelegramError) -> float | None:
        """Seconds until the next try; None if there is none."""
        if isinstance(error, RetryAfter):
            return 0.0 if _seconds(error) < self.left else None
        if not _passing(error):
            return None
        if isinstance(error, UNKNOWN) and self._makes_copies:
            return self._pause_after_unknown()
        pause = _about(min(FIRST_PAUSE * 2**self._failures, LONGEST_PAUSE))
        self._failures += 1
        return pause if pause < self.left else None

    def _pause_after_unknown(self) -> float | None:
        """The message may be there already: a few copies are better than no answer, more are not."""
        before, self._unknown = self._unknown, self._unknown + 1
        if before > len(SOON):
            return None
        pause = _about(SOON[before] if before < len(SOON) else FIRST_PAUSE)
        if before == len(SOON):
            pause = max(pause, self.left - LAST)
        return pause if pause < self.left else None


def _passing(error: TelegramError) -> bool:
    """Whether the error may be gone at the next try: on the way, on the server, or in the answer."""
    if isinstance(error, BadRequest):
        return False
    return isinstance(error, NetworkError) or type(error) is TelegramError


def _about(pause: float) -> float:
    """So that those who failed together do not all come back together."""
    return pause * random.uniform(0.5, 1.5)  # noqa: S311 - spreads load, keeps no secret


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else after
