"""What is dropped, what is folded, and where text is cut."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.text import LONGEST, clean, fold, is_han, script, simplified, tokens

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
"""Any text at all, lone surrogates and control characters among it."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  who\tsaid \n that ", "who said that"),
        ("a\u200bb\u00adc\u2060d\ufeff", "abcd"),
        ("\u202ewho\u202c", "who"),
        ("who\x00said\x1bthat", "who said that"),
        ("it’s “so” – really", 'it\'s "so" - really'),
        ("ｗｈｏ", "who"),
        ("who\ud800said", "who?said"),
        ("w\u0336h\u0336o\u0489", "who"),
        ("cafe\u0301 й", "café й"),
        ("\ue000", ""),
        ("", ""),
    ],
)
def test_what_cannot_be_seen_or_read_is_dropped(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_a_long_text_is_cut() -> None:
    assert len(clean("a" * 10**6)) == LONGEST


@given(text=ANYTHING)
@settings(deadline=None)
def test_a_clean_text_is_plain_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Cf", "Me"} for c in cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Тоқаев ӘҒҢӨҰҮҺІ ёж Йод", "токаев агноуухи еж йод"),
        ("Café ÀÖ", "cafe ao"),
        ("U.S. and the U.N., U.K., E.U.", "usa and the un, uk, eu"),
        ("A.B.C.", "abc"),
        ("總統", "总统"),
        ("Тokaev", "tokaev"),
        ("тoкаев", "токаев"),
    ],
)
def test_spellings_are_folded(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(text=ANYTHING)
@settings(deadline=None)
def test_case_makes_no_difference(text: str) -> None:
    assert tokens(fold(clean(text.lower()))) == tokens(fold(clean(text.lower().casefold())))


def test_only_chinese_is_simplified() -> None:
    assert simplified("president") == "president"
    assert simplified("哈薩克總統") == "哈萨克总统"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("who isn't there?", ["who", "isn't", "there"]),
        ("#w1 #01-10 #2030 #2.5 1,300", ["#w1", "#01-10", "#2030", "#2.5", "1,300"]),
        ("谁是总统", ["谁", "是", "总", "统"]),
        ("what's一", ["what's", "一"]),
        ("_ - ?", []),
    ],
)
def test_text_is_cut_into_words_figures_and_han(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("who", "latin"),
        ("кто", "cyrillic"),
        ("CSTO 是什么", "han"),
        ("ποιος", "other"),
        ("من", "other"),
        ("123 ?!", "none"),
        ("", "none"),
    ],
)
def test_a_script_is_that_of_most_letters(text: str, name: str) -> None:
    assert script(text) == name


def test_han_is_told_from_words() -> None:
    assert is_han("总")
    assert not is_han("president")
    assert not is_han("")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Did the US react?", "did the usa react?"),
        ("give us 3 million", "give us 3 million"),
        ("US dollars", "us dollars"),
        ("TELL US", "tell us"),
    ],
)
def test_a_country_is_not_a_pronoun(text: str, folded: str) -> None:
    assert fold(text) == folded
