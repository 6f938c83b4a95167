"""How fast messages may go out."""

from __future__ import annotations

from collections import OrderedDict

from aiolimiter import AsyncLimiter

from bot.seats import aside

Chat = int | str
CHATS = 10_000
"""Chats whose rate is kept in mind."""
MINUTE = 60


class Rates:
    """How fast messages may go out; a rate of 0 sets no limit."""

    def __init__(self, *, overall: float, group: float, chat: float) -> None:
        self._group, self._chat = group, chat
        self._overall = AsyncLimiter(overall, 1) if overall else None
        self._chats: OrderedDict[Chat, AsyncLimiter] = OrderedDict()

    async def turn(self, chat: Chat) -> None:
        """Waits until a message may go to a chat."""
        rate = self._chat if isinstance(chat, int) and chat > 0 else self._group
        if rate:
            limiter = self._chats.pop(chat, None) or AsyncLimiter(rate, MINUTE)
            self._chats[chat] = limiter
            if len(self._chats) > CHATS:
                self._chats.popitem(last=False)
            if limiter.has_capacity():
                await limiter.acquire()
            else:
                async with aside():
                    await limiter.acquire()
        if self._overall:
            await self._overall.acquire()
