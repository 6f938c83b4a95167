"""From a question to what it may ask for: the index's candidates, those that share a quote taken together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.facts import JOINED, Fact, Silence
from knowledge.figures import merge, normalise
from knowledge.index import Candidate
from knowledge.pack import Pack
from knowledge.question import Question, of_tokens
from knowledge.spacing import unbroken

_SUITS: dict[str, frozenset[str]] = {
    "how-many": frozenset({"count", "amount", "duration"}),
    "how-much": frozenset({"amount", "count", "duration"}),
    "how-long": frozenset({"duration"}),
    "when": frozenset({"date", "duration"}),
    "where": frozenset({"place", "manner", "organisation"}),
    "who": frozenset({"person", "organisation", "role", "statement", "count"}),
    "which": frozenset({"person", "organisation", "place", "role", "date", "statement", "reason"}),
    "sort": frozenset({"statement", "manner", "role", "organisation", "person", "place", "reason"}),
    "why": frozenset({"reason", "statement"}),
}
_JOINT = 0.3
"""Share of the best score from which facts that answer together come before one of them."""
_DATED = 0.1
"""Share of the best score from which a sentence that names a weekday may come before one that names none."""
_NAME = 6
"""Letters, at most, of a word with a capital that is rather a name than a slip."""
_LIMIT = 12  # so many candidates are looked at
_BESIDE = 0.25
"""Share of the best score from which a fact with the same quote may come first since it suits."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Standing:
    """One thing that the question may ask for, with its confidence."""

    score: float
    """Sum over the facts that share the quote, at most 1."""
    support: float = 0.0
    """The score together with that of standings which share one of the quotes, at most 1."""
    candidate: Candidate
    """The best of them."""
    facts: tuple[Fact, ...] = ()
    """Facts that answer together; empty for a silence."""
    silence: Silence | None = None

    @cached_property
    def quotes(self) -> frozenset[tuple[int, int]]:
        """Where the quotes stand in the article."""
        return frozenset((fact.span.start, fact.span.end) for fact in self.facts)

    @property
    def id(self) -> str:
        """Id of the fact or silence."""
        return self.silence.id if self.silence else self.facts[0].id


@dataclass(frozen=True, kw_only=True, eq=False)
class Match:
    """A question and all that it may ask for, best first."""

    question: Question
    standings: tuple[Standing, ...]
    mended: tuple[tuple[str, str], ...] = ()
    known: float = 0.0

    def read(self, question: Question) -> Question:
        """A question with the words mended as in the one that was matched."""
        words = dict(self.mended)
        plain = merge([words.get(token, token) for token in question.words])
        return replace(question, tokens=question.lexicon.annotate(tuple(plain)))

    @property
    def top(self) -> Standing | None:
        """The best standing."""
        return self.standings[0] if self.standings else None

    @property
    def best_fact(self) -> Standing | None:
        """The best standing that is no silence."""
        return next((standing for standing in self.standings if standing.facts), None)

    @property
    def rival(self) -> Standing | None:
        """The best standing that would cite something else than the top."""
        top = self.top
        others = (other for other in self.standings if top and not (top.quotes & other.quotes))
        return max(others, key=lambda other: other.score, default=None)


def match(question: Question, pack: Pack, without: frozenset[tuple[int, int]] = frozenset()) -> Match:
    """Rank what a question may ask for, leaving out quotes that it does not want again."""
    question = unbroken(question, pack)
    ranking = pack.index.rank(question.tokens, limit=_LIMIT)
    mended = tuple(pair for pair in ranking.mended if not _another_name(*pair, question, pack))
    if mended:
        words = dict(mended)
        again = of_tokens(
            question.text,
            pack.lexicon.annotate(tuple(merge([words.get(w, w) for w in question.words]))),
            pack.lexicon,
            question.language,
        )
        question = replace(again, polar=question.polar or again.polar, kind=question.kind or again.kind)
        ranking = pack.index.rank(question.tokens, limit=_LIMIT)
    groups: dict[object, list[Standing]] = {}
    for candidate in ranking.candidates:
        standing = _standing(candidate, pack)
        key: object = standing.silence.id if standing.silence else standing.quotes
        groups.setdefault(key, []).append(standing)
    standings = [_joined(group, question) for group in groups.values() if not group[0].quotes & without]
    standings.sort(key=lambda standing: -standing.score)
    standings = [replace(standing, support=_supported(standing, standings)) for standing in standings]
    return Match(
        question=question,
        standings=tuple(_together_first(standings)),
        mended=mended,
        known=ranking.known,
    )


