"""The likeliest outcome of one question: by itself, or leaning on what was said before."""

from __future__ import annotations

from dataclasses import replace

from knowledge.continuation import asks_for_part, asks_only_for_a_type, opens, points_back, restated
from knowledge.conversation import Conversation
from knowledge.followup import asks_again, elsewhere, leaning, near_context, of_another_type, stood_for
from knowledge.languages import language
from knowledge.matcher import Match, match
from knowledge.narrowing import stated_figure
from knowledge.outcome import Outcome, cited_again
from knowledge.pack import Pack
from knowledge.policy import decide
from knowledge.premises import spoken_of
from knowledge.question import Question, of_tokens
from knowledge.wordings import wordings

Quotes = frozenset[tuple[int, int]]
"""Where quotes stand in the article."""
_SELF_STANDING = 0.5
"""Score from which a question without a pronoun needs no context."""
_FIRM = 0.75
"""Score from which a question with a pronoun is answered by itself, where no name fits."""
_LIKELY = 0.45
"""Score from which half a question by itself is believed, where what was said before comes to the same."""
_LED = 0.25
"""Score from which one kind of reading is taken before the next kind is looked at."""
_AHEAD = 0.2
"""By so much a topic by itself must score higher than the same read into what was said before."""
_FRAGMENT = 5
"""Words of content, at most, of half a question; Chinese has them by characters."""
_CERTAIN = 0.9
"""Score from which no other wording of a question is looked at."""


def likeliest(pack: Pack, question: Question, conversation: Conversation) -> Outcome:
    """The most confident outcome among the ways to read one question."""
    if again := asks_again(question, conversation, pack):
        return cited_again(match(question, pack), question, again)
    if stated := stated_figure(question, pack):
        return cited_again(match(question, pack), question, stated)
    meant = None if conversation.empty else _meant(question, pack)
    question = meant or question
    return _alone_or_leant(question, conversation, pack, corrects=meant is not None)


def _alone_or_leant(question: Question, conversation: Conversation, pack: Pack, *, corrects: bool) -> Outcome:
    """What a question comes to by itself, unless it leans on what was said and comes to something so."""
    alone = _alone(question, pack)
    best = max(alone, key=weight)
    short = not (question.kind or question.polar) and len(question.content) <= _FRAGMENT
    fragment = short and (corrects or opens(question))
    leans = points_back(question) or short
    if conversation.empty or (best.found and best.support >= _SELF_STANDING and not leans):
        return best
    if beside := of_another_type(question, conversation, pack):
        return cited_again(match(question, pack), question, beside)
    leant = _leant(question, conversation, pack, _sure(best) if short else frozenset(), fragment=short)
    found = [outcome for outcome in leant if outcome.found]
    if found and short and not fragment:
        near = _near(found[0], conversation, pack)
        return found[0] if near and found[0].score > best.score - _AHEAD else best
    if found and (fragment or points_back(question)):
        return found[0]
    if leant and points_back(question):
        alone = [outcome for outcome in alone if _stands(outcome, question, conversation, pack)]
    elif leant and (opens(question) or corrects):
        alone = [outcome for outcome in alone if _continues(outcome, question, conversation, pack)]
    if not found and question.content and not points_back(question):
        leant = []  # a refusal is not passed on
    leant = [outcome for outcome in leant if not _repeats(outcome, question, conversation)]
    return max([*alone, *leant] or [best], key=weight)


def _sure(outcome: Outcome) -> Quotes:
    """The quotes of half a question by itself, where they are likely."""
    return outcome.quotes if outcome.score >= _LIKELY else frozenset()


def _repeats(outcome: Outcome, question: Question, conversation: Conversation) -> bool:
    """Whether a whole question comes to what was cited last only since that was spoken of."""
    whole = bool(question.kind and question.content) and not points_back(question)
    return whole and tuple(found.fact.id for found in outcome.found) == conversation.facts


