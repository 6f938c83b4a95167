"""Asking a learned pack: which targets does a question come nearest to, and how surely. NumPy only."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.features import features
from knowledge.languages import fillers
from knowledge.signals import Calibration, lead
from knowledge.spelling import Vocabulary
from knowledge.stems import stem
from knowledge.weights import Weights, by_stem, digest, unpack_text

_POOL = 10
_EXACT = 0.99
_COVERED = 0.7
_BARE = 10
"""Targets from which a pack is trusted half where a target holds no content word of the question."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One target that a question may be asking for."""

    target: str
    score: float
    """Calibrated probability, 0 to 1, that this target is what the question asks."""
    nearest: int
    """Number of its nearest phrasing among the examples learned from."""
    similarity: float
    """Soft alignment with that phrasing, 0 to 1."""
    coverage: float
    """Share of the question's word weight, 0 to 1, that the target's own words account for."""
    covered: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """What the index makes of a question."""

    candidates: tuple[Candidate, ...]
    """Best first."""
    mended: tuple[tuple[str, str], ...]
    """Words changed by spelling: (as typed, known word)."""
    known: float
    """Share of the question's weight, 0 to 1, that the pack's words know."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Asked:
    """A question held against all targets."""

    typed: tuple[str, ...]
    tokens: tuple[str, ...]
    """The same words, mended."""
    weights: np.ndarray
    """Weight of each word."""
    numbered: np.ndarray
    """Whether the pack knows each word."""
    known: float
    told: np.ndarray
    """What the learned weights say for each target, about -1 to 1."""
    covered: np.ndarray
    """Words x targets: similarity, 0 to 1, of the word to the likest one in the target's phrasings."""
    near: np.ndarray
    """Similarity of each phrasing."""
    nearest: np.ndarray
    """The nearest phrasing of each target."""
    exact: np.ndarray
    """Whether the question is one of the target's phrasings."""


