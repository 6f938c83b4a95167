"""``verbatim data announce``: a correction, told to the private chats whose ids are kept for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import options
from bot.cli.data import keys_of, with_store

if TYPE_CHECKING:
    from bot.announcing import Announced
    from bot.settings import Settings
    from bot.storage import SqlStore

HELP = """Send a text, such as a correction, to the private chats that asked the bot.

These are the chats whose ids are stored since VERBATIM_ANNOUNCEMENTS was switched on. Without --send
nothing is sent, and the number of chats is printed. The bot may be running; what is sent here counts
by itself against VERBATIM_RATE. The exit status is 1 if the text could not be sent to some chat.

\b
Examples:
  verbatim data announce "Correction: the article now says 225 killed."
  verbatim data announce "Correction: the article now says 225 killed." --send
"""
MESSAGE_LIMIT = 4096
"""UTF-16 units of one message."""


def announce(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to send.", show_default=False)],
    send: Annotated[bool, typer.Option("--send", help="Send it.")] = False,
) -> None:
    """Count the chats, or send the text to them and say what became of it."""
    if not 0 < len(text.strip().encode("utf-16-le", "replace")) // 2 <= MESSAGE_LIMIT:
        raise typer.BadParameter(f"give a text of at most {MESSAGE_LIMIT} characters")
    done = with_store(lambda store, settings: _announced(text.strip(), store, settings, send=send))
    if isinstance(done, int):
        typer.echo(f"Private chats that would get it: {done}. Nothing was sent; --send sends it.")
        return
    typer.echo(f"Sent: {done.sent}. Gone: {done.gone}. Not sent: {done.failed}.")
    if done.failed:
        raise typer.Exit(options.FAULTY)


async def _announced(text: str, store: SqlStore, settings: Settings, *, send: bool) -> Announced | int:
    """What became of an announcement, or how many chats it would go to."""
    from bot.settings import SettingsError  # noqa: PLC0415  the other commands need no pydantic

    if not settings.announcements:
        raise SettingsError("VERBATIM_ANNOUNCEMENTS is off, so no chat's id is stored: set it for the bot.")
    keys = keys_of(settings)
    if not send:
        return len(await store.addresses())
    from bot.announcing import announce  # noqa: PLC0415  Telegram's library takes a second to import

    return await announce(text, settings, store, keys)
