"""One question from message to decision: taken apart, matched, judged, and set into its conversation."""

from __future__ import annotations

from dataclasses import replace

from knowledge import spoken
from knowledge.conversation import Conversation
from knowledge.decision import (
    Ambiguous,
    Answered,
    Decision,
    Found,
    NotInArticle,
    NotUnderstood,
    Reason,
    SmallTalk,
)
from knowledge.followup import leaning, remember
from knowledge.matcher import match
from knowledge.pack import Pack
from knowledge.policy import Outcome, decide
from knowledge.question import Question, read
from knowledge.talk import talk
from knowledge.text import clean

_PARTS = 6
"""A message is taken for at most so many questions."""


def ask(pack: Pack, text: str, conversation: Conversation, hint: str | None) -> Decision:
    """Decide what the article says to a message."""
    message = clean(text)
    whole = read(spoken.stripped(message), pack.lexicon, hint)
    reason = talk(read(message, pack.lexicon, hint)) or talk(whole)
    if reason is not None:
        return _aside(whole, reason, conversation)
    if not whole.content and not conversation.facts and not conversation.question:
        return NotUnderstood(question=whole.text, language=whole.language, reason=Reason.NOISE, conversation=conversation.aged())
    return _conclude(pack, whole, _outcomes(pack, whole, conversation, hint), conversation)


def _aside(question: Question, reason: Reason, conversation: Conversation) -> Decision:
    kept = conversation.aged()
    if reason in {Reason.EMPTY, Reason.NOISE}:
        return NotUnderstood(question=question.text, language=question.language, reason=reason, conversation=kept)
    return SmallTalk(question=question.text, language=question.language, reason=reason, conversation=kept)


def _outcomes(pack: Pack, whole: Question, conversation: Conversation, hint: str | None) -> list[Outcome]:
    """What is decided on each question of a message, in order."""
    pieces = spoken.parts(whole.text)[:_PARTS]
    if len(pieces) < 2:  # noqa: PLR2004  one question
        return [_best(pack, whole, conversation)]
    outcomes: list[Outcome] = []
    context = conversation
    for piece in pieces:
        question = read(spoken.stripped(piece), pack.lexicon, whole.language if hint is None else hint)
        if not question.content and not question.kind:
            continue
        outcome = _best(pack, question, context)
        if talk(question) is None:
            outcomes.append(outcome)
            context = remember(context, outcome)
    asked = [outcome for outcome in outcomes if outcome.question.kind or outcome.question.polar or "?" in outcome.question.text]
    chosen = [outcome for outcome in asked or outcomes if outcome.found]
    together = _best(pack, whole, conversation)
    if not chosen or (together.found and together.score > max(outcome.score for outcome in chosen) and len(chosen) < 2):  # noqa: PLR2004
        return [together]
    return chosen


def _best(pack: Pack, question: Question, conversation: Conversation) -> Outcome:
    """The most confident outcome among the ways to read one question."""
    outcomes = [decide(match(reading, pack), pack) for reading in _readings(question)]
    outcomes += [decide(match(reading, pack), pack) for reading in leaning(question, conversation, outcomes[0], pack)]
    return max(outcomes, key=lambda outcome: (bool(outcome.found) or bool(outcome.silence), bool(outcome.offered), outcome.score))


def _readings(question: Question) -> list[Question]:
    """The question whole, and from its question word on, without what was said before it."""
    return [question]


def _conclude(pack: Pack, whole: Question, outcomes: list[Outcome], conversation: Conversation) -> Decision:
    after = conversation
    for outcome in outcomes:
        after = remember(after, outcome)
    last = outcomes[-1]
    best = max((o.match.best_fact for o in outcomes if o.match.best_fact), key=lambda s: s.score, default=None)
    base = {
        "question": whole.text,
        "language": whole.language,
        "best": Found(fact=best.facts[0], score=round(best.score, 4)) if best else None,
        "evidence": last.evidence,
        "conversation": after,
    }
    found = {f.fact.id: f for outcome in outcomes for f in outcome.found}
    if found:
        corrections = tuple(c for outcome in outcomes for c in outcome.corrections)
        return Answered(found=tuple(found.values()), corrections=corrections, **base)  # type: ignore[arg-type]
    if last.offered:
        return Ambiguous(offered=last.offered, **base)  # type: ignore[arg-type]
    return NotInArticle(reason=last.reason or Reason.NO_MATCH, silence=last.silence, nearest=last.nearest, **base)  # type: ignore[arg-type]
