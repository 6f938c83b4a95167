"""The wordings of one question to be matched: as typed, without its figures, from its question word on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge import spoken
from knowledge.dates import is_weekday
from knowledge.figures import normalise
from knowledge.languages import fillers, language
from knowledge.pack import Pack
from knowledge.premises import subject_of
from knowledge.question import Question, asking_words, first_asking, of_tokens, read
from knowledge.text import is_han

_CLAIMS = 2
"""Figures and days of a question, at most, that may be set aside to find what it asks."""
_HERE = frozenset({"this", "these"})
"""Words that point to what is at hand, *this article*, and not back to what was told."""
_PREAMBLE = 3
"""Words before the question word from which they may be a story around the question."""


def wordings(question: Question, pack: Pack) -> Iterator[tuple[Question, Question]]:
    """Yield (the wording to be matched, what must have its account) of a question, as typed first."""
    yield question, question
    claims = {*question.figures, *question.days}
    if 0 < len(claims) <= _CLAIMS and any(
        len(word) > 1 or is_han(word) for word in set(question.content) - claims
    ):
        yield _without(question, claims, pack), question
    at = first_asking(question.text, question.language)
    if at and (after := _after_story(question, at, pack)):
        yield after, after if _own(question.text[:at], after) else question


def _without(question: Question, claims: set[str], pack: Pack) -> Question:
    """The question without figures and days that it takes for granted, asking for what they would answer."""
    kind = question.kind or ("when" if question.days else "how-many")
    asking = asking_words(kind, question.language) if not question.kind else ()
    rest: list[str] = []
    for word, after in zip(question.words, (*question.words[1:], ""), strict=True):
        while word in claims and (not after or after in fillers()) and rest[-1:] in (["the"], ["of"]):
            rest.pop()  # how many of the 9,000 were
        if word in claims and asking and kind == "how-many":
            rest += asking  # in the place of the figure: how many people died
            asking = ()
        elif word not in claims and not is_weekday(word):
            rest.append(word)
    rest += asking
    made = of_tokens(question.text, pack.lexicon.annotate(rest), pack.lexicon, question.language)
    return replace(made, kind=kind)


def _after_story(question: Question, at: int, pack: Pack) -> Question | None:
    """The question from its question word on, where what stands before is a story and not a part of it."""
    story, rest = question.text[:at].rstrip(), question.text[at:]
    before, after = read(story, pack.lexicon), read(rest, pack.lexicon, question.language)
    long = len(before.words) >= _PREAMBLE or story.endswith(":")
    if _ends(story, before) and long and set(before.concepts) <= subject_of(pack) and after.content:
        return after
    return None


def _ends(story: str, read: Question) -> bool:
    """Whether a clause ends here: at a mark, a joining word, or words that lead over to a question."""
    joiners = language(read.language).joiners
    return (
        not story[-1].isalnum()
        or not read.words
        or read.words[-1] in joiners
        or not story.endswith(spoken.stripped(story))
    )


def _own(story: str, rest: Question) -> bool:
    """Whether a story is about whoever tells it: its names and figures are no part of the question."""
    tables = language(rest.language)
    told = {word for part in story.split() for word in normalise(part)}
    return bool(told & tables.first_person) and not set(rest.words) & (tables.pronouns - _HERE)
