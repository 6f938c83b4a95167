"""A decision as a reply: pure, and every kind of decision has its own form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from bot import wording
from bot.render import buttons
from bot.render.citation import citation
from bot.render.markup import LIMIT, Rich, joined, plain
from bot.render.reply import Reply
from bot.render.venue import Venue
from bot.texts import Texts
from knowledge import (
    Ambiguous,
    Answered,
    Decision,
    Fact,
    NotInArticle,
    NotUnderstood,
    Pack,
    Reason,
    SmallTalk,
)


def render(decision: Decision, pack: Pack, texts: Texts, venue: Venue) -> Reply:
    """What to send for a decision."""
    match decision:
        case Answered():
            return _answered(decision, pack, texts, venue)
        case Ambiguous():
            offered = [found.fact for found in decision.offered]
            return offer(texts.get("did-you-mean"), offered, pack, texts, venue)
        case NotInArticle():
            return _not_in_article(decision, pack, texts, venue)
        case NotUnderstood():
            return suggestions(wording.misunderstanding(decision, texts), pack, texts, venue)
        case SmallTalk():
            return _small_talk(decision, pack, texts, venue)
        case _:
            assert_never(decision)


def cited(fact: Fact, pack: Pack, texts: Texts, venue: Venue) -> Reply:
    """A fact by itself, as when its button is pressed."""
    rows = buttons.under_answer([[fact]], pack, texts, venue)
    return Reply.of(citation([fact], pack, texts), rows, (fact.id,))


def suggestions(sentence: str, pack: Pack, texts: Texts, venue: Venue, count: int = 3) -> Reply:
    """A sentence with some questions that the pack answers, as buttons."""
    return offer(sentence, wording.examples(pack, count), pack, texts, venue)


def offer(sentence: str, facts: Iterable[Fact], pack: Pack, texts: Texts, venue: Venue) -> Reply:
    """A sentence with these facts' questions as buttons."""
    return Reply(text=sentence, buttons=buttons.questions(facts, pack, texts, venue))


def _answered(decision: Answered, pack: Pack, texts: Texts, venue: Venue) -> Reply:
    before = [plain(line) for line in wording.corrections(decision, texts)]
    after = [plain(line) for line in wording.notes(decision, pack, texts)]
    groups = wording.grouped(found.fact for found in decision.found)
    blocks = _fitting(
        [citation(group, pack, texts) for group in groups], joined([*before, *after], "\n\n").units
    )
    content = joined([joined(before), *blocks, joined(after)], "\n\n")
    shown = groups[: len(blocks)]
    rows = buttons.under_answer(shown, pack, texts, venue)
    return Reply.of(content, rows, tuple(fact.id for group in shown for fact in group))


def _fitting(blocks: Sequence[Rich], taken: int) -> list[Rich]:
    """The first block and those after it that fit whole; no quote is cut to make room for another."""
    fitting: list[Rich] = []
    for block in blocks:
        taken += block.units + 4
        if fitting and taken > LIMIT:
            break
        fitting.append(block)
    return fitting


def _not_in_article(decision: NotInArticle, pack: Pack, texts: Texts, venue: Venue) -> Reply:
    sentence = wording.refusal(decision, pack, texts)
    if decision.reason is Reason.OFF_TOPIC:
        return suggestions(f"{sentence}\n\n{texts.get('ask-away')}", pack, texts, venue)
    if not decision.nearest:
        return Reply(text=sentence)
    nearest = [found.fact for found in decision.nearest[:1]]
    return offer(f"{sentence}\n\n{texts.get('nearest')}", nearest, pack, texts, venue)


def _small_talk(decision: SmallTalk, pack: Pack, texts: Texts, venue: Venue) -> Reply:
    sentence = wording.small_talk(decision, pack, texts)
    if decision.reason is Reason.GREETING:
        return suggestions(sentence, pack, texts, venue)
    return Reply(text=sentence)
