"""Which words are good words of a language."""

from __future__ import annotations

import pytest

from knowledge.lexis import is_common, is_word


@pytest.mark.parametrize("word", ["people", "government", "человек", "еще", "правительство"])
def test_words_of_english_and_russian_are_known(word: str) -> None:
    assert is_word(word)
    assert is_common(word)


@pytest.mark.parametrize("word", ["poeple", "чиловек", "qzxv", "人", "", "2030"])
def test_what_is_no_word_is_not(word: str) -> None:
    assert not is_word(word)
    assert not is_common(word)
