"""Buttons under replies, each with data that says what it does: ``<action>:<pack>:<fact>``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from telegram import InlineKeyboardButton

from bot import wording
from bot.render.markup import shortened
from bot.render.reply import Rows
from bot.texts import Texts
from knowledge import Fact, Pack

LABEL_LIMIT = 60
"""UTF-16 units that a phone shows of a button's label."""


class Action(StrEnum):
    """What a button does with a fact; one letter, as Telegram keeps 64 bytes of data."""

    OPEN = "f"


@dataclass(frozen=True, kw_only=True)
class Press:
    """What a pressed button asks for."""

    action: Action
    pack: str
    fact: str

    @property
    def data(self) -> str:
        """Callback data; at most 2 + 24 + 1 + 32 = 59 bytes."""
        return f"{self.action}:{self.pack}:{self.fact}"

    @classmethod
    def read(cls, data: object) -> Press | None:
        """What callback data asks for; None where it is none of ours, since data can be forged."""
        found = _DATA.fullmatch(data) if isinstance(data, str) else None
        return cls(action=Action(found[1]), pack=found[2], fact=found[3]) if found else None


_DATA = re.compile(rf"([{''.join(Action)}]):([a-z0-9-]{{1,24}}):([a-z0-9-]{{1,32}})")


def questions(facts: Iterable[Fact], pack: Pack, texts: Texts) -> Rows:
    """One row for each fact, labelled with the question that it answers."""
    return tuple((_question(fact, pack, texts),) for fact in facts)


def under_answer(facts: Sequence[Fact], pack: Pack, texts: Texts) -> Rows:
    """Up to two questions whose answers stand near the facts just cited."""
    cited = {fact.id for fact in facts}
    near = dict.fromkeys(id_ for fact in facts for id_ in fact.related if id_ not in cited)
    related = [fact for fact in map(pack.fact, near) if fact is not None]
    return questions(related[:2], pack, texts)


def _question(fact: Fact, pack: Pack, texts: Texts) -> InlineKeyboardButton:
    label = shortened(wording.phrasing(fact, pack, texts.language), LABEL_LIMIT)
    press = Press(action=Action.OPEN, pack=pack.id, fact=fact.id)
    return InlineKeyboardButton(label, callback_data=press.data)
