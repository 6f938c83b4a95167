"""Errors of the knowledge package.

KnowledgeError
├── PackNotFound     no pack of that name, or no folder there
└── PackInvalid      a pack's files hold one or more problems; all of them are listed
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    """One thing that is wrong with a pack, and what to do about it."""

    file: str
    """Path of the file, relative to the pack's folder."""
    where: str = ""
    """The entry it stands in, such as ``fact "troops-count"``; empty for the whole file."""
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}: {self.where}" if self.where else self.file
        return f"{place}: {self.what}; {self.remedy}"


class KnowledgeError(Exception):
    """Base of all errors that this package raises."""


class PackNotFound(KnowledgeError):  # noqa: N818  it says what happened; the base says that it is an error
    """There is no pack of that name; ``available`` lists the ids that there are."""

    def __init__(self, name: str, available: Sequence[str]) -> None:
        self.name = name
        self.available = tuple(available)
        known = ", ".join(self.available) or "none"
        super().__init__(f'no pack "{name}"; give a folder or one of: {known}')


class PackInvalid(KnowledgeError):  # noqa: N818  likewise
    """A pack's files hold problems; ``problems`` lists all of them, sorted by file."""

    def __init__(self, pack: str, problems: Sequence[Problem]) -> None:
        self.pack = pack
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
