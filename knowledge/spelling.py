"""How words are written: stems, look-alikes, the mending of unknown words, and features made of letters."""

from __future__ import annotations

import math
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.lexis import is_word

LEAST_SIMILARITY = 0.75
"""Similarity, bonuses included, from which an unknown word is read as a known one."""
_SEARCHED = 0.6
_SHORTEST = 4
_BONUS = 0.09
_OTHER_FIRST_LETTER = 0.06
_COMMON = 0.004
_STEM = 3
_LOOKALIKE = 0.72
_REMEMBERED = 1 << 14
_FIXED = ("@", "#")
_CONSONANTS = str.maketrans(
    {"c": "k", "q": "k", "z": "s", "y": None, "h": None, "w": "v"} | dict.fromkeys("aeiouаеёиоуыэюяйьъәөұүі")
)
_SPELLED = (("ph", "f"), ("ck", "k"), ("x", "ks"))
_KEYBOARDS = ("qwertyuiop asdfghjkl zxcvbnm", "йцукенгшщзхъ фывапролджэ ячсмитьбю")


def _neighbours() -> frozenset[tuple[str, str]]:
    """Pairs of letters that lie beside, above or below each other on a keyboard."""
    pairs = set()
    for board in _KEYBOARDS:
        rows = board.split()
        keys = {key: (x + y / 2, y) for y, row in enumerate(rows) for x, key in enumerate(row)}
        for one, (x, y) in keys.items():
            pairs |= {(one, key) for key, (u, v) in keys.items() if abs(x - u) <= 1 and abs(y - v) <= 1}
    return frozenset(pairs)


_NEAR = _neighbours()


def fixed(word: str) -> bool:
    """Tell whether a word must stay as it is: entities, figures, and anything with a digit."""
    return word.startswith(_FIXED) or any(letter.isdigit() for letter in word)


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
    return len(typed) == len(known) and all(a == b or (a, b) in _NEAR for a, b in pairs)


def plausibility(typed: str, known: str) -> float:
    """How likely ``known`` was meant by ``typed``: 0 to 1, optimal string alignment with bonuses.

    Neighbouring keys and equal sound speak for it, another first letter against it.
    """
    score = OSA.normalized_similarity(typed, known)
    score += _BONUS * (_slipped(typed, known) or (len(sound(known)) > 1 and sound(typed) == sound(known)))
    score -= _OTHER_FIRST_LETTER * (typed[0] != known[0])
    return min(score, 1.0)


_ENDINGS = {
    "latin": ("ational ations ation ingly ments ment ness ings ing ies ied ers est ed es er ly s e y"),
    "cyrillic": (
        "лардын лердин дардын дердин тардын тердин ларды лерди дарды дерди тарды терди ларга лерге иями ться "
        "ями ами иях ого его ому ему ыми ими ешь ишь ает яет уют ать ять ить еть тся лся лась лось лись "
        "лар лер дар дер тар тер нын нин дын дин тын тин дан ден тан тен нан нен мен бен пен ган ген кан кен "
        "ях ах ют ет ит ат ят ла ло ли ов ев ей ой ый ий ая яя ое ее ые ие ую юю ом ем ам ям ия ию ии ть сь "
        "га ге ка ке на не ды ди ты ти ны ни да де та те сы си ып ип "
        "а е и й о у ы ь ю я"
    ),
}
"""Endings of English, and of Russian and Kazakh together (both with Russian letters)."""
_BY_SCRIPT = {script: tuple(sorted(text.split(), key=len, reverse=True)) for script, text in _ENDINGS.items()}


_KEPT = ("ay", "ey", "oy", "uy", "ss", "us", "is")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Cut one ending off a word of five letters or more; at least three letters stay."""
    if len(word) <= _SHORTEST or fixed(word):
        return word
    for ending in _BY_SCRIPT["latin" if word[0].isascii() else "cyrillic"]:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM and not word.endswith(_KEPT):
            cut = word[: -len(ending)]
            doubled = len(cut) > _STEM and cut[-1] == cut[-2] and cut[-1] not in "ls"
            return cut[:-1] if doubled else cut
    return word


class Vocabulary:
    """The words of a pack, sorted, with weights (inverse document frequencies) and numbers of uses."""

    def __init__(self, words: Sequence[str], weights: np.ndarray, counts: np.ndarray, unknown: float) -> None:
        self.words = words
        self.weights = weights
        self.unknown = unknown
        self._counts = counts
        self._numbers = {word: number for number, word in enumerate(words)}
        self._mended: dict[str, str | None] = {}

    def number(self, word: str) -> int:
        """Return the word's place among ``words``, or -1."""
        return self._numbers.get(word, -1)

    def weight(self, word: str) -> float:
        """Return the word's weight; that of a word never seen if the pack does not know it."""
        number = self.number(word)
        return self.unknown if number < 0 else float(self.weights[number])

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
            if score < LEAST_SIMILARITY or similarity < _SEARCHED:
                continue
            score += _COMMON * math.log1p(float(self._counts[self._numbers[known]]))
            if score > best_score:
                best, best_score = known, score
        return best

    def _alike(self, word: str) -> Iterator[tuple[str, float]]:
        reach = 1 if len(word) < 2 * _SHORTEST else 2
        near = range(len(word) - reach, len(word) + reach + 1)
        pool = [known for length in near for known in self._by_length.get(length, ())]
        found = process.extract(
            word, pool, scorer=OSA.normalized_similarity, score_cutoff=_SEARCHED, limit=12, processor=None
        )
        for known, similarity, _ in found:
            yield known, similarity


