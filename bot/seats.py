"""The places at which updates are worked on; one that only waits for its own chat leaves it to others."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar


class Seats:
    """So many places."""

    def __init__(self, number: int, freed: Callable[[], None]) -> None:
        self._free, self._freed = number, freed
        self._waiting: deque[asyncio.Future[None]] = deque()
        """Of those who come back, the first one first."""

    @property
    def taken(self) -> bool:
        """Whether no place is left."""
        return self._free <= 0

    def take(self) -> None:
        """Takes a place, even one too many."""
        self._free -= 1

    def leave(self) -> None:
        """Gives a place to who comes back first, else to whoever is new."""
        self._free += 1
        while self._waiting and not self.taken:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result(None)
                self.take()
        self._freed()

    async def wait(self) -> None:
        """Takes a place as soon as there is one."""
        if not self.taken:
            self.take()
            return
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        try:
            await waiting
        except BaseException:
            if waiting.done() and not waiting.cancelled():
                self.leave()
            raise


class Seat:
    """The place of one update."""

    def __init__(self, seats: Seats) -> None:
        self._seats, self._here = seats, True
        self.enough = asyncio.Event()
        """Set where a long rest must end: the bot stops, or others need the room."""
        self.resting = False
        seats.take()

    def leave(self) -> None:
        """Leaves it to others, if that was not done."""
        if self._here:
            self._here = False
            self._seats.leave()

    def take(self) -> None:
        """Takes it again without waiting."""
        if not self._here:
            self._here = True
            self._seats.take()

    async def wait(self) -> None:
        """Takes it again as soon as there is one."""
        if not self._here:
            await self._seats.wait()
            self._here = True


SEAT: ContextVar[Seat] = ContextVar("seat")
"""Where the update at work has its place."""


@asynccontextmanager
async def aside() -> AsyncIterator[None]:
    """Meanwhile, the update at work does not count as such."""
    seat = SEAT.get(None)
    if seat is None:
        yield
        return
    seat.leave()
    try:
        yield
        await seat.wait()
    except BaseException:
        seat.take()  # its time is over: what is left to do is little
        raise


async def rested(seconds: float) -> bool:
    """Waits for so long, aside; False where that had to end before."""
    seat = SEAT.get(None)
    enough = asyncio.Event() if seat is None else seat.enough
    if seat is not None:
        seat.resting = True
    async with aside():
        try:
            async with asyncio.timeout(seconds):
                await enough.wait()
        except TimeoutError:
            return True
        finally:
            if seat is not None:
                seat.resting = False
    return False
