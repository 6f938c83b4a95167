"""The updates between the oldest that is not confirmed and the newest that is known."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Iterable

from telegram import Update

logger = logging.getLogger(__name__)

SHOWN = 100
"""Updates that Telegram shows at most before some of them are confirmed."""

Work = Callable[[Update], Awaitable[None]]
"""Answers an update; raises what went wrong."""


class Window:
    """Works on updates: those of one chat in order, those of different chats side by side.

    An update is done once it was answered, failed, or took too long; ``offset`` never passes one that is not.
    """

    def __init__(
        self, work: Work, *, in_flight: int, deadline: float, failed: Callable[[], None] = lambda: None
    ) -> None:
        self._work, self._in_flight, self._deadline = work, in_flight, deadline
        self._failed = failed
        self._chats: dict[Hashable, deque[Update]] = {}
        self._ready: deque[Hashable] = deque()
        """Chats with something to do that is not being done."""
        self._open: set[int] = set()
        self._done: set[int] = set()
        self._next = 0
        self._newest_begun = 0
        self._closed = False
        self._running: set[asyncio.Task[None]] = set()
        self._finished = asyncio.Event()
        self.answered = 0
        """Updates that were worked on without a failure."""
        self.failed = 0
        """Updates that were given up."""

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
        return len(self._running) >= self._in_flight

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
        known = self._open | self._done
        new = [update for update in updates if update.update_id not in known]
        for update in new:
            self._open.add(update.update_id)
            self._next = update.update_id + 1
            chat = _chat(update)
            if chat not in self._chats:
                self._chats[chat] = deque()
                self._ready.append(chat)
            self._chats[chat].append(update)
        self._begin()
        return len(new)

    async def finished(self, patience: float | None) -> None:
        """Waits until one more update is done, or for so many seconds."""
        try:
            async with asyncio.timeout(patience):
                await self._finished.wait()
        except TimeoutError:
            return
        self._finished.clear()

    async def close(self, patience: float) -> None:
        """Finishes what is at work, and what is older than that, for so many seconds; then gives it up."""
        self._closed = True
        try:
            async with asyncio.timeout(patience):
                while self._running:
                    await asyncio.wait(self._running)
        except TimeoutError:
            logger.warning("stopped with %d updates at work; they come again", len(self._running))
            for task in self._running:
                task.cancel()
            await asyncio.gather(*self._running, return_exceptions=True)

    def _begin(self) -> None:
        for _ in range(len(self._ready)):
            if self.busy:
                return
            chat = self._ready.popleft()
            update = self._chats[chat][0]
            # On closing, nothing is begun but what stands before something done, which would come again.
            if self._closed and update.update_id > self._newest_begun:
                continue
            self._newest_begun = max(self._newest_begun, update.update_id)
            task = asyncio.create_task(self._do(chat, update), name=f"update {update.update_id}")
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _do(self, chat: Hashable, update: Update) -> None:
        number = update.update_id
        try:
            async with asyncio.timeout(self._deadline) as limit:
                await self._work(update)
            self.answered += 1
        except Exception as error:
            self.failed += 1
            self._failed()
            if isinstance(error, TimeoutError) and limit.expired():
                logger.error("update %d given up: not done within %g s", number, self._deadline)
            else:
                logger.error("update %d given up", number, exc_info=error)
        self._end(chat, number)

    def _end(self, chat: Hashable, number: int) -> None:
        self._running = {task for task in self._running if task is not asyncio.current_task()}
        self._open.discard(number)
        self._done.add(number)
        waiting = self._chats[chat]
        waiting.popleft()
        if waiting:
            self._ready.append(chat)
        else:
            del self._chats[chat]
        self._finished.set()
        self._begin()


def _chat(update: Update) -> Hashable:
    """What must be answered in order: a chat, or whoever asks outside of one."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return ("user", update.effective_user.id) if update.effective_user else ("update", update.update_id)
