"""Updates in line for their answers: those of one chat in order, those of different chats side by side."""

from __future__ import annotations

import asyncio
import contextvars
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass

from telegram import Update

from bot.seats import SEAT, Seat, Seats
from bot.watching import RECEIVED

logger = logging.getLogger(__name__)

GRACE = 8.0
"""Seconds for what is at work when the end is asked for; supervisors commonly kill after ten."""

Work = Callable[[Update], Awaitable[None]]
"""Answers an update; raises ``PostponedError`` where it was not answered and must be delivered once more."""


class PostponedError(Exception):
    """An update was not answered, and Telegram must send it again.

    ``after`` are the seconds until then, where the one who raises it knows.
    """

    def __init__(self, reason: str, *, after: int | None = None) -> None:
        super().__init__(reason)
        self.after = after


@dataclass(frozen=True, kw_only=True)
class _Waiting:
    update: Update
    done: asyncio.Future[None]
    since: float
    """When it came, by ``time.perf_counter``."""


class Line:
    """Works on updates, at most so many at once."""

    def __init__(self, work: Work, *, in_flight: int) -> None:
        self._work, self._seats = work, Seats(in_flight, self._go_on)
        self.freed: Callable[[], None] = lambda: None
        """Called whenever a place became free."""
        self._chats: dict[Hashable, deque[_Waiting]] = {}
        self._ready: deque[Hashable] = deque()
        """Chats with something to do that is not being done."""
        self._newest_begun = 0
        self._closed = False
        self._running: set[asyncio.Task[None]] = set()
        self._seated: dict[int, Seat] = {}
        """By its number, the place of each update that was begun and not ended."""

    @property
    def busy(self) -> bool:
        """Whether more updates would only wait: as many are at work as may be."""
        return self._seats.taken

    def hurry(self, number: int) -> None:
        """Ends the rest of an update, if it takes one: others need the room."""
        seat = self._seated.get(number)
        if seat is not None and seat.resting:
            seat.enough.set()

    def put(self, update: Update) -> asyncio.Future[None]:
        """Takes an update; what comes back is done when the update is, and raises what its work raised."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiting = _Waiting(update=update, done=done, since=time.perf_counter())
        if self._closed:
            waiting.done.set_exception(_stopping())
            return waiting.done
        chat = _chat(update)
        if chat not in self._chats:
            self._chats[chat] = deque()
            self._ready.append(chat)
        self._chats[chat].append(waiting)
        self._begin()
        return waiting.done

    async def close(self, patience: float) -> None:
        """Finishes what is at work, and what is older than that, for so many seconds; others come again."""
        self._closed = True
        # What is older than something done would come again with it: that is still begun.
        self._turn_away(self._newest_begun)
        for seat in self._seated.values():
            seat.enough.set()
        try:
            async with asyncio.timeout(patience):
                while self._running:
                    await asyncio.wait(self._running)
        except TimeoutError:
            logger.warning("stopped with %d updates at work; they come again", len(self._running))
            self._turn_away(0)
            for task in self._running:
                task.cancel()
            await asyncio.gather(*self._running, return_exceptions=True)

    def _turn_away(self, since: int) -> None:
        """Ends the wait of what is not begun, from a number on."""
        for chat, waiting in self._chats.items():
            begun = [] if chat in self._ready else [waiting.popleft()]
            staying = [each for each in waiting if each.update.update_id < since]
            for each in waiting:
                if each.update.update_id >= since:
                    each.done.set_exception(_stopping())
            self._chats[chat] = deque([*begun, *staying])
        self._chats = {chat: waiting for chat, waiting in self._chats.items() if waiting}
        self._ready = deque(chat for chat in self._ready if chat in self._chats)

    def _begin(self) -> None:
        while self._ready and not self.busy:
            chat = self._ready.popleft()
            self._begin_one(chat, self._chats[chat][0])

    def _begin_one(self, chat: Hashable, waiting: _Waiting) -> None:
        number = waiting.update.update_id
        self._newest_begun = max(self._newest_begun, number)
        self._seated[number] = seat = Seat(self._seats)
        if self._closed:
            seat.enough.set()
        # In a context of its own: what is bound for the log is another update's.
        context = contextvars.Context()
        context.run(RECEIVED.set, waiting.since)
        context.run(SEAT.set, seat)
        task = asyncio.create_task(self._do(chat, waiting), name=f"update {number}", context=context)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _do(self, chat: Hashable, waiting: _Waiting) -> None:
        try:
            await self._work(waiting.update)
        except asyncio.CancelledError:
            waiting.done.set_exception(_stopping())
            raise
        except Exception as error:
            waiting.done.set_exception(error)
        else:
            waiting.done.set_result(None)
        self._end(chat, self._seated.pop(waiting.update.update_id))

    def _end(self, chat: Hashable, seat: Seat) -> None:
        self._running = {task for task in self._running if task is not asyncio.current_task()}
        waiting = self._chats[chat]
        waiting.popleft()
        if waiting:
            self._ready.append(chat)
        else:
            del self._chats[chat]
        seat.leave()

    def _go_on(self) -> None:
        self._begin()
        self.freed()


def _stopping() -> PostponedError:
    return PostponedError("the bot is stopping", after=1)


def _chat(update: Update) -> Hashable:
    """What must be answered in order: a chat, or whoever asks outside of one."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return ("user", update.effective_user.id) if update.effective_user else ("update", update.update_id)
