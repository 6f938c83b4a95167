"""Questions typed on another keyboard or in Latin letters are read as what they stand for."""

from __future__ import annotations

import pytest

from knowledge import Pack
from knowledge.readings import alternatives, sound


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("crjkmrj gju,b,kj", "сколько"),
        ("ьфтн згешт", "many"),
        ("skolko ludey pogiblo", "сколько людей погибло"),
        ("skolko 2030 bylo 10 yanvarya", "2030"),
        ("4to skazal mishel", "что сказал"),
        ("skolko ludei 3aderzhano", "задержано"),
    ],
)
def test_a_wrong_alphabet_is_read_as_the_right_one(text: str, words: str, pack: Pack) -> None:
    (other,) = alternatives(text, pack.index)
    assert words in other.casefold()


@pytest.mark.parametrize(
    "text", ["how many died?", "сколько погибло", "死了多少人", "1 2 3", "", "@csto", "qzxv 王"]
)
def test_what_reads_well_or_not_at_all_stays(text: str, pack: Pack) -> None:
    assert alternatives(text, pack.index) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kogda", "когда"),
        ("shch", "щ"),
        ("yanvarya", "января"),
        ("obyavlenie", "обявление"),
        ("zhizn", "жизнь"),
    ],
)
def test_both_alphabets_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)
