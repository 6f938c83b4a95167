"""Each update answered once, whoever it is delivered to; one that cannot be answered is given up."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from telegram import Update
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

from bot.line import PostponedError, Work
from bot.memory import begin, kept, recalled
from bot.outgoing import AllStoppedError
from bot.services import Services
from bot.stopping import Stop
from bot.storage import Claim, DeadLetter
from bot.watching import words_of

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=10)
"""How long a claim holds; a longer answer renews it, so that only one who died loses it."""
RENEWAL = 3.0
"""Seconds between renewals of a claim."""
LOOK = 1
"""Seconds until it is looked again whether another holder has finished."""
REMEMBERED = 10_000
"""Updates that are known in memory."""
NO_METHOD = "not found"
"""What an older server says to a method that it does not have; of a token it says "Unauthorized"."""


ComeBack = Callable[[], Awaitable[bool]]
"""Tells whether Telegram was away; then it has waited until Telegram is there again."""


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who answers updates."""

    name: str
    """Nobody else has it, but for whoever takes the place of one that ended."""
    tries: int = 1
    """Failures until an update is given up.

    Above 1 Telegram delivers it again, and also one that another holder is at work on.
    """


class LateError(Exception):
    """An update was not answered within its deadline."""


class Once:
    """Claims an update, has it answered within its deadline, and notes that it was.

    What fails while Telegram is away is tried anew when it is back.
    """

    def __init__(
        self, answer: Work, services: Services, stop: Stop, holder: Holder, came_back: ComeBack
    ) -> None:
        self._answer, self._services, self._stop, self._came_back = answer, services, stop, came_back
        self._holder, self._tries = holder.name, holder.tries
        self._handled: OrderedDict[int, None] = OrderedDict()
        self._failures: OrderedDict[int, int] = OrderedDict()
        self.answered = 0
        """Updates that were worked on without a failure."""
        self.given_up = 0
        """Updates that became dead letters."""

    async def __call__(self, update: Update) -> None:
        """Answers an update unless that was done before.

        Raises:
            PostponedError: if it was not answered, and Telegram must deliver it again.
        """
        number = update.update_id
        begin()
        if number in self._handled or not await self._is_ours(number):
            return
        renewing = asyncio.create_task(self._renew(number))
        try:
            await self._answered(update)
        except BaseException:
            await kept(self._services, self._services.store.release(number, self._holder))
            raise
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)
        await self._finish(number)

    async def _is_ours(self, number: int) -> bool:
        while (claim := await self._claim(number)) is Claim.ELSEWHERE:
            if self._tries > 1:
                raise PostponedError(f"update {number} is at work elsewhere", after=LOOK)
            await asyncio.sleep(LOOK)
            begin()
        return claim is Claim.OURS

    async def _claim(self, number: int) -> Claim:
        services = self._services
        claiming = services.store.claim(number, self._holder, now=services.clock(), lease=LEASE)
        # Without the database it is answered all the same: across replicas perhaps twice.
        return await recalled(services, claiming, Claim.OURS)

    async def _renew(self, number: int) -> None:
        while True:
            await asyncio.sleep(RENEWAL)
            begin()
            await self._claim(number)

    async def _answered(self, update: Update) -> None:
        """Answers an update or gives it up."""
        while (error := await self._tried(update)) is not None:
            # While Telegram is not reached, or takes nothing, the update is not to blame.
            if not (_may_be_away(error) and await self._came_back()):
                await self._failed(update, error)
                return
        self.answered += 1

    async def _tried(self, update: Update) -> Exception | None:
        """What went wrong within the deadline, if anything."""
        deadline = self._services.settings.deadline
        try:
            async with asyncio.timeout(deadline) as limit:
                await self._answer(update)
        except Exception as error:
            return LateError(f"not done within {deadline} s") if limit.expired() else error
        return None

    async def _failed(self, update: Update, error: Exception) -> None:
        if isinstance(error, InvalidToken) and NO_METHOD not in str(error).lower():
            self._stop.refused()
            raise PostponedError("Telegram refuses the token") from None
        if self._stop.asked and _may_be_away(error):
            raise PostponedError("Telegram is not reached") from error
        if not isinstance(error, LateError) and self._may_come_again(update.update_id):
            logger.warning("update %d failed and comes again", update.update_id, exc_info=error)
            raise PostponedError("the answer failed", after=_pause_of(error)) from error
        await self._give_up(update, error)

    def _may_come_again(self, number: int) -> bool:
        """Counts a failure, and says whether another one may follow."""
        failures = self._failures.pop(number, 0) + 1
        if failures >= self._tries:
            return False
        self._failures[number] = failures
        if len(self._failures) > REMEMBERED:
            self._failures.popitem(last=False)
        return True

    async def _give_up(self, update: Update, error: Exception) -> None:
        self.given_up += 1
        self._services.metrics.dead_letters.inc()
        logger.error("update %d given up", update.update_id, exc_info=error)
        letter = DeadLetter.of(update.update_id, error, self._services.clock(), hidden=words_of(update))
        await kept(self._services, self._services.store.bury(letter))

    async def _finish(self, number: int) -> None:
        self._failures.pop(number, None)
        self._handled[number] = None
        if len(self._handled) > REMEMBERED:
            self._handled.popitem(last=False)
        services = self._services
        await kept(services, services.store.finish(number, self._holder, now=services.clock()))


def _may_be_away(error: Exception) -> bool:
    """Whether it may be Telegram that was not reached, or that takes nothing from the bot for now."""
    passing = NetworkError | LateError | AllStoppedError
    return isinstance(error, passing) and not isinstance(error, BadRequest)


def _pause_of(error: Exception) -> int | None:
    """Seconds that Telegram asked for, rounded up."""
    if not isinstance(error, RetryAfter):
        return None
    after = error.retry_after
    return ceil(after.total_seconds() if isinstance(after, timedelta) else after)
