"""Which words are good words of a language, though no phrasing of the pack holds them.

Word lists come from pyspellchecker and are read when the first unknown word is met.
"""

from __future__ import annotations

from functools import cache

from spellchecker import SpellChecker

from knowledge.text import script

_LISTS = {"latin": "en", "cyrillic": "ru"}


def is_word(word: str) -> bool:
    """Tell whether a word in normal form is a word of English or Russian; Kazakh and Chinese have no list."""
    code = _LISTS.get(script(word))
    return code is not None and word in _words(code)


@cache
def _words(code: str) -> frozenset[str]:
    listed = SpellChecker(language=code).word_frequency.dictionary
    return frozenset(word.replace("ё", "е") for word in listed)