def lookalikes(words: Sequence[str]) -> list[list[tuple[int, float]]]:
    """For each word the words alike in form, itself first: (place, similarity 0 to 1).

    Only words with the same beginning are compared: inflections of one stem, for the most part.
    """
    alike: list[list[tuple[int, float]]] = [[(number, 1.0)] for number in range(len(words))]
    stems: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        if len(word) > _STEM and not fixed(word):
            stems[word[:_STEM]].append(number)
    for numbers in stems.values():
        family = [words[number] for number in numbers]
        table = process.cdist(family, family, scorer=fuzz.ratio, score_cutoff=100 * _LOOKALIKE)
        for row, column in zip(*np.nonzero(table), strict=True):
            if row != column:
                alike[numbers[row]].append((numbers[column], float(table[row, column]) / 100))
    return alike


_REACH = 12
_STEMS, _PAIRS, _FOLLOWS, _TRIPLES, _FORMS, _SEAMS = 1.0, 0.7, 0.7, 0.5, 1.4, 0.7
"""Length of each kind of feature in a question, before the whole is scaled to unit length."""
_UNIT = math.hypot(_STEMS, _PAIRS, _FOLLOWS, _TRIPLES, _FORMS, _SEAMS)
_MEANT = 0.4
"""Length of the groups of synonyms beside all other features."""


def _hash(feature: str) -> int:
    return zlib.crc32(feature.encode())


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[int, ...]:
    """Hashes of a word's character 2- to 4-grams, boundaries included; the word alone if it is fixed."""
    if word.startswith(_FIXED):
        return (_hash("c" + word),)
    padded = f" {word} "
    grams = (padded[at : at + n] for n in (2, 3, 4) for at in range(len(padded) - n + 1))
    return tuple(_hash("c" + gram) for gram in grams)


@lru_cache(maxsize=65536)
def _seam(tail: str, head: str) -> tuple[int, ...]:
    """Hashes of the character 3- to 5-grams across the space between two words."""
    text, space = f"{tail} {head}", len(tail)
    spans = ((at, at + n) for n in (3, 4, 5) for at in range(len(text) - n + 1))
    return tuple(_hash("x" + text[begin:end]) for begin, end in spans if begin < space < end - 1)


def _stem_pairs(stems: Sequence[str], weights: Sequence[float]) -> Iterator[tuple[int, float]]:
    """Unordered pairs of stems, near ones only."""
    roots = [math.sqrt(weight) for weight in weights]
    for at, one in enumerate(stems):
        for to in range(at + 1, min(at + _REACH, len(stems))):
            other = stems[to]
            yield _hash(f"q{one}|{other}" if one < other else f"q{other}|{one}"), roots[at] * roots[to]


def _followers(tokens: Sequence[str], weights: Sequence[float]) -> Iterator[tuple[int, float]]:
    """Words and the next ones, the question's ends included."""
    yield _hash(f"b< {tokens[0]}"), weights[0] / 2
    for (left, right), (one, other) in zip(pairwise(tokens), pairwise(weights), strict=True):
        yield _hash(f"b{left} {right}"), math.sqrt(one * other)
    yield _hash(f"b{tokens[-1]} >"), weights[-1] / 2


def _triples(tokens: Sequence[str]) -> Iterator[tuple[int, float]]:
    edged = ("<", *tokens, ">")
    return ((_hash("t" + " ".join(edged[at : at + 3])), 1.0) for at in range(len(tokens)))


def _letters(tokens: Sequence[str], weights: Sequence[float]) -> Iterator[tuple[int, float]]:
    """Character n-grams of each word, together as long as the word weighs."""
    for token, weight in zip(tokens, weights, strict=True):
        grams = _forms(token)
        value = weight / math.sqrt(len(grams))
        for gram in grams:
            yield gram, value


def _seams(tokens: Sequence[str]) -> Iterator[tuple[int, float]]:
    """Character n-grams across the spaces, entities and figures left out."""
    for left, right in pairwise(tokens):
        if not left.startswith(_FIXED) and not right.startswith(_FIXED):
            for gram in _seam((" " + left)[-3:], (right + " ")[:3]):
                yield gram, 1.0


def features(
    tokens: Sequence[str],
    weights: Sequence[float],
    stem_weights: Sequence[float],
    senses: Mapping[str, Sequence[int]] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Return (hashes, values) of a question: stems, their pairs, neighbours, triples, character n-grams.

    Each kind has a fixed length; values grow with the weights of words and stems (len(tokens) each).
    ``senses`` gives the groups of synonyms that a stem belongs to.
    """
    if not tokens:
        return np.zeros(0, dtype=np.uint32), np.zeros(0)
    stems = [stem(token) for token in tokens]
    kinds = (
        (_STEMS, zip([_hash("s" + one) for one in stems], stem_weights, strict=True)),
        (_PAIRS, _stem_pairs(stems, stem_weights)),
        (_FOLLOWS, _followers(tokens, weights)),
        (_TRIPLES, _triples(tokens)),
        (_FORMS, _letters(tokens, weights)),
        (_SEAMS, _seams(tokens)),
    )
    blocks = [(share, list(kind)) for share, kind in kinds]
    hashes = [one for _, block in blocks for one, _ in block]
    values = np.concatenate([_scaled([value for _, value in block], share) for share, block in blocks])
    meant = [_hash(f"y{sense}") for one in stems for sense in (senses or {}).get(one, ())]
    if meant:
        shares = np.full(len(meant), _MEANT / math.sqrt(len(meant)))
        values = np.append(values, shares) / math.hypot(1.0, _MEANT)
    return np.array(hashes + meant, dtype=np.uint32), values


def _scaled(values: Sequence[float], share: float) -> np.ndarray:
    array = np.array(values, dtype=np.float64)
    norm = math.sqrt(float(array @ array))
    result: np.ndarray = array * (share / _UNIT / norm) if norm else array
    return result
