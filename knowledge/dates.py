"""Days of the year and of the week, in words or digits, in any of the languages: ``#01-10``, ``#w0``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import OSA

from knowledge.languages import LANGUAGES, language
from knowledge.spelling import sound
from knowledge.text import is_han

_NUMERIC_DATE = (
    r"(?<![\d.])(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./](\d{1,2})[./](?:\d{4}|\d{2}))(?![\d.])"
)
_HAN_DATE = r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]?"
_DAY = "#?[0-9]{1,2}"
_STEM = 4
"""Letters from which the name of a month may be followed by any ending."""
_SOUNDED = 3
"""Consonants from which a month may be known by its sound."""
_ALIKE = 0.75
"""Similarity from which a word beside a day is a month misspelt, if it sounds like one."""


def spell_out(text: str) -> str:
    """Write dates in digits, such as 10.01.2022, as tokens."""
    return re.sub(_NUMERIC_DATE, _numeric_date, text)


def spell_out_han(text: str) -> str:
    """Write Chinese dates, such as 1月10日, as tokens."""
    return re.sub(_HAN_DATE, lambda m: f" {_day(m[1], m[2])} ", text)


def _day(month: str, day: str) -> str:
    number, of = int(day.lstrip("#")), int(month)
    return f"#{of:02d}-{number:02d}" if 0 < of <= 12 and 0 < number <= 31 else f"{month} {day}"  # noqa: PLR2004  a calendar


def _numeric_date(match: re.Match[str]) -> str:
    """2022-01-10, or 10.01.2022 with the day first unless only the other order is a date."""
    if match[1]:
        return f" {_day(match[2], match[3])} "
    first, second = match[4], match[5]
    return f" {_day(second, first) if int(second) <= 12 else _day(first, second)} "  # noqa: PLR2004  months of a year


def date(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return what a month beside a day stands for, if the words begin with them: (token, words used)."""
    window = list(words[at : at + 3])
    if len(window) > 1 and (month := _month_beside(window[0])) and _is_day(window[1]):
        return _day(str(month), window[1]), 2
    if len(window) > 1 and _is_day(window[0]):
        skip = 2 if window[1] in {"of", "числа"} and len(window) > 2 else 1  # noqa: PLR2004  day, of, month
        if month := _month_beside(window[skip]):
            return _day(str(month), window[0]), skip + 1
    return None


def _is_day(word: str) -> bool:
    return bool(re.fullmatch(_DAY, word)) and 0 < int(word.lstrip("#")) <= 31  # noqa: PLR2004  days of a month


def month_of(word: str) -> int | None:
    """Return the number of the month that a word names, if it names one."""
    if (month := _months().get(word)) is not None or is_han(word) or word.isascii():
        return month
    stems = (stem for stem in _months() if len(stem) >= _STEM)
    return next((_months()[stem] for stem in stems if word.startswith(stem)), None)


def _month_beside(word: str) -> int | None:
    """The month that a word beside a day names, though it be misspelt."""
    if (month := month_of(word)) is not None or len(sound(word)) < _SOUNDED:
        return month
    return next((number for name, number in _months().items() if _sounds_like(word, name)), None)


def _sounds_like(word: str, name: str) -> bool:
    """Whether a word is spelt almost as the name of a month, which may be followed by an ending."""
    if word[0] != name[0] or len(sound(name)) < _SOUNDED or sound(word) != sound(name):
        return False
    lengths = range(len(name) - 1, len(name) + 2)
    return max(OSA.normalized_similarity(word[:length], name) for length in lengths) >= _ALIKE


def weekday_of(word: str) -> int | None:
    """Return the number of the weekday that a word names, 0 for Monday, if it names one."""
    return _weekdays().get(word)


def is_weekday(word: str) -> bool:
    """Tell whether a word names a day of the week."""
    return word in _weekdays()


@cache
def _months() -> dict[str, int]:
    return {word: number for code in LANGUAGES for word, number in language(code).months.items()}


@cache
def _weekdays() -> dict[str, int]:
    return {word: number for code in LANGUAGES for word, number in language(code).weekdays.items()}
