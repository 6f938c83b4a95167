"""Why a fact that is likely is no answer all the same."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.decision import Reason
from knowledge.facts import Fact
from knowledge.figures import normalise
from knowledge.guard import Verdict
from knowledge.languages import language
from knowledge.matcher import Match, Standing, suits
from knowledge.pack import Pack
from knowledge.premises import spoken_of, states_an_hour
from knowledge.question import Question, asks_for_the_hour
from knowledge.speakers import says, speaker_of
from knowledge.stems import stem
from knowledge.text import is_han

Objection = tuple[Reason, str]
"""The reason to refuse, and the rule that found it."""

_ALIKE = 0.9
"""Similarity to a phrasing from which a fact's kind need not be of the type asked for."""
_FIRM = 0.5
"""Score from which a fact of another type may answer a loose question."""
_FAINT = 0.25
"""Share of the best score up to which a silence counts for little."""
_BELOW = 0.5
"""Share of the best score up to which a silence is well below it."""
_STRICT = frozenset({"how-many", "how-much", "how-long", "when", "where", "which", "sort"})
"""Types of answer that no other kind of fact can give."""
_QUANTITIES = frozenset({"how-many", "how-much"})
_TOLD = 0.45
"""Share of a question's weight from which what does not fit contradicts a fact, where words were mended."""


def objections(
    match: Match, asked: Question, best: Standing, verdict: Verdict, pack: Pack
) -> Iterator[Objection]:
    """Yield why the best fact does not answer the question although it is likely."""
    fact = best.facts[0]
    if foreign := _foreign(match, asked, best, verdict, pack):
        yield Reason.SWAPPED, f"the fact does not speak of {foreign}"
    if verdict.corrections and match.mended and best.candidate.coverage < _TOLD:
        yield Reason.NO_MATCH, "too little of it is what the fact states"
    if asks_for_the_hour(asked) and not states_an_hour(fact, pack):
        yield Reason.NO_MATCH, "no time of the day is stated"
    if already := _given(asked, fact, pack):
        yield Reason.NO_MATCH, f"more is asked of {already} than is stated"
    speaker = speaker_of(asked, pack)
    if speaker and best.candidate.similarity < _ALIKE and not says(speaker, fact, pack):
        yield Reason.NO_MATCH, f"the fact is not what {asked.surface(speaker)} says"
    if not asked.polar and asked.kind and (rank := _rank(asked, best, pack)):
        yield Reason.NO_MATCH, f'"{rank}" is not told'
    if not verdict.corrections and (reaction := _reaction(asked, best, pack)):
        yield Reason.NO_MATCH, f'the fact states nobody\'s reaction: "{reaction}"'
    suited = suits(asked, fact) or asked.polar or verdict.corrections
    if not (suited or _answers_anyway(match, best, asked, pack)):
        yield Reason.NO_MATCH, f'a {fact.kind} does not answer "{asked.kind}"'


def _foreign(match: Match, asked: Question, best: Standing, verdict: Verdict, pack: Pack) -> str:
    """What the question speaks of and the fact does not.

    A pack without entities and silences says nothing of names: there a firm score decides.
    """
    beyond = set(match.read(asked).tokens) - set(match.question.tokens)
    bare = not (pack.entities or pack.silences)
    if (not beyond and best.candidate.similarity >= 1) or (bare and best.support >= _FIRM):
        return ""
    return ", ".join(verdict.foreign)


def _given(asked: Question, fact: Fact, pack: Pack) -> str | None:
    """A figure of the fact, or of another sentence, asked on: *of the 16, how many were police?*."""
    if asked.kind not in _QUANTITIES or asked.polar:
        return None
    for figure in asked.figures:
        stating = [other for other in pack.facts if figure in normalise(other.answer_text or "")]
        if fact in stating or (stating and all(other.span != fact.span for other in stating)):
            return asked.surface(figure)
    return None


def _rank(asked: Question, best: Standing, pack: Pack) -> str | None:
    """A word that singles one out of several, which neither the quote nor the nearest phrasing has: first."""
    told = {*spoken_of(best.facts[0], pack), *normalise(pack.phrasings[best.candidate.nearest])}
    return next((word for word in asked.words if word in language(asked.language).ranks - told), None)


def _reaction(asked: Question, best: Standing, pack: Pack) -> str | None:
    """A word for how somebody took something, which the fact does not have: agreed, replied."""
    strange = set(best.candidate.missing) - spoken_of(best.facts[0], pack)
    reactions, text = language(asked.language).reactions, "".join(asked.words)
    if is_han(text):
        return next((word for word in sorted(reactions) if word in text and strange & set(word)), None)
    stems = {stem(word) for word in reactions}
    return next((word for word in asked.words if word in strange and stem(word) in stems), None)


def _answers_anyway(match: Match, best: Standing, asked: Question, pack: Pack) -> bool:
    """Whether a fact may be cited although its kind is not the type asked for.

    Never for a quantity or a time, which another kind cannot give.
    """
    if best.candidate.similarity >= _ALIKE:
        return True
    silent = max((standing.score for standing in match.standings if standing.silence), default=0.0)
    if _names_another(best, asked, pack):
        return silent < best.score * _BELOW
    return asked.kind not in _STRICT and best.score >= _FIRM and silent < best.score * _FAINT


def _names_another(best: Standing, asked: Question, pack: Pack) -> bool:
    """Whether the quote names somebody whom a question who it was does not name."""
    others = set().union(*(spoken_of(fact, pack) for fact in best.facts)) - set(asked.tokens)
    return asked.kind == "who" and any(pack.kind_of(token) == "person" for token in others)
