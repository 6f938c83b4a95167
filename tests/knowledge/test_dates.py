"""Days of the year that are misspelt."""

from __future__ import annotations

import pytest

from knowledge import Answered, Pack
from knowledge.figures import merge, normalise


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10th of janury", "#01-10"),
        ("janaury 10", "#01-10"),
        ("thirteen january", "#01-13"),
        ("6 яннваря", "#01-06"),
        ("10 янворя", "#01-10"),
        ("6 қоңтар", "#01-06"),
    ],
)
def test_a_month_misspelt_beside_a_day_is_a_date(text: str, day: str) -> None:
    assert normalise(text) == (day,)


@pytest.mark.parametrize("text", ["16 мёртвых", "10 контор", "10 казахов", "5 men", "3 маяка"])
def test_other_words_beside_a_figure_are_no_month(text: str) -> None:
    assert normalise(text) == (f"#{text.split(maxsplit=1)[0]}", normalise(text.split()[1])[0])


def test_figures_and_months_apart_make_a_date_when_they_come_together() -> None:
    assert tuple(merge(["on", "#6", "january"])) == ("on", "#01-06")


@pytest.mark.parametrize("question", ["что было 6 яваря", "что было 6 чнваря", "что было 6 янворя"])
def test_a_misspelt_day_is_not_taken_for_another(question: str, pack: Pack) -> None:
    decision, right = pack.ask(question), pack.ask("что было 6 января")
    assert isinstance(decision, Answered)
    assert isinstance(right, Answered)
    assert [found.fact.span for found in decision.found] == [found.fact.span for found in right.found]
