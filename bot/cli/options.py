"""What several commands share: their options, exit statuses, and where the packs are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from knowledge import Library, Pack

FAULTY = 1
"""Exit status where a pack's files hold problems."""
WRONG_USE = 2
"""Exit status where the command itself is wrong, as typer has it too."""

PackOption = Annotated[
    str,
    typer.Option(
        "--pack",
        envvar="VERBATIM_PACK",
        metavar="ID_OR_FOLDER",
        help="The pack that answers, by its id or its folder; the last one added unless given.",
        show_default=False,
    ),
]
WhyOption = Annotated[bool, typer.Option("--why", help="Show what the decision rests on.")]


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where packs are found, and where what is learned from them is kept."""

    folders: tuple[Path, ...]
    cache: Path | None = None

    @classmethod
    def of(cls, packs: str, cache: Path | None) -> Places:
        """Read the extra folders from one string, as the environment gives them."""
        return cls(folders=tuple(Path(each) for each in packs.split(os.pathsep) if each), cache=cache)

    def library(self) -> Library:
        """The packs that travel with the program, and those of the extra folders."""
        return Library.open(self.folders, cache=self.cache)


def library(context: typer.Context) -> Library:
    """The packs at hand for a command."""
    places: Places = context.obj
    return places.library()


def chosen(context: typer.Context, pack: str) -> Pack:
    """The pack of that id or folder, or the last one added.

    Raises:
        PackNotFound: if there is no such pack.
        PackInvalid: with every problem of its files.
    """
    held = library(context)
    return held.pack(pack) if pack else held.default
