"""A question held against a fact: what the fact speaks of, and what the question takes for granted."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.facts import Fact
from knowledge.figures import normalise
from knowledge.languages import language
from knowledge.pack import Pack
from knowledge.premises import answer_of, spoken_of, subject_of
from knowledge.question import Question

_RETOLD = 2
"""Words of content beside a name that retell what a fact says; at least so many to one that does not."""


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
        return answer_of(self.fact, self.pack)

    @property
    def subject(self) -> frozenset[str]:
        """Tokens of the headline and the publisher: what the whole story is about needs no account."""
        return subject_of(self.pack)

    @property
    def retold(self) -> bool:
        """Whether nearly all but the names, in a question of some length, is what the fact says."""
        rest = [
            word
            for word in self.question.content
            if not self.question.is_capitalised(word) and not self.pack.is_name(word)
        ]
        strange = self.missing.intersection(rest)
        return len(rest) - len(strange) >= _RETOLD and len(strange) * _RETOLD < len(rest)

    @property
    def alternatives(self) -> bool:
        """Whether the question names the choices itself, *this or that*, and not those of the quote."""
        words, quote = ("", *self.question.words, ""), normalise(self.fact.quote)
        said = set(zip(quote, quote[1:], quote[2:], strict=False))
        chosen = {word for at, word in enumerate(words) if words[at - 1 : at + 2] not in said}
        return bool({"or", "или", "алде", "еще", "还"} & chosen) or "还是" in self.question.text

    @property
    def premised(self) -> bool:
        """Whether the question takes something for granted: yes or no, or why, without choice or *too*."""
        if self.alternatives or set(self.question.tokens) & language(self.question.language).additions:
            return False
        return self.question.polar or self.question.kind == "why"
