"""Messages taken apart: politeness off, several questions one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.spoken import halves, parts, respelt, sentences, stripped

SPOKEN = st.lists(
    st.sampled_from(
        ["hi", "please", "who", "died", "and", "请问", "谁", "рахмет", "кто", "и", ".", "?", ",", "İ", "10"]
    ),
    max_size=10,
).map(" ".join)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hi! please tell me who died, thanks", "who died"),
        ("Dear bot: who?", "who?"),
        ("请问谁死了", "谁死了"),
        ("who died?谢谢", "who died?"),
        ("Сәлем, кім өлді? рахмет", "кім өлді?"),
        ("who died", "who died"),
        ("thankless task", "thankless task"),
        ("who said pleased", "who said pleased"),
        ("please", "please"),
        ("hi hi hi hi hi hi hi who", "hi who"),
        ("ŉever please", "ŉever please"),
        ("", ""),
    ],
)
def test_politeness_is_taken_off_both_ends(text: str, left: str) -> None:
    assert stripped(text) == left


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wen wil they leave, adn wy?", "when will they leave, and why?"),
        ("скока погибло", "сколько погибло"),
        ("Wat did Hu say of defence?", "Wat did Hu say of defence?"),
        ("who haven't", "who haven't"),
        ("", ""),
    ],
)
def test_words_typed_in_haste_are_written_out(text: str, expected: str) -> None:
    assert respelt(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Lee said. When? Where.", ["Mr. Lee said.", "When?", "Where."]),
        ("Jan. 10 or Jan. 11? Who", ["Jan. 10 or Jan. 11?", "Who"]),
        ("2.5 or 3?", ["2.5 or 3?"]),
        ("谁？哪里。", ["谁？", "哪里。"]),
        (" \n... !!", []),
        ("who?  \n ?", ["who?"]),
    ],
)
def test_a_message_is_cut_into_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How many died and who said so?", ["How many died", "who said so?"]),
        ("who, when and where was it?", ["who", "when", "where was it?"]),
        ("сколько погибло и кто это сказал", ["сколько погибло", "кто это сказал"]),
        ("қанша өлді және кім айтты", ["қанша өлді", "кім айтты"]),
        ("死了多少人，谁说的？", ["死了多少人", "谁说的？"]),
        ("Who ran it, and at what time?", ["Who ran it", "at what time?"]),
        ("Кто встретился и в какой день?", ["Кто встретился", "в какой день?"]),
        ("troops and who leads them", ["troops and who leads them"]),
        ("bread and butter", ["bread and butter"]),
        ("?!", []),
    ],
)
def test_a_message_is_cut_into_its_questions(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("death toll and damage", ["death toll", "damage"]),
        ("жертвы и ущерб", ["жертвы", "ущерб"]),
        ("伤亡和损失", ["伤亡", "损失"]),
        ("a and b and c", []),
        ("death toll", []),
    ],
)
def test_a_message_has_two_halves_around_its_only_and(text: str, expected: list[str]) -> None:
    assert halves(text) == expected


@given(text=SPOKEN | st.text(max_size=40))
@settings(deadline=None)
def test_nothing_is_added_and_no_part_is_empty(text: str) -> None:
    assert stripped(text) in text
    assert bool(stripped(text)) == bool(text)
    for piece in (*parts(text), *sentences(text)):
        assert any(c.isalnum() for c in piece)
