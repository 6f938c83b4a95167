"""Reads a pack's folder and verifies it: every problem at once, each with file, entry and remedy."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from knowledge.article import Article
from knowledge.errors import PackInvalid, Problem
from knowledge.schema import ExamplesModel, FactModel, FactsModel, LocaleModel, PackModel

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, kw_only=True)
class Files:
    """A pack's files, read and verified."""

    pack: PackModel
    article: Article
    facts: FactsModel
    locales: Mapping[str, LocaleModel] = field(default_factory=dict)
    examples: ExamplesModel = field(default_factory=ExamplesModel)


def load(folder: Path) -> Files:
    """Read a pack's folder; raise PackInvalid with every problem found."""
    files, problems = _read(folder)
    if problems or files is None:
        raise PackInvalid(folder.name, problems)
    return files


def check(folder: Path) -> tuple[Problem, ...]:
    """Return every problem of a pack, none when it is fine."""
    try:
        load(folder)
    except PackInvalid as error:
        return error.problems
    return ()


def _read(folder: Path) -> tuple[Files | None, list[Problem]]:
    problems: list[Problem] = []
    if not folder.is_dir():
        return None, [Problem(file=str(folder), what="is not a folder", remedy="give the folder that holds pack.toml")]
    pack = _model(folder, "pack.toml", PackModel, problems)
    text = _text(folder, "article.txt", problems)
    facts = _model(folder, "facts.toml", FactsModel, problems)
    examples = _model(folder, "examples.toml", ExamplesModel, problems, optional=True) or ExamplesModel()
    locales = {
        path.stem: model
        for path in sorted((folder / "locales").glob("*.toml"))
        if (model := _model(folder, f"locales/{path.name}", LocaleModel, problems)) is not None
    }
    if text is not None and not text.strip():
        problems.append(Problem(file="article.txt", what="is empty", remedy="paste the article's text"))
    if pack is None or text is None or facts is None:
        return None, problems
    files = Files(pack=pack, article=Article(text), facts=facts, locales=locales, examples=examples)
    problems.extend(_verify(files))
    return files, problems


def _text(folder: Path, name: str, problems: list[Problem]) -> str | None:
    """The text of a file, or None and a problem."""
    try:
        return (folder / name).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        problems.append(Problem(file=name, what=f"is not UTF-8 (byte {error.start})", remedy="save the file as UTF-8"))
    except FileNotFoundError:
        problems.append(Problem(file=name, what="is missing", remedy="add the file to the pack's folder"))
    except OSError as error:
        problems.append(Problem(file=name, what=f"cannot be read ({error.strerror})", remedy="mend its permissions"))
    return None


def _model(folder: Path, name: str, model: type[Model], problems: list[Problem], *, optional: bool = False) -> Model | None:
    """A file read and validated, or None and its problems."""
    if optional and not (folder / name).exists():
        return None
    text = _text(folder, name, problems)
    if text is None:
        return None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(file=name, what=f"is not TOML: {error}", remedy="mend that line"))
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems.extend(_problem(name, data, fault) for fault in error.errors(include_url=False))
        return None


def _problem(name: str, data: dict[str, Any], fault: Any) -> Problem:
    """A schema fault in an editor's words: which entry, which key, what to do."""
    where: list[str] = []
    at: Any = data
    for part in fault["loc"]:
        if isinstance(part, int) and isinstance(at, list) and where:
            entry = at[part] if part < len(at) else None
            label = entry.get("id") or entry.get("name") or entry.get("question") if isinstance(entry, dict) else None
            where[-1] = f'{where[-1].rstrip("s")} "{label}"' if label else f"{where[-1]}, entry {part + 1}"
        elif not str(part).startswith(("tagged-", "function-", "datetime", "date")):
            where.append(str(part))
        try:
            at = at[part]
        except (KeyError, IndexError, TypeError):
            at = None
    remedies = {
        "extra_forbidden": "remove the key or mend its spelling",
        "missing": "add it",
        "string_too_short": "write a text or remove the entry",
        "string_pattern_mismatch": "use a-z, 0-9 and - only",
        "string_too_long": "shorten it",
        "too_short": "add at least one entry",
    }
    what = {"extra_forbidden": "is not a known key", "missing": "is missing", "string_too_short": "is empty"}.get(fault["type"], fault["msg"])
    return Problem(file=name, where=", ".join(where), what=what, remedy=remedies.get(fault["type"], "mend the value"))


