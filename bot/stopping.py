"""When to stop: on a signal, or when Telegram will not have the bot any more."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

logger = logging.getLogger(__name__)

T = TypeVar("T")

REFUSED = "Telegram does not accept the bot token: compare VERBATIM_TOKEN with the one @BotFather shows."


class Stop:
    """A request to end, and the exit status to end with."""

    def __init__(self) -> None:
        self._asked = asyncio.Event()
        self.status = 0
        """Exit status of the process."""

    @property
    def asked(self) -> bool:
        """Whether the end was asked for."""
        return self._asked.is_set()

    def now(self, status: int = 0) -> None:
        """Asks for the end."""
        self.status = self.status or status
        self._asked.set()

    def refused(self) -> None:
        """Asks for the end because of the token, and says so once."""
        if not self.status:
            logger.error(REFUSED)
        self.now(1)

    async def wait(self) -> None:
        """Waits until the end is asked for."""
        await self._asked.wait()

    def on_signals(self) -> None:
        """Asks for the end on SIGINT and SIGTERM."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.now)

    async def unless(self, work: Coroutine[Any, Any, T]) -> T | None:
        """Does some work, but gives it up when the end is asked for; None then."""
        doing, asked = asyncio.ensure_future(work), asyncio.ensure_future(self._asked.wait())
        try:
            await asyncio.wait({doing, asked}, return_when=asyncio.FIRST_COMPLETED)
            return doing.result() if doing.done() else None
        finally:
            doing.cancel()
            asked.cancel()
            await asyncio.gather(doing, asked, return_exceptions=True)
