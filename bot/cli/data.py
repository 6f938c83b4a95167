"""``verbatim data``: what is stored of people, and the updates that were given up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.cli import options

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.storage import DeadLetter, Keys, SqlStore

ERASE = """Erase all that is stored of one person, as /forget does for whoever sends it.

ID is the person's number in Telegram. The bot may be running. The number of rows is printed, and the
exit status is 0 also if there were none.

\b
Example:
  verbatim data erase --person 123456789
"""
DEAD_LETTERS = """List the updates that were given up, latest first: when, which, and what went wrong.

\b
Example:
  verbatim data dead-letters
"""
T = TypeVar("T")
PersonOption = Annotated[
    int, typer.Option("--person", metavar="ID", help="Number of the person in Telegram.", show_default=False)
]

app = typer.Typer(help="See to what is stored.", no_args_is_help=True, rich_markup_mode=None)


@app.command("erase", help=ERASE)
def erase(person: PersonOption) -> None:
    """Erase one person's rows and say how many there were."""

    async def erased(store: SqlStore, settings: Settings) -> int:
        keys = keys_of(settings)
        # A number below zero is a channel that speaks as a person, and has no private chat.
        return await store.forget(keys.person(person), keys.chat(person) if person > 0 else "")

    rows = with_store(erased)
    typer.echo(f"Erased: {rows} {'row' if rows == 1 else 'rows'}.")


@app.command("dead-letters", help=DEAD_LETTERS)
def dead_letters() -> None:
    """Print one line for each."""

    async def letters(store: SqlStore, _: Settings) -> list[DeadLetter]:
        return await store.dead_letters()

    for letter in with_store(letters):
        typer.echo(f"{letter.at:%Y-%m-%d %H:%M:%S}  {letter.update}  {letter.kind}: {letter.message}")


def with_store(action: Callable[[SqlStore, Settings], Awaitable[T]]) -> T:
    """What an action on this installation's store gives; what keeps it from being reached is told."""
    import asyncio  # noqa: PLC0415  the other commands do without
    import logging  # noqa: PLC0415  likewise

    from bot.settings import SettingsError  # noqa: PLC0415  nor need they pydantic
    from bot.storage import StorageError  # noqa: PLC0415  nor SQLAlchemy

    logging.getLogger().addHandler(logging.NullHandler())  # what is logged meanwhile is for the bot's log
    try:
        return asyncio.run(_act(action))
    except SettingsError as error:
        typer.echo(error, err=True)
        raise typer.Exit(options.WRONG_USE) from None
    except StorageError as error:
        typer.echo(f"The database cannot be used: {error}. Compare VERBATIM_DATABASE_URL.", err=True)
        raise typer.Exit(options.FAULTY) from None


async def _act(action: Callable[[SqlStore, Settings], Awaitable[T]]) -> T:
    from bot.settings import read  # noqa: PLC0415  see above
    from bot.storage import SqlStore, StorageError  # noqa: PLC0415  see above
    from bot.storage.address import missing_file  # noqa: PLC0415  see above

    settings = read()
    url = settings.database_url.get_secret_value()
    if file := missing_file(url):
        raise StorageError(f"{file} does not exist")
    async with SqlStore(url) as store:
        return await action(store, settings)


def keys_of(settings: Settings) -> Keys:
    """The keys under which this installation stores people; none are made, under which nothing is stored."""
    from bot.settings import SettingsError  # noqa: PLC0415  see above
    from bot.storage import Keys, kept_in  # noqa: PLC0415  see above

    if settings.data_key is not None:
        return Keys(settings.data_key.get_secret_value())
    file = settings.data_folder / "key"
    if not file.exists():
        remedy = "set VERBATIM_DATA_FOLDER or VERBATIM_DATA_KEY as the bot has them"
        raise SettingsError(f"{file}: no key of the hashes that stand for people: {remedy}.")
    return Keys(kept_in(file))
