"""How much one person or one chat may ask in a minute."""

from __future__ import annotations

from datetime import timedelta
from enum import IntEnum

from bot.memory import recalled
from bot.services import Services
from bot.storage import Place

MINUTE = timedelta(minutes=1)


class Verdict(IntEnum):
    """What to do with one more question; the sternest of several holds."""

    ANSWER = 0
    NOTICE = 1
    """Too many: say so, this once."""
    SILENCE = 2


async def verdict(services: Services, place: Place) -> Verdict:
    """Counts a question against the person's limit and the chat's; 0 is no limit."""
    person = await _judged(services, place.asker, services.settings.user_limit)
    chat = await _judged(services, place.chat, services.settings.chat_limit)
    return max(person, chat)


async def _judged(services: Services, key: str, limit: int) -> Verdict:
    if not key or not limit:
        return Verdict.ANSWER
    counting = services.store.count(key, now=services.clock(), span=MINUTE)
    count = await recalled(services, counting, 0)
    if count <= limit:
        return Verdict.ANSWER
    return Verdict.NOTICE if count == limit + 1 else Verdict.SILENCE
