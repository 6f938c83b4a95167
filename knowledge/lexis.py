"""Which words are good words of a language, though no phrasing of the pack holds them.

The word lists are pyspellchecker's, a JSON object of words and their uses for each language. A list is
unpacked when the first unknown word is met; parsing it takes longer than an answer, so the first few words
are looked for in its text.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path

from knowledge.text import script

_RARE = 50
"""Uses up to which a listed word may be a name that was added to the list."""
_LISTS = {"latin": "en", "cyrillic": "ru"}
_FEW = 32
"""So many words are looked for in the text of a list before it is parsed."""


def is_word(word: str) -> bool:
    """Tell whether a word in normal form is a word of English or Russian; Kazakh and Chinese have no list."""
    return _uses(word) > 0


def is_common(word: str) -> bool:
    """Tell whether a word is in such common use that it is no name when written small."""
    return _uses(word) > _RARE


@lru_cache(maxsize=4096)
def _uses(word: str) -> int:
    code = _LISTS.get(script(word))
    return _list_of(code).uses(word) if code else 0


class _WordList:
    """Words of one language with the number of their uses."""

    def __init__(self, code: str) -> None:
        spec = find_spec("spellchecker")
        places = (spec.submodule_search_locations if spec else None) or []
        packed = next(Path(place, "resources", f"{code}.json.gz") for place in places).read_bytes()
        size = int.from_bytes(packed[-4:], "little")  # told at the end; knowing it saves a fifth of the time
        self._text = zlib.decompress(packed, wbits=zlib.MAX_WBITS | 16, bufsize=size)
        if code == "ru":
            self._text = self._text.replace("ё".encode(), "е".encode())
        self._looked_for = 0

    def uses(self, word: str) -> int:
        """Return how often a word is used, 0 where it is not listed."""
        self._looked_for += 1
        if self._looked_for > _FEW:
            return self._parsed.get(word, 0)
        begin = self._text.find(f'"{word}":'.encode())
        if begin < 0:
            return 0
        number = self._text[begin : begin + len(word.encode()) + 24].split(b":")[1]
        return int(number.split(b",")[0].strip(b" \n}"))

    @cached_property
    def _parsed(self) -> Mapping[str, int]:
        parsed: dict[str, int] = json.loads(self._text)
        return parsed


@cache
def _list_of(code: str) -> _WordList:
    return _WordList(code)
