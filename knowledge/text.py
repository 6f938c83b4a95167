"""The one normalisation, used for the pack's phrasings and for questions alike.

`normalise` gives a string that is its own normal form; `words` cuts it into tokens. Figures become
``#2030``, days of the year ``#01-10``; names of the pack are added later as ``@…`` by the lexicon.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import opencc

LONGEST = 4096
"""Questions are cut to so many characters."""

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´ʹ′＇"), "'")
_QUOTES = dict.fromkeys(map(ord, "“”„«»「」『』《》〝〞＂"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_FOLDED = str.maketrans("ёәғқңөұүһіїє", "еагкноуухиие")
"""Kazakh typed with Russian letters reads like Kazakh typed with its own."""
_LATIN_OF = str.maketrans("асеорхукмтвніјѕԛԝ", "aceopxykmtbhijsqw")
_CYRILLIC_OF = str.maketrans("aceopxykmtbhi", "асеорхукмтвні")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff]"
)
_UNREADABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that stand for a space at most."""
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_INITIALS = {"u.s.": "usa", "u.s.a.": "usa", "u.n.": "un", "u.k.": "uk", "e.u.": "eu"}
_STATES = re.compile(r"\bUS\b(?! ?(?:dollar|\$))")
"""A country, not a pronoun and not its money, unless all is in capitals."""
_FIRST_UNSPACED = "\u3040"
_WORDS = r"#w\d|#\d\d-\d\d|#\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*"
_HAN = (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uf900", "\ufaff"))
_UNSPACED = (*_HAN, ("\u3040", "\u30ff"))
"""Characters of scripts without spaces, each a token of its own."""
_MIXED = re.compile(r"[a-zа-яіјѕ]+")


def clean(text: str) -> str:
    """Drop what cannot be seen or read: invisible marks, control characters, stacked accents, surrogates."""
    text = text[:LONGEST].encode("utf-8", "replace").decode("utf-8")
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = text.translate(_APOSTROPHES).translate(_QUOTES).translate(_DASHES)
    text = "".join(" " if unicodedata.category(c) in _UNREADABLE else c for c in text)
    return " ".join(_without_stacks(text).split())


def _without_stacks(text: str) -> str:
    """Keep letters that exist with their mark (й, é), drop marks left over after composition."""
    if text.isascii():
        return text
    return "".join(c for c in text if unicodedata.category(c) not in {"Mn", "Me"})


def simplified(text: str) -> str:
    """Write traditional Chinese characters as simplified ones."""
    if max(text, default="") < _HAN[0][0] or not any(a <= c <= z for c in text for a, z in _HAN):
        return text
    converted: str = _converter().convert(text)
    return converted


@cache
def _converter() -> opencc.OpenCC:
    import opencc  # noqa: PLC0415  only where there is Chinese to convert

    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """Lower-case, simplified, Latin letters without accents, Kazakh letters as Russian look-alikes."""
    text = simplified(text)
    if not text.isupper():
        text = _STATES.sub("USA", text)
    text = text.casefold().replace("й", "\ue000").replace("ё", "е")
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
        text = unicodedata.normalize("NFC", text)
    text = _DOTTED.sub(lambda m: _INITIALS.get(m[0], m[0].replace(".", "")), text)
    return _MIXED.sub(_one_script, text.replace("\ue000", "й").translate(_FOLDED))


def _one_script(match: re.Match[str]) -> str:
    """A word mixed of Latin and Cyrillic look-alikes is written in the script of most of its letters."""
    word = match[0]
    latin = sum(c.isascii() for c in word)
    if not latin or latin == len(word):
        return word
    if latin * 2 >= len(word):
        return word.translate(_LATIN_OF)
    return word.translate(_CYRILLIC_OF).translate(_FOLDED)


def tokens(text: str) -> list[str]:
    """Cut normalised text into words, figures and single Han characters."""
    if max(text, default="") >= _FIRST_UNSPACED:
        text = "".join(f" {c} " if any(a <= c <= z for a, z in _UNSPACED) else c for c in text)
    return re.findall(_WORDS, text)


def pattern(alternatives: Sequence[str], text: str, flags: int = 0) -> re.Pattern[str]:
    """Compile (Latin, Cyrillic, Chinese) alternatives without those whose letters a text does not hold."""
    count = 1 if text.isascii() else 2 if max(text) < _FIRST_UNSPACED else 3
    return re.compile("|".join(alternatives[:count]), flags)


def is_han(token: str) -> bool:
    """Whether a token is a character of a script without spaces."""
    return "\u3040" <= token[:1] <= "\u9fff"


def script(text: str) -> str:
    """Name the script of most letters: latin, cyrillic, han, other, or none where there is no letter."""
    counts = {"latin": 0, "cyrillic": 0, "han": 0, "other": 0}
    for c in text:
        if c.isalpha():
            if c < "\u0250":
                counts["latin"] += 1
            elif "\u0400" <= c < "\u0530":
                counts["cyrillic"] += 1
            elif is_han(c):
                counts["han"] += 3  # one character says as much as a short word
            else:
                counts["other"] += 1
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else "none"
