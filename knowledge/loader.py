"""Reads a pack's folder and verifies it: every problem at once, each with file, entry and remedy."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from knowledge.article import Article
from knowledge.errors import PackInvalid, Problem
from knowledge.form import Place, sift
from knowledge.schema import ExamplesModel, FactsModel, LocaleModel, PackModel
from knowledge.verify import Files, verify

__all__ = ["Files", "check", "load"]

Model = TypeVar("Model", bound=BaseModel)


def load(folder: Path) -> Files:
    """Read a pack's folder; raise PackInvalid with every problem found."""
    if not folder.is_dir():
        remedy = "give the folder that holds pack.toml"
        raise PackInvalid(folder.name, [Problem(file=str(folder), what="is not a folder", remedy=remedy)])
    files, problems = _read(folder)
    if problems:
        raise PackInvalid(folder.name, problems)
    return files


def check(folder: Path) -> tuple[Problem, ...]:
    """Return every problem of a pack, none when it is fine."""
    try:
        load(folder)
    except PackInvalid as error:
        return error.problems
    return ()


def _read(folder: Path) -> tuple[Files, list[Problem]]:
    reader = _Reader(folder=folder)
    if (folder / "locales").exists() and not (folder / "locales").is_dir():
        reader.refuse("locales", "is not a folder", "make it a folder with one file for each language")
    locales = [f"locales/{path.name}" for path in sorted((folder / "locales").glob("*.toml"))]
    files = Files(
        pack=reader.model("pack.toml", PackModel),
        article=Article(reader.article()),
        facts=reader.model("facts.toml", FactsModel),
        locales={Path(name).stem: reader.model(name, LocaleModel) for name in locales},
        examples=reader.model("examples.toml", ExamplesModel, optional=True),
    )
    return files, [*reader.problems, *verify(files, reader.unread)]


@dataclass(frozen=True, kw_only=True)
class _Reader:
    """Reads the files of a folder; a file that cannot be read is blank and noted."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def article(self) -> str:
        text = self.text("article.txt")
        if "\0" in text:
            self.refuse("article.txt", "holds a NUL character", "save it as plain text")
        if not text.strip() and "article.txt" not in self.unread:
            self.refuse("article.txt", "is empty", "paste the article's text")
        return text

    def model(self, name: str, model: type[Model], *, optional: bool = False) -> Model:
        """A file held against its model."""
        data: dict[str, Any] = {}
        missing = optional and not (self.folder / name).exists()
        text = "" if missing else self.text(name)
        try:
            data = tomllib.loads(text)
        except ValueError as error:
            self.refuse(name, f"is not TOML: {error}", "mend that line")
        except RecursionError:
            self.refuse(name, "is not TOML: brackets in brackets in brackets", "close the brackets")
        told: list[Problem] = []
        found = sift(model, data, Place(file=name, problems=told))
        if name not in self.unread:
            self.problems.extend(told)
        return found

    def text(self, name: str) -> str:
        """The text of a file; an empty one and a problem where it cannot be read."""
        try:
            return (self.folder / name).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            self.refuse(name, f"is not UTF-8 (byte {error.start})", "save the file as UTF-8")
        except FileNotFoundError:
            self.refuse(name, "is missing", "add the file to the pack's folder")
        except IsADirectoryError:
            self.refuse(name, "is a folder", "put a text file of that name in its place")
        except OSError as error:
            self.refuse(name, f"cannot be read ({error.strerror})", "mend the file or its permissions")
        return ""

    def refuse(self, name: str, what: str, remedy: str) -> None:
        """Note a file that is left unread."""
        self.unread.add(name)
        self.problems.append(Problem(file=name, what=what, remedy=remedy))
