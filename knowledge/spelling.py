"""How words are written: look-alikes, and the mending of unknown words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Prefix

from knowledge.languages import BACKGROUND, fillers
from knowledge.lexis import is_word
from knowledge.stems import fixed, stem

LEAST_SIMILARITY = 0.75
"""Similarity, bonuses included, from which an unknown word is read as a known one."""
_SEARCHED = 0.6
_SHORTEST = 4
_REACH = 2
"""Letters, at most, by which a known word is longer or shorter."""
_BONUS = 0.09
_OTHER_FIRST_LETTER = 0.06
_COMMON = 0.004
_BEGINNING = 3
_LOOKALIKE = 0.72
_ROOT = 4
"""Letters that two look-alikes begin with, unless they have the same stem."""
_REMEMBERED = 1 << 14
_CONSONANTS = str.maketrans(
    {"c": "k", "q": "k", "z": "s", "y": None, "h": None, "w": "v"}
    | dict.fromkeys("aeiouаеёиоуыэюяйьъәөұүі")
    | dict(zip("бвгджз", "пфктшс", strict=True))  # as they sound at the end of a Russian word
)
_SPELLED = (("ph", "f"), ("ck", "k"), ("x", "ks"))
_KEYBOARDS = ("qwertyuiop asdfghjkl zxcvbnm", "йцукенгшщзхъ фывапролджэ ячсмитьбю")


@cache
def _neighbours() -> frozenset[tuple[str, str]]:
    """Pairs of letters that lie beside, above or below each other on a keyboard."""
    pairs = set()
    for board in _KEYBOARDS:
        rows = board.split()
        keys = {key: (x + y / 2, y) for y, row in enumerate(rows) for x, key in enumerate(row)}
        for one, (x, y) in keys.items():
            pairs |= {(one, key) for key, (u, v) in keys.items() if abs(x - u) <= 1 and abs(y - v) <= 1}
    return frozenset(pairs)


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Reduce a word to its consonants as they sound, doubled ones once: "pootin" and "putin" agree."""
    for spelled, heard in _SPELLED:
        word = word.replace(spelled, heard)
    letters = word.translate(_CONSONANTS)
    return "".join(letter for n, letter in enumerate(letters) if not n or letters[n - 1] != letter)


def _slipped(typed: str, known: str) -> bool:
    """Tell whether the words differ by neighbouring keys alone."""
    pairs = zip(typed, known, strict=False)
    return len(typed) == len(known) and all(a == b or (a, b) in _neighbours() for a, b in pairs)


def plausibility(typed: str, known: str) -> float:
    """How likely ``known`` was meant by ``typed``: 0 to 1, optimal string alignment with bonuses.

    Neighbouring keys and equal sound speak for it, another first letter against it.
    """
    score = OSA.normalized_similarity(typed, known)
    score += _BONUS * (_slipped(typed, known) or (len(sound(known)) > 1 and sound(typed) == sound(known)))
    score -= _OTHER_FIRST_LETTER * (typed[0] != known[0])
    return min(score, 1.0)


class Vocabulary:
    """The words of a pack, sorted, with weights (inverse document frequencies) and numbers of uses."""

    def __init__(self, words: Sequence[str], weights: np.ndarray, counts: np.ndarray, unknown: float) -> None:
        self.words = words
        self.weights = weights
        self.unknown = unknown
        self._counts = counts
        self._numbers = dict(zip(words, range(len(words)), strict=True))
        self._mended: dict[str, str | None] = {}

    def number(self, word: str) -> int:
        """Return the word's place among ``words``, or -1."""
        return self._numbers.get(word, -1)

    def weight(self, word: str) -> float:
        """Return the word's weight; that of a word never seen if the pack does not know it."""
        number = self.number(word)
        return self.foreign(word) if number < 0 else float(self.weights[number])

    def foreign(self, word: str) -> float:
        """Return the weight of a word never seen: little if it is a filler."""
        return self.unknown - math.log(BACKGROUND + 1) * (word in fillers())

    def mend(self, word: str) -> str | None:
        """Return the known word that an unknown one stands for, or None if none is likely enough."""
        if word not in self._mended:
            if len(self._mended) >= _REMEMBERED:
                self._mended.clear()
            self._mended[word] = self._mend(word)
        return self._mended[word]

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        lengths: dict[int, list[str]] = defaultdict(list)
        for word in self.words:
            if len(word) >= _SHORTEST - 1 and not fixed(word):
                lengths[len(word)].append(word)
        return lengths

    def _mend(self, word: str) -> str | None:
        if len(word) < _SHORTEST or fixed(word) or is_word(word):
            return None
        best, best_score = None, 0.0
        for known, similarity in self._alike(word):
            score = plausibility(word, known)
            if score < LEAST_SIMILARITY or similarity < _SEARCHED or not _within_reach(word, known):
                continue
            score += _COMMON * math.log1p(float(self._counts[self._numbers[known]]))
            if score > best_score:
                best, best_score = known, score
        return best

    def _alike(self, word: str) -> Iterator[tuple[str, float]]:
        near = range(len(word) - _REACH, len(word) + _REACH + 1)
        pool = [known for length in near for known in self._by_length.get(length, ())]
        found = process.extract(
            word, pool, scorer=OSA.normalized_similarity, score_cutoff=_SEARCHED, limit=12, processor=None
        )
        for known, similarity, _ in found:
            yield known, similarity


def _within_reach(typed: str, known: str) -> bool:
    """Whether two words differ by a letter in length; by two where they are long, or sound the same."""
    apart = abs(len(typed) - len(known))
    return apart <= 1 or len(typed) >= 2 * _SHORTEST or sound(typed) == sound(known)


def _akin(one: str, other: str) -> bool:
    """Whether two words of a like look have a stem in common, not only their first letters."""
    return stem(one) == stem(other) or Prefix.similarity(one, other) >= _ROOT


def lookalikes(words: Sequence[str]) -> list[list[tuple[int, float]]]:
    """For each word the words alike in form, itself first: (place, similarity 0 to 1).

    Only words with the same beginning are compared: inflections of one stem, for the most part.
    """
    alike: list[list[tuple[int, float]]] = [[(number, 1.0)] for number in range(len(words))]
    stems: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        if len(word) > _BEGINNING and not fixed(word):
            stems[word[:_BEGINNING]].append(number)
    for numbers in stems.values():
        family = [words[number] for number in numbers]
        table = process.cdist(family, family, scorer=fuzz.ratio, score_cutoff=100 * _LOOKALIKE)
        for row, column in zip(*np.nonzero(table), strict=True):
            if row != column and _akin(family[row], family[column]):
                alike[numbers[row]].append((numbers[column], float(table[row, column]) / 100))
    return alike
