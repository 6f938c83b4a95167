"""Waiting for a result no longer than there is time, however slowly it is given up."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

PARTS = 20
"""In how many parts it is counted: while this process itself is busy, at most one of them is used up."""
_given_up: set[asyncio.Task[Any]] = set()
"""What is being cancelled: asyncio itself would not hold it."""


class Patience:
    """Some seconds, which several waits share."""

    def __init__(self, seconds: float) -> None:
        self._left, self._part = seconds, seconds / PARTS

    async def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Waits for work; what takes too long is cancelled, and not waited for while it cleans up.

        Raises:
            TimeoutError: if it took too long, or no time was left to begin.
        """
        if self._left <= 0:
            work.close()
            raise TimeoutError("no time was left")
        task = asyncio.ensure_future(work)
        try:
            while self._left > 0 and not task.done():
                await self._wait_a_little(task)
        finally:
            if not task.done():
                _give_up(task)
        if task in _given_up:
            raise TimeoutError("not done in time")
        if task.cancelled():
            # Somebody else ended it: that must not look as if whoever waits were to end.
            raise TimeoutError("it was broken off")
        return task.result()

    async def _wait_a_little(self, task: asyncio.Task[Any]) -> None:
        clock = asyncio.get_running_loop().time
        begun, part = clock(), min(self._part, self._left)
        # A driver may take seconds to close a connection that hangs: asyncio.timeout would wait for that.
        await asyncio.wait({task}, timeout=part)
        self._left -= min(clock() - begun, part)


def _give_up(task: asyncio.Task[Any]) -> None:
    _given_up.add(task)
    task.add_done_callback(_end)
    task.cancel()


def _end(task: asyncio.Task[Any]) -> None:
    _given_up.discard(task)
    if not task.cancelled():
        task.exception()  # looked at, so that asyncio does not report it as overlooked
