"""Figures, dates and weekdays in words or digits, in any of the languages, as comparable tokens.

``2,030``, ``2.030``, ``2 030`` and ``two thousand thirty`` become ``#2030``, ``2k`` ``#2000``; a day of the
year becomes ``#01-10``; a weekday keeps its name and gains ``#w0`` (Monday) to ``#w6``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from knowledge import dates
from knowledge.languages import LANGUAGES, language, spellings
from knowledge.text import clean, fold, is_han, tokens

_SPACED = r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?![\d.,]*\d)"
_HAN_RANGE = r"(?<![#\d])(\d+)\s*([至到~-])\s*(\d+)([千万萬亿億]+)"
_CLOCK = r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)"
_SUFFIXED = r"(\d)\s?(k|bn|mln|mn|bln|к|тыс|млн|млрд|мың|мын)\b\.?"
_ORDINAL = r"(\d)(?:st|nd|rd|th|-?(?:го|ое|е|ого|му|шы|ши|нши|ншы))\b"
_HAN_NUMBER = r"[零一二两兩三四五六七八九十百千万萬亿億]{2,}"
_HAN_MULTIPLIED = r"(?<!\d)(\d+(?:\.\d+)?)([千万萬亿億]+)"
_HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_UNITS = (
    dict.fromkeys(("k", "к", "тыс", "мын", "мың"), 10**3)
    | dict.fromkeys(("mln", "mn", "млн"), 10**6)
    | dict.fromkeys(("bn", "bln", "млрд"), 10**9)
)
_RANGED = frozenset({"to", "and", "or", "до", "и", "или", "дан", "ден", "тан", "тен", "至", "到"})
"""Words between the two ends of a range that have one multiplier: 2 to 3 billion."""
_ASKED_FOR = frozenset({"many", "much", "several", "few", "сколько", "несколько", "канша", "неше"})
"""Words before a multiplier that is asked for, *how many billion*, and states no figure."""
_HUNDRED, _MULTIPLIER = 100, 1000
_SMALLEST = 13
"""Smaller number words, such as the two of *two heads of state*, stay words."""


def spell_out(text: str) -> str:
    """Write dates, grouped digits and suffixed figures of folded text so that they can be cut into tokens."""
    if not text.isascii():
        text = dates.spell_out_han(text)
        text = re.sub(_HAN_RANGE, r"\1\4\2\3\4", text)
        text = re.sub(_HAN_MULTIPLIED, _han_multiplied, text)
        text = re.sub(_HAN_NUMBER, _han_number, text)
    if not any(c.isdigit() for c in text):
        return text
    text = dates.spell_out(text)
    text = re.sub(_CLOCK, r" #\1.\2 ", text)
    text = re.sub(_SPACED, lambda m: m[0].replace(" ", ""), text)
    text = re.sub(_ORDINAL, r"\1 ", text)
    return re.sub(_SUFFIXED, lambda m: f"{m[1]} {m[2]} ", text)


def _han_number(match: re.Match[str]) -> str:
    total = section = digit = 0
    for c in match[0]:
        if c in _HAN_DIGITS:
            digit = _HAN_DIGITS[c]
        elif (unit := _HAN_UNITS[c]) >= 10**4:
            total, section, digit = (total + section + digit) * unit, 0, 0
        else:
            section, digit = section + (digit or 1) * unit, 0
    return f" {total + section + digit} "


def _han_multiplied(match: re.Match[str]) -> str:
    amount = float(match[1])
    for unit in match[2]:
        amount *= _HAN_UNITS[unit]
    return f" {amount:.0f} "


def value(token: str) -> float | None:
    """Read digits with separators: 2,030 and 2.030 are 2030, 2.5 is 2.5; None for anything else."""
    if not token[:1].isdigit():
        return None
    groups = re.split(r"[.,]", token)
    if any(not group.isdecimal() for group in groups):
        return None
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and groups[0] != "0":  # noqa: PLR2004  thousands
        return float("".join(groups))
    return float(f"{groups[0]}.{''.join(groups[1:]) or 0}"[:40])


def merge(words: Sequence[str]) -> Iterator[str]:
    """Replace runs of digits, number words and months by figure and date tokens."""
    words = list(_counted(words))
    at = 0
    while at < len(words):
        token, used = dates.date(words, at) or (words[at], 1)
        yield token
        at += used


def _counted(words: Sequence[str]) -> Iterator[str]:
    """Words with figures as tokens, and weekdays with their numbers."""
    at = 0
    while at < len(words):
        if (found := _range(words, at)) or (found := _figure(words, at)):
            yield found[0]
            at += found[1]
            continue
        word = words[at]
        yield word
        at += 1
        if (weekday := dates.weekday_of(word)) is not None and f"#w{weekday}" not in words[at : at + 1]:
            yield f"#w{weekday}"


def _range(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """The lower end of a range, times the multiplier that stands behind the upper: (token, words used)."""
    lower, *rest = words[at : at + 4]
    upper, times = ([word for word in rest if word not in _RANGED] + ["", ""])[:2]
    least, most, factor = _small(lower), _small(upper), _number(times)
    if not (least and most and factor) or least >= most or factor < _MULTIPLIER:
        return None
    return f"#{least * factor:.0f}", 1


def _small(word: str) -> float | None:
    """A number below a hundred, in digits or as a word."""
    digits = value(word)
    amount = digits if digits is not None else _number(word)
    return amount if amount is not None and amount < _HUNDRED else None


def _figure(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Digits or number words from here on: (token, words used)."""
    total, current, used, typed = 0.0, None, 0, False
    if value(words[at]) is None and (words[at] in _UNITS or (at and words[at - 1] in _ASKED_FOR)):
        return None
    for word in words[at:]:
        if word.startswith("#"):
            break
        digits = value(word)
        amount = digits if digits is not None else _number(word)
        if amount is None and not (word == "and" and used and _more(words, at + used + 1)):
            break
        if amount is not None:
            if digits is not None and used:
                break
            typed = typed or digits is not None
            if digits is None and amount >= 100 and current is not None:  # noqa: PLR2004  hundred and above multiply
                current = current * amount
                if amount >= 1000:  # noqa: PLR2004  thousand and above close a group
                    total, current = total + current, None if used else 0.0
            else:
                current = (current or 0.0) + amount
        used += 1
    amount = total + (current or 0.0)
    if not used or (not typed and amount < _SMALLEST):
        return None
    return f"#{amount:.10g}" if amount != int(amount) else f"#{int(amount)}", used


