"""Fits, inside a pack, the model that makes confidence of signals, and the stock policy."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from knowledge.signals import SIGNALS, Calibration, Thresholds, logistic

_RIDGE = 100.0
"""Pull towards the slopes before: with few trials it decides, with thousands it is not felt."""
_STEPS = 30
_CLOSE = 1e-6
_OFFERED_AT_MOST = 0.06
_OUTSIDE = 0.25
"""Share of the weight that questions without an answer have in the fit."""
_KEPT = 0.85
"""Share of right answers that the stock policy keeps.

Left-out targets are no measure of what readers ask beyond a pack (they lie nearer to it than most of
that), and a cut at even odds against them refuses too much; right answers are a steadier guide.
"""
_STEADIED = 0.25
"""Share of the way to what the best scores of the trials would have to be."""
_BEFORE = (1.7, 3.9, 1.0, 0.0, 2.4, 1.2, 1.5, 0.0, 2.7)
_BIAS_BEFORE = -1.7
_ACCEPT_BEFORE = 0.4
_MARGIN_BEFORE = 0.05
"""What serves a pack too small to be tried: pooled over packs of 1 to 10 targets with 1 to 5 phrasings."""
_HELD = 40
"""Right answers that weigh as much in the stock policy as what was known before."""


def uncalibrated() -> np.ndarray:
    """Rows centre, scale and slope with bias, accept and margin as last column, until trials say better."""
    rows = np.zeros((3, len(SIGNALS) + 1))
    rows[1, :-1] = 1.0
    rows[2, :-1] = _BEFORE
    rows[:, -1] = _BIAS_BEFORE, _ACCEPT_BEFORE, _MARGIN_BEFORE
    return rows


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One question put to a pack that was learned without it."""

    signals: np.ndarray
    """Candidates x signals, float."""
    right: int
    """Row of the candidate that was asked for; -1 if it is not among them."""
    inside: bool
    """Whether the pack held what was asked for."""


def fit(
    signals: np.ndarray,
    labels: np.ndarray,
    weights: np.ndarray,
    before: tuple[np.ndarray, float] | None = None,
) -> Calibration:
    """Fit by iteratively reweighted least squares with a ridge (Hastie et al., 2009, section 4.4.1).

    ``before`` gives the slopes (of the signals as they are) and the bias that the ridge pulls to; else
    slopes are pulled to nought and the bias is free.
    """
    centre, scale = signals.mean(axis=0), signals.std(axis=0) + 1e-6
    design = np.hstack([(signals - centre) / scale, np.ones((len(signals), 1))])
    ridge = _RIDGE * np.eye(design.shape[1])
    start = np.zeros(design.shape[1])
    if before is None:
        ridge[-1, -1] = 1e-3
    else:
        start = np.append(before[0] * scale, before[1] + before[0] @ centre)
    beta = _climb(design, labels, weights, ridge, start)
    return Calibration(centre=centre, scale=scale, slope=beta[:-1], bias=float(beta[-1]))


def _climb(
    design: np.ndarray, labels: np.ndarray, weights: np.ndarray, ridge: np.ndarray, start: np.ndarray
) -> np.ndarray:
    """Return the coefficients at the top of the penalised likelihood, by Newton steps that never descend."""

    def height(beta: np.ndarray) -> float:
        x = design @ beta
        return float(
            weights @ (labels * x - np.logaddexp(0.0, x)) - (beta - start) @ ridge @ (beta - start) / 2
        )

    beta = start
    for _ in range(_STEPS):
        chance = logistic(design @ beta)
        gradient = design.T @ (weights * (labels - chance)) - ridge @ (beta - start)
        curvature = design.T * (weights * np.maximum(chance * (1 - chance), 1e-6)) @ design + ridge
        step = np.linalg.solve(curvature, gradient)
        while height(beta + step) < height(beta) and float(np.abs(step).max()) > _CLOSE:
            step = step / 2
        beta = beta + step
        if float(np.abs(step).max()) <= _CLOSE:
            break
    return beta


