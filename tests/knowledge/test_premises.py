"""Figures and days that a question takes for granted, held against those of a fact."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge import Fact, Pack, Span
from knowledge.premises import day_claims, exchanged, figure_claims, spoken_of, states_an_hour, words_of
from knowledge.question import read


def stated(quote: str, answer: str = "", kind: str = "statement", when: date | None = None) -> Fact:
    """A fact that stands by itself."""
    start = quote.index(answer)
    span = Span(start=start, end=start + len(answer)) if answer else None
    return Fact(id="x", quote=quote, span=Span(start=0, end=len(quote)), answer=span, kind=kind, when=when)


COUNT = stated("They sent 2,030 troops and 3 million masks in 12 cars.", "2,030", "count")
SESSION = stated("They met on Monday in Oslo.", "Monday", "date")
FEBRUARY = stated("They met on Feb. 30 or on Jan. 5.", kind="date")
UNDATED = stated("They met in Oslo.", "Oslo", "place")


@pytest.mark.parametrize(
    ("question", "fact", "claims"),
    [
        ("Did they send 2,030 troops?", COUNT, []),
        ("Did they send 3 masks?", COUNT, []),
        ("Did they send 20,300 troops in 2022?", COUNT, [("#20300", "2,030")]),
        ("Was it a couple of thousand troops?", COUNT, []),
        ("Was it about two thousand troops?", COUNT, []),
        ("Was it more than a thousand troops?", COUNT, []),
        ("Were 40 killed?", stated("Many were killed.", "Many", "count"), [("#40", None)]),
        ("Were 4 killed?", stated("Many were killed.", kind="amount"), [("#4", None)]),
        ("Did the 27 meet?", UNDATED, [("#27", None)]),
        ("Did the 5 meet?", UNDATED, []),
        ("Who counts two thousand?", stated("He counts 2,030 troops.", "He", "person"), []),
        ("Who counts 2,100?", stated("He counts 2,030 troops.", "He", "person"), [("#2100", None)]),
    ],
)
def test_a_figure_that_is_not_the_facts_is_claimed(
    question: str, fact: Fact, claims: list[tuple[str, str | None]], pack: Pack
) -> None:
    assert list(figure_claims(read(question, pack.lexicon), fact, pack)) == claims


@pytest.mark.parametrize(
    ("question", "fact", "claims"),
    [
        ("Did they meet on Monday?", SESSION, []),
        ("Did they meet on Jan. 10?", SESSION, []),
        ("Did they meet on Thursday?", SESSION, [("#w3", "Monday")]),
        ("Did they meet on Jan. 11?", SESSION, [("#01-11", "Monday")]),
        ("Did they meet on Wednesday, Jan. 5?", FEBRUARY, []),
        ("Did they meet on Jan. 6?", FEBRUARY, [("#01-06", "Feb. 30")]),
        ("Did they meet on Jan. 6?", stated("They met.", when=date(2022, 1, 6)), []),
        ("Did they meet on Friday?", stated("They met.", when=date(2022, 1, 6)), [("#w4", None)]),
        ("Did they meet on Tuesday?", UNDATED, []),
        ("Did they meet on Friday?", UNDATED, [("#w4", None)]),
    ],
)
def test_a_day_that_is_not_the_facts_is_claimed(
    question: str, fact: Fact, claims: list[tuple[str, str | None]], pack: Pack
) -> None:
    assert list(day_claims(read(question, pack.lexicon), fact, pack)) == claims


def test_a_fact_speaks_of_its_quote_and_of_who_says_so(pack: Pack) -> None:
    fact = Fact(id="x", quote="It rains.", span=Span(start=0, end=9), attributed_to=("Vladimir Putin",))
    assert spoken_of(fact, pack) >= {"it", "rains", "putin", "@vladimir-putin"}


def test_the_fewest_words_that_fulfil_a_condition_are_the_articles() -> None:
    assert words_of(COUNT, lambda part: "troops" in part) == "troops"
    assert words_of(COUNT, lambda part: "million" in part and "masks" in part) == "million masks"
    assert words_of(COUNT, lambda part: "sent" in part and "cars" in part) is None


@pytest.mark.parametrize(
    ("quote", "hour"),
    [
        ("They met on Monday morning.", True),
        ("They met at 10:30 on Monday.", True),
        ("They met at 7 p.m. in Oslo.", True),
        ("They met on Monday, Jan. 10.", False),
    ],
)
def test_an_hour_is_stated_by_the_clock_or_by_part_of_the_day(quote: str, hour: bool, pack: Pack) -> None:
    assert states_an_hour(stated(quote), pack) is hour


@pytest.mark.parametrize(
    ("question", "fact", "found"),
    [
        ("did 1,300 people die", "security-killed", [("1,300", "over 1,300 wounded")]),
        (
            "Were 16 wounded?",
            "security-killed",
            [("16 wounded", "16 members of law enforcement and the military were killed")],
        ),
        ("Were 16 members killed?", "security-killed", []),
    ],
)
def test_a_figure_of_another_thing_in_the_same_sentence_is_set_right(
    question: str, fact: str, found: list[tuple[str, str]], pack: Pack
) -> None:
    held = pack.fact(fact)
    assert held is not None
    assert list(exchanged(read(question, pack.lexicon), held, pack)) == found


def test_a_month_that_is_neither_the_facts_nor_the_articles_is_claimed(pack: Pack) -> None:
    held = pack.fact("people-killed")
    assert held is not None
    for question, claims in (
        ("How many people had died as of February?", [("february", None)]),
        ("How many people died in January?", []),
        ("How many people may have died?", []),
    ):
        assert list(day_claims(read(question, pack.lexicon), held, pack)) == claims
