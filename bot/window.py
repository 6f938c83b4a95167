"""The updates between the oldest that is not confirmed and the newest that is known."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from functools import partial

from telegram import Update

from bot.line import Line, PostponedError

logger = logging.getLogger(__name__)

SHOWN = 100
"""Updates that Telegram shows at most before some of them are confirmed."""


class Window:
    """Puts what was fetched in line; ``offset`` never passes an update that is not done."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._open: set[int] = set()
        self._done: set[int] = set()
        self._next = 0
        self._changed = asyncio.Event()
        line.freed = self._changed.set

    @property
    def offset(self) -> int:
        """The oldest update that is not done, else the one after the newest; before it, all is done."""
        return min(self._open, default=self._next)

    @property
    def empty(self) -> bool:
        """Whether everything known is done."""
        return not self._open

    @property
    def busy(self) -> bool:
        """Whether more updates would only wait: as many are at work as may be."""
        return self._line.busy

    @property
    def full(self) -> bool:
        """Whether Telegram would show nothing new, however many updates wait."""
        offset = self.offset
        return len(self._open) + sum(number > offset for number in self._done) >= SHOWN

    def forget_before(self, offset: int) -> None:
        """No longer remembers what is done before an offset that is being sent: it is not shown again."""
        self._done = {number for number in self._done if number >= offset}

    def add(self, updates: Iterable[Update]) -> int:
        """Takes what was fetched, and says how many of it were not known yet."""
        shown, known = {update.update_id: update for update in updates}, self._open | self._done
        new = sorted(shown.keys() - known)
        if shown:
            after = max(shown) + 1
            # After an idle week Telegram counts from anywhere: then all of it is new, and may be lower.
            self._next = after if len(new) == len(shown) else max(after, self._next)
        for number in new:
            self._open.add(number)
            self._line.put(shown[number]).add_done_callback(partial(self._end, number))
        return len(new)

    def make_room(self) -> None:
        """Ends the waiting of the oldest update for a chat that may not be written to for long."""
        self._line.hurry(self.offset)

    async def changed(self, patience: float | None) -> None:
        """Waits until one more update is done, or leaves its place to others, or for so many seconds."""
        try:
            async with asyncio.timeout(patience):
                await self._changed.wait()
        except TimeoutError:
            return
        self._changed.clear()

    async def close(self, patience: float) -> None:
        """Finishes what is at work, and what is older than that, for so many seconds; then gives it up."""
        await self._line.close(patience)
        # What was finished last is told by callbacks, which run after this.
        await asyncio.sleep(0)

    def _end(self, number: int, done: asyncio.Future[None]) -> None:
        error = done.exception()
        if isinstance(error, PostponedError):
            return
        if error is not None:
            # Nothing is known to end like this; if it does, it must not hold up what comes after.
            logger.error("update %d given up", number, exc_info=error)
        self._open.discard(number)
        self._done.add(number)
        self._changed.set()
