"""From a pack's verified files to its contents, plain values for the compiled file, and to examples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from babel import Locale

from knowledge.facts import JOINED, Span
from knowledge.figures import normalise
from knowledge.languages import fillers, language
from knowledge.learning import Example
from knowledge.lexicon import Lexicon, concept
from knowledge.loader import Files
from knowledge.schema import EntityModel, FactModel, LocaleModel, SilenceModel
from knowledge.text import fold


def contents(files: Files) -> dict[str, Any]:
    """Return what the pack holds, as JSON values."""
    source = files.pack.source
    return {
        "id": files.pack.id,
        "title": files.pack.title,
        "languages": list(files.pack.languages),
        "source": source.model_dump() | {"published": source.published.isoformat()},
        "article": files.article.text,
        "facts": [_fact(fact, files) for fact in files.facts.facts],
        "silences": [_silence(silence, files) for silence in files.facts.silences],
        "entities": [_entity(entity, files) for entity in files.pack.entities],
        "topics": {code: dict(locale.topics) for code, locale in files.locales.items()},
        "lexicon": Lexicon.of(_aliases(files)).values(),
        "questions": _questions(files),
        "translations": {fact.id: _translations(fact, files) for fact in files.facts.facts},
    }


_MOSTLY = 0.8
"""Share of its uses from which a word with a capital is a name."""
_COUNTRY = 4
"""Letters of a word, at least, to be known as part of a country's name."""
_REGION = 2
"""Letters of a country's code; those of continents are digits."""
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "ZZ"})
_FEW = 30
"""Phrasings in a language below which the words of an id help to tell facts apart."""


def _fact(fact: FactModel, files: Files) -> dict[str, Any]:
    span = files.article.find(fact.quote)[0]
    answer = None
    if fact.answer is not None:
        start = span.start + fact.quote.index(fact.answer)
        answer = Span(start=start, end=start + len(fact.answer))
    return {
        "id": fact.id,
        "span": [span.start, span.end],
        "answer": [answer.start, answer.end] if answer else None,
        "topic": fact.topic,
        "kind": fact.kind,
        "attributed_to": list(fact.attributed_to),
        "related": list(fact.related),
        "when": fact.when.isoformat() if fact.when else None,
    }


def _translations(fact: FactModel, files: Files) -> dict[str, dict[str, str]]:
    """A fact's short answer and quote by language."""
    locales = {
        code: locale.facts[fact.id] for code, locale in files.locales.items() if fact.id in locale.facts
    }
    return {
        "answers": {code: local.answer for code, local in locales.items() if local.answer},
        "quotes": {code: local.translation for code, local in locales.items() if local.translation},
    }


def _questions(files: Files) -> dict[str, dict[str, list[str]]]:
    """Phrasings of every fact and silence, by id and language."""
    language = files.pack.source.language
    entries: list[FactModel | SilenceModel] = [*files.facts.facts, *files.facts.silences]
    found = {entry.id: {language: list(entry.questions)} for entry in entries}
    for code, locale in files.locales.items():
        for id_, questions in _local_questions(locale):
            found[id_][code] = list(questions)
    return found


def _local_questions(locale: LocaleModel) -> Iterator[tuple[str, Sequence[str]]]:
    """(id, phrasings) of every fact and silence that has any in a locale."""
    yield from ((id_, fact.questions) for id_, fact in locale.facts.items() if fact.questions)
    yield from ((id_, silence.questions) for id_, silence in locale.silences.items() if silence.questions)


def _silence(silence: SilenceModel, files: Files) -> dict[str, Any]:
    locales = {
        code: locale.silences[silence.id]
        for code, locale in files.locales.items()
        if silence.id in locale.silences
    }
    about = {code: local.about for code, local in locales.items() if local.about}
    return {"id": silence.id, "about": {files.pack.source.language: silence.about} | about}


def _entity(entity: EntityModel, files: Files) -> dict[str, Any]:
    locales = {
        code: locale.entities[entity.name]
        for code, locale in files.locales.items()
        if entity.name in locale.entities
    }
    return {
        "name": entity.name,
        "kind": entity.kind,
        "role": entity.role,
        "of": entity.of,
        "aliases": {code: list(aliases) for code, aliases in entity.aliases.items()},
        "labels": {code: local.label for code, local in locales.items() if local.label},
        "roles": {code: local.role for code, local in locales.items() if local.role},
    }


def _aliases(files: Files) -> Iterator[tuple[str, str]]:
    """(alias, concept) of every entity and every group of synonyms."""
    for entity in files.pack.entities:
        token = concept(entity.name)
        labels = [
            locale.entities[entity.name].label
            for locale in files.locales.values()
            if entity.name in locale.entities
        ]
        for alias in (
            entity.name,
            *(a for aliases in entity.aliases.values() for a in aliases),
            *(label for label in labels if label),
        ):
            yield alias, token
    for group in files.pack.synonyms:
        for word in group.words:
            yield word, concept(group.words[0])


def examples(held: Mapping[str, Any], lexicon: Lexicon) -> list[tuple[Example, str]]:
    """Return every phrasing, normalised, with its text; what several facts share stands for all of them."""
    facts = {entry["id"] for entry in held["facts"]}
    owners: dict[tuple[str, tuple[str, ...]], dict[str, str]] = {}
    for id_, code, question in _asked(held):
        if tokens := lexicon.annotate(normalise(question)):
            owners.setdefault((code, tokens), {})[id_] = question
    return [
        (Example(target=target, language=code, tokens=tokens), next(iter(ids.values())))
        for (code, tokens), ids in owners.items()
        for target in ([JOINED.join(sorted(ids))] if facts >= ids.keys() else sorted(ids))
    ]


def _asked(held: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(id, language, phrasing) of all; where there are few, an id such as ``death-toll`` is one more."""
    for id_, by_language in held["questions"].items():
        for code, questions in by_language.items():
            yield from ((id_, code, question) for question in questions)
            if code == held["source"]["language"] and len(questions) < _FEW:
                yield id_, code, " ".join(word for word in id_.split("-") if word.isalpha())


def names(held: Mapping[str, Any]) -> list[str]:
    """Return the words that phrasings mostly write with a capital although no sentence begins there."""
    capital: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for by_language in held["questions"].values():
        for questions in by_language.values():
            for question in questions:
                for word in re.findall(r"(?<=[\w,;] )[^\W\d_]{2,}", question):
                    token = fold(word)
                    seen[token] += 1
                    capital[token] += word[0].isupper()
    common = set(fillers())
    written = {word for word, count in capital.items() if count >= _MOSTLY * seen[word]}
    small = {word for word, count in seen.items() if capital[word] < _MOSTLY * count}
    return sorted((written | _lands(held["languages"])) - small - common)


def countries(languages: Iterable[str]) -> list[str]:
    """Return the names of the world's countries in a pack's languages, from Unicode's tables, normalised."""
    named = (
        " ".join(normalise(name))
        for code in languages
        for region, name in Locale(code).territories.items()
        if len(region) == _REGION and region not in _NO_COUNTRY and not region.startswith("X")
    )
    spelt = {name for name in named if len(name) >= _COUNTRY and name.replace(" ", "").isalpha()}
    return sorted(spelt.union(*(language(code).countries for code in languages)))


def _lands(languages: Iterable[str]) -> set[str]:
    """The words of the names of the world's countries and continents."""
    names = (name for code in languages for name in Locale(code).territories.values())
    words = (word for name in names for word in normalise(name))
    return {word for word in words if len(word) >= _COUNTRY and word.isalpha()}
