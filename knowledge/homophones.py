"""Recovers Chinese typed by sound: another character of the same sound, 被补 for 被捕, chosen by mistake."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import Any

from knowledge.languages import fillers, language
from knowledge.pack import Pack
from knowledge.pinyin import sounds
from knowledge.text import is_han, simplified

_HAN = r"[\u3040-\u9fff]{2,}"
_KNOWN = 2
"""So often a character stands beside a neighbour in the pack that it is likelier than one that never does."""
_SLIPS = 4
"""Characters of a question, at most, that are taken for slips; more of them are another subject."""


def mended(text: str, pack: Pack) -> str:
    """Return a text with characters that the pack has by neither neighbour read as others of their sound."""
    if "zh" not in pack.languages or not any(map(is_han, text)):
        return text
    pairs, characters = pack.contents["neighbours"], list(simplified(text))
    slips = [at for at in range(len(characters)) if _is_slip(characters, at, pairs)]
    for at in slips if len(slips) <= _SLIPS else ():
        if _is_slip(characters, at, pairs):  # it is none once its neighbour was one
            characters[at] = _heard(characters, at, pack)
    return "".join(characters)


def _is_slip(characters: Sequence[str], at: int, pairs: Mapping[str, int]) -> bool:
    """Whether a character stands beside neighbours beside which the pack never has it, and spells no name."""
    here, syllables = characters[at], language("zh").syllables
    beside = [c for c in (*characters[max(at - 1, 0) : at], *characters[at + 1 : at + 2]) if is_han(c)]
    if not is_han(here) or here in fillers() or not beside:
        return False
    spells = here in syllables and not syllables.isdisjoint(beside)
    return not spells and not _met(characters, at, here, pairs)


def _met(characters: Sequence[str], at: int, here: str, pairs: Mapping[str, int]) -> int:
    """How often the pack has a character beside the neighbours that stand at a place."""
    before, after = characters[at - 1] if at else "", characters[at + 1] if at + 1 < len(characters) else ""
    return int(pairs.get(before + here, 0)) + int(pairs.get(here + after, 0))


def _heard(characters: Sequence[str], at: int, pack: Pack) -> str:
    """The character of the same sound that the pack has most often beside the neighbours, if it has one."""
    pairs, here = pack.contents["neighbours"], characters[at]
    alike = {other for sound in sounds(here) for other in pack.contents["sounds"].get(sound, "")}
    best = max(sorted(alike), key=lambda other: _met(characters, at, other, pairs), default=here)
    return best if _met(characters, at, best, pairs) >= _KNOWN else here


def learn(phrasings: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return what mending needs of a pack.

    ``neighbours`` tells how often two Chinese characters stand side by side, ``sounds`` which characters of
    content are read so: {"bu": "捕补"}.
    """
    texts = "\n".join(text for text in phrasings if not text.isascii())
    pairs = Counter(map("".join, chain.from_iterable(map(pairwise, re.findall(_HAN, texts)))))
    found: dict[str, str] = defaultdict(str)
    for character in sorted(set("".join(pairs)) - fillers()):
        for sound in sorted(sounds(character)):
            found[sound] += character
    return {"neighbours": dict(pairs), "sounds": dict(found)}
