"""Turns a pack's verified files into its contents (plain values, as kept in the compiled file) and into examples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.facts import JOINED, Span
from knowledge.figures import normalise
from knowledge.learning import Example
from knowledge.lexicon import Lexicon, concept
from knowledge.loader import Files
from knowledge.question import fillers
from knowledge.schema import EntityModel, FactModel, SilenceModel
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
        "aliases": [list(pair) for pair in _aliases(files)],
    }


def _fact(fact: FactModel, files: Files) -> dict[str, Any]:
    span = files.article.find(fact.quote)[0]
    answer = None
    if fact.answer is not None:
        start = span.start + fact.quote.index(fact.answer)
        answer = Span(start=start, end=start + len(fact.answer))
    locales = {code: locale.facts[fact.id] for code, locale in files.locales.items() if fact.id in locale.facts}
    return {
        "id": fact.id,
        "span": [span.start, span.end],
        "answer": [answer.start, answer.end] if answer else None,
        "topic": fact.topic,
        "kind": fact.kind,
        "attributed_to": list(fact.attributed_to),
        "related": list(fact.related),
        "when": fact.when.isoformat() if fact.when else None,
        "questions": {files.pack.source.language: list(fact.questions)}
        | {code: list(local.questions) for code, local in locales.items() if local.questions},
        "answers": {code: local.answer for code, local in locales.items() if local.answer},
        "translations": {code: local.translation for code, local in locales.items() if local.translation},
    }


def _silence(silence: SilenceModel, files: Files) -> dict[str, Any]:
    locales = {code: locale.silences[silence.id] for code, locale in files.locales.items() if silence.id in locale.silences}
    language = files.pack.source.language
    return {
        "id": silence.id,
        "about": {language: silence.about} | {code: local.about for code, local in locales.items() if local.about},
        "questions": {language: list(silence.questions)}
        | {code: list(local.questions) for code, local in locales.items() if local.questions},
    }


def _entity(entity: EntityModel, files: Files) -> dict[str, Any]:
    locales = {code: locale.entities[entity.name] for code, locale in files.locales.items() if entity.name in locale.entities}
    return {
        "name": entity.name,
        "kind": entity.kind,
        "role": entity.role,
        "aliases": {code: list(aliases) for code, aliases in entity.aliases.items()},
        "labels": {code: local.label for code, local in locales.items() if local.label},
        "roles": {code: local.role for code, local in locales.items() if local.role},
    }


def _aliases(files: Files) -> Iterator[tuple[str, str]]:
    """(alias, concept) of every entity and every group of synonyms."""
    for entity in files.pack.entities:
        token = concept(entity.name)
        labels = [locale.entities[entity.name].label for locale in files.locales.values() if entity.name in locale.entities]
        for alias in (entity.name, *(a for aliases in entity.aliases.values() for a in aliases), *(label for label in labels if label)):
            yield alias, token
    for group in files.pack.synonyms:
        for word in group.words:
            yield word, concept(group.words[0])


def examples(held: Mapping[str, Any], lexicon: Lexicon) -> list[tuple[Example, str]]:
    """Return every phrasing, normalised, with its text; one that several facts share stands for all of them."""
    facts = {entry["id"] for entry in held["facts"]}
    owners: dict[tuple[str, tuple[str, ...]], dict[str, str]] = {}
    for entry in (*held["facts"], *held["silences"]):
        for language, questions in entry["questions"].items():
            for question in questions:
                if tokens := lexicon.annotate(normalise(question)):
                    owners.setdefault((language, tokens), {})[entry["id"]] = question
    return [
        (Example(target=target, language=language, tokens=tokens), next(iter(ids.values())))
        for (language, tokens), ids in owners.items()
        for target in ([JOINED.join(sorted(ids))] if facts >= ids.keys() else sorted(ids))
    ]


def names(held: Mapping[str, Any]) -> list[str]:
    """Return the words that phrasings mostly write with a capital although no sentence begins there."""
    capital: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for entry in (*held["facts"], *held["silences"]):
        for questions in entry["questions"].values():
            for question in questions:
                for word in re.findall(r"(?<=[\w,;] )[^\W\d_]{2,}", question):
                    token = fold(word)
                    seen[token] += 1
                    capital[token] += word[0].isupper()
    common = fillers()
    return sorted(word for word, count in capital.items() if count * 2 > seen[word] and word not in common)