class Index:
    """A learned pack, ready to be asked."""

    def __init__(self, weights: Weights) -> None:
        self._w = weights
        self.thresholds = weights.thresholds
        self.targets = unpack_text(weights.targets)
        self.vocabulary = Vocabulary(
            unpack_text(weights.words), weights.word_weights, weights.word_counts, float(weights.unknown[0])
        )
        self._stems = unpack_text(weights.stems)
        self._calibration = Calibration(
            centre=weights.calibration[0, :-1],
            scale=weights.calibration[1, :-1],
            slope=weights.calibration[2, :-1],
            bias=float(weights.calibration[0, -1]),
        )
        self._first = np.searchsorted(weights.phrasing_targets, np.arange(len(self.targets)))
        self._senses = by_stem(unpack_text(weights.sense_stems), weights.senses.tolist())
        self._sizes = np.bincount(weights.phrasing_targets, minlength=len(self.targets))

    def rank(self, tokens: Sequence[str], *, limit: int = 10) -> Ranking:
        """Rank the targets that normalised words may ask for, at most ``limit`` of them."""
        asked = self.read(tokens)
        chosen, signals = self.signals(asked)
        scores = self._calibration.scores(signals)
        bare = self._content(asked) @ asked.covered[:, chosen] == 0.0
        scores = np.where(bare, scores * len(self.targets) / (len(self.targets) + _BARE), scores)
        scores = np.where(asked.exact[chosen], np.maximum(scores, _EXACT), scores)
        order = np.argsort(-scores, kind="stable")[:limit]
        found = (self._candidate(asked, int(chosen[at]), float(scores[at])) for at in order)
        mended = tuple((old, new) for old, new in zip(asked.typed, asked.tokens, strict=True) if old != new)
        return Ranking(candidates=tuple(found), mended=mended, known=asked.known)

    def read(self, typed: Sequence[str]) -> Asked:
        """Mend a question's words and hold them against all targets and phrasings."""
        tokens = tuple(self._mended(word) for word in typed)
        weights = np.array([self.vocabulary.weight(word) for word in tokens])
        known = np.array([self.vocabulary.number(word) >= 0 for word in tokens], dtype=bool)
        aligned, back = self._align(tokens)
        near = self._near(aligned, back, weights)
        return Asked(
            typed=tuple(typed),
            tokens=tokens,
            weights=weights,
            numbered=known,
            known=float(weights @ known / weights.sum()) if tokens else 0.0,
            told=self._tell(tokens, weights),
            covered=np.maximum.reduceat(aligned, self._first, axis=1),
            near=near,
            nearest=self._nearest(near),
            exact=self._exact(tokens),
        )

    def signals(self, asked: Asked) -> tuple[np.ndarray, np.ndarray]:
        """Return (targets, signals) of the targets worth a look: int (n), float (n, len(SIGNALS))."""
        near = asked.near[asked.nearest]
        mean = np.add.reduceat(asked.near, self._first) / self._sizes
        wanted = asked.exact.copy()
        wanted[_top(asked.told)] = wanted[_top(near)] = True
        chosen = np.flatnonzero(wanted)
        content = self._content(asked)
        columns = [
            asked.told[chosen],
            lead(asked.told, -1.0)[chosen],
            near[chosen],
            lead(near)[chosen],
            mean[chosen],
            lead(mean)[chosen],
            content @ asked.covered[:, chosen],
            np.full(len(chosen), content @ asked.numbered),
            np.full(len(chosen), 1 / (1 + len(asked.tokens))),
        ]
        return chosen, np.stack(columns, axis=1)

    def _content(self, asked: Asked) -> np.ndarray:
        """Return each word's share of the question's content; fillers count only where all are."""
        full = np.array([word not in fillers() for word in asked.tokens], dtype=bool)
        weights = asked.weights * full if full.any() else asked.weights
        result: np.ndarray = weights / (weights.sum() or 1.0)
        return result

    def _mended(self, word: str) -> str:
        return word if self.vocabulary.number(word) >= 0 else self.vocabulary.mend(word) or word

    def _tell(self, tokens: Sequence[str], weights: np.ndarray) -> np.ndarray:
        """Sum the learned weights of the question's features for each target."""
        stem_weights = [self._stem_weight(token) for token in tokens]
        hashes, values = features(tokens, weights.tolist(), stem_weights, self._senses)
        rows = np.minimum(np.searchsorted(self._w.features, hashes), max(len(self._w.features) - 1, 0))
        hit = self._w.features[rows] == hashes if len(self._w.features) else np.zeros(len(rows), dtype=bool)
        entries, lengths = _entries(self._w.feature_starts, rows[hit])
        told = self._w.feature_values[entries] * np.repeat(values[hit], lengths)
        result: np.ndarray = self._w.bias + np.bincount(
            self._w.feature_targets[entries], told, minlength=len(self.targets)
        )
        return result

    def _stem_weight(self, token: str) -> float:
        """Return the weight of a word's stem; that of a word never seen if the pack does not know it."""
        one = stem(token)
        place = bisect_left(self._stems, one)
        known = self._stems[place : place + 1] == [one]
        return float(self._w.stem_weights[place]) if known else self.vocabulary.foreign(token)

    def _align(self, tokens: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return (words x phrasings: likest word's similarity, phrasings: weight of their words met)."""
        aligned = np.zeros((len(tokens), len(self._w.phrasing_targets)), dtype=np.float32)
        met: dict[int, float] = {}
        for at, token in enumerate(tokens):
            number = self.vocabulary.number(token)
            if number < 0:
                continue
            for word, similarity in self._alike(number):
                aligned[at, self._phrasings(word)] = similarity
                met[word] = max(met.get(word, 0.0), similarity)
        back = np.zeros(aligned.shape[1])
        for word, similarity in met.items():
            back[self._phrasings(word)] += similarity * self._w.word_weights[word]
        return aligned, back

    def _alike(self, word: int) -> Iterator[tuple[int, float]]:
        span = slice(self._w.alike_starts[word], self._w.alike_starts[word + 1])
        return zip(self._w.alike[span].tolist(), self._w.alike_similarity[span].tolist(), strict=True)

    def _phrasings(self, word: int) -> np.ndarray:
        result: np.ndarray = self._w.postings[self._w.posting_starts[word] : self._w.posting_starts[word + 1]]
        return result

    def _near(self, aligned: np.ndarray, back: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Mean of both directions, harmonic: words of the question met, words of the phrasing met."""
        forth = weights @ aligned / (weights.sum() or 1.0)
        back = back / self._w.phrasing_weights
        result: np.ndarray = 2 * forth * back / np.maximum(forth + back, 1e-9)
        return result

    def _nearest(self, near: np.ndarray) -> np.ndarray:
        best = np.maximum.reduceat(near, self._first)
        hits = np.flatnonzero(near == best[self._w.phrasing_targets])
        result: np.ndarray = hits[np.searchsorted(self._w.phrasing_targets[hits], np.arange(len(best)))]
        return result

    def _exact(self, tokens: Sequence[str]) -> np.ndarray:
        exact = np.zeros(len(self.targets), dtype=bool)
        exact[self._w.phrasing_targets[self._w.phrasing_digests == np.uint64(digest(tokens))]] = True
        return exact

    def _candidate(self, asked: Asked, target: int, score: float) -> Candidate:
        covered = asked.covered[:, target]
        nearest = int(asked.nearest[target])
        pairs = list(zip(asked.typed, covered >= _COVERED, strict=True))
        return Candidate(
            target=self.targets[target],
            score=score,
            nearest=int(self._w.phrasing_numbers[nearest]),
            similarity=float(asked.near[nearest]),
            coverage=float(asked.weights @ covered / (asked.weights.sum() or 1.0)),
            covered=tuple(word for word, met in pairs if met),
            missing=tuple(word for word, met in pairs if not met),
        )


def _top(values: np.ndarray) -> np.ndarray:
    """Places of the highest values."""
    return np.argpartition(-values, _POOL)[:_POOL] if len(values) > _POOL else np.arange(len(values))


def _entries(starts: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return (places of all entries of the rows, how many each row has)."""
    lengths = starts[rows + 1] - starts[rows]
    offsets = np.repeat(starts[rows] - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    return offsets + np.arange(len(offsets)), lengths