def _meant(question: Question, pack: Pack) -> Question | None:
    """What is asked behind *no, I meant*, where a message sets right how the last one was taken."""
    words = restated(question)
    if not words:
        return None
    meant = of_tokens(question.text, pack.lexicon.annotate(words), pack.lexicon, question.language)
    return replace(meant, language=question.language)


def _leant(
    question: Question, conversation: Conversation, pack: Pack, alone: Quotes, *, fragment: bool
) -> list[Outcome]:
    """What the readings together with what was said before come to, the best of each kind of reading.

    It must lead on from what was said, or be what half a question comes to ``alone``.
    """
    best = []
    for readings in leaning(question, conversation, pack, fragment=fragment):
        outcomes = [_read_with(reading, question, conversation, pack) for reading in readings]
        led = [
            outcome
            for outcome in outcomes
            if _continues(outcome, question, conversation, pack) or outcome.quotes & alone
        ]
        if led:
            near = [(bool(one.found), _near(one, conversation, pack), *weight(one)) for one in led]
            best.append(led[near.index(max(near))])
        if best and best[-1].found and best[-1].score >= _LED:
            break
    return sorted(best, key=lambda led: not (led.found and led.score >= _LED))


def _read_with(reading: Question, question: Question, conversation: Conversation, pack: Pack) -> Outcome:
    """What a reading comes to; whom *he* stands for must be spoken of."""
    without = elsewhere(question, conversation, pack)
    found = match(reading, pack, without)
    stood = stood_for(question, conversation, pack)
    if stood and stood.kind == "person":
        found = _on(next((name for name in stood.names if name in reading.tokens), ""), found, pack)
    outcome = decide(found, pack, question, leaning=True)
    anything = outcome.offered[:1] if without else ()  # of what else was said
    return replace(outcome, found=outcome.found or anything, offered=() if without else outcome.offered)


def _on(person: str, found: Match, pack: Pack) -> Match:
    """The match without facts that do not speak of whom *he* stands for, if there are any that do."""
    on = tuple(
        standing
        for standing in found.standings
        if not standing.facts or any(person in spoken_of(fact, pack) for fact in standing.facts)
    )
    return replace(found, standings=on) if any(standing.facts for standing in on) else found


def _near(outcome: Outcome, conversation: Conversation, pack: Pack) -> bool:
    return any(near_context(found.fact, conversation, pack) for found in outcome.found)


def _alone(question: Question, pack: Pack) -> list[Outcome]:
    """What each wording of a question by itself comes to; the first one only, where it is sure."""
    outcomes = []
    for wording, asked in wordings(question, pack):
        outcomes.append(decide(match(wording, pack), pack, asked))
        if outcomes[0].found and outcomes[0].score >= _CERTAIN:
            break
    return outcomes


def _stands(outcome: Outcome, question: Question, conversation: Conversation, pack: Pack) -> bool:
    """Whether a question that points back is nevertheless answered by itself, or asks for a silence."""
    if outcome.silence or (outcome.score >= _FIRM and not asks_only_for_a_type(question)):
        return True
    if not outcome.found or not set(question.content) - language(question.language).generic:
        return False
    if asks_for_part(question):
        return False
    fact, stood = outcome.found[0].fact, stood_for(question, conversation, pack)
    if stood and stood.kind == "person":
        return stood.names[0] in spoken_of(fact, pack)
    return outcome.score >= _SELF_STANDING or near_context(fact, conversation, pack)


def _continues(outcome: Outcome, question: Question, conversation: Conversation, pack: Pack) -> bool:
    """Whether what answers a continuation, *and of the army?*, is on what or whom was spoken of, or sure."""
    if not outcome.found or outcome.score >= _SELF_STANDING or question.figures:
        return True
    fact, stood = outcome.found[0].fact, stood_for(question, conversation, pack)
    return near_context(fact, conversation, pack) or (
        stood is not None and not spoken_of(fact, pack).isdisjoint(stood.names)
    )


def weight(outcome: Outcome) -> tuple[bool, bool, float]:
    """Return what outcomes are compared by: found, else offered, then by score."""
    return bool(outcome.found), bool(outcome.offered), outcome.score
