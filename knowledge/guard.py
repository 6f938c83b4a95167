"""Stands between a match and an assertion: every figure, day, name and stance of a question has its account.

A question fits a fact, contradicts something that the fact states (a false premise, to be corrected before
the quote), or speaks of somebody or something that the fact does not (and is refused).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.decision import Correction
from knowledge.facts import Fact
from knowledge.figures import is_weekday, normalise
from knowledge.languages import language
from knowledge.lexis import is_common
from knowledge.pack import Pack
from knowledge.premises import day_claims, figure_claims, spoken_of, words_of
from knowledge.question import Question, fillers

_ACTORS = frozenset({"person", "organisation", "role"})
_SLOTS = _ACTORS | {"place"}
_FILLED = _SLOTS | {"manner", "reason"}
_AUXILIARIES = {
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "will", "would", "can", "could",
    "should",
}  # fmt: skip
_LOOSE = 1
"""The first group of contrasts, support and its opposite, is held against the short answer alone."""
_COUNTED = frozenset({"how-many", "how-much"})


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the guard found."""

    corrections: tuple[Correction, ...] = ()
    """Premises that the fact contradicts; none where the question fits."""
    foreign: tuple[str, ...] = ()
    """Words of the question, as typed, for somebody or something that the fact does not speak of."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A question held against a fact."""

    question: Question
    fact: Fact
    pack: Pack
    missing: frozenset[str]
    """Words of the question that no phrasing of the fact holds."""

    @property
    def spoken(self) -> frozenset[str]:
        """Tokens of the quote and of those who make the claim."""
        return spoken_of(self.fact, self.pack)

    @property
    def answer(self) -> frozenset[str]:
        """Tokens of the short answer."""
        return frozenset(self.pack.lexicon.annotate(normalise(self.fact.answer_text or "")))

    @property
    def subject(self) -> frozenset[str]:
        """Tokens of the headline and the publisher: what the whole story is about needs no account."""
        return frozenset(
            self.pack.lexicon.annotate(normalise(f"{self.pack.source.headline} {self.pack.source.publisher}"))
        )

    @property
    def alternatives(self) -> bool:
        """Whether the question names the choices itself: this or that."""
        return (
            bool({"or", "или", "алде", "еще", "还"} & set(self.question.tokens))
            or "还是" in self.question.text
        )

    @property
    def premised(self) -> bool:
        """Whether the question takes something for granted: yes or no, or why, without a choice."""
        return (self.question.polar or self.question.kind == "why") and not self.alternatives


def examine(question: Question, fact: Fact, pack: Pack, missing: tuple[str, ...]) -> Verdict:
    """Compare a question with a fact; ``missing`` are its words that no phrasing of the fact holds."""
    case = Case(question=question, fact=fact, pack=pack, missing=frozenset(missing))
    claims = [
        *figure_claims(question, fact, pack),
        *day_claims(question, fact, pack),
        *_concepts(case),
        *_names(case),
        *_singled_out(case),
        *_counted(case),
    ]
    corrections = [
        Correction(asked=question.surface(token), stated=stated) for token, stated in claims if stated
    ]
    corrections += _stances(case)
    if not corrections:
        corrections += _fillings(case)
    foreign = dict.fromkeys(question.surface(token) for token, stated in claims if not stated)
    return Verdict(corrections=tuple(dict.fromkeys(corrections)), foreign=tuple(foreign))


def _concepts(case: Case) -> Iterator[tuple[str, str | None]]:
    """Names known to the pack that the quote does not hold: (token, what is stated instead, or None)."""
    question, fact, pack = case.question, case.fact, case.pack
    for concept in dict.fromkeys(question.concepts):
        if concept in case.spoken or concept in case.subject:
            continue
        actor = pack.kind_of(concept) in _ACTORS
        if (
            case.premised
            and (fact.kind in _ACTORS or (fact.kind == "place" and not actor))
            and not case.answer & set(question.concepts)
        ):
            yield concept, fact.answer_text
        elif case.premised and fact.attributed_to and actor:
            yield concept, fact.attributed_to[-1]
        elif concept in case.missing:
            yield concept, None


def _names(case: Case) -> Iterator[tuple[str, str | None]]:
    """Other names that the quote does not hold: (token, what is stated instead, or None)."""
    question, fact, pack = case.question, case.fact, case.pack
    named = {token for at, end, _ in pack.lexicon.spans(question.words) for token in question.words[at:end]}
    for word in dict.fromkeys(question.content):
        if word.startswith("#") or word in case.subject or word in case.spoken or word in named:
            continue
        if is_weekday(word) or not (
            question.is_capitalised(word) or (pack.is_name(word) and not is_common(word))
        ):
            continue
        if case.premised and fact.kind in _SLOTS:
            yield word, fact.answer_text
        elif word in case.missing:
            yield word, None


def _singled_out(case: Case) -> Iterator[tuple[str, str]]:
    """*Is it Putin who decides?* where the answer is somebody else whom the quote names as well."""
    words = case.question.words
    if (
        case.fact.kind not in _ACTORS
        or not case.fact.answer_text
        or words[:2] not in {("is", "it"), ("was", "it")}
    ):
        return
    end = next((at for at, word in enumerate(words) if word in {"who", "that", "which"}), 0)
    single = [token for token in case.pack.lexicon.annotate(words[2:end]) if token.startswith("@")]
    if single and any(token.startswith("@") for token in case.answer) and not case.answer & set(single):
        yield single[0], case.fact.answer_text


def _counted(case: Case) -> Iterator[tuple[str, None]]:
    """What is counted, the word behind *how many*, must be something that the fact counts."""
    if case.question.kind not in _COUNTED or not case.missing:
        return
    words = case.question.words
    for phrase in (("how", "many"), ("number", "of")):
        for at in range(len(words) - len(phrase)):
            if words[at : at + len(phrase)] == phrase:
                noun = words[at + len(phrase)]
                if (
                    noun in case.missing
                    and noun in case.question.content
                    and noun not in language("en").generic
                    and not noun.startswith("#")
                ):
                    yield noun, None


def _stances(case: Case) -> Iterator[Correction]:
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


def _fillings(case: Case) -> Iterator[Correction]:
    """A yes-or-no question that puts something else where the fact has its answer."""
    question, fact = case.question, case.fact
    if not question.polar or case.alternatives or not fact.answer_text:
        return
    filled = fact.kind == "role" or (fact.kind in _FILLED and not case.answer & set(question.content))
    if not filled and question.words[0] in _AUXILIARIES:
        return
    for word in question.content:
        if (
            word in case.missing
            and word not in case.spoken
            and not word.startswith("#")
            and word not in fillers()
        ):
            yield Correction(asked=question.surface(word), stated=fact.answer_text)


def _clause(fact: Fact, word: str) -> str:
    """The answer where it holds the word, else the word of the quote itself."""
    if fact.answer_text and word in normalise(fact.answer_text):
        return fact.answer_text
    return words_of(fact, lambda part: word in normalise(part)) or fact.quote
