"""Learning a pack: from its phrasings to the weights that the index asks. Slow imports happen here only."""

from __future__ import annotations

import math
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from knowledge.calibration import Trial, calibrate, kindred, thresholds, uncalibrated
from knowledge.index import Index, Weights, by_stem, digest, pack_text
from knowledge.spelling import features, lookalikes, stem

__all__ = ["Example", "Weights", "learn"]

_FOLDS = 5
_TRIED_PHRASINGS = 15
_TRIED_TARGETS = 400
_TRIED_LEAST = 5
_TRIED = 5000
_COSTLY = 4_000_000
_LEAST = 1.5
_MANY = 30
_PENALTY = 3.0
_WORKING = 1500
_SMALL = 0.02
_ENTRIES = 800_000
"""Smaller weights are dropped, and all but so many of the largest."""
_RARE_FROM = 3000


@dataclass(frozen=True, kw_only=True)
class Example:
    """One phrasing, normalised."""

    target: str
    """Id of the fact or silence that it asks for."""
    language: str
    tokens: tuple[str, ...]
    """Words in order; entities look like "@tokayev", figures like "#2030"."""


def learn(examples: Sequence[Example], *, synonyms: Sequence[Sequence[str]] = ()) -> Weights:
    """Learn a pack's weights; the order of examples changes nothing but the numbers of the nearest ones.

    ``synonyms`` holds groups of normalised words that mean about the same; a word may be in several.
    Raises ValueError where there is no example with a word in it.
    """
    numbered = [(number, example) for number, example in enumerate(examples) if example.tokens]
    numbered.sort(key=lambda pair: (pair[1].target, pair[1].language, pair[1].tokens))
    if not numbered:
        message = "a pack needs at least one phrasing with a word in it"
        raise ValueError(message)
    kept = [example for _, example in numbered]
    senses = _senses(kept, synonyms)
    weights = _weights(kept, np.array([number for number, _ in numbered], dtype=np.int32), senses)
    return replace(weights, calibration=_calibration(kept, senses))


def _senses(examples: Sequence[Example], synonyms: Sequence[Sequence[str]]) -> list[tuple[str, int]]:
    """Return (stem, number of its group) for the groups that the pack uses a word of.

    Where a target has many phrasings they tell synonyms better than any list, and none is used.
    """
    if len(examples) >= _MANY * len({(example.target, example.language) for example in examples}):
        return []
    used = {stem(word) for example in examples for word in example.tokens}
    groups = [sorted({stem(word) for word in group}) for group in synonyms]
    kept = sorted(group for group in groups if used.intersection(group))
    return sorted((one, number) for number, group in enumerate(kept) for one in group)


def _weights(examples: Sequence[Example], numbers: np.ndarray, senses: Sequence[tuple[str, int]]) -> Weights:
    """Learn all but the calibration from sorted examples."""
    targets = sorted({example.target for example in examples})
    place = {target: number for number, target in enumerate(targets)}
    asked = np.array([place[example.target] for example in examples], dtype=np.int32)
    idf, unknown = word_weights(examples)
    words = sorted(idf)
    column = {word: number for number, word in enumerate(words)}
    counts = Counter(word for example in examples for word in set(example.tokens))
    postings = _rows([sorted({column[word] for word in example.tokens}) for example in examples], len(words))
    alike = [sorted(row, key=lambda pair: (pair[1], -pair[0])) for row in lookalikes(words)]
    stems, _ = word_weights(examples, stem)
    hashes, table, bias = _discriminate(examples, asked, idf, stems, senses)
    starts, columns, values = _pruned(table)
    return Weights(
        targets=pack_text(targets),
        words=pack_text(words),
        word_weights=np.array([idf[word] for word in words], dtype=np.float32),
        word_counts=np.array([counts[word] for word in words], dtype=np.int32),
        stems=pack_text(sorted(stems)),
        stem_weights=np.array([stems[one] for one in sorted(stems)], dtype=np.float32),
        sense_stems=pack_text([one for one, _ in senses]),
        senses=np.array([sense for _, sense in senses], dtype=np.int32),
        unknown=np.array([unknown], dtype=np.float32),
        alike_starts=_starts([len(row) for row in alike]),
        alike=np.array([word for row in alike for word, _ in row], dtype=np.int32),
        alike_similarity=np.array([similarity for row in alike for _, similarity in row], dtype=np.float32),
        posting_starts=postings[0],
        postings=postings[1],
        phrasing_targets=asked,
        phrasing_numbers=numbers,
        phrasing_digests=np.array([digest(example.tokens) for example in examples], dtype=np.uint64),
        features=hashes,
        feature_starts=starts,
        feature_targets=columns,
        feature_values=values,
        bias=bias,
        calibration=uncalibrated(),
    )


