"""``verbatim run``: the Telegram bot."""

from __future__ import annotations

import typer

from bot.cli.options import WRONG_USE

HELP = """Run the Telegram bot until it is stopped with Ctrl-C.

Its settings come from the environment; VERBATIM_TOKEN, which @BotFather gives, is required.

\b
Example:
  VERBATIM_TOKEN=123:abc verbatim run
"""


def run() -> None:
    """Read the settings and hand over to the bot."""
    from bot.settings import SettingsError, read  # noqa: PLC0415  the other commands need no pydantic

    try:
        settings = read()
        settings.require_token()
    except SettingsError as error:
        typer.echo(error, err=True)
        raise typer.Exit(WRONG_USE) from None
    from bot.delivery import run  # noqa: PLC0415  Telegram's library takes a second to import

    raise typer.Exit(run(settings))
