"""Chinese typed by sound: which characters are slips, and which are other words or names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Answered, Library, Pack
from knowledge.homophones import learn, mended


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("一共有多少人被补", "一共有多少人被捕"), ("外国军队什么时候彻军", "外国军队什么时候撤军")],
)
def test_a_character_of_the_same_sound_is_mended(typed: str, meant: str, pack: Pack) -> None:
    assert mended(typed, pack) == meant


@pytest.mark.parametrize(
    "text", ["多少人被捕", "how many were arrested", "сколько арестовано", "", "人", "默克尔说了什么"]
)
def test_what_is_no_slip_stays(text: str, pack: Pack) -> None:
    assert mended(text, pack) == text


def test_another_subject_is_not_bent_to_the_story(pack: Pack) -> None:
    text = "红烧排骨配米饭怎么炖才香甜"
    assert mended(text, pack) == text


def test_a_pack_without_chinese_mends_none(ferry: Path, tmp_path: Path) -> None:
    without = Library.open([ferry], cache=tmp_path).pack("ferry")
    assert mended("船票多少钱", without) == "船票多少钱"


def test_a_question_with_a_slip_is_answered(pack: Pack) -> None:
    decision = pack.ask("总共有多少人被补了？")
    assert isinstance(decision, Answered)
    assert [found.fact.id for found in decision.found] == ["people-arrested"]


@given(text=st.text(alphabet="被捕补撤彻军人多少的了吗abc ，", max_size=30))
def test_mending_keeps_the_length(text: str, pack: Pack) -> None:
    assert len(mended(text, pack)) == len(text)


def test_neighbours_and_sounds_are_learned_from_chinese_phrasings() -> None:
    learned = learn(["被捕人数", "how many", "被捕的人", "сколько"])
    assert learned["neighbours"]["被捕"] == 2
    assert learned["sounds"]["bu"] == "捕"
