"""A pack: one story's article, facts and silences, and the index that finds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from knowledge.article import Article
from knowledge.conversation import Conversation
from knowledge.decision import Decision
from knowledge.facts import Entity, Fact, Silence, Source, Span
from knowledge.lexicon import Lexicon, concept

if TYPE_CHECKING:
    from knowledge.index import Index

_Value = TypeVar("_Value")


_KIN = 5
"""Letters with which a word begins as the name that it comes from."""
_LONGEST_ENDING = 5
"""Letters by which an inflected name may be longer than the name itself."""
_VOWELS = "аеиоуыэюяйь"
_BASE = 4
"""Letters that stay of a country's name at least."""
_INFLECTED = 2
"""Letters of a country's endings at most."""


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
    names: frozenset[str]
    """Words that phrasings write with a capital inside a sentence."""
    countries: frozenset[str]
    """Names of the world's countries, in normal form."""
    index: Index
    contents: Mapping[str, Any] = field(repr=False)
    """What the compiled file holds as plain values, each decoded when it is first looked at."""

    @cached_property
    def phrasings(self) -> tuple[str, ...]:
        """Every phrasing as written, in the order in which the index numbers them."""
        return tuple(self.contents["phrasings"])

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        return {concept(entity.name): entity.kind for entity in self.entities}

    def kind_of(self, token: str) -> str:
        """Return the kind of the entity that a concept stands for, or an empty string."""
        return self._kinds.get(token, "")

    @cached_property
    def _sides(self) -> Mapping[str, str]:
        return {concept(entity.name): concept(entity.of or entity.name) for entity in self.entities}

    @cached_property
    def _roots(self) -> Mapping[str, str]:
        """The words of entities' names by which one of their people or things may be called: European."""
        words = ((word, concept(e.name)) for e in self.entities for word in e.name.casefold().split())
        return {word[:_KIN]: name for word, name in words if len(word) >= _KIN}

    def side_of(self, token: str) -> str:
        """Return the concept of the country or body that a name belongs to; its own where it is to none.

        A word such as *Kazakhs* belongs where an entity's name begins as it does; else an empty string.
        """
        name = token if token.startswith("@") else self._roots.get(token[:_KIN], "")
        return self._sides.get(name, "")

    def name_of(self, token: str, language: str) -> str:
        """Return the name, in a language where it is known, of the entity that a concept stands for."""
        entity = next((entity for entity in self.entities if concept(entity.name) == token), None)
        return entity.labels.get(language, entity.name) if entity else ""

    def is_name(self, word: str) -> bool:
        """Whether phrasings use a word as a name."""
        if word in self.names or word.isascii():
            return word in self.names
        endings = range(1, min(_LONGEST_ENDING, len(word) - _LONGEST_ENDING))
        return any(word[:-ending] in self.names for ending in endings)

    @cached_property
    def _country_stems(self) -> tuple[str, ...]:
        """Countries' names of one word without their last vowel, which is inflected: турци."""
        names = (name for name in self.countries if not name.isascii() and " " not in name)
        bases = (name[:-1] if name[-1] in _VOWELS else name for name in names)
        return tuple(base for base in bases if len(base) >= _BASE)

    def countries_in(self, words: Sequence[str]) -> frozenset[str]:
        """Return the words that name countries of the world, the last word of each name."""
        runs = (words[at : at + length] for length in (1, 2, 3) for at in range(len(words) - length + 1))
        named = {run[-1] for run in runs if " ".join(run) in self.countries}
        foreign = (word for word in words if not word.isascii())
        inflected = {word for word in foreign if any(_is_form(word, base) for base in self._country_stems)}
        return frozenset(named | inflected)

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

    def ask(
        self, question: str, conversation: Conversation | None = None, language: str | None = None
    ) -> Decision:
        """Decide what the article says to a question; any string at all gives exactly one decision.

        ``conversation`` is what `Decision.conversation` held after the last turn; ``language`` a hint.
        """
        from knowledge.asking import ask  # noqa: PLC0415  the matcher knows packs, packs only this door to it

        return ask(self, question, conversation or Conversation(), language)


def contents_of(held: Mapping[str, Any]) -> dict[str, Any]:
    """Turn what the compiled file holds into the fields of `Pack` that need no arrays."""
    article = Article(held["article"])
    return {
        "id": held["id"],
        "title": held["title"],
        "languages": tuple(held["languages"]),
        "source": _source(held["source"]),
        "article": article,
        "facts": tuple(_fact(entry, held, article) for entry in held["facts"]),
        "silences": tuple(
            Silence(**entry, questions=_questions(held, entry["id"])) for entry in held["silences"]
        ),
        "entities": tuple(_entity(entry) for entry in held["entities"]),
        "labels": held["topics"],
        "lexicon": Lexicon.from_values(held["lexicon"]),
        "names": frozenset(held["names"]),
        "countries": frozenset(held["countries"]),
        "contents": held,
    }


def _is_form(word: str, base: str) -> bool:
    return word.startswith(base) and len(word) - len(base) <= _INFLECTED


class _Later(Mapping[str, _Value]):
    """Values by language, read when somebody looks at them."""

    def __init__(self, read: Callable[[], Mapping[str, _Value]]) -> None:
        self._read = read

    @cached_property
    def _values(self) -> Mapping[str, _Value]:
        return self._read()

    def __getitem__(self, language: str) -> _Value:
        return self._values[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return repr(self._values)


def _source(entry: Mapping[str, Any]) -> Source:
    published = entry["published"]
    when = datetime.fromisoformat(published) if "T" in published else date.fromisoformat(published)
    return Source(**{**entry, "published": when})


def _questions(held: Mapping[str, Any], id_: str) -> _Later[tuple[str, ...]]:
    return _Later(lambda: {code: tuple(questions) for code, questions in held["questions"][id_].items()})


def _fact(entry: Mapping[str, Any], held: Mapping[str, Any], article: Article) -> Fact:
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
        questions=_questions(held, entry["id"]),
        labels=_Later(lambda: held["labels"][entry["id"]]),
        answers=_Later(lambda: held["translations"][entry["id"]]["answers"]),
        translations=_Later(lambda: held["translations"][entry["id"]]["quotes"]),
    )


def _entity(entry: Mapping[str, Any]) -> Entity:
    aliases = {language: tuple(names) for language, names in entry["aliases"].items()}
    return Entity(**{**entry, "aliases": aliases})
