"""Which words are good words of a language, though no phrasing of the pack holds them.

Word lists come from pyspellchecker and are read when the first unknown word is met.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from knowledge.text import script

_RARE = 50
"""Uses up to which a listed word may be a name that was added to the list."""
_LISTS = {"latin": "en", "cyrillic": "ru"}


def is_word(word: str) -> bool:
    """Tell whether a word in normal form is a word of English or Russian; Kazakh and Chinese have no list."""
    code = _LISTS.get(script(word))
    return code is not None and word in _words(code)


def is_common(word: str) -> bool:
    """Tell whether a word is in such common use that it is no name when written small."""
    code = _LISTS.get(script(word))
    return code is not None and _words(code).get(word, 0) > _RARE


@cache
def _words(code: str) -> Mapping[str, int]:
    """Words of a language with the number of their uses."""
    from spellchecker import SpellChecker  # noqa: PLC0415  only where a word is unknown

    listed = SpellChecker(language=code).word_frequency.dictionary
    return {word.replace("ё", "е"): count for word, count in listed.items()}