def _verify(files: Files) -> Iterator[Problem]:
    """What holds between a pack's files."""
    yield from _unique_ids(files)
    for fact in files.facts.facts:
        yield from _verify_fact(fact, files)
    yield from _phrasings(files)
    yield from _locales(files)
    yield from _examples(files)


def _unique_ids(files: Files) -> Iterator[Problem]:
    entries = [*files.facts.facts, *files.facts.silences]
    for id_, count in Counter(entry.id for entry in entries).items():
        if count > 1:
            yield Problem(file="facts.toml", where=f'"{id_}"', what=f"stands {count} times as an id", remedy="give each entry an id of its own")


def _verify_fact(fact: FactModel, files: Files) -> Iterator[Problem]:
    where = f'fact "{fact.id}"'
    spans = files.article.find(fact.quote)
    if not spans:
        yield Problem(file="facts.toml", where=where, what="quote is not in article.txt", remedy="paste the sentence exactly")
    elif len(spans) > 1:
        yield Problem(file="facts.toml", where=where, what=f"quote stands {len(spans)} times in article.txt", remedy="quote more of the paragraph")
    elif not files.article.is_whole(spans[0]):
        yield Problem(file="facts.toml", where=where, what="quote is not one or more whole sentences", remedy="quote from the first to the last character of the sentence")
    if fact.answer is not None and (count := fact.quote.count(fact.answer)) != 1:
        what = "answer is not in the quote" if count == 0 else f"answer stands {count} times in the quote"
        yield Problem(file="facts.toml", where=where, what=what, remedy="copy a part of the quote that stands in it once")
    known = {entry.id for entry in files.facts.facts}
    for other in fact.related:
        if other not in known or other == fact.id:
            yield Problem(file="facts.toml", where=where, what=f'related "{other}" is no other fact', remedy="name the id of a fact")
    names = {entity.name for entity in files.pack.entities}
    for name in fact.attributed_to:
        if names and name not in names:
            yield Problem(file="facts.toml", where=where, what=f'attributed_to "{name}" is not among the entities', remedy="add it to [[entities]] in pack.toml")


def _phrasings(files: Files) -> Iterator[Problem]:
    """The same question twice in one entry, or in a fact and a silence."""
    held: dict[str, str] = {}
    silences = {entry.id for entry in files.facts.silences}
    for entry in (*files.facts.silences, *files.facts.facts):
        kind = "silence" if entry.id in silences else "fact"
        for question, count in Counter(" ".join(q.casefold().split()) for q in entry.questions).items():
            if count > 1:
                yield Problem(file="facts.toml", where=f'{kind} "{entry.id}"', what=f'"{question}" stands {count} times', remedy="keep it once")
            if kind == "silence":
                held[question] = entry.id
            elif question in held:
                yield Problem(file="facts.toml", where=f'fact "{entry.id}"', what=f'"{question}" stands under silence "{held[question]}" too', remedy="keep it where it belongs")


def _locales(files: Files) -> Iterator[Problem]:
    facts = {entry.id for entry in files.facts.facts}
    silences = {entry.id for entry in files.facts.silences}
    names = {entity.name for entity in files.pack.entities}
    for code in files.pack.languages:
        if code not in files.locales and code != files.pack.source.language:
            yield Problem(file="pack.toml", where="languages", what=f'"{code}" has no locales/{code}.toml', remedy="add the file or drop the language")
    for code, locale in files.locales.items():
        file = f"locales/{code}.toml"
        if code not in files.pack.languages:
            yield Problem(file=file, what="is a language that pack.toml does not list", remedy="add it to languages")
        for kind, given, known in (("fact", locale.facts, facts), ("silence", locale.silences, silences), ("entity", locale.entities, names)):
            yield from _unknown(file, kind, given, known)


def _unknown(file: str, kind: str, given: Iterable[str], known: set[str]) -> Iterator[Problem]:
    for id_ in given:
        if id_ not in known:
            yield Problem(file=file, where=f'{kind} "{id_}"', what=f"there is no such {kind}", remedy="mend the id or remove the entry")


def _examples(files: Files) -> Iterator[Problem]:
    facts = {entry.id for entry in files.facts.facts}
    turns = [turn for dialog in files.examples.dialogs for turn in dialog.turns]
    for example in (*files.examples.asks, *turns):
        for id_ in example.facts:
            if id_ not in facts:
                yield Problem(file="examples.toml", where=f'"{example.question}"', what=f'there is no fact "{id_}"', remedy="name the id of a fact")
