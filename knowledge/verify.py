"""What must hold between the files of a pack: quotes and answers verbatim, ids known, phrasings apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from knowledge.article import Article
from knowledge.decision import Reason
from knowledge.errors import Problem
from knowledge.schema import (
    AsksModel,
    ExamplesModel,
    FactModel,
    FactsModel,
    LocaleModel,
    PackModel,
    RefusesModel,
    SilenceModel,
    TurnModel,
)


@dataclass(frozen=True, kw_only=True)
class Files:
    """A pack's files, read."""

    pack: PackModel
    article: Article
    facts: FactsModel
    locales: Mapping[str, LocaleModel] = field(default_factory=dict)
    examples: ExamplesModel = field(default_factory=ExamplesModel)


def verify(files: Files, unread: Collection[str] = ()) -> Iterator[Problem]:
    """Yield every fault of meaning; what would lean on an unread file is left unjudged.

    Blank ids, quotes and questions are faults of form, reported already.
    """
    names = None if "pack.toml" in unread else {entity.name for entity in files.pack.entities}
    if names is not None:
        yield from _entities(files)
        yield from _languages(files)
        yield from _unknown_locales(files, "entity", names)
    if "article.txt" not in unread:
        for fact in files.facts.facts:
            yield from _quote(fact, files.article)
    if "facts.toml" in unread:
        return
    yield from _facts(files, names, None if "article.txt" in unread else files.article.text)
    yield from _phrasings(files)
    yield from _unknown_locales(files, "fact", {fact.id for fact in files.facts.facts})
    yield from _unknown_locales(files, "silence", {silence.id for silence in files.facts.silences})
    yield from _examples(files.examples, {fact.id for fact in files.facts.facts})


def _entities(files: Files) -> Iterator[Problem]:
    names = {entity.name for entity in files.pack.entities}
    for entity in files.pack.entities:
        if entity.of and entity.of not in names:
            yield Problem(
                file="pack.toml",
                where=f'entity "{entity.name}"',
                what=f'of = "{entity.of}" is not among the entities',
                remedy="add it to [[entities]], or leave `of` out",
            )
    for name, count in Counter(entity.name for entity in files.pack.entities).items():
        if name and count > 1:
            yield Problem(
                file="pack.toml",
                where=f'entity "{name}"',
                what=f"stands {count} times",
                remedy="put what is said of it into one entry",
            )


def _languages(files: Files) -> Iterator[Problem]:
    """The source's language is listed, every other one has its file, and every file its language."""
    listed, source = files.pack.languages, files.pack.source.language
    if source and listed and source not in listed:
        yield Problem(
            file="pack.toml",
            where="source, language",
            what=f'"{source}" is not among the languages',
            remedy="facts.toml holds phrasings in it; add it to languages, or mend it",
        )
        return
    for code in listed:
        if code not in files.locales and code != files.pack.source.language:
            yield Problem(
                file="pack.toml",
                where="languages",
                what=f'"{code}" has no locales/{code}.toml',
                remedy="add the file or drop the language",
            )
    for code in files.locales:
        if listed and code not in listed:
            yield Problem(
                file=f"locales/{code}.toml",
                what="is a language that pack.toml does not list",
                remedy="add it to languages",
            )


def _quote(fact: FactModel, article: Article) -> Iterator[Problem]:
    """The quote lock: whole sentences, verbatim, that stand in the article once."""
    spans = article.find(fact.quote) if fact.quote else ()
    what, remedy = "", ""
    if fact.quote and not spans:
        what, remedy = "quote is not in article.txt", "paste the sentence exactly"
    elif len(spans) > 1:
        what, remedy = f"quote stands {len(spans)} times in article.txt", "quote more of the paragraph"
    elif spans and not article.is_whole(spans[0]):
        what, remedy = (
            "quote is not one or more whole sentences",
            "quote from their first to their last character",
        )
    if what:
        yield Problem(file="facts.toml", where=f'fact "{fact.id}"', what=what, remedy=remedy)


