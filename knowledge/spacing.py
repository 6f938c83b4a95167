"""Where words begin and end: those cut in two, *piece keepers*, and run together, *howmany*, set right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from knowledge.languages import fillers
from knowledge.lexis import is_word
from knowledge.pack import Pack
from knowledge.question import Question, of_tokens
from knowledge.text import is_han

_PART = 3
"""Letters that each half of a word cut in two has at least."""
_RUN_TOGETHER = 6
"""Letters from which a word may be two."""
_CONTENT = 4
"""Letters that a word of content has at least beside which another may have lost its space."""


def unbroken(question: Question, pack: Pack) -> Question:
    """A question with its words as the pack has them: *peacekeepers* for *piece keepers*, *how many*."""
    words = [part for word in _joined(question.words, pack) for part in _parted(word, pack)]
    if words == list(question.words):
        return question
    again = of_tokens(question.text, pack.lexicon.annotate(words), pack.lexicon, question.language)
    return replace(again, kind=question.kind or again.kind, polar=question.polar or again.polar)


def _joined(typed: Sequence[str], pack: Pack) -> list[str]:
    """Words with those cut in two, and letters of an abbreviation set apart, *c s t o*, written as one."""
    words = _abbreviated(typed)
    for at in range(len(words) - 2, -1, -1):
        whole = _one_word(words[at], words[at + 1], pack)
        if whole:
            words[at : at + 2] = [whole]
    return words


def _abbreviated(typed: Sequence[str]) -> list[str]:
    words: list[str] = []
    for alone, run in groupby(typed, key=lambda word: len(word) == 1 and word.isalpha() and not is_han(word)):
        letters = list(run)
        words += ["".join(letters)] if alone and len(letters) >= _PART else letters
    return words


def _one_word(first: str, second: str, pack: Pack) -> str | None:
    """The word of the pack that two words make when written together, if it is likelier than the two."""
    vocabulary, pair = pack.index.vocabulary, (first, second)
    if not all(len(word) >= _PART and word.isalpha() and word not in fillers() for word in pair):
        return None
    whole = first + second
    if vocabulary.number(whole) >= 0:
        return whole if pack.lexicon.annotate(pair) == pair else None  # a name in two words is one already
    strange = any(vocabulary.number(word) < 0 for word in pair)
    return None if not strange or any(vocabulary.mend(word) for word in pair) else vocabulary.mend(whole)


def _parted(word: str, pack: Pack) -> tuple[str, ...]:
    """The two known words that an unknown one is made of, the shorter as long as can be; else the word."""
    if len(word) < _RUN_TOGETHER or not word.isalpha() or _is_known(word, pack) or is_word(word):
        return (word,)
    pairs = [(word[:at], word[at:]) for at in range(1, len(word))]
    whole = [pair for pair in pairs if all(_is_whole(part, pack) for part in pair)]
    best = max(whole, key=_shorter, default=(word,))
    slip = len(best) > 1 and _shorter(best) == 1 and pack.index.vocabulary.mend(word)
    return (word,) if slip else best


def _shorter(pair: tuple[str, ...]) -> int:
    return min(map(len, pair))


def _is_known(word: str, pack: Pack) -> bool:
    return pack.index.vocabulary.number(word) >= 0 or word in fillers()


def _is_whole(part: str, pack: Pack) -> bool:
    """Whether a part of a word is a word by itself."""
    return part in fillers() or (len(part) >= _CONTENT and _is_known(part, pack))
