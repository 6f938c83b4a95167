"""The linear classifier that tells targets apart, and the table kept of it. Slow imports happen here only."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from knowledge.examples import Example
from knowledge.features import features
from knowledge.stems import stem
from knowledge.weights import by_stem, starts_of

_COSTLY = 10_000_000
_PENALTY = 3.0
_WORKING = 1500
_SMALL = 0.02
_ENTRIES = 800_000
"""Smaller weights are dropped, and all but so many of the largest."""
_RARE_FROM = 3000


def discriminate(
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
    starts = starts_of([len(row) for row, _ in rows])
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
    """Cheap stand-in where fitting costs too much: each target's mean phrasing, -1 to 1."""
    from scipy import sparse  # noqa: PLC0415  slow to import, and not needed to ask

    ones, rows = np.ones(len(asked)), np.arange(len(asked))
    means = sparse.csr_matrix((ones, (asked, rows)), shape=(targets, len(asked))) @ design
    norms = np.sqrt(np.asarray(means.multiply(means).sum(axis=1)).ravel())
    return (sparse.diags(2 / norms) @ means).T.tocsr(), np.full(targets, -1.0, dtype=np.float32)


def pruned(table: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
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
