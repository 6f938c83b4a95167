"""How much one person or one chat may ask in a minute."""

from __future__ import annotations

from enum import Enum, auto

from bot.memory import recalled
from bot.services import Services
from bot.storage import Place

MINUTE = 60


class Verdict(Enum):
    """What to do with one more question."""

    ANSWER = auto()
    NOTICE = auto()
    """Too many: say so, this once."""
    SILENCE = auto()


async def verdict(services: Services, place: Place) -> Verdict:
    """Counts a question against the person's limit and the chat's; 0 is no limit."""
    settings = services.settings
    for key, limit in ((place.asker, settings.user_limit), (place.chat, settings.chat_limit)):
        if key and limit:
            window = int(services.clock().timestamp()) // MINUTE
            count = await recalled(services.store.count(key, window), 0)
            if count > limit:
                return Verdict.NOTICE if count == limit + 1 else Verdict.SILENCE
    return Verdict.ANSWER
