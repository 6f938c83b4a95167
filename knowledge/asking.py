"""One question from message to decision: taken apart, matched, judged, and set into its conversation."""

from __future__ import annotations

from dataclasses import replace

from knowledge import spoken
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
from knowledge.figures import is_weekday
from knowledge.followup import (
    asks_again,
    elsewhere,
    leaning,
    near_context,
    of_another_type,
    opens,
    points_back,
    remember,
)
from knowledge.languages import language
from knowledge.matcher import Match, match
from knowledge.outcome import Outcome, cited_again, found_by
from knowledge.pack import Pack
from knowledge.policy import decide
from knowledge.question import Question, asking_words, first_asking, of_tokens, read, speaks_of_now
from knowledge.readings import alternatives
from knowledge.talk import talk
from knowledge.text import clean, is_han

_SELF_STANDING = 0.5
"""Score from which a question without a pronoun needs no context."""
_SURE = 0.6
"""Score from which half of a question counts as one of its own."""
_CLAIMS = 2
"""Figures and days of a question, at most, that may be set aside to find what it asks."""
_CONTINUED = 0.1
"""Score from which a topic named in continuation may be a fact near the last one."""
_PHRASED = 0.8
"""Similarity to a phrasing from which small talk is a question to the pack."""
_PREAMBLE = 3
"""Words before the question word from which they may be a story around the question."""
_COMPOUND = 2
"""Questions from which a message is compound."""
_PARTS = 6
"""A message is taken for at most so many questions."""


def ask(pack: Pack, text: str, conversation: Conversation, hint: str | None) -> Decision:
    """Decide what the article says to a message."""
    message = clean(text)
    said = read(message, pack.lexicon, hint)
    whole = replace(read(spoken.stripped(message), pack.lexicon, hint), polar=said.polar)
    reason = talk(said) or talk(whole)
    if reason is not None and reason is not Reason.DISTRESS and _is_asked_for(said, pack):
        return _conclude(pack, said, [_best(pack, said, conversation)], conversation)
    if reason is None:
        for other in alternatives(whole.text, pack.index):
            whole = read(spoken.stripped(other), pack.lexicon, None)
        reason = talk(whole)
    if reason is not None:
        return _aside(whole, reason, conversation, pack)
    if not whole.content and conversation.empty:
        return _aside(whole, Reason.NOISE, conversation, pack)
    return _conclude(pack, whole, _outcomes(pack, whole, conversation), conversation)


def _is_asked_for(said: Question, pack: Pack) -> bool:
    """Whether what sounds like small talk is what a fact of the pack is asked by."""
    best = match(said, pack).best_fact if said.words else None
    return best is not None and best.candidate.similarity >= _PHRASED


def _aside(question: Question, reason: Reason, conversation: Conversation, pack: Pack) -> Decision:
    best = match(question, pack).best_fact if question.words else None
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
    pieces = [
        question
        for piece in spoken.parts(whole.text)[:_PARTS]
        if (question := _read(piece, pack, whole.language)) is not None
    ]
    together = _best(pack, whole, conversation)
    if len(pieces) < _COMPOUND:
        return _halves(pack, whole, together) if pieces else [together]
    outcomes: list[Outcome] = []
    context = conversation
    for piece in pieces:
        outcomes.append(_best(pack, piece, context))
        context = remember(context, outcomes[-1], pack)
    asking = [
        outcome for outcome in outcomes if outcome.asked.kind or outcome.asked.polar or outcome.score >= _SURE
    ]
    chosen = [outcome for outcome in asking if outcome.found] or [
        outcome for outcome in outcomes if outcome.found
    ]
    refused = [outcome for outcome in asking if outcome.reason and outcome.asked.kind]
    if not chosen or (len(chosen) == 1 and together.found and together.score > chosen[0].score):
        return [together] if together.found or not asking else [max(asking, key=_weight)]
    return [outcome for outcome in outcomes if outcome in chosen or outcome in refused]


