"""A pack: one story's article, facts and silences, and the index that finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from knowledge.article import Article
from knowledge.conversation import Conversation
from knowledge.decision import Decision
from knowledge.facts import Entity, Fact, Silence, Source, Span
from knowledge.lexicon import Lexicon, concept

if TYPE_CHECKING:
    from knowledge.index import Index


@dataclass(frozen=True, kw_only=True, eq=False)
class Pack:
    """One story, verified and learned; ask it with `ask`."""

    id: str
    title: str
    languages: tuple[str, ...]
    version: str
    """Twelve hexadecimal digits that change whenever the pack's files do."""
    source: Source
    article: Article
    facts: tuple[Fact, ...]
    silences: tuple[Silence, ...]
    entities: tuple[Entity, ...]
    labels: Mapping[str, Mapping[str, str]]
    """Labels of topics: language to topic to label."""
    lexicon: Lexicon
    phrasings: tuple[str, ...]
    """Every phrasing as written, in the order in which the index numbers them."""
    names: frozenset[str]
    """Words that phrasings write with a capital inside a sentence."""
    index: Index

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        return {concept(entity.name): entity.kind for entity in self.entities}

    def kind_of(self, token: str) -> str:
        """Return the kind of the entity that a concept stands for, or an empty string."""
        return self._kinds.get(token, "")

    def name_of(self, token: str, language: str) -> str:
        """Return the name, in a language where it is known, of the entity that a concept stands for."""
        entity = next((entity for entity in self.entities if concept(entity.name) == token), None)
        return entity.labels.get(language, entity.name) if entity else ""

    def is_name(self, word: str) -> bool:
        """Whether phrasings use a word as a name."""
        return word in self.names

    @cached_property
    def _facts(self) -> Mapping[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def _silences(self) -> Mapping[str, Silence]:
        return {silence.id: silence for silence in self.silences}

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Topics in the order of the facts."""
        return tuple(dict.fromkeys(fact.topic for fact in self.facts if fact.topic))

    def fact(self, id_: str) -> Fact | None:
        """Return a fact by id."""
        return self._facts.get(id_)

    def silence(self, id_: str) -> Silence | None:
        """Return a silence by id."""
        return self._silences.get(id_)

    def topic_label(self, topic: str, language: str) -> str:
        """Name a topic in a language, else in the source's, else by its id."""
        for code in (language, self.source.language):
            if label := self.labels.get(code, {}).get(topic):
                return label
        return topic.replace("-", " ").capitalize()

    def paragraph(self, fact: Fact) -> Span:
        """Return the paragraph or paragraphs around a fact's quote."""
        return self.article.around(fact.span)

    def ask(self, question: str, conversation: Conversation | None = None, language: str | None = None) -> Decision:
        """Decide what the article says to a question; any string at all gives exactly one decision.

        ``conversation`` is what `Decision.conversation` held after the last turn; ``language`` a hint.
        """
        from knowledge.asking import ask  # noqa: PLC0415  the matcher knows packs, packs only this door to it

        return ask(self, question, conversation or Conversation(), language)


def contents_of(held: Mapping[str, Any]) -> dict[str, Any]:
    """Turn the compiled file's JSON values into the fields of `Pack` that hold no arrays."""
    article = Article(held["article"])
    return {
        "id": held["id"],
        "title": held["title"],
        "languages": tuple(held["languages"]),
        "source": _source(held["source"]),
        "article": article,
        "facts": tuple(_fact(entry, article) for entry in held["facts"]),
        "silences": tuple(
            Silence(id=entry["id"], about=entry["about"], questions=_questions(entry)) for entry in held["silences"]
        ),
        "entities": tuple(_entity(entry) for entry in held["entities"]),
        "labels": held["topics"],
    }


def _source(entry: Mapping[str, Any]) -> Source:
    published = entry["published"]
    when = datetime.fromisoformat(published) if "T" in published else date.fromisoformat(published)
    return Source(**{**entry, "published": when})


def _questions(entry: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(questions) for language, questions in entry["questions"].items()}


def _fact(entry: Mapping[str, Any], article: Article) -> Fact:
    span = Span(start=entry["span"][0], end=entry["span"][1])
    return Fact(
        id=entry["id"],
        quote=article.text[span.start : span.end],
        span=span,
        answer=Span(start=entry["answer"][0], end=entry["answer"][1]) if entry["answer"] else None,
        topic=entry["topic"],
        kind=entry["kind"],
        attributed_to=tuple(entry["attributed_to"]),
        related=tuple(entry["related"]),
        when=date.fromisoformat(entry["when"]) if entry["when"] else None,
        questions=_questions(entry),
        answers=entry["answers"],
        translations=entry["translations"],
    )


def _entity(entry: Mapping[str, Any]) -> Entity:
    aliases = {language: tuple(names) for language, names in entry["aliases"].items()}
    return Entity(**{**entry, "aliases": aliases})
