"""Figures and days that a question takes for granted, held against those that a fact states."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from knowledge.dates import month_of
from knowledge.facts import Fact
from knowledge.figures import normalise
from knowledge.languages import language
from knowledge.pack import Pack
from knowledge.question import Question
from knowledge.stems import stem

_FIGURE = re.compile(r"#\d+(?:\.\d+)?")
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b|\b\d{1,2} ?[ap]\.?m\b")
_DAY = re.compile(r"#\d\d-\d\d|#w\d")
_SHARED = frozenset({"and", "were", "was", "in", "of", "the", "people", "peopl"})
"""Words that tell no figure from another."""
_BESIDE = 2
"""Words beside a figure among which a bound stands: fewer than 3,000."""
_VAGUE = frozenset({"couple", "few", "пару", "пара", "several"})
"""Words that make of a thousand an uncertain number of thousands."""
_ALSO_VERBS = frozenset({"may", "march", "mar"})
"""Months only where they stand with a capital."""
_LONGEST = 6
"""Words of the article, at most, that stand against a wrong day."""
_SHORT = 2
"""Digits up to which a figure is taken as it is."""
_SMALL = 10
"""Smaller figures outside counts only number things."""


@cache
def spoken_of(fact: Fact, pack: Pack) -> frozenset[str]:
    """Return the tokens of a fact's quote and of those who make the claim."""
    texts = (fact.quote, *fact.attributed_to)
    return frozenset(token for text in texts for token in pack.lexicon.annotate(normalise(text)))


@cache
def answer_of(fact: Fact, pack: Pack) -> frozenset[str]:
    """Return the tokens of a fact's short answer."""
    return frozenset(pack.lexicon.annotate(normalise(fact.answer_text or "")))


@cache
def subject_of(pack: Pack) -> frozenset[str]:
    """Return the tokens of a pack's headline and publisher."""
    return frozenset(pack.lexicon.annotate(normalise(f"{pack.source.headline} {pack.source.publisher}")))


def figure_claims(question: Question, fact: Fact, pack: Pack) -> Iterator[tuple[str, str | None]]:
    """Yield figures that the quote does not hold: (token, the figure stated instead, or None)."""
    stated = {float(token[1:]) for token in spoken_of(fact, pack) if _FIGURE.fullmatch(token)}
    counts = fact.kind in {"count", "amount"}
    if len(question.figures) > 1 and {"or", "или", "алде"} & set(question.words):
        return  # which of the two?
    for token in question.figures:
        amount = float(token[1:])
        at = question.words.index(token)
        if _VAGUE & set(question.words[max(at - _BESIDE, 0) : at]):
            continue
        scaled = {amount * scale for scale in (1, 10**3, 10**6, 10**9)}
        if amount == pack.source.published.year or scaled & stated or _is_day(amount, fact, pack):
            continue
        if _bounded(question, token, fact):
            continue
        if (not counts or _approximate(question, token)) and any(_rounded(n, amount) for n in stated):
            continue
        if counts and any(c.isdigit() for c in fact.answer_text or ""):
            yield token, fact.answer_text
        elif counts or amount >= _SMALL:
            yield token, _count_beside(question, fact, pack)


