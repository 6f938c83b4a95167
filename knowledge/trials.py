"""Questions put to packs that were learned without them: what confidence and stock policy are fitted on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from knowledge.calibration import Trial, calibrate, kindred, thresholds, uncalibrated
from knowledge.examples import Example, word_weights
from knowledge.index import Index
from knowledge.weights import Weights

_FOLDS = 5
_TRIED_PHRASINGS = 15
_TRIED_TARGETS = 400
_TRIED_LEAST = 5
_TRIED = 5000

Learn = Callable[[Sequence[Example]], Weights]
"""Learns all but the calibration from sorted examples."""


def calibration(examples: Sequence[Example], learn: Learn) -> np.ndarray:
    """Fit confidence and stock policy on questions put to packs that were learned without them."""
    trials = [trial for turn in tried(examples, learn) for trial in turn]
    rows = uncalibrated()
    if not trials:
        return rows
    fitted = calibrate(trials)
    policy = thresholds(trials, fitted)
    rows[:, :-1] = fitted.centre, fitted.scale, fitted.slope
    rows[:, -1] = fitted.bias, policy.accept, policy.margin
    return rows


def tried(examples: Sequence[Example], learn: Learn) -> Iterator[list[Trial]]:
    """Yield the trials of each turn: other targets and other phrasings are left out of the pack each time."""
    for kept, asked in _folds(_sample(examples)):
        yield list(_trials(kept, asked, learn))


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


def _trials(kept: Sequence[Example], asked: Sequence[tuple[Example, bool]], learn: Learn) -> Iterator[Trial]:
    index = Index(learn(kept))
    for example, inside in asked:
        question = index.read(example.tokens)
        chosen, signals = index.signals(question)
        right = [row for row, target in enumerate(chosen) if index.targets[target] == example.target]
        yield Trial(signals=signals, right=right[0] if inside and right else -1, inside=inside)
