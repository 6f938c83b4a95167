"""What a yes-or-no question says that excludes what a fact says: doubt against confident."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

from knowledge.case import Case
from knowledge.decision import Correction
from knowledge.figures import normalise
from knowledge.languages import fillers, language
from knowledge.names import SLOTS
from knowledge.premises import words_of
from knowledge.question import Question
from knowledge.roles import AUXILIARIES
from knowledge.stems import stem
from knowledge.text import is_han

_FILLED = SLOTS | {"manner", "reason"}
_WRONG = 2
"""So much is wrong at most in a question that takes something for granted; more is chatter."""
_NEAR = 2
"""Words before another among which a negation is meant for it."""
_ROOT = 5
"""Letters from which a stem stands for its word."""
_RUN = 4
"""Characters, at most, of a word where words are not set apart."""


def stances(case: Case) -> Iterator[Correction]:
    """Words of the question that exclude what the quote says: doubt against confident.

    A question in another language is held against the translation of the quote.
    """
    question, fact, code = case.question, case.fact, case.question.language
    toned = code != "en" and not question.kind and "?" in question.text  # by the tone of the voice
    if not (question.polar or toned or question.kind in {"why", "how"}) or case.alternatives:
        return
    asked = _forms(_said(case), code)
    if asked.keys().isdisjoint(_telling(code)):
        return
    quote = _forms(_plain(fact.translations.get(code) or fact.quote), code)
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
                yield Correction(asked=question.surface(asked[min(wrong)]), stated=_clause(case, word))
                break


def _said(case: Case) -> list[str]:
    """The words of a question that may be a stance: neither part of a name nor taken back by a negation.

    Who is against an evil is not against those who suffer from it.
    """
    words, tables = case.question.words, language(case.question.language)
    hostile = _forms(sorted(tables.opposites[0][1]), case.question.language) if tables.opposites else {}
    said = []
    for at, word in enumerate(words):
        denied = tables.negations & set(words[max(at - _NEAR - 1, 0) : at])
        evil = tables.evils & set(words[at + 1 : at + 1 + _NEAR])
        evil &= set(words) if hostile.keys() & _forms((word,), "en").keys() else set()
        if at not in case.question.named and not denied and not evil:
            said.append(word)
    return said


def _plain(text: str) -> list[str]:
    """The words of a quote without those of names, which have a capital although no sentence begins there."""
    pairs = pairwise([".", *text.split()])
    kept = (word for before, word in pairs if before[-1] in '."' or not word.strip('("')[:1].isupper())
    return [token for word in kept for token in normalise(word)]


def _forms(tokens: Sequence[str], code: str) -> dict[str, str]:
    """The words that a text has, each in the forms by which it is known; of Chinese, all runs."""
    if code == "zh":
        runs = "".join(token if is_han(token) else " " for token in tokens)
        spans = ((at, at + length) for length in range(1, _RUN + 1) for at in range(len(runs) - length + 1))
        return {runs[begin:end]: runs[begin:end] for begin, end in spans}
    forms = {token: token for token in tokens}
    return {stem(token): token for token in tokens if len(stem(token)) >= _ROOT} | forms


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
    if (none := _none(case)) and case.fact.answer_text:
        yield Correction(asked=question.surface(none), stated=case.fact.answer_text)
    for no, thing in pairwise(question.words):
        said = thing in case.spoken or stem(thing) in map(stem, case.spoken)
        if no in tables.denials and said and thing not in case.missing and thing in question.content:
            stated = case.fact.answer_text or case.fact.quote
            yield Correction(asked=f"{no} {question.surface(thing)}", stated=stated)


def _none(case: Case) -> str | None:
    """A word for nobody at all, *nobody*, *not a single one*, where a fact counts or names somebody."""
    question = case.question
    alone = {"single"} if "not a single" in question.text.casefold() else set()
    words = language(question.language).nobody | alone
    none = next((word for word in question.words if word in words), None)
    named = case.fact.kind in {"person", "organisation"} and none in (*question.words[:2], "single")
    return none if case.fact.kind == "count" or named else None


def abetted(case: Case) -> Iterator[Correction]:
    """Support for those against whom it is given: *solidarity with the rioters*."""
    tables, words, answer = language(case.question.language), case.question.words, case.fact.answer_text
    helping = _forms(sorted(tables.opposites[0][0]), "en") if tables.opposites else {}
    if not case.premised or not answer or not helping.keys() & _forms(normalise(answer), "en").keys():
        return
    for at, (support, link) in enumerate(pairwise(words)):
        evil = next((word for word in words[at + 2 : at + 4] if word in tables.evils), None)
        if evil and link in {"with", "for", "to"} and helping.keys() & _forms((support,), "en").keys():
            yield Correction(asked=case.question.surface(evil), stated=answer)


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
    if fact.kind in {"person", "organisation"}:  # somebody else, not something else
        runs = [run for run in runs if any(question.is_capitalised(question.words[at]) for at in run)]
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


def _clause(case: Case, word: str) -> str:
    """The answer that holds the word, also of a fact beside; else the word itself, else all that answers."""
    fact = case.fact
    beside = (other for other in case.pack.facts if other.span == fact.span and other.answer_text)
    for told in (fact, *beside):
        if told.answer_text and word in normalise(told.answer_text):
            return told.answer_text
    return words_of(fact, lambda part: word in normalise(part)) or fact.answer_text or fact.quote
