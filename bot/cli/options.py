"""The options that several commands share, and the pack that they choose."""

from __future__ import annotations

import os
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
PacksOption = Annotated[
    str,
    typer.Option(
        "--packs",
        envvar="VERBATIM_PACKS",
        metavar="FOLDERS",
        help=f'Extra pack folders, separated by "{os.pathsep}".',
        show_default=False,
    ),
]
WhyOption = Annotated[bool, typer.Option("--why", help="Show what the decision rests on.")]


def library(packs: str) -> Library:
    """The packs that travel with the program, and those of the extra folders."""
    return Library.open(tuple(Path(folder) for folder in packs.split(os.pathsep) if folder))


def chosen(pack: str, packs: str) -> Pack:
    """The pack of that id or folder, or the first one.

    Raises:
        PackNotFound: if there is no such pack.
        PackInvalid: with every problem of its files.
    """
    held = library(packs)
    return held.pack(pack) if pack else held.default
