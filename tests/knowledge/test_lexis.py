"""Which words are good words of a language."""

from __future__ import annotations

import pytest

from knowledge.lexis import is_common, is_word


@pytest.mark.parametrize("word", ["people", "government", "a", "человек", "еще", "правительство"])
def test_words_of_english_and_russian_are_known(word: str) -> None:
    assert is_word(word)
    assert is_common(word)


@pytest.mark.parametrize("word", ["poeple", "чиловек", "qzxv", "人", "", "2030"])
def test_what_is_no_word_is_not(word: str) -> None:
    assert not is_word(word)
    assert not is_common(word)


def test_the_first_words_and_those_after_many_are_found_alike() -> None:
    words = ["wounded", "wonded", "aachen", "раненых", "раненныхх", "еще"]
    first = [(is_word(word), is_common(word)) for word in words]
    for number in range(40):
        assert not is_word(f"qz{'z' * number}")
        assert not is_word(f"щ{'ы' * number}щщ")
    assert [(is_word(word), is_common(word)) for word in words] == first
