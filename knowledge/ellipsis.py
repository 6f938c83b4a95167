"""Half a question, *and the wounded?*, read into the one before it: in the place of one of its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from knowledge.languages import fillers, language
from knowledge.question import Question
from knowledge.text import is_han

_TRIED = 10
"""So many readings of half a question are looked at, at most."""
_RUN = 3
"""Words next to each other that one may stand for, at most."""


def replacements(question: Question, earlier: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words of the earlier question with those of a new one in the place of some of its content.

    Few words are replaced first; where words are not set apart, characters stand for them.
    """
    new = _own(question)
    words = [token for token in earlier if not token.startswith("@")]
    if not new or not words or set(new) <= set(words):
        return
    runs = sorted(_runs(words, question.language), key=lambda run: (run[1] - run[0], -run[0]))
    for begin, end in runs[:_TRIED]:
        yield [*words[:begin], *new, *words[end:]]


def _own(question: Question) -> list[str]:
    """The words that a fragment adds: from its first word of content to its last, figures and names too."""
    empty = fillers() | language(question.language).generic
    places = [at for at, word in enumerate(question.words) if word not in empty]
    if not places:
        places = [at for at, word in enumerate(question.words) if word not in fillers()]
    return list(question.words[places[0] : places[-1] + 1]) if places else []


def _runs(words: Sequence[str], code: str) -> Iterator[tuple[int, int]]:
    """Where the earlier question has content: (first word, behind the last), single words and neighbours."""
    asking = {part for phrase in language(code).question_words for part in (phrase, *phrase.split())}
    content = [word not in fillers() and word not in asking for word in words]
    for full, places in groupby(range(len(words)), lambda at: content[at]):
        run = list(places)
        longest = _RUN if full and is_han(words[run[0]]) else 2
        for length in range(1, min(longest, len(run)) + 1) if full else ():
            yield from ((begin, begin + length) for begin in run[: len(run) - length + 1])
