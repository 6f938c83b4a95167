"""Buttons under replies; data says what each does: ``<action>:<pack>:<subject>:<language>``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from telegram import CopyTextButton, InlineKeyboardButton
from telegram.constants import InlineKeyboardButtonLimit

from bot import wording
from bot.render.links import deep_link, share_link
from bot.render.markup import shortened, units
from bot.render.reply import Row, Rows
from bot.render.venue import Venue
from bot.texts import LANGUAGES, Texts
from knowledge import Fact, Pack

LABEL_LIMIT = 60
"""UTF-16 units that a phone shows of a button's label."""
QUERY_LIMIT = 256
"""Characters of an inline query."""
NUMBERED = 3
"""Quotes of one message that have buttons of their own; more would not fit a row."""
COPY_LIMIT = int(InlineKeyboardButtonLimit.MAX_COPY_TEXT)


class Action(StrEnum):
    """What a button does; one letter, as Telegram keeps 64 bytes of data."""

    OPEN = "f"
    CONTEXT = "c"
    PLAIN = "p"
    GOOD = "g"
    BAD = "b"
    TOPICS = "t"
    TOPIC = "o"
    TIMELINE = "k"
    WHO = "w"
    LANGUAGE = "l"
    COMMENTS = "s"


@dataclass(frozen=True, kw_only=True)
class Press:
    """What a pressed button asks for."""

    action: Action
    pack: str
    subject: str
    """Id of a fact, number of a page or name of a choice."""
    language: str = ""
    """Language of the message that carries the button; empty where that is not told."""

    @property
    def data(self) -> str:
        """Callback data; at most 2 + 24 + 1 + 32 + 3 = 62 bytes."""
        language = f":{self.language}" if self.language else ""
        return f"{self.action}:{self.pack}:{self.subject}{language}"

    @classmethod
    def read(cls, data: object) -> Press | None:
        """What callback data asks for; None where it is none of ours, since data can be forged."""
        found = _DATA.fullmatch(data) if isinstance(data, str) else None
        if found is None:
            return None
        return cls(action=Action(found[1]), pack=found[2], subject=found[3], language=found[4] or "")


_DATA = re.compile(
    rf"([{''.join(Action)}]):([a-z0-9-]{{1,24}}):([a-z0-9-]{{1,32}})(?::({'|'.join(LANGUAGES)}))?"
)


def button(label: str, action: Action, pack: Pack, subject: str, texts: Texts) -> InlineKeyboardButton:
    """A button that comes back to the bot; it is part of a message in the language of these texts."""
    press = Press(action=action, pack=pack.id, subject=subject, language=texts.language)
    return InlineKeyboardButton(shortened(label, LABEL_LIMIT), callback_data=press.data)


def questions(facts: Iterable[Fact], pack: Pack, texts: Texts, venue: Venue) -> Rows:
    """One row for each fact, labelled with the question that it answers."""
    return tuple((_question(fact, pack, texts, venue),) for fact in facts)


def under_answer(groups: Sequence[Sequence[Fact]], pack: Pack, texts: Texts, venue: Venue) -> Rows:
    """Related questions, the actions and a row for feedback.

    Context and copying are about one quote: several have buttons each, in their order and numbered.
    """
    facts = [fact for group in groups for fact in group]
    rows = [*questions(_related(facts, pack), pack, texts, venue)]
    share = _share(facts[0], pack, texts, venue)
    if len(groups) == 1:
        rows.append((*_context(groups, pack, texts, venue), *_copies(groups, pack, texts), share))
    elif len(groups) <= NUMBERED:
        rows += filter(None, [_context(groups, pack, texts, venue), _copies(groups, pack, texts), (share,)])
    else:
        rows.append((share,))
    if venue.live:
        rows.append(
            tuple(
                button(label, action, pack, facts[0].id, texts)
                for label, action in (("👍", Action.GOOD), ("👎", Action.BAD))
            )
        )
    return tuple(rows)


def in_context(fact: str, opened: bool, number: str, pack: Pack, texts: Texts) -> InlineKeyboardButton:
    """The button that unfolds the paragraph around a quote, or folds it again."""
    if opened:
        return button(texts.get("hide-context") + number, Action.PLAIN, pack, fact, texts)
    return button(texts.get("in-context") + number, Action.CONTEXT, pack, fact, texts)


def number_of(place: int, count: int) -> str:
    """What a label is followed by where a message has several such buttons."""
    return f" {place + 1}" if count > 1 else ""


def _question(fact: Fact, pack: Pack, texts: Texts, venue: Venue) -> InlineKeyboardButton:
    label = wording.phrasing(fact, pack, texts.language)
    if venue.live:
        return button(label, Action.OPEN, pack, fact.id, texts)
    # Where a press would answer everybody, the question leads to a private chat instead.
    return InlineKeyboardButton(shortened(label, LABEL_LIMIT), url=deep_link(venue.bot, pack, fact))


def _related(facts: Sequence[Fact], pack: Pack) -> list[Fact]:
    cited = {fact.id for fact in facts}
    near = dict.fromkeys(id_ for fact in facts for id_ in fact.related if id_ not in cited)
    return [fact for fact in map(pack.fact, near) if fact is not None][:2]


def _context(groups: Sequence[Sequence[Fact]], pack: Pack, texts: Texts, venue: Venue) -> Row:
    count = len(groups)
    numbered = [(group[0].id, number_of(place, count)) for place, group in enumerate(groups)]
    return tuple(in_context(fact, False, number, pack, texts) for fact, number in numbered if venue.live)


def _copies(groups: Sequence[Sequence[Fact]], pack: Pack, texts: Texts) -> Row:
    """One button for each citation that fits whole."""
    label, row = texts.get("copy-citation"), []
    for place, facts in enumerate(groups):
        copied = f"“{facts[0].quote}” — {wording.attribution(facts, pack, texts)}"
        if units(copied) <= COPY_LIMIT:
            text = label + number_of(place, len(groups))
            row.append(InlineKeyboardButton(text, copy_text=CopyTextButton(copied)))
    return tuple(row)


def _share(fact: Fact, pack: Pack, texts: Texts, venue: Venue) -> InlineKeyboardButton:
    question, label = wording.phrasing(fact, pack, texts.language), texts.get("share")
    if venue.inline and venue.live:
        return InlineKeyboardButton(label, switch_inline_query=question[:QUERY_LIMIT])
    return InlineKeyboardButton(label, url=share_link(venue.bot, pack, fact, question))
