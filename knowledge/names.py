"""Names of a question that a fact does not speak of, or that stand where it has another one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from knowledge.case import Case
from knowledge.dates import is_weekday, month_of
from knowledge.figures import normalise
from knowledge.languages import language
from knowledge.lexis import is_common
from knowledge.premises import words_of
from knowledge.question import Question
from knowledge.stems import stem
from knowledge.text import fold

ACTORS = frozenset({"person", "organisation", "role"})
SLOTS = ACTORS | {"place"}
_SPELT = 2
"""Characters from which a run is a name."""
_STEM = 4
"""Letters from which one name may come from another: asia, Asian."""
_NEIGHBOURS = 3
"""Words beside a name among which one is looked for that the quote has beside another name."""
_BELONGING = frozenset({"of", "for"})
"""Words behind which stands whose something is."""

Claim = tuple[str, str | None]
"""A token of the question, and what is stated in its place; None where the fact says nothing of the sort."""


def name_claims(case: Case) -> Iterator[Claim]:
    """Yield the names that the fact does not have as the question has them."""
    for claims in (_concepts, _names, _adjacent, _sounded):
        yield from claims(case)


def _concepts(case: Case) -> Iterator[Claim]:
    """Names known to the pack that the quote does not hold: (token, what is stated instead, or None)."""
    question, fact, pack = case.question, case.fact, case.pack
    for concept in dict.fromkeys(question.concepts):
        if concept in case.spoken or (concept in case.subject and not _misplaced(concept, case)):
            continue
        if case.is_kin(concept):
            continue
        actor = pack.kind_of(concept) in ACTORS
        if (
            case.premised
            and not case.answer & set(question.concepts)
            and (fact.kind in SLOTS or (fact.kind == "manner" and not actor))
        ):
            yield concept, fact.answer_text
        elif case.premised and case.retold and (stated := _instead(concept, case, actor=actor)):
            yield concept, stated
        elif concept in case.missing:
            yield concept, None


def _misplaced(concept: str, case: Case) -> bool:
    """Whether a question puts a person of the story where the fact has another one."""
    return case.premised and case.fact.kind in {"person", "role"} and case.pack.kind_of(concept) == "person"


def _names(case: Case) -> Iterator[Claim]:
    """Other names that the quote does not hold: (token, what is stated instead, or None)."""
    question, fact = case.question, case.fact
    named = {question.words[at] for at in question.named}
    for word in dict.fromkeys(question.content):
        if word in named or not _is_name(word, case) or _is_told(word, case):
            continue
        aside = case.retold and _beside(word, question)
        apart = fact.kind in ACTORS and _placed(word, question) and case.retold
        if case.premised and not apart and (aside or fact.kind in SLOTS | {"manner"}):
            yield word, fact.answer_text
        elif (
            case.premised
            and case.retold
            and (stated := _instead(word, case, actor=not _placed(word, question)))
        ):
            yield word, stated
        elif word in case.missing:
            yield word, None


def _is_name(word: str, case: Case) -> bool:
    """Whether a word of a question names somebody or something; days are held against days."""
    if len(word) < _SPELT or word.startswith("#") or is_weekday(word) or month_of(word):
        return False
    if word in language(case.question.language).attitudes:
        return False
    if case.question.is_capitalised(word) or word in case.countries:
        return True
    return (case.pack.is_name(word) or _is_strange_place(word, case)) and not is_common(word)


def _is_strange_place(word: str, case: Case) -> bool:
    """Whether a word that neither the pack nor the language knows stands where a place does: in karabakh."""
    return word.isascii() and case.pack.index.vocabulary.number(word) < 0 and _placed(word, case.question)


def _is_told(word: str, case: Case) -> bool:
    """Whether the quote, or what the whole story is about, holds a name, or one that it comes from."""
    known = case.spoken if _does(word, case.question) else case.subject | case.spoken
    if {word, word.removesuffix("s")} & known or case.is_kin(word):
        return True
    same = {other for group in language("en").synonyms if word in group for other in group}
    if same & known or len(word) < _STEM:
        return bool(same & known)
    stems = (told for told in known if len(told) >= _STEM and told.isalpha())
    return any(told.startswith(word) or word.startswith(told) for told in stems)


def _adjacent(case: Case) -> Iterator[Claim]:
    """Names of several words, *United States*, that neither the quote nor a phrasing has side by side."""
    question, fact = case.question, case.fact
    capital = [
        at not in question.named and word in question.content and question.is_capitalised(word)
        for at, word in enumerate(question.words)
    ]
    if not any(one and other for one, other in pairwise(capital)):
        return
    asked = (text for text in fact.questions.get(question.language, ()) if " or " not in text)
    known = {pair for text in (fact.quote, *asked) for pair in pairwise(normalise(text))}
    for at, pair in enumerate(pairwise(question.words)):
        office = case.premised and set(pair) & language(question.language).offices
        named_so = capital[at] and capital[at + 1] and not office
        if named_so and pair not in known and not set(pair) & case.missing:
            yield pair[0], fact.answer_text if case.premised and fact.kind in SLOTS else None


def _sounded(case: Case) -> Iterator[Claim]:
    """Names spelt by sound in a script without capitals, which neither the fact nor its phrasings hold."""
    question, fact, syllables = case.question, case.fact, language(case.question.language).syllables
    words = question.words
    spelt = [word in syllables and at not in question.named for at, word in enumerate(words)]
    for sounded, places in groupby(range(len(words)), lambda at: spelt[at]):
        name = "".join(words[at] for at in places) if sounded else ""
        if len(name) >= _SPELT and not _is_spelt(name, case):
            yield name, fact.answer_text if case.premised and fact.kind in SLOTS else None


def _is_spelt(name: str, case: Case) -> bool:
    code = case.question.language
    texts = (case.fact.translations.get(code, ""), *case.fact.questions.get(code, ()))
    return any(name in fold(text) for text in texts)


def _beside(word: str, question: Question) -> bool:
    """Whether a word names one with whom, or for whom, something is done."""
    at = question.words.index(word)
    return at > 0 and question.words[at - 1] in language(question.language).companions


def _does(word: str, question: Question) -> bool:
    """Whether a word names one by whom something is done: by the Kazakh government."""
    at = question.words.index(word)
    return not {"by", "from"}.isdisjoint(question.words[max(at - 2, 0) : at])


def _placed(word: str, question: Question) -> bool:
    """Whether a word stands where a place does: in, at, from it."""
    at = question.words.index(word)
    return at > 0 and question.words[at - 1] in language(question.language).locatives


def _instead(name: str, case: Case, *, actor: bool) -> str | None:
    """What the article has in place of a wrong name: what stands there, the speaker, or a fact beside."""
    fact, pack = case.fact, case.pack
    if pack.kind_of(name) == "organisation" or _is_whose(name, case):
        return None  # people speak for a body, and a body for people
    kind = "person" if actor else "place"
    beside = (other for other in pack.facts if other.span == fact.span and other.kind == kind)
    answer = next((other.answer_text for other in beside if other.answer_text), None)
    if answer and not actor:
        return answer
    if stated := _in_place(name, case, actor=actor):
        return stated
    return _speaker(case) if actor and fact.attributed_to else answer


def _speaker(case: Case) -> str | None:
    """Who makes the claim, in the words of the sentence where it names him; None where the question does."""
    name = case.fact.attributed_to[-1]
    told = set(case.pack.lexicon.annotate(normalise(name))) & case.pack.lexicon.concepts
    if told & set(case.question.concepts):
        return None
    return next((words for concept in told if (words := _worded(concept, case))), None) or name


def _worded(concept: str, case: Case) -> str | None:
    """How the quote names somebody: by the whole name where it stands there."""
    name, annotate = case.pack.name_of(concept, case.pack.source.language), case.pack.lexicon.annotate
    if name and re.search(rf"\b{re.escape(name)}\b(?!-)", case.fact.quote):
        return name
    return words_of(case.fact, lambda part: concept in annotate(normalise(part)))


def _is_whose(name: str, case: Case) -> bool:
    """Whether a strange name tells whose something is, *integrity of Moldova*: that is another question."""
    words = case.question.words
    return name in words[1:] and words[words.index(name, 1) - 1] in _BELONGING


def _in_place(name: str, case: Case, *, actor: bool) -> str | None:
    """The name that the quote has beside the word that the question has the wrong one beside."""
    pack, words, quote = case.pack, case.question.words, normalise(case.fact.quote)
    stems = list(map(stem, quote))
    at = _place_of(name, case)
    spans = [
        (begin, end, told)
        for begin, end, told in pack.lexicon.spans(quote)
        if told not in case.question.concepts and pack.kind_of(told) in _stands_for(name, case, actor=actor)
    ]
    near = (n for step in range(1, _NEIGHBOURS + 1) for n in (at + step, at - step) if 0 <= n < len(words))
    for word in (words[n] for n in near if spans):
        if word in case.question.content and stem(word) in stems:
            place = stems.index(stem(word))
            told = min(spans, key=lambda span: min(abs(span[0] - place), abs(span[1] - 1 - place)))[2]
            return _worded(told, case)
    return None


def _place_of(name: str, case: Case) -> int:
    """Where a name, as a word or a concept, stands among the words of the question."""
    words = case.question.words
    if not name.startswith("@"):
        return words.index(name)
    return next((at for at, _, known in case.pack.lexicon.spans(words) if known == name), 0)


def _stands_for(name: str, case: Case, *, actor: bool) -> frozenset[str]:
    """The kinds of names in whose place a wrong one may stand: a person's for a person's."""
    kind = case.pack.kind_of(name) or ("" if actor else "place")
    return frozenset({kind}) if kind in {"person", "place"} else frozenset({"person", "organisation"})
