"""The likeliest outcome of one question: by itself, or leaning on what was said before."""

from __future__ import annotations

from knowledge.continuation import asks_for_part, corrects, opens, points_back
from knowledge.conversation import Conversation
from knowledge.followup import asks_again, elsewhere, leaning, near_context, of_another_type, stood_for
from knowledge.languages import language
from knowledge.matcher import match
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
    readings = (match(reading, pack, without) for reading in leaning(question, conversation, pack))
    leant = [decide(found, pack, question, leaning=True) for found in readings]
    leant = [outcome for outcome in leant if _continues(outcome, question, conversation, pack)]
    if leant and points_back(question):
        alone = [
            outcome for outcome in alone if outcome.silence or _stands(outcome, question, conversation, pack)
        ]
        return next((outcome for outcome in leant if outcome.found), max([*alone, *leant], key=weight))
    if leant and opens(question):
        alone = [
            outcome
            for outcome in alone
            if not corrects(question) and _continues(outcome, question, conversation, pack)
        ]
    return max([*alone, *leant], key=weight)


def _alone(question: Question, pack: Pack) -> list[Outcome]:
    """What each wording of a question by itself comes to; the first one only, where it is sure."""
    outcomes = []
    for wording, asked in wordings(question, pack):
        outcomes.append(decide(match(wording, pack), pack, asked))
        if outcomes[0].found and outcomes[0].score >= _CERTAIN:
            break
    return outcomes


def _stands(outcome: Outcome, question: Question, conversation: Conversation, pack: Pack) -> bool:
    """Whether a question that points back is nevertheless answered by itself."""
    if not outcome.found or not set(question.content) - language(question.language).generic:
        return False
    if asks_for_part(question):
        return False
    fact, stood = outcome.found[0].fact, stood_for(question, conversation, pack)
    if stood and pack.kind_of(stood[1]) == "person":
        return stood[1] in spoken_of(fact, pack)
    return outcome.score >= _SELF_STANDING or near_context(fact, conversation, pack)


def _continues(outcome: Outcome, question: Question, conversation: Conversation, pack: Pack) -> bool:
    """Whether what answers a continuation, *and of the army?*, is on what or whom was spoken of, or sure."""
    if not outcome.found or outcome.score >= _SELF_STANDING:
        return True
    fact, stood = outcome.found[0].fact, stood_for(question, conversation, pack)
    return near_context(fact, conversation, pack) or (stood is not None and stood[1] in spoken_of(fact, pack))


def weight(outcome: Outcome) -> tuple[bool, bool, float]:
    """Return what outcomes are compared by: found, else offered, then by score."""
    return bool(outcome.found), bool(outcome.offered), outcome.score
