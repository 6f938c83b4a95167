"""The names of a story: wherever an alias of an entity or a synonym stands, its concept is set beside it.

A concept is a token of its own (``@csto``), the same in every language, so that an alias in one language
finds a phrasing in another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.figures import normalise
from knowledge.text import is_han

_SHORTEST_STEM = 4
_LONGEST_ENDING = 6
_VOWELS = "аеиоуыэюяьй"


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """Phrases of tokens and the concepts they stand for."""

    phrases: Mapping[tuple[str, ...], str]

    @classmethod
    def of(cls, aliases: Iterable[tuple[str, str]]) -> Lexicon:
        """Build from (alias as written, concept) pairs; the first concept of an alias counts."""
        phrases: dict[tuple[str, ...], str] = {}
        for alias, concept in aliases:
            if key := normalise(alias):
                phrases.setdefault(key, concept)
        return cls(phrases=phrases)

    @classmethod
    def from_values(cls, values: Iterable[tuple[Sequence[str], str]]) -> Lexicon:
        """Take back what ``values`` gave."""
        return cls(phrases={tuple(phrase): concept for phrase, concept in values})

    def values(self) -> list[tuple[Sequence[str], str]]:
        """Return (tokens, concept) of each phrase, as plain values that a file can keep."""
        return [(list(phrase), concept) for phrase, concept in self.phrases.items()]

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Every concept, such as ``@csto``."""
        return frozenset(self.phrases.values())

    @cached_property
    def _starts(self) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
        """Phrases by the first three characters, longest first."""
        found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for phrase, concept in self.phrases.items():
            found[_head(phrase[0])].append((phrase, concept))
        for entries in found.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry))
        return found

    def annotate(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """Set the concept behind each phrase that is known; words stay as they are."""
        out: list[str] = []
        at = 0
        while at < len(tokens):
            phrase, concept = self._at(tokens, at)
            out.extend(tokens[at : at + max(len(phrase), 1)])
            at += max(len(phrase), 1)
            if concept and concept not in tokens[at : at + 1]:
                out.append(concept)
        return tuple(out)

    def spans(self, tokens: Sequence[str]) -> Iterable[tuple[int, int, str]]:
        """Where phrases stand: (first token, behind the last, concept)."""
        at = 0
        while at < len(tokens):
            phrase, concept = self._at(tokens, at)
            if concept:
                yield at, at + len(phrase), concept
            at += max(len(phrase), 1)

    def _at(self, tokens: Sequence[str], at: int) -> tuple[tuple[str, ...], str]:
        """The longest phrase that begins here, and its concept."""
        for phrase, concept in self._starts.get(_head(tokens[at]), ()):
            here = tokens[at : at + len(phrase)]
            if len(here) == len(phrase) and all(map(_same, phrase, here)):
                return phrase, concept
        return (), ""


def concept(name: str) -> str:
    """Return the token of an entity or of a group of synonyms."""
    return "@" + "-".join(normalise(name)).replace("#", "")


def _head(token: str) -> str:
    return token[:3]


def _same(alias: str, word: str) -> bool:
    """Whether a word is an alias's word, in Cyrillic also with another ending."""
    if alias == word:
        return True
    if len(alias) < _SHORTEST_STEM or is_han(alias) or alias.isascii():
        return word == alias + "s" and alias.isascii() and len(alias) > _SHORTEST_STEM
    stem = alias.rstrip(_VOWELS) if len(alias.rstrip(_VOWELS)) >= _SHORTEST_STEM - 1 else alias
    return word.startswith(stem) and len(word) - len(stem) <= _LONGEST_ENDING
