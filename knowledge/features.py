"""What the learned weights see of a question: hashed stems, pairs, neighbours, triples, character n-grams."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from knowledge.stems import marked, stem

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
    if marked(word):
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
        if not marked(left) and not marked(right):
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
