"""One question from message to decision: taken apart, matched, judged, and set into its conversation."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from knowledge import spoken
from knowledge.continuation import asks_for_part
from knowledge.conversation import Conversation
from knowledge.decision import (
    Ambiguous,
    Answered,
    Decision,
    NotInArticle,
    NotUnderstood,
    Reason,
    SmallTalk,
)
from knowledge.followup import PLACES, remember
from knowledge.homophones import mended
from knowledge.languages import language
from knowledge.matcher import match
from knowledge.outcome import Outcome, found_by
from knowledge.pack import Pack
from knowledge.policy import decide
from knowledge.question import Question, read, speaks_of_now
from knowledge.readings import alternatives
from knowledge.talk import talk
from knowledge.text import clean
from knowledge.turn import likeliest, weight

_SURE = 0.6
"""Score from which half of a question counts as one of its own."""
_PHRASED = 0.8
"""Similarity to a phrasing from which small talk or politeness is a question to the pack."""
_ARTICLES = {"the", "a", "an", "of"}
_PASSING = 60
"""Words, at most, of a message that may be small talk."""
_RESEMBLING = 0.5
"""The same where the score is as high."""
_COMPOUND = 2
"""Questions from which a message is compound."""
_PARTS = 6
"""A message is taken for at most so many questions."""


def ask(pack: Pack, text: str, conversation: Conversation, hint: str | None) -> Decision:
    """Decide what the article says to a message."""
    message = clean(text)
    said = read(message, pack.lexicon, hint)
    whole = replace(read(spoken.stripped(message), pack.lexicon, hint), polar=said.polar)
    reason = talk(said) or (talk(whole) if whole.words != said.words else None)
    aside = reason is not None or (not whole.content and conversation.empty)
    if (aside or whole.words != said.words) and _is_asked_for(said, whole, pack):
        return _conclude(pack, said, [likeliest(pack, said, conversation)], conversation)
    if reason is None:
        whole = _reread(whole, pack, hint)
        reason = talk(whole)
    if reason is not None:
        return _aside(whole, reason, conversation, pack)
    if not whole.content and conversation.empty:
        return _aside(whole, Reason.NOISE, conversation, pack)
    return _conclude(pack, whole, _outcomes(pack, whole, conversation), conversation)


def _reread(whole: Question, pack: Pack, hint: str | None) -> Question:
    """A question as it was meant, where it is typed in another alphabet, by sound or in haste."""
    if others := alternatives(whole.text, pack.index):
        return read(spoken.stripped(others[0]), pack.lexicon, None)
    meant = mended(spoken.respelt(whole.text), pack)
    if meant == whole.text:
        return whole
    again = read(spoken.stripped(meant), pack.lexicon, hint)
    return replace(again, polar=whole.polar or again.polar)


def _is_asked_for(said: Question, whole: Question, pack: Pack) -> bool:
    """Whether what sounds like small talk or politeness belongs to what a fact of the pack is asked by."""
    best = match(said, pack).best_fact if 0 < len(said.words) <= _PASSING else None
    if best is None or set(best.candidate.missing) & (set(said.words) - set(whole.words)):
        return False
    likeness = best.candidate.similarity
    return likeness >= _PHRASED or (likeness >= _RESEMBLING and best.score >= _PHRASED)


def _aside(question: Question, reason: Reason, conversation: Conversation, pack: Pack) -> Decision:
    best = match(question, pack).best_fact if 0 < len(question.words) <= _PASSING else None
    kind = NotUnderstood if reason in {Reason.EMPTY, Reason.NOISE} else SmallTalk
    return kind(
        question=question.text,
        language=question.language,
        reason=reason,
        best=found_by(best)[0] if best else None,
        conversation=conversation.aged(),
    )


def _outcomes(pack: Pack, whole: Question, conversation: Conversation) -> list[Outcome]:
    """What is decided on each question of a message, in order."""
    parts = spoken.parts(whole.text)[:_PARTS]
    together = likeliest(pack, whole, conversation)
    if len(parts) < _COMPOUND:
        return _halves(pack, whole, together)
    pieces = [question for part in parts if (question := _read(part, pack, whole.language)) is not None]
    if len(pieces) < _COMPOUND:
        alone = likeliest(pack, pieces[0], conversation) if pieces else together
        return [alone] if alone.found and alone.score > together.score else _halves(pack, whole, together)
    outcomes = _in_turn(pack, pieces, conversation)
    asking = [
        outcome for outcome in outcomes if outcome.asked.kind or outcome.asked.polar or outcome.score >= _SURE
    ]
    chosen = [outcome for outcome in asking if outcome.found] or [
        outcome for outcome in outcomes if outcome.found
    ]
    refused = [outcome for outcome in asking if outcome.reason and outcome.asked.kind]
    if _astray(outcomes, together):
        return [together] if together.reason is Reason.SWAPPED else [o for o in outcomes if o.reason][-1:]
    clauses = not spoken.adds(whole.text) and _one_question(chosen, together)
    better = len(chosen) == 1 and together.found and together.score > chosen[0].score
    if clauses or better or not chosen:
        return [together] if together.found or not asking else [max(asking, key=weight)]
    return [outcome for outcome in outcomes if outcome in chosen or outcome in refused]


def _astray(outcomes: list[Outcome], together: Outcome) -> bool:
    """Whether a question that points back, *how many there?*, is decided without what it points to."""
    if len(outcomes) < _COMPOUND or outcomes[-2].asked.kind or outcomes[-2].asked.polar:
        return False
    before, last = outcomes[-2:]
    if last.found:
        there = PLACES.intersection(last.asked.words) and _somewhere(before.asked)
        return bool(there) and len(last.asked.content) <= _COMPOUND and together.reason is Reason.SWAPPED
    return bool(before.found and last.reason) and asks_for_part(last.asked)


def _somewhere(question: Question) -> bool:
    """Whether somebody is told to be at a place by name: in Karaganda."""
    locatives = language(question.language).locatives - {"from", "из"}
    return any(here in locatives and question.is_capitalised(name) for here, name in pairwise(question.words))


def _in_turn(pack: Pack, pieces: list[Question], conversation: Conversation) -> list[Outcome]:
    """What is decided on each piece, those before it in mind; a bare *how many?* belongs to the last one."""
    outcomes: list[Outcome] = []
    context = conversation
    for piece in pieces:
        empty = set(piece.content) <= language(piece.language).generic
        if empty and outcomes and not outcomes[-1].found:
            before = outcomes.pop().asked
            whole = read(f"{before.text} {piece.text}", pack.lexicon, before.language)
            piece = replace(whole, polar=before.polar)  # noqa: PLW2901  the two are one
        outcomes.append(likeliest(pack, piece, context))
        context = remember(context, outcomes[-1], pack)
    return outcomes


def _one_question(pieces: list[Outcome], together: Outcome) -> bool:
    """Whether pieces are one question in several clauses: doubtful ones, and the whole finds one of them."""
    found = {fact.fact.span for fact in together.found}
    shared = any(found & {fact.fact.span for fact in piece.found} for piece in pieces)
    return shared and any(piece.score < _SURE for piece in pieces)


def _read(text: str, pack: Pack, code: str) -> Question | None:
    """A part of a message as a question, its politeness taken off; None where nothing is asked."""
    whole = read(text, pack.lexicon, code)
    question = replace(read(spoken.stripped(text), pack.lexicon, code), polar=whole.polar)
    if talk(question) is not None or not (question.content or question.kind):
        return None
    return question


def _halves(pack: Pack, whole: Question, together: Outcome) -> list[Outcome]:
    """Two things asked for in one breath, *death toll and damage*, where both are found surely and apart."""
    small = language(whole.language).joiners | _ARTICLES
    topics = not (whole.kind or whole.polar) and set(whole.words) <= {*whole.content, *small}
    if whole.polar or (together.found and together.score >= _SURE and not topics):
        return [together]
    halves = [read(half, pack.lexicon, whole.language) for half in spoken.halves(whole.text)]
    outcomes = [decide(match(half, pack), pack) for half in halves if half.content]
    apart = len({outcome.found for outcome in outcomes}) > 1
    sure = all(outcome.found and (outcome.score >= _SURE or not together.found) for outcome in outcomes)
    return outcomes if len(outcomes) == _COMPOUND and apart and sure else [together]


def _conclude(pack: Pack, whole: Question, outcomes: list[Outcome], conversation: Conversation) -> Decision:
    after = conversation
    for outcome in outcomes:
        after = remember(after, outcome, pack)
    found = {f.fact.id: f for outcome in outcomes for f in outcome.found}
    last = next((outcome for outcome in outcomes if outcome.found), outcomes[-1])
    best = max(
        (o.match.best_fact for o in outcomes if o.match.best_fact), key=lambda s: s.score, default=None
    )
    base = {
        "question": whole.text,
        "language": whole.language,
        "best": found_by(best)[0] if best else None,
        "evidence": last.evidence,
        "conversation": after,
    }
    if found:
        return Answered(
            found=tuple(found.values()),
            corrections=tuple(correction for outcome in outcomes for correction in outcome.corrections),
            unanswered=tuple(outcome.asked.text for outcome in outcomes if not outcome.found),
            as_of=speaks_of_now(whole),
            **base,  # type: ignore[arg-type]
        )
    if last.offered:
        return Ambiguous(offered=last.offered, **base)  # type: ignore[arg-type]
    return NotInArticle(
        reason=last.reason or Reason.NO_MATCH,
        silence=last.silence,
        nearest=last.nearest,
        **base,  # type: ignore[arg-type]
    )