def _another_name(typed: str, known: str, question: Question, pack: Pack) -> bool:
    """Whether a short word with a capital, *Modi*, is a name of its own and no slip for a common word."""
    named = pack.is_name(known) or any(token.startswith("@") for token in pack.lexicon.annotate((known,)))
    return len(typed) <= _NAME and question.is_capitalised(typed) and not named


def suits(question: Question, fact: Fact) -> bool:
    """Whether a fact's kind is of the type that the question asks for; without a kind, it is."""
    wanted = _SUITS.get(question.kind)
    said = question.kind != "who" or fact.kind != "statement" or not fact.answer_text or fact.attributed_to
    return wanted is None or not fact.kind or (fact.kind in wanted and bool(said))


def by_day(match: Match, asked: Question) -> Match:
    """Return the match with only sentences that name a weekday, or a date, where a wrong one is asked."""
    best = match.best_fact
    days, weekday = set(asked.days), "#w" in "".join(asked.days)
    if best is None or not days or any(_is_on(days, fact) for fact in best.facts):
        return match
    dated = [s for s in match.standings if s.facts and _names_a_day(s.facts[0], weekday=weekday)]
    naming = [standing for standing in dated if standing.score >= best.score * _DATED]
    if best in naming:
        return match
    kept = tuple(standing for standing in match.standings if standing.silence or standing in naming)
    return replace(match, standings=kept) if naming else match


def by_figure(match: Match, asked: Question) -> Match:
    """Return the match with only the sentences that state a figure, where one is to be confirmed."""
    best, figures = match.best_fact, set(asked.figures)
    if best is None or not figures or not asked.polar or _states(figures, best):
        return match
    enough = best.score * _DATED
    stating = [s for s in match.standings if s.facts and s.score >= enough and _states(figures, s)]
    kept = tuple(standing for standing in match.standings if standing.silence or standing in stating)
    return replace(match, standings=kept) if stating else match


def _states(figures: set[str], standing: Standing) -> bool:
    return any(figures <= set(normalise(fact.quote)) for fact in standing.facts)


def _is_on(days: set[str], fact: Fact) -> bool:
    return fact.when is not None and f"#w{fact.when.weekday()}" in days


def _names_a_day(fact: Fact, *, weekday: bool) -> bool:
    """Whether a quote names a day of the week, or else one of the year."""
    pattern = r"#w\d" if weekday else r"#\d\d-\d\d"
    return any(re.fullmatch(pattern, token) for token in normalise(fact.quote))


def _standing(candidate: Candidate, pack: Pack) -> Standing:
    facts = tuple(fact for id_ in candidate.target.split(JOINED) if (fact := pack.fact(id_)))
    return Standing(
        score=candidate.score, candidate=candidate, facts=facts, silence=pack.silence(candidate.target)
    )


def _together_first(standings: list[Standing]) -> list[Standing]:
    """Facts that answer together come before one of them alone where they, or each of them, fit as well."""
    if not standings or len(standings[0].facts) != 1:
        return standings
    top = standings[0]
    enough = top.score * _JOINT
    fit = {fact.id for standing in standings if standing.score > enough for fact in standing.facts}
    joint = next(
        (
            s
            for s in standings
            if len(s.facts) > 1
            and s.quotes & top.quotes
            and (s.score > enough or all(fact.id in fit for fact in s.facts))
        ),
        None,
    )
    return [joint, *(s for s in standings if s is not joint)] if joint else standings


def _supported(standing: Standing, others: Sequence[Standing]) -> float:
    """A standing's score with that of all others which would cite one of its quotes."""
    return min(
        1.0, sum(other.score for other in others if other is standing or standing.quotes & other.quotes)
    )


def _joined(group: Sequence[Standing], question: Question) -> Standing:
    """Standings with the same quote as one: the score of all, the facts of the best that suits."""
    total = min(1.0, sum(standing.score for standing in group))
    best = group[0]
    if best.facts and not suits(question, best.facts[0]):
        best = next(
            (s for s in group if suits(question, s.facts[0]) and s.score > best.score * _BESIDE), best
        )
    return replace(best, score=total)
