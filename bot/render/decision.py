"""A decision as a reply: pure, and every kind of decision has its own form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from bot import wording
from bot.render import buttons
from bot.render.citation import citation, grouped
from bot.render.markup import LIMIT, Rich, joined, plain
from bot.render.reply import Reply
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


def render(decision: Decision, pack: Pack, texts: Texts) -> Reply:
    """What to send for a decision."""
    match decision:
        case Answered():
            return _answered(decision, pack, texts)
        case Ambiguous():
            offered = [found.fact for found in decision.offered]
            return _offer(texts.get("did-you-mean"), offered, pack, texts)
        case NotInArticle():
            return _not_in_article(decision, pack, texts)
        case NotUnderstood():
            return suggestions(wording.misunderstanding(decision, texts), pack, texts)
        case SmallTalk():
            return _small_talk(decision, pack, texts)
        case _:
            assert_never(decision)


def cited(fact: Fact, pack: Pack, texts: Texts) -> Reply:
    """A fact by itself, as when its button is pressed."""
    return Reply.of(citation([fact], pack, texts), buttons.under_answer([fact], pack, texts), (fact.id,))


def suggestions(sentence: str, pack: Pack, texts: Texts) -> Reply:
    """A sentence with three questions that the pack answers, as buttons."""
    return _offer(sentence, wording.examples(pack), pack, texts)


def _answered(decision: Answered, pack: Pack, texts: Texts) -> Reply:
    facts = [found.fact for found in decision.found]
    before = [plain(line) for line in wording.corrections(decision, texts)]
    after = [plain(line) for line in wording.notes(decision, pack, texts)]
    blocks = [citation(group, pack, texts) for group in grouped(facts)]
    fitting = _fitting(blocks, joined([*before, *after], "\n\n").units)
    content = joined([joined(before), *fitting, joined(after)], "\n\n")
    return Reply.of(content, buttons.under_answer(facts, pack, texts), tuple(fact.id for fact in facts))


def _fitting(blocks: Iterable[Rich], taken: int) -> list[Rich]:
    """The first block and those after it that fit whole; no quote is cut to make room for another."""
    fitting: list[Rich] = []
    for block in blocks:
        taken += block.units + 4
        if fitting and taken > LIMIT:
            break
        fitting.append(block)
    return fitting


def _not_in_article(decision: NotInArticle, pack: Pack, texts: Texts) -> Reply:
    sentence = wording.refusal(decision, pack, texts)
    if decision.reason is Reason.OFF_TOPIC:
        return suggestions(f"{sentence}\n\n{texts.get('ask-away')}", pack, texts)
    if not decision.nearest:
        return Reply(text=sentence)
    nearest = [found.fact for found in decision.nearest[:1]]
    return _offer(f"{sentence}\n\n{texts.get('nearest')}", nearest, pack, texts)


def _small_talk(decision: SmallTalk, pack: Pack, texts: Texts) -> Reply:
    sentence = wording.small_talk(decision, pack, texts)
    if decision.reason is Reason.GREETING:
        return suggestions(sentence, pack, texts)
    return Reply(text=sentence)


def _offer(sentence: str, facts: Iterable[Fact], pack: Pack, texts: Texts) -> Reply:
    return Reply(text=sentence, buttons=buttons.questions(facts, pack, texts))
