"""All commands, and how a run of one of them ends."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.cli import announce, ask, chat, data, doctor, pack, run
from bot.cli.options import FAULTY, WRONG_USE, Places
from knowledge import KnowledgeError, PackInvalid, PackNotFound

HELP = """Answer questions about a news event in the article's own words, or say that it does not say.

\b
Examples:
  verbatim ask "How many peacekeepers were sent?"
  verbatim ask "how many wonded" --why
  verbatim chat
  verbatim pack check my-story
  VERBATIM_TOKEN=123:abc verbatim run
  verbatim doctor
"""

app = typer.Typer(
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("ask", help=ask.HELP)(ask.ask)
app.command("chat", help=chat.HELP)(chat.chat)
app.add_typer(pack.app, name="pack")
data.app.command("announce", help=announce.HELP)(announce.announce)
app.add_typer(data.app, name="data")
app.command("run", help=run.HELP)(run.run)
app.command("doctor", help=doctor.HELP)(doctor.doctor)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415  costs 20 ms that only --version needs

        typer.echo(f"verbatim {version('verbatim-bot')}")
        raise typer.Exit


@app.callback()
def _settings(
    context: typer.Context,
    packs: Annotated[str, typer.Option(envvar="VERBATIM_PACKS", hidden=True)] = "",
    cache: Annotated[Path | None, typer.Option(envvar="VERBATIM_CACHE", hidden=True)] = None,
    _shown: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Take the settings that commands share; pydantic, which reads the others, is too slow for asking."""
    context.obj = Places.of(packs, cache)


def main() -> None:
    """Run the command line and exit; what is wrong with the input is said in plain lines."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a character shows "?" in its place
            stream.reconfigure(errors="replace")
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _leave_quietly()
    except PackNotFound as error:
        _fail([str(error)], WRONG_USE)
    except PackInvalid as error:
        _fail([f"{error.pack}/{problem}" for problem in error.problems], FAULTY)
    except KnowledgeError as error:
        _fail([str(error)], FAULTY)
    except OSError as error:  # a file that may not be read, a full disk
        _fail([f"{error.filename or 'verbatim'}: {error.strerror or error}"], FAULTY)


def _fail(lines: list[str], status: int) -> NoReturn:
    typer.echo("\n".join(lines), err=True)
    sys.exit(status)


def _leave_quietly() -> NoReturn:
    """End where nobody reads the output any more; without this Python complains when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(FAULTY)
