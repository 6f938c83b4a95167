"""A question held against a fact: what the fact speaks of, and what the question takes for granted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from knowledge.facts import Fact
from knowledge.figures import normalise
from knowledge.languages import language
from knowledge.lexicon import concept
from knowledge.pack import Pack
from knowledge.premises import answer_of, spoken_of, subject_of
from knowledge.question import Question

_RETOLD = 2
"""Words of content beside a name that retell what a fact says; at least so many to one that does not."""


@dataclass(frozen=True, kw_only=True, eq=False)
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

    @cached_property
    def sides(self) -> frozenset[str]:
        """The countries and bodies named in the answer, where it names somebody; else in the sentence."""
        named = [token for token in self.answer if token.startswith("@")]
        slot = self.fact.kind in {"person", "organisation", "role", "place"}
        return frozenset(map(self.pack.side_of, named if named and slot else self.spoken)) - {""}

    @cached_property
    def roles(self) -> frozenset[str]:
        """Tokens of the roles of those of whom the fact speaks."""
        told = (entity.role for entity in self.pack.entities if concept(entity.name) in self.spoken)
        return frozenset(token for role in told for token in normalise(role))

    def is_kin(self, name: str) -> bool:
        """Whether a country or body, *Russia*, stands for one of its own, *Moscow*, whom the fact names.

        A person stands for nobody else, but in *Putin's office* and *friends for Tokayev*, and a city for no
        other city.
        """
        if self.pack.kind_of(name) == "person" and not self._belongs(name):
            return False
        side = self.pack.side_of(name)
        return side in self.sides and (self.fact.kind != "place" or name in {side, *self.sides})

    def _belongs(self, person: str) -> bool:
        words = self.question.words
        at = next((at for at, _, name in self.pack.lexicon.spans(words) if name == person), 0)
        behind = at > 0 and words[at - 1] in {"for", "of", "behind"}
        return behind or self.question.surface(person).endswith(("'s", "s'"))

    @cached_property
    def countries(self) -> frozenset[str]:
        """Words of the question that name countries, though it writes them small."""
        return self.pack.countries_in(self.question.words)

    @cached_property
    def retold(self) -> bool:
        """Whether nearly all but the names, in a question of some length, is what the fact says."""
        rest = [
            word
            for word in self.question.content
            if not self.question.is_capitalised(word) and not self.pack.is_name(word)
        ]
        strange = self.missing.intersection(rest)
        return len(rest) - len(strange) >= _RETOLD and len(strange) * _RETOLD < len(rest)

    @cached_property
    def alternatives(self) -> bool:
        """Whether the question names the choices itself, *this or that*, and not those of the quote."""
        particles = language(self.question.language).particles
        if sum(word in particles for word in self.question.words) > 1:
            return True
        words, quote = ("", *self.question.words, ""), normalise(self.fact.quote)
        said = set(zip(quote, quote[1:], quote[2:], strict=False))
        chosen = {word for at, word in enumerate(words) if words[at - 1 : at + 2] not in said}
        return bool({"or", "или", "алде", "еще", "还"} & chosen) or "还是" in self.question.text

    @cached_property
    def premised(self) -> bool:
        """Whether the question takes something for granted: yes or no, or why, without choice or *too*."""
        if self.alternatives or set(self.question.tokens) & language(self.question.language).additions:
            return False
        if ("as", "well") in pairwise(self.question.words):
            return False
        return self.question.polar or self.question.kind == "why"