def _facts(files: Files, names: Collection[str] | None, article: str | None) -> Iterator[Problem]:
    """Ids of their own, answers out of quotes, and known names and neighbours.

    A speaker is an entity, or stands in the article by that name; what was not read judges nobody.
    """
    ids = [*(fact.id for fact in files.facts.facts), *(silence.id for silence in files.facts.silences)]
    for id_, count in Counter(ids).items():
        if id_ and count > 1:
            what = f"stands {count} times as an id"
            remedy = "give each entry an id of its own"
            yield Problem(file="facts.toml", where=f'"{id_}"', what=what, remedy=remedy)
    known = {fact.id for fact in files.facts.facts}
    for fact in files.facts.facts:
        strangers = [] if names is None or article is None else _strangers(fact, names, article)
        for what, remedy in (*_fact(fact, known), *strangers):
            yield Problem(file="facts.toml", where=f'fact "{fact.id}"', what=what, remedy=remedy)


def _strangers(fact: FactModel, names: Collection[str], article: str) -> Iterator[tuple[str, str]]:
    for name in fact.attributed_to:
        if name and name not in names and name not in article:
            what = f'attributed_to "{name}" is not among the entities and not in article.txt'
            yield what, "write the name as the article has it, or add it to [[entities]] in pack.toml"


def _fact(fact: FactModel, known: Collection[str]) -> Iterator[tuple[str, str]]:
    if fact.answer and fact.quote and (count := fact.quote.count(fact.answer)) != 1:
        what = "answer is not in the quote" if count == 0 else f"answer stands {count} times in the quote"
        yield what, "copy a part of the quote that stands in it once"
    for other in fact.related:
        if other not in known or other == fact.id:
            yield f'related "{other}" is no other fact', "name the id of a fact"


def _phrasings(files: Files) -> Iterator[Problem]:
    """The same question twice in one entry, or in a fact and a silence, or one without a word."""
    held: dict[str, str] = {}
    entries: list[FactModel | SilenceModel] = [*files.facts.silences, *files.facts.facts]
    for entry in entries:
        silent = isinstance(entry, SilenceModel)
        where = f'{"silence" if silent else "fact"} "{entry.id}"'
        for question, count in Counter(" ".join(q.casefold().split()) for q in entry.questions if q).items():
            if not any(character.isalnum() for character in question):
                what = f'"{question}" holds no word'
                yield Problem(file="facts.toml", where=where, what=what, remedy="write it as a reader asks")
            if count > 1:
                what = f'"{question}" stands {count} times'
                yield Problem(file="facts.toml", where=where, what=what, remedy="keep it once")
            if silent:
                held[question] = entry.id
            elif question in held:
                what = f'"{question}" stands under silence "{held[question]}" too'
                yield Problem(file="facts.toml", where=where, what=what, remedy="keep it where it belongs")


def _unknown_locales(files: Files, kind: str, known: Collection[str]) -> Iterator[Problem]:
    for code, locale in files.locales.items():
        given: Mapping[str, Iterable[str]] = {
            "entity": locale.entities,
            "fact": locale.facts,
            "silence": locale.silences,
        }
        for id_ in given[kind]:
            if id_ not in known:
                yield Problem(
                    file=f"locales/{code}.toml",
                    where=f'{kind} "{id_}"',
                    what=f"there is no such {kind}",
                    remedy="mend the name or remove the entry",
                )


def _examples(examples: ExamplesModel, known: Collection[str]) -> Iterator[Problem]:
    turns = [turn for dialog in examples.dialogs for turn in dialog.turns]
    asking: list[AsksModel | TurnModel] = [*examples.asks, *turns]
    refusing: list[RefusesModel | TurnModel] = [*examples.refuses, *turns]
    for asked in asking:
        for id_ in asked.facts:
            if id_ not in known:
                yield _example(asked.question, f'there is no fact "{id_}"', "name the id of a fact")
    for refused in refusing:
        if isinstance(refused, TurnModel) and bool(refused.facts) == bool(refused.reason):
            yield _example(refused.question, "needs either facts or a reason", "keep or add one of them")
        elif refused.reason and refused.reason not in set(Reason):
            remedy = f"use one of {', '.join(Reason)}"
            yield _example(refused.question, f'"{refused.reason}" is no reason', remedy)


def _example(question: str, what: str, remedy: str) -> Problem:
    return Problem(file="examples.toml", where=f'"{question}"', what=what, remedy=remedy)
