"""What a yes-or-no question says that excludes what a fact says: doubt against confident."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

from knowledge.case import Case
from knowledge.decision import Correction
from knowledge.facts import Fact
from knowledge.figures import normalise
from knowledge.languages import language
from knowledge.names import AUXILIARIES, SLOTS
from knowledge.premises import words_of
from knowledge.question import Question, fillers
from knowledge.stems import stem
from knowledge.text import is_han

_FILLED = SLOTS | {"manner", "reason"}
_WRONG = 2
"""So much is wrong at most in a question that takes something for granted; more is chatter."""
_NEAR = 2
"""Words before another among which a negation is meant for it."""
_RUN = 4
"""Characters, at most, of a word where words are not set apart."""


def stances(case: Case) -> Iterator[Correction]:
    """Words of the question that exclude what the quote says: doubt against confident.

    A question in another language is held against the translation of the quote.
    """
    question, fact, code = case.question, case.fact, case.question.language
    if not (question.polar or question.kind in {"why", "how", ""}) or case.alternatives:
        return
    asked = _forms(question.tokens, code)
    if asked.keys().isdisjoint(_telling(code)):
        return
    quote = _forms(normalise(fact.translations.get(code) or fact.quote), code)
    answer = _forms(normalise(fact.answers.get(code) or fact.answer_text or fact.quote), code)
    denied = bool(asked.keys() & language(code).negations)
    tables = [(group, quote) for group in _groups(code, "contrasts")]
    tables += [
        (group, {form: word for form, word in answer.items() if form in quote})
        for group in _groups(code, "opposites")
    ]
    for group, focus in tables:
        for stated in group:
            others = frozenset().union(*(other for other in group if other is not stated))
            if (
                (wrong := asked.keys() & others)
                and (denied or not asked.keys() & stated)
                and focus.keys() & stated
                and not quote.keys() & others
            ):
                word = next(word for form, word in focus.items() if form in stated)
                yield Correction(asked=question.surface(asked[min(wrong)]), stated=_clause(fact, word))
                break


def _forms(tokens: Sequence[str], code: str) -> dict[str, str]:
    """The words that a text has, each in the forms by which it is known; of Chinese, all runs."""
    if code == "zh":
        runs = "".join(token if is_han(token) else " " for token in tokens)
        spans = ((at, at + length) for length in range(1, _RUN + 1) for at in range(len(runs) - length + 1))
        return {runs[begin:end]: runs[begin:end] for begin, end in spans}
    forms = {token: token for token in tokens}
    return {stem(token): token for token in tokens} | forms


@cache
def _telling(code: str) -> frozenset[str]:
    """All words of a language that exclude others."""
    groups = (*_groups(code, "contrasts"), *_groups(code, "opposites"))
    return frozenset().union(*(side for group in groups for side in group))


@cache
def _groups(code: str, table: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """A language's groups of words that exclude each other, in the forms by which words are known."""
    groups = {"contrasts": language(code).contrasts, "opposites": language(code).opposites}[table]
    return tuple(
        tuple(words if code == "zh" else frozenset(_forms(sorted(words), code)) for words in group)
        for group in groups
    )


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
    if not filled and (question.words[0] in AUXILIARIES or question.language != "en"):
        return
    strange = [_strange(word, case) for word in question.words]
    runs = [tuple(places) for odd, places in groupby(range(len(strange)), lambda at: strange[at]) if odd]
    for places in runs if len(runs) <= _WRONG else ():
        yield Correction(asked=_typed(question, *places), stated=fact.answer_text)


def _strange(word: str, case: Case) -> bool:
    """Whether nothing of a fact accounts for a word that says what is asked about."""
    empty = fillers() | language(case.question.language).attitudes
    accounted = word not in case.missing or word in case.spoken or stem(word) in _translated(case)
    return not accounted and word not in empty and not word.startswith("#")


def _translated(case: Case) -> frozenset[str]:
    """The stems of the quote as translated."""
    translation = case.fact.translations.get(case.question.language, "")
    return frozenset(map(stem, normalise(translation)))


def _typed(question: Question, first: int, *others: int) -> str:
    """Words that stand together as typed; a single Chinese character has its neighbour beside it."""
    words = [question.words[at] for at in (first, *others)]
    if not is_han(words[0]):
        return " ".join(question.surface(word) for word in words)
    lonely = not others and first and is_han(question.words[first - 1])
    return "".join([question.words[first - 1], *words] if lonely else words)


def _clause(fact: Fact, word: str) -> str:
    """The answer where it holds the word, else the word of the quote itself, else all that answers."""
    if fact.answer_text and word in normalise(fact.answer_text):
        return fact.answer_text
    return words_of(fact, lambda part: word in normalise(part)) or fact.answer_text or fact.quote
