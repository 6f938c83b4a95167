"""Each update answered once, whoever it is delivered to; one that cannot be answered is given up."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from telegram import Update
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

from bot.line import PostponedError, Work
from bot.memory import begin, kept, recalled
from bot.outgoing import AllStoppedError
from bot.seats import rested
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
LONGEST_WAIT = 24 * 60 * 60.0
"""Seconds for which an update waits for a chat to take messages again; Telegram keeps none for longer."""
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

    What fails while Telegram is away, or takes nothing for its chat, is tried anew when that is over.
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
        try:
            await self._taken(update)
        except PostponedError:
            raise
        except Exception as error:
            # Nothing is known to end like this; if it does, it is told, and holds up nobody.
            await self._give_up(update, error)
            await self._finish(update.update_id)

    async def _taken(self, update: Update) -> None:
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
        until = asyncio.get_running_loop().time() + LONGEST_WAIT
        while (error := await self._tried(update)) is not None:
            if not await self._passed(error, until):
                await self._failed(update, error)
                return
            begin()
        self.answered += 1

    async def _passed(self, error: Exception, until: float) -> bool:
        """Whether what an update is not to blame for was waited for, and is over."""
        if _means_a_chat(error):
            # Those of other chats go on meanwhile; what Telegram itself brings again waits there.
            wait = _pause_of(error) or 0
            over = asyncio.get_running_loop().time() + wait
            return self._tries == 1 and over < until and await rested(wait)
        return _may_be_away(error) and await self._came_back()

    async def _tried(self, update: Update) -> Exception | None:
        """What went wrong within the deadline, if anything."""
        deadline = self._services.settings.deadline
        try:
            async with asyncio.timeout(deadline) as limit:
                await self._answer(update)
        except Exception as error:
            return LateError(f"not done within {deadline} s") if limit.expired() else error
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            # Nobody ends this update: something in it was ended, and its chat must not wait for ever.
            return LateError("it was broken off")
        return None

    async def _failed(self, update: Update, error: Exception) -> None:
        if isinstance(error, InvalidToken) and NO_METHOD not in str(error).lower():
            self._stop.refused()
            raise PostponedError("Telegram refuses the token") from None
        if self._stop.asked and (_may_be_away(error) or _means_a_chat(error)):
            raise PostponedError("Telegram is not reached") from error
        pause = _pause_of(error)
        if self._tries > 1 and pause is not None and pause < LONGEST_WAIT:
            raise PostponedError("Telegram asks for a pause", after=pause) from error
        if not isinstance(error, LateError) and self._may_come_again(update.update_id):
            logger.warning("update %d failed and comes again", update.update_id, exc_info=error)
            raise PostponedError("the answer failed") from error
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
        """Counts, logs and keeps that nobody will answer an update; raises nothing."""
        self.given_up += 1
        self._services.metrics.dead_letters.inc()
        logger.error("update %d given up", update.update_id, exc_info=error)
        letter = _letter(update, error, self._services.clock())
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


def _means_a_chat(error: Exception) -> bool:
    """Whether Telegram takes nothing for one chat, or of one kind, for some time."""
    return isinstance(error, RetryAfter) and not isinstance(error, AllStoppedError)


def _letter(update: Update, error: Exception, now: datetime) -> DeadLetter:
    try:
        return DeadLetter.of(update.update_id, error, now, hidden=words_of(update))
    except Exception:
        # What somebody wrote cannot be told from what the error says: then nothing of that is kept.
        return DeadLetter(update=update.update_id, kind=type(error).__name__, message="", at=now)


def _pause_of(error: Exception) -> int | None:
    """Seconds that Telegram asked for, rounded up."""
    if not isinstance(error, RetryAfter):
        return None
    after = error.retry_after
    return ceil(after.total_seconds() if isinstance(after, timedelta) else after)
