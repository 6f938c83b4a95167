"""The likeliest outcome of one question: by itself, or leaning on what was said before."""

from __future__ import annotations

from dataclasses import replace

from knowledge.continuation import asks_for_part, corrects, opens, points_back
from knowledge.conversation import Conversation
from knowledge.followup import asks_again, elsewhere, leaning, near_context, of_another_type, stood_for
from knowledge.languages import language
from knowledge.matcher import Match, match
from knowledge.outcome import Outcome, cited_again
from knowledge.pack import Pack
from knowledge.policy import decide
from knowledge.premises import spoken_of
from knowledge.question import Question
from knowledge.wordings import wordings

_SELF_STANDING = 0.5
"""Score from which a question without a pronoun needs no context."""
_CERTAIN = 0.9
"""Score from which no other wording of a question is looked at."""
_CONTINUED = 0.1
"""Score from which a topic named in continuation may be a fact near the last one."""


def likeliest(pack: Pack, question: Question, conversation: Conversation) -> Outcome:
    """The most confident outcome among the ways to read one question."""
    if again := asks_again(question, conversation, pack):
        return cited_again(match(question, pack), question, again)
    alone = _alone(question, pack)
    best = max(alone, key=weight)
    leans = points_back(question) or corrects(question)
    if conversation.empty or (best.found and best.score >= _SELF_STANDING and not leans):
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
        return next((outcome for outcome in leant if outcome.found), max([*alone, *leant], key=weight))
    if leant and opens(question):
        alone = [
            outcome for outcome in alone if not corrects(question) and _continues(outcome, conversation, pack)
        ]
    best = max([*alone, *leant], key=weight)
    if not best.found and opens(question):
        return continued(match(question, pack), question, pack, conversation) or best
    return best


def _alone(question: Question, pack: Pack) -> list[Outcome]:
    """What each wording of a question by itself comes to; the first one only, where it is sure."""
    outcomes = []
    for wording, asked in wordings(question, pack):
        outcomes.append(decide(match(wording, pack), pack, asked))
        if outcomes[0].found and outcomes[0].score >= _CERTAIN:
            break
    return outcomes


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
    if asks_for_part(question):
        return False
    fact, stood = outcome.found[0].fact, stood_for(question, conversation, pack)
    if stood and pack.kind_of(stood[1]) == "person" and stood[1] not in spoken_of(fact, pack):
        return False
    return outcome.score >= _SELF_STANDING or near_context(fact, conversation, pack)


def _continues(outcome: Outcome, conversation: Conversation, pack: Pack) -> bool:
    """Whether what answers a continuation, *and of the army?*, is on what was spoken of, or sure."""
    fact = outcome.found[0].fact if outcome.found else None
    return fact is None or outcome.score >= _SELF_STANDING or near_context(fact, conversation, pack)


def weight(outcome: Outcome) -> tuple[bool, bool, float]:
    """Return what outcomes are compared by: found, else offered, then by score."""
    return bool(outcome.found), bool(outcome.offered), outcome.score