def _more(words: Sequence[str], at: int) -> bool:
    """Whether *and* stands inside a number, as in two thousand and thirty."""
    return at < len(words) and _number(words[at]) is not None


def _number(word: str) -> float | None:
    if word in _UNITS:
        return _UNITS[word]
    if (number := _numbers().get(word)) is not None or word.isascii() or is_han(word):
        return number
    return next((_numbers()[stem] for stem in ("миллион", "миллиард") if word.startswith(stem)), None)


@cache
def _numbers() -> dict[str, int]:
    return {word: number for code in LANGUAGES for word, number in language(code).numbers.items()}


@lru_cache(maxsize=4096)
def normalise(text: str) -> tuple[str, ...]:
    """Return the normal form of a text: words, single Han characters, ``#`` figures, days and weekdays.

    The one normalisation for phrasings and questions; joined with spaces it is its own normal form.
    """
    words = [part for token in tokens(spell_out(fold(clean(text)))) for part in _plain(token)]
    return tuple(merge(words))


def _plain(token: str) -> Sequence[str]:
    """Resolve contractions and possessives."""
    if full := _contractions().get(token):
        return full.split()
    if "'" in token:
        return _plain(fold(token.removesuffix("'s").replace("'", "")))
    return (token,)


@cache
def _contractions() -> dict[str, str]:
    return spellings() | {
        short: full for code in LANGUAGES for short, full in language(code).contractions.items()
    }
