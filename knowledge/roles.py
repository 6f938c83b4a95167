"""Offices and things that a question gives to others than the fact does: who is what, who did it to whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from knowledge.case import Case
from knowledge.figures import normalise
from knowledge.languages import language
from knowledge.lexis import is_word
from knowledge.names import ACTORS, Claim

AUXILIARIES = frozenset({
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "will", "would", "can", "could",
    "should",
})  # fmt: skip
_COUNTED = (("how", "many"), ("number", "of"))
_BOTH = 2
_AFTER = {"of", "with", "to", "for", "from", "by", "against"}
"""Words behind which stands nobody who does something."""
_ARE = {("is",), ("was",)}
_BEING = frozenset({"is", "was", "are", "were"})
_HEADED = {("is", "the"), ("was", "the"), ("are", "the"), ("were", "the")}
_CHOSEN = frozenset({"which", "what"})
_HOUSES = frozenset({"office", "building", "hall", "residence", "house", "palace"})
"""Words that make an office a place: the mayor's office."""


def role_claims(case: Case) -> Iterator[Claim]:
    """Yield the offices and things that the fact does not have as the question has them."""
    for claims in (_offices, _reversed, _identified, _singled_out, _counted, _singular):
        yield from claims(case)


def _offices(case: Case) -> Iterator[Claim]:
    """An office that a question gives to somebody whom the article names with another one."""
    fact, code = case.fact, case.question.language
    if not case.premised or not fact.answer_text:
        return
    told = fact.kind in {"role", "person"}
    at_home = told and code == case.pack.source.language  # elsewhere the answer has other words
    words = case.question.words
    known = {word for word, house in pairwise(words) if house in _HOUSES} | case.roles
    known |= {words[at] for at in case.question.named}
    if case.question.kind == "who" or (known and words[0] not in _BEING):
        known |= case.spoken
    for token in case.question.content:
        if token in known and not (token in case.roles and told and words[0] in _BEING):
            continue
        strange = token not in case.answer if at_home else token in case.missing
        if token in language(code).offices and strange and (told or fact.attributed_to or case.retold):
            yield token, fact.attributed_to[-1] if fact.attributed_to and not told else fact.answer_text


def _reversed(case: Case) -> Iterator[Claim]:
    """*Did Michel brief Tokayev?* where it is the other way round: who does something to whom."""
    question = case.question
    doing = language(question.language).directed & set(question.words)
    names = [name for name in question.concepts if name in case.spoken]
    if not case.premised or len(names) != _BOTH or not doing or "by" in question.words:
        return
    words = normalise(case.fact.quote)
    order = [
        name
        for begin, _, name in case.pack.lexicon.spans(words)
        if name in names and (begin == 0 or words[begin - 1] not in _AFTER)
    ]
    between = question.tokens[question.tokens.index(names[0]) : question.tokens.index(names[1])]
    if order[:1] == [names[1]] and doing & set(between):
        yield names[0], case.fact.answer_text if names[1] in case.answer else case.fact.quote


def _identified(case: Case) -> Iterator[Claim]:
    """*Is Putin the president of Kazakhstan?*: two people of the story taken for one."""
    question, answer = case.question, case.fact.answer_text
    people = [name for name in question.concepts if case.pack.kind_of(name) == "person"]
    if question.words[:1] not in _ARE or question.words[1:2] == ("it",) or len(people) != _BOTH or not answer:
        return
    if people[0] in case.answer and people[1] not in case.answer:
        yield people[1], answer


def _singled_out(case: Case) -> Iterator[Claim]:
    """*Is it Putin who decides?* where the answer is somebody else whom the quote names as well."""
    words = case.question.words
    if (
        case.fact.kind not in ACTORS
        or not case.fact.answer_text
        or set(words[:2]) not in ({"is", "it"}, {"was", "it"})
    ):
        return
    end = next((at for at, word in enumerate(words) if word in {"who", "that", "which"}), 0)
    single = [token for token in case.pack.lexicon.annotate(words[2:end]) if token.startswith("@")]
    single = [name for name in single if not case.is_kin(name)]
    if case.alternatives:
        return
    if single and any(token.startswith("@") for token in case.answer) and not case.answer & set(single):
        yield single[0], case.fact.answer_text


def _counted(case: Case) -> Iterator[Claim]:
    """The thing asked for, *how many tents*, *which orders did*, must be one that the fact speaks of."""
    if not case.missing or case.premised:
        return
    words = (*case.question.words, "")
    strange = case.missing & set(case.question.content) - language("en").generic
    things = {word for word in strange if normalise(word) == (word,)}  # billions are none
    for at in range(1, len(words) - 1):
        before, noun, after = words[:at], words[at], words[at + 1]
        same = {word for group in language("en").synonyms if noun in group for word in group}
        if (
            noun in things
            and not same & case.spoken
            and (
                before[-2:] in _COUNTED
                or (before[-2:] in _HEADED and after == "of" and is_word(noun))
                or (before[-1] in _CHOSEN and is_word(noun) and after in AUXILIARIES)
            )
        ):
            yield noun, None


def _singular(case: Case) -> Iterator[Claim]:
    """The first, the most, the one that did not: one out of several, where the fact singles none out."""
    if case.premised or not case.question.content:
        return
    tables, words = language(case.question.language), case.question.words
    strange = case.missing - case.spoken
    asked = next((at for at, word in enumerate(words) if word in tables.question_words), len(words))
    for at, word in enumerate(words):
        helped = words[at - 1] in AUXILIARIES or case.question.language != "en"
        denied = word in tables.negations and at > asked and helped
        if word in strange and (denied or word in tables.ranks):
            yield word, None