def word_weights(
    examples: Sequence[Example], form: Callable[[str], str] = str
) -> tuple[dict[str, float], float]:
    """Return (word: inverse document frequency over targets, that of a word never seen).

    Frequencies are counted in each language by itself (log((N + 1) / (n + 1)), smoothed); a word of
    several languages, as names are, gets the mean of its weights. ``form`` makes stems out of words.
    """
    holders: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    targets: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        targets[example.language].add(example.target)
        for word in example.tokens:
            holders[form(word)][example.language].add(example.target)
    weights = {}
    for word, languages in holders.items():
        held = {language: len(found) for language, found in sorted(languages.items())}
        each = [n * math.log((len(targets[language]) + 1) / (n + 1)) for language, n in held.items()]
        weights[word] = sum(each) / sum(held.values()) + _LEAST
    return weights, math.log(max(map(len, targets.values())) + 1) + _LEAST


def _discriminate(
    examples: Sequence[Example],
    asked: np.ndarray,
    words: dict[str, float],
    stems: dict[str, float],
    senses: Sequence[tuple[str, int]],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (feature hashes, features x targets, bias) of a linear one-against-rest classifier."""
    from scipy import sparse  # noqa: PLC0415  slow to import, and not needed to ask

    targets = int(asked[-1]) + 1
    meant = by_stem([one for one, _ in senses], [sense for _, sense in senses])
    rows = [
        features(tokens, [words[word] for word in tokens], [stems[stem(word)] for word in tokens], meant)
        for tokens in (example.tokens for example in examples)
    ]
    hashes, columns = np.unique(np.concatenate([row for row, _ in rows]), return_inverse=True)
    starts = _starts([len(row) for row, _ in rows])
    values = np.concatenate([row for _, row in rows])
    design = sparse.csr_matrix((values, columns, starts), shape=(len(rows), len(hashes)))
    design.sum_duplicates()
    if len(examples) >= _RARE_FROM:
        often = np.flatnonzero(np.bincount(design.indices, minlength=len(hashes)) > 1)
        hashes, design = hashes[often], design[:, often]
    if targets * len(examples) > _COSTLY or targets == 1:
        return hashes, *_centroids(design, asked, targets)
    return hashes, *_separate(design, asked, targets)


def _separate(design: Any, asked: np.ndarray, targets: int) -> tuple[np.ndarray, np.ndarray]:
    """Fit linear support vector machines on working sets: likely rivals first, then all that came too near.

    An example outside the margin has no say in a machine, so leaving it out changes nothing
    (Joachims, Making large-scale SVM learning practical, 1999).
    """
    everyone = [np.flatnonzero(asked != target) for target in range(targets)]
    if len(asked) <= 2 * _WORKING:
        return _machines(design, asked, everyone)
    means, _ = _centroids(design, asked, targets)
    likeness = (design @ means).toarray()
    others = asked[:, None] != np.arange(targets)
    first = [_rivals(likeness[:, target], others[:, target]) for target in range(targets)]
    table, bias = _machines(design, asked, first)
    near = (design @ table + bias > -1) & others
    second = [np.union1d(rivals, np.flatnonzero(near[:, n])) for n, rivals in enumerate(first)]
    return _machines(design, asked, second)


def _rivals(likeness: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Choose at most ``_WORKING`` examples of other targets: half the likest, half spread over the rest."""
    places = np.flatnonzero(others)
    order = places[np.argsort(-likeness[places], kind="stable")]
    rest = order[_WORKING // 2 :]
    return np.concatenate([order[: _WORKING // 2], rest[:: max(1, -(-len(rest) // (_WORKING // 2)))]])


def _machines(design: Any, asked: np.ndarray, rivals: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Fit one machine a target against its rivals (Fan et al., LIBLINEAR, JMLR 2008)."""
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415  likewise
    from sklearn.svm import LinearSVC  # noqa: PLC0415  slow to import, and not needed to ask

    table = np.zeros((design.shape[1], len(rivals)), dtype=np.float32)
    bias = np.zeros(len(rivals), dtype=np.float32)
    for target, others in enumerate(rivals):
        rows = np.union1d(np.flatnonzero(asked == target), others)
        model = LinearSVC(C=_PENALTY, tol=0.05, max_iter=200, random_state=0)
        with warnings.catch_warnings():  # near enough is good enough: calibration takes the rest
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(design[rows], asked[rows] == target)
        table[:, target] = model.coef_[0]
        bias[target] = model.intercept_[0]
    return table, bias


def _centroids(design: Any, asked: np.ndarray, targets: int) -> tuple[Any, np.ndarray]:
    """Cheap stand-in where fitting costs too much: each target's mean phrasing, at unit length."""
    from scipy import sparse  # noqa: PLC0415  slow to import, and not needed to ask

    ones, rows = np.ones(len(asked)), np.arange(len(asked))
    means = sparse.csr_matrix((ones, (asked, rows)), shape=(targets, len(asked))) @ design
    norms = np.sqrt(np.asarray(means.multiply(means).sum(axis=1)).ravel())
    return (sparse.diags(1 / norms) @ means).T.tocsr(), np.zeros(targets, dtype=np.float32)


def _pruned(table: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (starts, targets, values) of a features x targets table without its small values."""
    from scipy import sparse  # noqa: PLC0415  slow to import, and not needed to ask

    if not sparse.issparse(table):
        size = np.abs(table)
        cut = float(np.partition(size, -_ENTRIES, axis=None)[-_ENTRIES]) if size.size > _ENTRIES else 0.0
        table = sparse.csr_matrix(np.where(size >= max(_SMALL, cut), table, 0.0))
    table.sort_indices()
    return (
        table.indptr.astype(np.int32),
        table.indices.astype(_narrow(table.shape[1])),
        table.data.astype(np.float16),
    )


def _narrow(count: int) -> type[np.unsignedinteger[Any]]:
    """Return the least type that numbers so many targets."""
    return np.uint8 if count <= 1 << 8 else np.uint16 if count <= 1 << 16 else np.uint32


def _starts(lengths: Sequence[int]) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)


def _rows(columns: Sequence[Sequence[int]], width: int) -> tuple[np.ndarray, np.ndarray]:
    """Turn lists of columns, one for each row, into (starts, rows) by column."""
    flat = np.array([column for row in columns for column in row], dtype=np.int32)
    rows = np.repeat(np.arange(len(columns), dtype=np.int32), [len(row) for row in columns])
    order = np.argsort(flat, kind="stable")
    return _starts(np.bincount(flat, minlength=width).tolist()), rows[order]


def _calibration(examples: Sequence[Example], senses: Sequence[tuple[str, int]]) -> np.ndarray:
    """Fit confidence and stock policy on questions put to packs that were learned without them."""
    chosen = _sample(examples)
    trials = [trial for kept, asked in _folds(chosen) for trial in _trials(kept, asked, senses)]
    inside = sum(trial.inside for trial in trials)
    rows = uncalibrated()
    if min(inside, len(trials) - inside) < 2 * _FOLDS:
        return rows
    fitted = calibrate(trials)
    policy = thresholds(trials, fitted)
    rows[:, :-1] = fitted.centre, fitted.scale, fitted.slope
    rows[:, -1] = fitted.bias, policy.accept, policy.margin
    return rows


def _sample(examples: Sequence[Example]) -> list[Example]:
    """Keep few enough targets to try, and few enough phrasings of each in each language, spread evenly.

    Many phrasings of one target are near twins of each other: with all of them kept, one that is left
    out would be found more easily than a reader's question is.
    """
    targets = sorted({example.target for example in examples})
    tried = {targets[at] for at in _spread(len(targets), _TRIED_TARGETS)}
    groups: dict[tuple[str, str], list[Example]] = defaultdict(list)
    for example in examples:
        if example.target in tried:
            groups[example.target, example.language].append(example)
    size = min(max(_TRIED // len(groups), _TRIED_LEAST), _TRIED_PHRASINGS)
    return [group[at] for group in groups.values() for at in _spread(len(group), size)]


def _spread(length: int, size: int) -> list[int]:
    return [int(at) for at in np.unique(np.linspace(0, length - 1, min(size, length)).round())]


def _folds(examples: Sequence[Example]) -> Iterator[tuple[list[Example], list[tuple[Example, bool]]]]:
    """Yield (examples to learn from, questions to ask and whether their target is still there).

    Each time a fifth of the targets is left out, with their kin, and a fifth of the others' phrasings.
    """
    fold = kindred(_profiles(examples), _FOLDS)
    places = {target: n for n, target in enumerate(sorted({example.target for example in examples}))}
    for turn in range(_FOLDS):
        gone = [len(places) > 1 and fold[places[example.target]] == turn for example in examples]
        out = [away or n % _FOLDS == turn for n, away in enumerate(gone)]
        kept = [example for example, left in zip(examples, out, strict=True) if not left]
        if kept:
            asked = zip(examples, gone, out, strict=True)
            yield kept, [(example, not away) for example, away, left in asked if left]


def _profiles(examples: Sequence[Example]) -> np.ndarray:
    """Return targets x words: how much each word tells of a target, less the mean, at unit length."""
    weights, _ = word_weights(examples)
    places = {target: n for n, target in enumerate(sorted({example.target for example in examples}))}
    columns = {word: n for n, word in enumerate(sorted(weights))}
    table = np.zeros((len(places), len(columns)), dtype=np.float32)
    for example in examples:
        for word in example.tokens:
            table[places[example.target], columns[word]] += weights[word]
    table = np.log1p(table)
    table -= table.mean(axis=0)
    result: np.ndarray = table / (np.linalg.norm(table, axis=1, keepdims=True) + 1e-9)
    return result


def _trials(
    kept: Sequence[Example], asked: Sequence[tuple[Example, bool]], senses: Sequence[tuple[str, int]]
) -> Iterator[Trial]:
    index = Index(_weights(kept, np.arange(len(kept), dtype=np.int32), senses))
    for example, inside in asked:
        question = index.read(example.tokens)
        chosen, signals = index.signals(question)
        right = [row for row, target in enumerate(chosen) if index.targets[target] == example.target]
        yield Trial(signals=signals, right=right[0] if inside and right else -1, inside=inside)
