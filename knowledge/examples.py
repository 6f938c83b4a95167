"""The phrasings that a pack is learned from, and how much each word tells one target from another."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.languages import BACKGROUND, fillers

LEAST_WEIGHT = 1.5
"""What a word weighs that every target has."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """One phrasing, normalised."""

    target: str
    """Id of the fact or silence that it asks for."""
    language: str
    tokens: tuple[str, ...]
    """Words in order; entities look like "@tokayev", figures like "#2030"."""


def word_weights(
    examples: Sequence[Example], form: Callable[[str], str] = str
) -> tuple[dict[str, float], float]:
    """Return (word: inverse document frequency over targets, that of a word never seen).

    Frequencies are counted in each language by itself, smoothed; a word of several languages, as names are,
    gets the mean of its weights. ``form`` makes stems out of words. A small pack tells little of how common
    a word is: each has ``BACKGROUND`` targets more in mind, all of which hold every filler and nothing else.
    """
    holders: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    targets: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        targets[example.language].add(example.target)
        for word in example.tokens:
            holders[form(word)][example.language].add(example.target)
    light = {form(word) for word in fillers()}
    weights = {}
    for word, languages in holders.items():
        held = {language: len(found) for language, found in sorted(languages.items())}
        before = BACKGROUND * (word in light) + 1
        each = [
            n * math.log((len(targets[language]) + BACKGROUND + 1) / (n + before))
            for language, n in held.items()
        ]
        weights[word] = sum(each) / sum(held.values()) + LEAST_WEIGHT
    return weights, math.log(max(map(len, targets.values())) + BACKGROUND + 1) + LEAST_WEIGHT