def exchanged(question: Question, fact: Fact, pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield figures of a sentence that a question gives to each other's things: *164 arrested, 7,900 killed*.

    Each is (the figure and its word as asked, what is stated of that figure).
    """
    beside = [f for f in pack.facts if f.span == fact.span and f.kind == "count" and f.answer_text]
    told = {other: frozenset(map(stem, normalise(other.answer_text or ""))) for other in beside}
    words = question.words
    for at, token in enumerate(words):
        own = next((other for other in beside if token.startswith("#") and token in told[other]), None)
        if own is None or not question.polar:
            continue
        end = next((n for n in range(at + 1, len(words)) if words[n].startswith("#")), len(words))
        after = {stem(word): word for word in words[at + 1 : end]}
        others = frozenset().union(*(told[other] for other in beside if other is not own))
        wrong = after.keys() & others - told[own] - _SHARED
        if after.keys() & told[own] - _SHARED:
            continue
        if wrong:
            yield f"{question.surface(token)} {after[min(wrong)]}", own.answer_text or ""
        elif fact is not own and fact.kind == "count" and len(question.figures) == 1:
            yield question.surface(token), own.answer_text or ""


def miscounted(question: Question, fact: Fact, missing: Collection[str], pack: Pack) -> str | None:
    """Return the thing that a question has by the fact's own count, where it is another: *500 ambulances*."""
    own = answer_of(fact, pack) if fact.kind == "count" else frozenset()
    accounted = [word for word in question.content if word not in missing and not word.startswith("#")]
    for figure, thing in pairwise(question.words):
        if (
            figure.startswith("#")
            and figure in own
            and thing in missing
            and thing in question.content
            and accounted
        ):
            return thing
    return None


def _is_day(figure: float, fact: Fact, pack: Pack) -> bool:
    """Whether a figure is the day of the month that a fact names: on the 10th."""
    return any(day.endswith(f"-{figure:02.0f}") for day in _days_of(fact, pack))


def _bounded(question: Question, token: str, fact: Fact) -> bool:
    """Whether a question asks for a bound, *over a thousand*, that the figure of the answer keeps."""
    tables, words = language(question.language), question.words
    at, answer = words.index(token), normalise(fact.answer_text or "")
    before = [word for word in words[:at] if word != "a"]
    beside = {*before[-_BESIDE:], *words[at + 1 : at + 1 + _BESIDE]}
    figures = [float(stated[1:]) for stated in answer if _FIGURE.fullmatch(stated)]
    over = beside & tables.over and any(figure > float(token[1:]) for figure in figures)
    return bool(over or (beside & tables.under and any(figure < float(token[1:]) for figure in figures)))


def _approximate(question: Question, token: str) -> bool:
    """Whether a figure is asked for as a round one: about two thousand, a couple of thousand."""
    at = question.words.index(token)
    beside = question.words[max(at - _BESIDE - 1, 0) : at + 1 + _BESIDE]
    return not language(question.language).approximations.isdisjoint(beside)


def _rounded(figure: float, asked: float) -> bool:
    """Whether a round figure stands for a stated one: two thousand for 2,030."""
    digits = len(f"{asked:.0f}")
    zeros = digits - len(f"{asked:.0f}".rstrip("0"))
    return zeros > 0 and digits > _SHORT and round(figure, -zeros) == asked


def _count_beside(question: Question, fact: Fact, pack: Pack) -> str | None:
    """The figure of the same sentence that a reason asked for takes for granted: *why 20,300 soldiers?*."""
    if question.kind != "why":
        return None
    beside = [other for other in pack.facts if other.span == fact.span and other.kind == "count"]
    return next((other.answer_text for other in beside), None)


def day_claims(question: Question, fact: Fact, pack: Pack) -> Iterator[tuple[str, str | None]]:
    """Yield days that are not the fact's: (token, the words for the day in the article, or None)."""
    known = _days_of(fact, pack)
    published = pack.source.published
    allowed = known or {_day(published), _weekday(published)}
    if len(question.days) > 1 and allowed.intersection(question.days):
        return  # which of the two?
    yield from _months(question, fact, pack)
    for token in question.days:
        if token not in allowed:
            yield token, words_of(fact, _names_a_day) if known else None


def _months(question: Question, fact: Fact, pack: Pack) -> Iterator[tuple[str, None]]:
    """Months, *as of February*, that are neither the fact's nor the article's."""
    days = _days_of(fact, pack)
    told = {pack.source.published.month} | {int(day[1:3]) for day in days if not day.startswith("#w")}
    for word in question.words:
        month = month_of(word)
        if month and month not in told and (word not in _ALSO_VERBS or question.is_capitalised(word)):
            yield word, None


def _names_a_day(part: str) -> bool:
    return bool(_DAY.search(" ".join(normalise(part))))


@cache
def _days_of(fact: Fact, pack: Pack) -> frozenset[str]:
    """Days of a fact, of the year and of the week, those that follow from each other included."""
    stated = {token for token in spoken_of(fact, pack) if _DAY.fullmatch(token)}
    if fact.when:
        stated |= {_day(fact.when), _weekday(fact.when)}
    year = pack.source.published.year
    for token in tuple(stated):
        if token.startswith("#w"):
            stated.add(_day(_last(int(token[2]), pack)))
        elif (day := _calendar(year, int(token[1:3]), int(token[4:6]))) is not None:
            stated.add(_weekday(day))
    return frozenset(stated)


def states_a_day(fact: Fact) -> bool:
    """Tell whether a quote names a day of the week or of the year."""
    return any(_DAY.fullmatch(token) for token in normalise(fact.quote))


def states_an_hour(fact: Fact, pack: Pack) -> bool:
    """Tell whether a quote names a part of the day or a time by the clock."""
    parts = language(pack.source.language).daytimes
    return bool(parts.intersection(normalise(fact.quote)) or _CLOCK.search(fact.quote))


def words_of(fact: Fact, wanted: Callable[[str], bool]) -> str | None:
    """Return the shortest run of words of the answer, else of the quote, that fulfils a condition."""
    for text in (fact.answer_text or "", fact.quote):
        words = list(re.finditer(r"\S+", text))
        for length in range(1, _LONGEST + 1):
            for at in range(len(words) - length + 1):
                part = text[words[at].start() : words[at + length - 1].end()]
                if wanted(part):
                    return part.strip('.,;:()"')
    return None


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(day: date) -> str:
    return f"#{day.month:02d}-{day.day:02d}"


def _weekday(day: date) -> str:
    return f"#w{day.weekday()}"


def _last(weekday: int, pack: Pack) -> date:
    """The last such weekday up to the day of publication."""
    published = pack.source.published
    return published - timedelta(days=(published.weekday() - weekday) % 7)
