"""What a yes-or-no question says that excludes what a fact says: doubt against confident."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from knowledge.case import Case
from knowledge.decision import Correction
from knowledge.facts import Fact
from knowledge.figures import normalise
from knowledge.languages import language
from knowledge.names import AUXILIARIES, SLOTS
from knowledge.premises import words_of
from knowledge.question import fillers

_FILLED = SLOTS | {"manner", "reason"}
_NEAR = 2
"""Words before another among which a negation is meant for it."""
_LOOSE = 1
"""The first group of contrasts, support and its opposite, is held against the short answer alone."""


def stances(case: Case) -> Iterator[Correction]:
    """Words of the question that exclude what the quote says: doubt against confident."""
    question, fact = case.question, case.fact
    if not (question.polar or question.kind in {"why", "how", ""}) or case.alternatives:
        return
    quote, asked = normalise(fact.quote), set(question.tokens)
    tables = language(question.language)
    denied = bool(asked & tables.negations)
    for place, group in enumerate(tables.contrasts):
        focus = set(normalise(fact.answer_text or fact.quote)) if place < _LOOSE else set(quote)
        for stated in group:
            others = frozenset().union(*(other for other in group if other is not stated))
            if (
                (wrong := asked & others)
                and (denied or not asked & stated)
                and focus & stated
                and not set(quote) & others
            ):
                word = next(token for token in quote if token in stated & focus)
                yield Correction(asked=question.surface(min(wrong)), stated=_clause(fact, word))
                break


def denials(case: Case) -> Iterator[Correction]:
    """*No* before what the fact states, *no partner*."""
    question, tables = case.question, language(case.question.language)
    if not question.polar or case.alternatives or tables.negations & set(normalise(case.fact.quote)):
        return
    for no, thing in pairwise(question.words):
        if no in tables.denials and thing not in case.missing and thing in question.content:
            stated = case.fact.answer_text or case.fact.quote
            yield Correction(asked=f"{no} {question.surface(thing)}", stated=stated)


def unsettled(case: Case) -> Iterator[Correction]:
    """As settled what the fact calls pending: *yet to be confirmed*."""
    question, tables = case.question, language(case.question.language)
    quote, words, pending = normalise(case.fact.quote), question.words, tables.pending
    if not question.polar or case.alternatives:
        return
    for at in range(len(quote) - len(pending)):
        thing = quote[at + len(pending)]
        if not pending or pending[0] in words:
            continue
        if quote[at : at + len(pending)] == pending and thing in words:
            before = words[max(words.index(thing) - _NEAR, 0) : words.index(thing)]
            if not tables.negations & set(before):
                stated = case.fact.answer_text or case.fact.quote
                yield Correction(asked=question.surface(thing), stated=stated)


def fillings(case: Case) -> Iterator[Correction]:
    """A yes-or-no question that puts something else where the fact has its answer."""
    question, fact = case.question, case.fact
    if not question.polar or case.alternatives or not fact.answer_text:
        return
    filled = fact.kind == "role" or (fact.kind in _FILLED and not case.answer & set(question.content))
    if not filled and question.words[0] in AUXILIARIES:
        return
    for word in question.content:
        if (
            word in case.missing
            and word not in case.spoken
            and not word.startswith("#")
            and word not in fillers() | language(question.language).attitudes
        ):
            yield Correction(asked=question.surface(word), stated=fact.answer_text)


def _clause(fact: Fact, word: str) -> str:
    """The answer where it holds the word, else the word of the quote itself."""
    if fact.answer_text and word in normalise(fact.answer_text):
        return fact.answer_text
    return words_of(fact, lambda part: word in normalise(part)) or fact.quote
