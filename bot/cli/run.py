"""``verbatim run``: the Telegram bot."""

from __future__ import annotations

import typer

from bot.cli.options import WRONG_USE
from knowledge import KnowledgeError

CRASHED = 70
"""Exit status after an error of the program itself, as sysexits.h has it."""
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

    try:
        status = run(settings)
    except KnowledgeError:
        raise
    except Exception:
        import logging  # noqa: PLC0415  the other commands do without

        # Python's own traceback would show what the log hides: an error may carry the token.
        logging.getLogger(__name__).critical("Verbatim ended because of an error", exc_info=True)
        status = CRASHED
    raise typer.Exit(status)
