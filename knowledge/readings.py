"""Recovers questions typed in the wrong alphabet: on another keyboard layout, or Russian in Latin letters.

Each alternative is kept only where the pack knows clearly more of its words than of those typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from knowledge.figures import normalise
from knowledge.index import Index
from knowledge.languages import fillers
from knowledge.lexis import is_word
from knowledge.text import fold, script, tokens

_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_RUSSIAN = str.maketrans(_LATIN_KEYS + _LATIN_KEYS.upper(), _RUSSIAN_KEYS + _RUSSIAN_KEYS.upper())
_TO_LATIN = str.maketrans(_RUSSIAN_KEYS + _RUSSIAN_KEYS.upper(), _LATIN_KEYS + _LATIN_KEYS.upper())
_LETTERS = {"4": "ch", "3": "z", "6": "sh", "0": "o"}
"""Letters that digits of the same look or sound stand for in Russian typed in Latin letters: 4to, ska3al."""
_DIGITS_IN_WORDS = re.compile(r"[4360](?=[a-z])|(?<=[a-z])[4360]", re.IGNORECASE)
_BETTER = 0.3
"""An alternative must know so much more of the question (share, 0 to 1)."""
_ALIKE = 76
"""Ratio (0 to 100) of sounds from which a Latin word is read as a Cyrillic one."""
_SHORT_ALIKE = 99
"""The same of words of fewer sounds than ``_LONG``, which are soon like others."""
_LONG = 4
_CYRILLIC_SOUNDS = str.maketrans(
    dict(zip("абвгдежзийклмнопрстуфхцчшщыэ", "abvgdeJziiklmnoprstufhcCSSie", strict=True))
    | {"ю": "iu", "я": "ia", "ь": "", "ъ": ""}
)
_LATIN_SOUNDS = (
    *(
        ("shch", "S"),
        ("sch", "S"),
        ("sh", "S"),
        ("w", "S"),
        ("ch", "C"),
        ("zh", "J"),
        ("j", "J"),
        ("kh", "h"),
    ),
    *(("gh", "g"), ("ts", "c"), ("tz", "c"), ("yo", "e"), ("x", "h"), ("q", "k"), ("y", "i"), ("ng", "n")),
)


def alternatives(text: str, index: Index) -> list[str]:
    """Return the likeliest other text that a message may stand for; none where it reads well as typed."""
    typed = normalise(text)
    now = _known(typed, index)
    found: list[tuple[float, str]] = []
    if now < 1.0 - _BETTER and any(map(str.isalpha, text)):
        for table in (_TO_RUSSIAN, _TO_LATIN):
            other = text.translate(table)
            found.append((_known(normalise(other), index), other))
        if script(text) == "latin":
            sounded = _sounded(tokens(fold(_DIGITS_IN_WORDS.sub(_letter, text))), index)
            found.append((_known(normalise(sounded), index) - 0.05, sounded))
    return [other for share, other in sorted(found, reverse=True) if share >= now + _BETTER][:1]


def _letter(digit: re.Match[str]) -> str:
    return _LETTERS[digit[0]]


def _known(tokens: Sequence[str], index: Index) -> float:
    """The share of a question's letters that stand in words known to the pack or mended to one."""
    words = [token for token in tokens if not token.startswith(("@", "#"))]
    total = sum(map(len, words)) or 1
    return sum(len(word) * _trust(word, index) for word in words) / total


def _trust(word: str, index: Index) -> float:
    if index.vocabulary.number(word) >= 0 or word in fillers() or is_word(word):
        return 1.0
    mended = index.vocabulary.mend(word)
    return fuzz.ratio(word, mended) ** 2 / 10**4 if mended else 0.0


def _sounded(typed: Sequence[str], index: Index) -> str:
    """Words as typed, with Latin words read as the Cyrillic words that sound like them."""
    sounds = _sounds(index)
    out = []
    for token in typed:
        if script(token) != "latin":
            out.append(token)
            continue
        heard = sound(token)
        alike = _ALIKE if len(heard) >= _LONG else _SHORT_ALIKE
        found = process.extractOne(heard, list(sounds), scorer=fuzz.ratio, score_cutoff=alike)
        out.append(sounds[found[0]] if found else token)
    return " ".join(out)


@lru_cache(maxsize=8)
def _sounds(index: Index) -> Mapping[str, str]:
    """Cyrillic words of the pack, and function words, by sound."""
    words = [word for word in (*fillers(), *index.vocabulary.words) if script(word) == "cyrillic"]
    return {sound(word): word for word in words}


def sound(word: str) -> str:
    """Write a word as it sounds, the same for both alphabets: kogda and когда agree."""
    if script(word) == "cyrillic":
        heard = word.translate(_CYRILLIC_SOUNDS)
    else:
        heard = word
        for spelled, sounded in _LATIN_SOUNDS:
            heard = heard.replace(spelled, sounded)
    return re.sub(r"(.)\1+", r"\1", heard)
