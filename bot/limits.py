"""How much one person or one chat may ask in a minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from telegram import Message

from bot.memory import recalled
from bot.services import Services
from bot.storage import Place

MINUTE = timedelta(minutes=1)


class Verdict(Enum):
    """What to do with one more question."""

    ANSWER = 0
    NOTICE = 1
    """Too many: say so, this once."""
    SILENCE = 2


async def verdict(services: Services, place: Place, asked: Message | None = None) -> Verdict:
    """Counts a question against the person's limit and, if that lets it pass, the chat's; 0 is no limit.

    What was asked by a message counts in the minute of that: it may have waited while the bot was away.
    """
    at = services.clock() if asked is None else asked.edit_date or asked.date
    person = await _judged(services, place.asker, services.settings.user_limit, at)
    if person is not Verdict.ANSWER:
        return person  # what one person is not answered silences nobody else
    return await _judged(services, place.chat, services.settings.chat_limit, at)


async def _judged(services: Services, key: str, limit: int, at: datetime) -> Verdict:
    if not key or not limit:
        return Verdict.ANSWER
    counting = services.store.count(key, now=at, span=MINUTE)
    count = await recalled(services, counting, 0)
    if count <= limit:
        return Verdict.ANSWER
    return Verdict.NOTICE if count == limit + 1 else Verdict.SILENCE
