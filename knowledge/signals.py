"""From signals to confidence: what speaks for a target, weighed by a small logistic model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SIGNALS = ("told", "told_lead", "near", "near_lead", "mean", "mean_lead", "coverage", "known", "shortness")
"""What speaks for a target: learned weights, its nearest phrasing, all of its phrasings, the question."""


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """The stock policy of a pack."""

    accept: float
    """Least score, 0 to 1, at which a target may be asserted."""
    margin: float
    """Least lead over the runner-up, 0 to 1, below which the choice is left to the reader."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Calibration:
    """A logistic model over standardised signals."""

    centre: np.ndarray
    scale: np.ndarray
    slope: np.ndarray
    bias: float

    def scores(self, signals: np.ndarray) -> np.ndarray:
        """Return probabilities, 0 to 1, one for each row of signals."""
        return logistic((signals - self.centre) / self.scale @ self.slope + self.bias)


def lead(values: np.ndarray, floor: float = 0.0) -> np.ndarray:
    """How far each value lies above the best of the others; a single one above ``floor``."""
    if len(values) == 1:
        return values - floor
    first, second = np.partition(values, -2)[-1:-3:-1]
    result: np.ndarray = values - np.where(values == first, second, first)
    return result


def logistic(x: np.ndarray) -> np.ndarray:
    """Return probabilities, 0 to 1, of log odds; those beyond 30 count as 30."""
    result: np.ndarray = 1.0 / (1.0 + np.exp(-np.clip(x, -30.0, 30.0)))
    return result
