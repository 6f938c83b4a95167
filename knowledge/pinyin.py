"""How Chinese characters sound, without tones, as they are typed: bu for 不.

The table is pypinyin's, a JSON object of all readings by code point. Importing the library takes as long as
several answers, so one character is looked for in the table's text.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

_UMLAUT = "\u0308"


@lru_cache(maxsize=4096)
def sounds(character: str) -> frozenset[str]:
    """Return the sounds of a character, none where the table does not have it."""
    table, key = _table(), f'"{ord(character)}":'
    place = table.find(key)
    if place < 0:
        return frozenset()
    begin = table.index('"', place + len(key)) + 1
    readings = table[begin : table.index('"', begin)]
    return frozenset(map(_toneless, readings.split(",")))


def _toneless(reading: str) -> str:
    """A reading without the marks of its tone; ü is typed as v."""
    letters = unicodedata.normalize("NFD", reading).replace("u" + _UMLAUT, "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _table() -> str:
    spec = find_spec("pypinyin")
    places = (spec.submodule_search_locations if spec else None) or []
    tables = [Path(place, "pinyin_dict.json") for place in places]
    return "".join(table.read_text(encoding="utf-8") for table in tables if table.is_file())
