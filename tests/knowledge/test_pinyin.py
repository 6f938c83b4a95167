"""The sounds of Chinese characters."""

from __future__ import annotations

import pytest
from pypinyin import Style, pinyin

from knowledge import Pack
from knowledge.pinyin import sounds


def test_the_characters_of_the_pack_sound_as_the_library_says(pack: Pack) -> None:
    characters = sorted({one for pair in pack.contents["neighbours"] for one in pair} | set("女绿略"))
    assert len(characters) > 500
    for character in characters:
        assert sounds(character) == frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


@pytest.mark.parametrize("character", ["a", "я", "。", "あ"])
def test_what_is_no_chinese_character_has_no_sound(character: str) -> None:
    assert sounds(character) == frozenset()
