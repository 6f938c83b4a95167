"""Pages to turn: topics and their questions, the timeline, the people and organisations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton

from bot import wording
from bot.render.buttons import Action, button
from bot.render.markup import Rich, bold, emphasised, joined, plain, quoted, shortened
from bot.render.reply import Reply, Rows
from bot.texts import Texts
from knowledge import Entity, Fact, Pack

QUESTIONS = 8
"""Questions on one page of a topic."""
PAGE_LIMIT = 3000
"""UTF-16 units after which a page of the timeline or of names is full."""
ENTRY_LIMIT = 900
"""UTF-16 units of one entry on such a page."""
SPEAKING = ("person", "organisation", "organization")


def topics(pack: Pack, texts: Texts) -> Reply:
    """The topics of the pack, each with the number of its questions."""
    rows = []
    for place, topic in enumerate(pack.topics):
        count = sum(fact.topic == topic for fact in pack.facts)
        label = f"{pack.topic_label(topic, texts.language)} ({count})"
        rows.append((button(label, Action.TOPIC, pack, f"{place}-0", texts),))
    return Reply(text=texts.get("facts-title"), buttons=tuple(rows))


def topic(place: int, page: int, pack: Pack, texts: Texts) -> Reply | None:
    """One page of a topic's questions; None where there is no such page."""
    if place >= len(pack.topics):
        return None
    name = pack.topics[place]
    facts = [fact for fact in pack.facts if fact.topic == name]
    shown = facts[page * QUESTIONS : (page + 1) * QUESTIONS]
    if not shown:
        return None
    rows = [
        (button(wording.phrasing(fact, pack, texts.language), Action.OPEN, pack, fact.id, texts),)
        for fact in shown
    ]
    pages = -(-len(facts) // QUESTIONS)
    turn = _turning(page, pages, _Turn(action=Action.TOPIC, pack=pack, texts=texts, before=f"{place}-"))
    back = (button(texts.get("all-topics"), Action.TOPICS, pack, "0", texts),)
    heading = bold(pack.topic_label(name, texts.language)) + _number(page, pages)
    return Reply.of(heading, (*rows, *turn, back))


def timeline(page: int, pack: Pack, texts: Texts) -> Reply | None:
    """One page of the dated quotes in order; None where there is no such page."""
    dated = sorted(
        (fact for fact in pack.facts if fact.when), key=lambda fact: (fact.when or 0, fact.span.start)
    )
    once = {fact.span: fact for fact in reversed(dated)}
    entries = [_dated(fact, texts) for fact in dated if once[fact.span] is fact]
    turn = _Turn(action=Action.TIMELINE, pack=pack, texts=texts)
    return _page(texts.get("timeline-title"), entries, page, turn)


def who(page: int, pack: Pack, texts: Texts) -> Reply | None:
    """One page of the people and organisations to whom the article gives a role."""
    described = [entity for entity in pack.entities if entity.kind in SPEAKING and entity.role]
    entries = [_named(entity, texts) for entity in described]
    return _page(texts.get("who-title"), entries, page, _Turn(action=Action.WHO, pack=pack, texts=texts))


def _dated(fact: Fact, texts: Texts) -> Rich:
    day = texts.date(fact.when) if fact.when else ""
    spans = []
    if fact.answer is not None:
        spans = [(fact.answer.start - fact.span.start, fact.answer.end - fact.span.start)]
    return bold(day) + "\n" + quoted(emphasised(shortened(fact.quote, ENTRY_LIMIT), spans))


def _named(entity: Entity, texts: Texts) -> Rich:
    name = bold(entity.labels.get(texts.language, entity.name))
    return name + f" — {shortened(entity.roles.get(texts.language, entity.role), ENTRY_LIMIT)}"


@dataclass(frozen=True, kw_only=True)
class _Turn:
    """What the buttons that lead to other pages have in common."""

    action: Action
    pack: Pack
    texts: Texts
    before: str = ""
    """What stands before the number of the page."""

    def to(self, label: str, page: int) -> InlineKeyboardButton:
        """The button that leads to a page."""
        return button(label, self.action, self.pack, f"{self.before}{page}", self.texts)


def _page(title: str, entries: Iterable[Rich], number: int, turn: _Turn) -> Reply | None:
    pages = _filled(list(entries))
    if number >= len(pages):
        return None
    heading = plain(title) + _number(number, len(pages))
    content = joined([heading, *pages[number]], "\n\n")
    return Reply.of(content, _turning(number, len(pages), turn))


def _filled(entries: Sequence[Rich]) -> list[list[Rich]]:
    """Entries put on pages in order; at least one page, an empty one where there are none."""
    pages: list[list[Rich]] = [[]]
    taken = 0
    for entry in entries:
        if pages[-1] and taken + entry.units > PAGE_LIMIT:
            pages.append([])
            taken = 0
        pages[-1].append(entry)
        taken += entry.units + 2
    return pages


def _number(page: int, count: int) -> str:
    return f" ({page + 1}/{count})" if count > 1 else ""


def _turning(page: int, count: int, turn: _Turn) -> Rows:
    """A row that leads to the page before and the page after; nothing where there is one page."""
    row: list[InlineKeyboardButton] = []
    if page > 0:
        row.append(turn.to("‹", page - 1))
    if page + 1 < count:
        row.append(turn.to("›", page + 1))
    return (tuple(row),) if row else ()
