"""The one normal form: figures, days and weekdays, in every language."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Fact, Pack, Silence
from knowledge.dates import is_weekday
from knowledge.figures import normalise, value
from knowledge.languages import LANGUAGES, language

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=20)
FIGURES = st.text("0123456789.,:-/#w' ", max_size=10) | st.text(
    "零一二三十百千万億月日0123456789", max_size=6
)
KNOWN = [
    word
    for code in LANGUAGES
    for table in (
        language(code).numbers,
        language(code).months,
        language(code).weekdays,
        language(code).contractions,
    )
    for word in table
]
ODD = [
    *(
        "2,030",
        "10.01.2022",
        "2022-01-10",
        "18:51",
        "2k",
        "3 тыс",
        "1月10日",
        "两千零三十",
        "1-го",
        "31",
        "1 000",
        "00",
    ),
    *(
        "z̶a̴l̷g̸o̵",
        "\ud800",
        "\u202eمن\u202c",
        "ﬁ",
        "²",
        "٣",
        "İ",
        "ß",
        "O’Brien’s",
        "U.S.",
        "<b>",
        "&amp;",
        "#",
        "@",
    ),
]
TEXTS = st.lists(st.sampled_from([*KNOWN, *ODD]) | ANYTHING | FIGURES, max_size=6).flatmap(
    lambda parts: st.sampled_from([" ", "", ", "]).map(lambda joint: joint.join(parts))
)


@given(text=TEXTS)
@settings(deadline=None, max_examples=400)
def test_a_normal_form_is_its_own(text: str) -> None:
    normal = normalise(text)
    assert normalise(" ".join(normal)) == normal
    assert all(token and " " not in token for token in normal)


def test_every_phrasing_has_a_normal_form_of_its_own(pack: Pack) -> None:
    entries: list[Fact | Silence] = [*pack.facts, *pack.silences]
    for entry in entries:
        for questions in entry.questions.values():
            forms = [normalise(question) for question in questions]
            assert all(forms)
            assert [form for form in forms if normalise(" ".join(form)) != form] == []


@pytest.mark.parametrize(
    "text",
    [
        "2,030",
        "2.030",
        "2 030",
        "2030",
        "two thousand thirty",
        "Two thousand and thirty",
        "две тысячи тридцать",
        "2,03 тыс.",
        "2.03k",
        "两千零三十",
        "２０３０",
    ],
)
def test_one_figure_is_written_in_many_ways(text: str) -> None:
    assert normalise(text) == ("#2030",)


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("2k", "#2000"),
        ("1.5 mln", "#1500000"),
        ("3千", "#3000"),
        ("1.3万", "#13000"),
        ("一亿", "#100000000"),
        ("三百", "#300"),
        ("thirteen", "#13"),
        ("one hundred and sixty-four", "#164"),
        ("two million three hundred thousand", "#2300000"),
        ("hundred", "#100"),
        ("thousand", "#1000"),
        ("2 billion", "#2000000000"),
        ("сто шестьдесят четыре", "#164"),
        ("15 мың", "#15000"),
        ("3rd", "#3"),
        ("1,27", "#1.27"),
        ("0.5", "#0.5"),
        ("1.2.3", "#1.23"),
        ("18:51", "#18.51"),
        ("#7900", "#7900"),
    ],
)
def test_figures_become_comparable(text: str, token: str) -> None:
    assert normalise(text) == (token,)


@pytest.mark.parametrize(
    "text",
    [
        "Jan. 10",
        "January 10",
        "10 January",
        "10th of January",
        "10 января",
        "10 числа января",
        "1月10日",
        "2022-01-10",
        "10.01.2022",
        "10/1/22",
        "қаңтардың 10",
    ],
)
def test_one_day_is_written_in_many_ways(text: str) -> None:
    assert normalise(text) == ("#01-10",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01/31/2022", ("#01-31",)),
        ("31.31.2022", ("#31", "#31")),
        ("2022-13-45", ("#13", "#45")),
        ("13月40日", ("#13", "#40")),
        ("jan 00300", ("jan", "#300")),
        ("january", ("january",)),
        ("5 of them", ("#5", "of", "them")),
        ("5 of", ("#5", "of")),
        ("10 of January", ("#01-10",)),
        ("may I", ("may", "i")),
    ],
)
def test_what_is_no_day_stays_a_figure(text: str, expected: tuple[str, ...]) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two heads of state", ("two", "heads", "of", "state")),
        ("2 heads", ("#2", "heads")),
        ("7,900 and 1,300", ("#7900", "and", "#1300")),
        ("7,900 1,300", ("#7900", "#1300")),
        ("a million and", ("a", "#1000000", "and")),
        ("2 billion-3 billion", ("#2000000000", "#3000000000")),
        ("five #7", ("five", "#7")),
    ],
)
def test_figures_end_where_another_begins(text: str, expected: tuple[str, ...]) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2 billion to 3 billion", ["#2000000000", "#3000000000"]),
        ("2-3bn", ["#2000000000", "#3000000000"]),
        ("between two and three billion", ["#2000000000", "#3000000000"]),
        ("от 2 до 3 миллиардов", ["#2000000000", "#3000000000"]),
        ("2-ден 3 миллиардқа дейін", ["#2000000000", "#3000000000"]),
        ("20至30亿", ["#2000000000", "#3000000000"]),
        ("2.5 to 3.5 million", ["#2500000", "#3500000"]),
        ("5 to 6 people", ["#5", "#6"]),
        ("from 3 to 2 billion", ["#3", "#2000000000"]),
        ("100 to 200 thousand", ["#100", "#200000"]),
        ("twenty two thousand", ["#22000"]),
    ],
)
def test_both_ends_of_a_range_are_multiplied(text: str, figures: list[str]) -> None:
    assert [token for token in normalise(text) if token.startswith("#")] == figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monday", ("monday", "#w0")),
        ("monday #w0", ("monday", "#w0")),
        ("в среду", ("в", "среду", "#w2")),
        ("жұма", ("жума", "#w4")),
    ],
)
def test_a_weekday_gains_its_number(text: str, expected: tuple[str, ...]) -> None:
    assert normalise(text) == expected
    assert is_weekday(expected[-2])
    assert not is_weekday(expected[-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what's", ("what", "is")),
        ("Isn't it", ("is", "not", "it")),
        ("Kazakhstan's", ("kazakhstan",)),
        ("O'Brien's", ("obrien",)),
        ("wh'ats", ("what", "is")),
        ("what'sодиннадцать", ("wнатsодиннадцать",)),
    ],
)
def test_contractions_and_possessives_are_resolved(text: str, expected: tuple[str, ...]) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("token", "number"),
    [
        ("2,030", 2030),
        ("2.5", 2.5),
        ("0,123", 0.123),
        ("1.234.567", 1234567),
        ("2²", None),
        ("x", None),
        ("", None),
    ],
)
def test_digits_are_read_with_their_separators(token: str, number: float | None) -> None:
    assert value(token) == number
