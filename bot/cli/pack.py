"""``verbatim pack``: check a story's folder, and build what travels with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import options
from knowledge import PackInvalid, library

if TYPE_CHECKING:
    from knowledge.loader import Files
    from knowledge.schema import FactLocale, FactModel, SilenceLocale, SilenceModel

CHECK = """Verify a story's folder and list every problem, one line each.

Without FOLDER, the packs that travel with the program and those of VERBATIM_PACKS are checked.
The exit status is 1 if there is any problem.

\b
Example:
  verbatim pack check my-story
"""
BUILD = """Learn from a story's folder now, and write the compiled file that travels beside it.

\b
Example:
  verbatim pack build my-story
"""
FOLDER = typer.Argument(
    exists=True,
    file_okay=False,
    metavar="FOLDER",
    help="The folder that holds pack.toml.",
    show_default=False,
)

app = typer.Typer(
    help="Check and build the folders that stories live in.", no_args_is_help=True, rich_markup_mode=None
)


@app.command("check", help=CHECK)
def check(context: typer.Context, folder: Annotated[Path | None, FOLDER] = None) -> None:
    """Print every problem, or one line of counts for each pack that has none."""
    folders = [folder] if folder else options.library(context).folders.values()
    fine = [_report(each) for each in folders]
    raise typer.Exit(0 if all(fine) else options.FAULTY)


@app.command("build", help=BUILD)
def build(folder: Annotated[Path, FOLDER]) -> None:
    """Write the compiled file and name the version that it holds."""
    pack = library.build(folder)
    typer.echo(f"{pack.id}: built version {pack.version}")


def _report(folder: Path) -> bool:
    """Print what a check of one folder found; True if it is fine."""
    from knowledge.loader import load  # noqa: PLC0415  reading needs pydantic, asking does not

    try:
        typer.echo(_counts(load(folder)))
    except PackInvalid as error:
        typer.echo("\n".join(f"{folder}/{problem}" for problem in error.problems))
        return False
    return True


def _counts(files: Files) -> str:
    """A pack's id and what it holds, in one line."""
    facts, silences = files.facts.facts, files.facts.silences
    entries: list[FactModel | SilenceModel | FactLocale | SilenceLocale] = [*facts, *silences]
    for locale in files.locales.values():
        entries += [*locale.facts.values(), *locale.silences.values()]
    phrasings = sum(len(entry.questions) for entry in entries)
    held = [_number(len(facts), "fact"), _number(len(silences), "silence"), _number(phrasings, "phrasing")]
    return f"{files.pack.id}: {', '.join(held)} in {', '.join(files.pack.languages)}; no problems"


def _number(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
