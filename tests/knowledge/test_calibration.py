"""Calibration: scores are probabilities, and the stock policy follows from the trials."""

import numpy as np
import pytest

from knowledge import calibration
from knowledge.calibration import Trial, calibrate, fit, kindred, thresholds, uncalibrated
from knowledge.signals import SIGNALS, Calibration, lead


def trials(count: int, outside: float = 0.3, seed: int = 0) -> list[Trial]:
    """Questions whose right candidate tends to have a higher first signal."""
    rng = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        signals = rng.normal(size=(4, len(SIGNALS)))
        inside = rng.random() > outside
        right = int(rng.integers(4)) if inside else -1
        if inside:
            signals[right, 0] += 3
        made.append(Trial(signals=signals, right=right, inside=bool(inside)))
    return made


def test_scores_are_probabilities_that_hold_on_new_questions() -> None:
    model = calibrate(trials(1500, outside=0.25))
    fresh = trials(1500, outside=0.25, seed=1)
    scores = np.concatenate([model.scores(trial.signals) for trial in fresh])
    hits = np.concatenate([np.arange(4) == trial.right for trial in fresh])
    bins = np.minimum((scores * 10).astype(int), 9)
    error = sum(
        np.mean(bins == n) * abs(scores[bins == n].mean() - hits[bins == n].mean())
        for n in range(10)
        if (bins == n).any()
    )
    assert error <= 0.05


def test_a_signal_that_speaks_for_a_candidate_raises_its_score() -> None:
    model = calibrate(trials(400))
    assert model.slope[0] > 1
    low, high = np.zeros((2, len(SIGNALS)))
    high[0] = 3
    assert model.scores(high[None])[0] > model.scores(low[None])[0]


def test_the_fit_does_not_break_on_constant_signals_or_on_one_class() -> None:
    model = fit(np.ones((6, 3)), np.ones(6), np.ones(6))
    assert np.isfinite(model.scores(np.ones((2, 3)))).all()


def test_a_fit_cut_short_is_still_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibration, "_STEPS", 1)
    assert calibrate(trials(60)).slope[0] > 0


def test_the_stock_policy_keeps_most_right_answers_and_refuses_most_others() -> None:
    seen = trials(1500)
    model = calibrate(seen)
    policy = thresholds(seen, model)
    tops = [(model.scores(trial.signals).max(), trial) for trial in trials(800, seed=2)]
    kept = np.mean([top >= policy.accept for top, trial in tops if trial.inside])
    refused = np.mean([top < policy.accept for top, trial in tops if not trial.inside])
    assert kept > 0.75
    assert refused > 0.75
    assert 0 <= policy.margin < 1


def test_the_policy_without_a_right_answer_is_that_from_before() -> None:
    model = Calibration(
        centre=np.zeros(len(SIGNALS)), scale=np.ones(len(SIGNALS)), slope=np.zeros(len(SIGNALS)), bias=0.0
    )
    wrong = [Trial(signals=np.zeros((1, len(SIGNALS))), right=-1, inside=True)]
    stock = uncalibrated()[1:, -1].tolist()
    for tried in ([], wrong):
        policy = thresholds(tried, model)
        assert [policy.accept, policy.margin] == stock


def test_a_handful_of_trials_hardly_moves_what_was_known_before() -> None:
    rows = uncalibrated()
    before = Calibration(centre=rows[0, :-1], scale=rows[1, :-1], slope=rows[2, :-1], bias=float(rows[0, -1]))
    few = calibrate(trials(4))
    signals = np.random.default_rng(7).normal(size=(40, len(SIGNALS))) / 3
    assert np.corrcoef(few.scores(signals), before.scores(signals))[0, 1] > 0.8


def test_a_fit_from_far_away_comes_near() -> None:
    rng = np.random.default_rng(8)
    signals = rng.normal(size=(4000, 2))
    labels = (rng.random(4000) < 1 / (1 + np.exp(2 - signals[:, 0]))).astype(float)
    start = Calibration(centre=np.zeros(2), scale=np.ones(2), slope=np.array([-3.0, 4.0]), bias=8.0)
    far = fit(signals, labels, np.ones(4000), (start.slope, start.bias)).scores(signals)
    near = fit(signals, labels, np.ones(4000)).scores(signals)
    assert np.abs(far - near).mean() < np.abs(start.scores(signals) - near).mean() / 2


@pytest.mark.parametrize(
    ("values", "expected"), [([3.0, 1.0, 2.0], [1.0, -2.0, -1.0]), ([5.0], [5.0]), ([2.0, 2.0], [0, 0])]
)
def test_lead_is_the_distance_to_the_best_of_the_others(values: list[float], expected: list[float]) -> None:
    assert lead(np.array(values)).tolist() == expected


def test_kin_are_left_out_together() -> None:
    rng = np.random.default_rng(5)
    centres = np.repeat(np.eye(4), 5, axis=0)
    order = rng.permutation(20)
    group = kindred((centres + 0.05 * rng.random((20, 4)))[order], 4)
    assert sorted(np.bincount(group).tolist()) == [5, 5, 5, 5]
    for centre in range(4):
        assert len({int(number) for number, kin in zip(group, order // 5, strict=True) if kin == centre}) == 1


def test_an_untried_pack_has_a_usable_policy() -> None:
    rows = uncalibrated()
    assert rows.shape == (3, len(SIGNALS) + 1)
    assert (rows[1, :-1] == 1).all()


def test_the_margin_is_next_to_nil_where_every_answer_is_right() -> None:
    sure = [trial for trial in trials(300, outside=0.0) if trial.signals[:, 0].argmax() == trial.right]
    model = Calibration(
        centre=np.zeros(len(SIGNALS)), scale=np.ones(len(SIGNALS)), slope=np.eye(len(SIGNALS))[0], bias=-2.0
    )
    assert thresholds(sure, model).margin < thresholds([], model).margin / 5
