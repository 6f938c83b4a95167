"""What a pack holds, as frozen values: its source, facts, silences and entities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

JOINED = "|"
"""Between the ids of facts that share a phrasing, since they answer it together."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """A part of the article's text: ``article.text[start:end]``, in characters."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where the article comes from."""

    publisher: str
    headline: str
    published: date | datetime
    """As far as the source gives it: a date, or a date-time with or without a zone."""
    language: str
    url: str | None = None
    licence: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Fact:
    """One thing that the article states, with the sentence that states it."""

    id: str
    quote: str
    """One or more whole sentences of the article, character for character."""
    span: Span
    """Where the quote stands in the article."""
    answer: Span | None = None
    """The short answer, as a part of the *article*'s text inside the quote's span."""
    topic: str = ""
    kind: str = ""
    attributed_to: tuple[str, ...] = ()
    """Who makes the claim, as the article has it, outermost first; empty for the publisher itself."""
    related: tuple[str, ...] = ()
    when: date | None = None
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Phrasings by language."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """The phrasing that stands for the fact where readers choose, by language."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """Translations of the short answer by language."""
    translations: Mapping[str, str] = field(default_factory=dict)
    """Translations of the quote by language."""

    @property
    def answer_text(self) -> str | None:
        """The short answer, verbatim, or None where the whole quote is the answer."""
        if self.answer is None:
            return None
        return self.quote[self.answer.start - self.span.start : self.answer.end - self.span.start]


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Something that readers ask and the article does not state."""

    id: str
    about: Mapping[str, str]
    """By language: a noun phrase that names what is not stated."""
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Entity:
    """A person, organisation or place, with the role that the article gives it."""

    name: str
    kind: str
    role: str = ""
    of: str = ""
    """The country or body that it belongs to; asserted to nobody, it only keeps kin from being corrected."""
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other spellings by language."""
    labels: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    """Translations of the role by language."""