def calibrate(trials: list[Trial]) -> Calibration:
    """Fit the model on trials; questions that the pack cannot answer make up a fixed share of the weight."""
    signals = np.vstack([trial.signals for trial in trials])
    labels = np.concatenate([np.arange(len(trial.signals)) == trial.right for trial in trials]).astype(float)
    inside = np.array([trial.inside for trial in trials])
    share = np.where(inside, (1 - _OUTSIDE) / max(inside.sum(), 1), _OUTSIDE / max((~inside).sum(), 1)) * len(
        trials
    )
    weights = np.repeat(share, [len(trial.signals) for trial in trials])
    return _steadied(fit(signals, labels, weights, (np.array(_BEFORE), _BIAS_BEFORE)), trials, share)


def _steadied(fitted: Calibration, trials: list[Trial], share: np.ndarray) -> Calibration:
    """Make the best score of a question mean what it says: the best of several promises too much.

    Log-odds are stretched and shifted (Platt, 1999); the order of candidates stays. Part of the way is gone
    only, since left-out targets lie nearer to a pack than most of what readers ask beyond it.
    """
    scores = [fitted.scores(trial.signals) for trial in trials]
    top = np.clip([score.max() for score in scores], _CLOSE, 1 - _CLOSE)
    right = np.array([score.argmax() == trial.right for score, trial in zip(scores, trials, strict=True)])
    again = fit(np.log(top / (1 - top))[:, None], right.astype(float), share, (np.ones(1), 0.0))
    slope = float(again.slope[0] / again.scale[0])
    stretch = 1 + _STEADIED * (max(slope, _CLOSE) - 1)
    shift = _STEADIED * (again.bias - slope * float(again.centre[0]))
    return replace(fitted, slope=fitted.slope * stretch, bias=fitted.bias * stretch + shift)


def thresholds(trials: list[Trial], calibration: Calibration) -> Thresholds:
    """Choose the score that most right answers reach, then the margin; few trials hardly move either."""
    judged = [_judge(trial, calibration) for trial in trials if trial.inside]
    if not judged:
        return Thresholds(accept=_ACCEPT_BEFORE, margin=_MARGIN_BEFORE)
    top, lead, right = (np.array(column) for column in zip(*judged, strict=True))
    accept = float(np.quantile(top[right], 1 - _KEPT)) if right.any() else _ACCEPT_BEFORE
    asserted = top >= accept
    margin = _margin(lead[asserted], right[asserted]) if asserted.any() else _MARGIN_BEFORE
    told = right.sum() / (right.sum() + _HELD)
    return Thresholds(
        accept=told * accept + (1 - told) * _ACCEPT_BEFORE, margin=told * margin + (1 - told) * _MARGIN_BEFORE
    )


def _judge(trial: Trial, calibration: Calibration) -> tuple[float, float, bool]:
    """Return (best score, its lead over the next, whether it is the right one's)."""
    scores = calibration.scores(trial.signals)
    order = np.argsort(-scores, kind="stable")
    lead = scores[order[0]] - scores[order[1]] if len(order) > 1 else scores[order[0]]
    return float(scores[order[0]]), float(lead), bool(order[0] == trial.right)


def _margin(lead: np.ndarray, right: np.ndarray) -> float:
    """Return the lead at which an answer is as likely wrong as right, or that of the closest 6 %, if less."""
    if right.all():
        return 0.0
    model = fit(lead[:, None], right.astype(float), np.ones(len(lead)))
    even = model.centre[0] - model.scale[0] * model.bias / max(model.slope[0], 1e-6)
    return float(np.clip(even, 0.0, np.quantile(lead, _OFFERED_AT_MOST)))


def kindred(profiles: np.ndarray, groups: int) -> np.ndarray:
    """Return the group, 0 to ``groups`` - 1, of each row so that rows alike share one: equal sizes, greedy.

    What is left out of a pack together with its kin is foreign to the rest, as most of what readers ask
    beyond a pack is.
    """
    likeness = profiles @ profiles.T
    group = np.full(len(profiles), groups - 1)
    free = np.ones(len(profiles), dtype=bool)
    for number in range(groups - 1):
        pull = likeness[:, free].sum(axis=1)
        for size in range(min(-(-len(profiles) // groups), int(free.sum()))):
            chosen = int(np.argmax(np.where(free, pull, -np.inf)))
            pull = likeness[:, chosen] + (pull if size else 0)
            group[chosen], free[chosen] = number, False
    return group
