"""What stands between a match and an assertion: every figure, day, name and stance of the question is accounted for.

A question fits a fact, contradicts something that the fact states (a false premise, to be corrected before the
quote), or speaks of somebody or something that the fact does not (and is refused).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from knowledge.decision import Correction
from knowledge.facts import Fact
from knowledge.figures import normalise
from knowledge.languages import language
from knowledge.pack import Pack
from knowledge.question import Question, fillers

_FIGURE = re.compile(r"#\d+(?:\.\d+)?")
_DAY = re.compile(r"#\d\d-\d\d|#w\d")
_SLOTS = {"person": "actor", "organisation": "actor", "role": "actor", "place": "place"}
_KINDS = {"person": "actor", "organisation": "actor", "place": "place"}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the guard found."""

    corrections: tuple[Correction, ...] = ()
    """Premises that the fact contradicts; none where the question fits."""
    foreign: tuple[str, ...] = ()
    """Words of the question, as typed, for somebody or something that the fact does not speak of."""


def examine(question: Question, fact: Fact, pack: Pack, missing: tuple[str, ...]) -> Verdict:
    """Compare a question with a fact; ``missing`` are its words that no phrasing of the fact holds."""
    corrections: list[Correction] = []
    foreign: list[str] = []
    spoken = spoken_of(fact, pack)
    for token, wrong in (*_figures(question, fact, spoken, pack), *_days(question, fact, spoken, pack), *_names(question, fact, spoken, pack, missing)):
        asked = question.surface(token)
        if wrong is None:
            foreign.append(asked)
        else:
            corrections.append(Correction(asked=asked, stated=wrong))
    corrections.extend(_stances(question, fact))
    return Verdict(corrections=tuple(corrections), foreign=tuple(dict.fromkeys(foreign)))


@cache
def spoken_of(fact: Fact, pack: Pack) -> frozenset[str]:
    """Tokens of a fact's quote and of those who make the claim."""
    return frozenset(pack.lexicon.annotate(normalise(fact.quote))) | frozenset(
        token for name in fact.attributed_to for token in pack.lexicon.annotate(normalise(name))
    )


def _figures(question: Question, fact: Fact, spoken: frozenset[str], pack: Pack) -> Iterator[tuple[str, str | None]]:
    stated = {float(token[1:]) for token in spoken if _FIGURE.fullmatch(token)}
    ignored = {float(pack.source.published.year)}
    for token in question.figures:
        amount = float(token[1:])
        if amount in ignored or any(amount * scale in stated for scale in (1, 10**3, 10**6, 10**9)):
            continue
        if fact.kind in {"count", "amount"} and fact.answer_text and any(c.isdigit() for c in fact.answer_text):
            yield token, fact.answer_text
        elif amount >= 10 or fact.kind in {"count", "amount"}:  # noqa: PLR2004  small numbers count things, they are no figures
            yield token, None


def _days(question: Question, fact: Fact, spoken: frozenset[str], pack: Pack) -> Iterator[tuple[str, str | None]]:
    stated = {token for token in spoken if _DAY.fullmatch(token)}
    known = stated | {_day_token(fact.when), _weekday_token(fact.when)} if fact.when else stated
    for token in tuple(known):
        if token.startswith("#w"):
            known.add(_day_token(_last(int(token[2]), pack)))
        elif "-" in token:
            known.add(_weekday_token(date(pack.source.published.year, int(token[1:3]), int(token[4:6]))))
    published = pack.source.published
    ignored = {_day_token(published), _weekday_token(published)} if not known else set()
    for token in question.days:
        if token in known or token in ignored:
            continue
        yield token, _words_of(fact, lambda part: bool(_DAY.search(" ".join(normalise(part)))))


def _day_token(day: date) -> str:
    return f"#{day.month:02d}-{day.day:02d}"


def _weekday_token(day: date) -> str:
    return f"#w{day.weekday()}"


def _last(weekday: int, pack: Pack) -> date:
    """The last such weekday up to the day of publication."""
    published = pack.source.published
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def _words_of(fact: Fact, wanted: object) -> str | None:
    """The shortest run of up to six words of the answer, else of the quote, that fulfils a condition."""
    assert callable(wanted)  # noqa: S101
    for text in (fact.answer_text, fact.quote):
        words = list(re.finditer(r"\S+", text or ""))
        for length in range(1, 7):
            for at in range(len(words) - length + 1):
                part = (text or "")[words[at].start() : words[at + length - 1].end()]
                if wanted(part):
                    return part.strip(".,;:()\"")
    return None


def _names(
    question: Question, fact: Fact, spoken: frozenset[str], pack: Pack, missing: tuple[str, ...]
) -> Iterator[tuple[str, str | None]]:
    """Names that the quote does not hold."""
    subject = frozenset(pack.lexicon.annotate(normalise(pack.source.headline + " " + pack.source.publisher)))
    slot = _SLOTS.get(fact.kind, "")
    answer = frozenset(pack.lexicon.annotate(normalise(fact.answer_text or "")))
    settled = any(concept in answer for concept in question.concepts)
    for concept in dict.fromkeys(question.concepts):
        if concept in spoken or concept in subject:
            continue
        kind = _KINDS.get(pack.kind_of(concept), "")
        if question.polar and slot and kind and not settled and (slot == kind or slot == "actor"):
            yield concept, fact.answer_text
        elif question.polar and fact.attributed_to and kind == "actor" and concept in missing:
            yield concept, fact.attributed_to[-1]
        elif concept in missing:
            yield concept, None
    named = {token for at, end, _ in pack.lexicon.spans(question.words) for token in question.words[at:end]}
    for word in missing:
        if word.startswith(("@", "#")) or word in subject or word in named or word in fillers():
            continue
        if pack.is_name(word) or question.is_capitalised(word):
            yield word, fact.answer_text if question.polar and slot else None


def _stances(question: Question, fact: Fact) -> Iterator[Correction]:
    """Words of the question that exclude what the quote says: doubt against confident, freeze against strengthen."""
    if not (question.polar or question.kind in {"why", "how", ""}):
        return
    quote, asked = normalise(fact.quote), set(question.tokens)
    focus = set(normalise(fact.answer_text or fact.quote))
    for group in language(question.language).contrasts:
        for stated in group:
            others = frozenset().union(*(other for other in group if other is not stated))
            wrong = asked & others - asked & stated
            if wrong and not asked & stated and focus & stated and not set(quote) & others:
                word = next(token for token in quote if token in stated)
                yield Correction(asked=question.surface(sorted(wrong)[0]), stated=_clause(fact, word))
                break


def _clause(fact: Fact, word: str) -> str:
    """The answer where it holds the word, else the word of the quote itself."""
    if fact.answer_text and word in normalise(fact.answer_text):
        return fact.answer_text
    return _words_of(fact, lambda part: word in normalise(part)) or fact.quote
