"""Sentences of an article, each known by its offsets."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Pack, Span
from knowledge.article import Article

LINES = st.text("aB .!?\n\"'()-—–。…0“”", max_size=80)


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in Article(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ('"We wait. We hope," he said. "Yes."', ['"We wait.', 'We hope," he said.', '"Yes."']),
        ("LONDON, Jan. 5 (Agency) -- It rains.", ["LONDON, Jan. 5 (Agency)", "It rains."]),
        ("LONDON, Jan. 5 (Agency) — It rains. Still.", ["LONDON, Jan. 5 (Agency)", "It rains.", "Still."]),
        (
            "On Jan. 5 Mr. A. B. Lee of the U.S. paid No. 3.",
            ["On Jan. 5 Mr. A. B. Lee of the U.S. paid No. 3."],
        ),
        ("He left for the U.S.", ["He left for the U.S."]),
        ("A view of it. (Agency photo)", ["A view of it. (Agency photo)"]),
        ("A headline\n\nA text. No end", ["A headline", "A text.", "No end"]),
        ("It costs 2.5 crowns.", ["It costs 2.5 crowns."]),
        ("一。二！三", ["一。", "二！", "三"]),
        ("One line\nand the next. End.", ["One line\nand the next.", "End."]),
        ("  \n ", []),
    ],
)
def test_text_is_cut_where_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(text=LINES)
@settings(deadline=None)
def test_sentences_hold_everything_but_space_and_the_dash_behind_a_dateline(text: str) -> None:
    spans = Article(text).sentences
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(text)]
    between = "".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    assert set(between) <= set(" \n-—–")


def test_a_quote_is_found_wherever_it_stands() -> None:
    article = Article("It rains. It rains.")
    assert article.find("It rains.") == (Span(start=0, end=9), Span(start=10, end=19))
    assert article.find("It snows.") == ()


@pytest.mark.parametrize(
    ("quote", "whole"),
    [
        ("It rains.", True),
        ("It rains. It snows.", True),
        ("It", False),
        ("rains.", False),
        ("rains. It snows.", False),
    ],
)
def test_a_quote_is_whole_from_a_beginning_to_an_end(quote: str, whole: bool) -> None:
    article = Article("It rains. It snows. It hails.")
    assert article.is_whole(article.find(quote)[0]) is whole


def test_around_a_span_stand_its_paragraphs() -> None:
    article = Article("One. Two.\n\nThree.\n\nFour.")
    assert article.around(Span(start=5, end=9)) == Span(start=0, end=9)
    assert article.around(Span(start=5, end=17)) == Span(start=0, end=17)


def test_the_dateline_of_the_shipped_article_is_a_sentence(pack: Pack) -> None:
    assert "NUR-SULTAN/MOSCOW, Jan. 11 (Xinhua)" in sentences(pack.article.text)
