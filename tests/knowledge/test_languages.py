"""The tables of the languages hold words in normal form."""

from __future__ import annotations

import pytest

from knowledge.languages import LANGUAGES, Language, language
from knowledge.text import fold

KINDS = {"sort", "who", "what", "when", "where", "why", "how", "how-many", "how-much", "how-long", "which"}


def words(table: Language) -> set[str]:
    """Every word of a table that is compared with a token."""
    single = (table.fillers, table.negations, table.pronouns, table.generic, table.joiners, table.now)
    contrasts = (side for group in table.contrasts for side in group)
    counted = (table.numbers, table.months, table.weekdays)
    return set().union(*single, *contrasts, *counted)


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_are_in_normal_form(code: str) -> None:
    assert {word for word in words(language(code)) if fold(word) != word} == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_phrases_are_in_normal_form(code: str) -> None:
    phrases = {*language(code).politeness, *language(code).question_words}
    assert {phrase for phrase in phrases if fold(phrase) != phrase} == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_table_knows_its_language(code: str) -> None:
    table = language(code)
    assert table.code == code
    assert set(table.question_words.values()) <= KINDS
    assert set(table.months.values()) <= set(range(1, 13))
    assert set(table.weekdays.values()) <= set(range(7))
    assert all(number >= 0 for number in table.numbers.values())
    assert all(len(group) > 1 for group in table.contrasts)


def test_a_language_without_a_table_is_empty() -> None:
    assert vars(language("fr")) == vars(Language(code="fr"))
    assert words(language("fr")) == set()