def _read(text: str, pack: Pack, code: str) -> Question | None:
    """A part of a message as a question, its politeness taken off; None where nothing is asked."""
    whole = read(text, pack.lexicon, code)
    question = replace(read(spoken.stripped(text), pack.lexicon, code), polar=whole.polar)
    if talk(question) is not None or not (question.content or question.kind):
        return None
    return question


def _halves(pack: Pack, whole: Question, together: Outcome) -> list[Outcome]:
    """Two things asked for in one breath, *death toll and damage*, where both are found surely and apart."""
    halves = [read(half, pack.lexicon, whole.language) for half in spoken.halves(whole.text)]
    outcomes = [decide(match(half, pack), pack) for half in halves if half.content]
    apart = len({fact.fact.span for outcome in outcomes for fact in outcome.found}) > 1
    sure = all(outcome.found and outcome.score >= _SURE for outcome in outcomes)
    if len(outcomes) == _COMPOUND and apart and sure:
        return outcomes if together.score < _SURE else [together]
    return [together]


def _best(pack: Pack, question: Question, conversation: Conversation) -> Outcome:
    """The most confident outcome among the ways to read one question."""
    if again := asks_again(question, conversation, pack):
        return cited_again(match(question, pack), question, again)
    alone = [decide(match(reading, pack), pack, question) for reading in _readings(question, pack)]
    best = max(alone, key=_weight)
    if conversation.empty or (best.found and best.score >= _SELF_STANDING and not points_back(question)):
        return best
    if beside := of_another_type(question, conversation, pack):
        return cited_again(match(question, pack), question, beside)
    without = elsewhere(question, conversation, pack)
    leant = [
        decide(match(reading, pack, without), pack, question, leaning=True)
        for reading in leaning(question, conversation, pack)
    ]
    if leant and points_back(question):
        alone = [
            outcome for outcome in alone if outcome.silence or _stands(outcome, question, conversation, pack)
        ]
        return next((outcome for outcome in leant if outcome.found), max([*alone, *leant], key=_weight))
    best = max([*alone, *leant], key=_weight)
    if not best.found and opens(question):
        return continued(match(question, pack), question, pack, conversation) or best
    return best


def continued(found: Match, question: Question, pack: Pack, conversation: Conversation) -> Outcome | None:
    """A topic named in continuation, *and the banks?*: the likeliest fact on it near what was cited last."""
    for standing in found.standings:
        new = set(found.question.content) & set(standing.candidate.missing)
        if (
            standing.facts
            and standing.score >= _CONTINUED
            and not new
            and near_context(standing.facts[0], conversation, pack)
        ):
            return decide(replace(found, standings=(standing,)), pack, question, leaning=True)
    return None


def _stands(outcome: Outcome, question: Question, conversation: Conversation, pack: Pack) -> bool:
    """Whether a question that points back is nevertheless answered by itself."""
    if not outcome.found or not set(question.content) - language(question.language).generic:
        return False
    return outcome.score >= _SELF_STANDING or near_context(outcome.found[0].fact, conversation, pack)


def _weight(outcome: Outcome) -> tuple[bool, bool, float]:
    return bool(outcome.found), bool(outcome.offered), outcome.score


def _readings(question: Question, pack: Pack) -> list[Question]:
    """Ways to read a question: whole; without its figures and days; from its question word on."""
    readings = [question]
    claims = {*question.figures, *question.days}
    if 0 < len(claims) <= _CLAIMS and any(
        len(word) > 1 or is_han(word) for word in set(question.content) - claims
    ):
        kind = question.kind or ("when" if question.days else "how-many")
        rest = [word for word in question.words if word not in claims and not is_weekday(word)]
        if not question.kind:
            rest += asking_words(kind, question.language)
        readings.append(
            replace(
                of_tokens(question.text, pack.lexicon.annotate(rest), pack.lexicon, question.language),
                kind=kind,
            )
        )
    if at := first_asking(question.text, question.language):
        before, after = (
            read(question.text[:at], pack.lexicon),
            read(question.text[at:], pack.lexicon, question.language),
        )
        if len(before.words) >= _PREAMBLE and not before.concepts and after.content:
            readings.append(after)
    return readings


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
