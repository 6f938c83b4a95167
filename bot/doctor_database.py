"""Whether the database can be reached and is as this release needs it."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from sqlalchemy import URL, inspect, make_url
from sqlalchemy.exc import ArgumentError, InvalidRequestError, SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.doctor import Finding, fault, fine, hint
from bot.settings import Settings
from bot.storage.tables import metadata

SUBJECT = "database"
PATIENCE = 5.0
"""Seconds for reaching the database."""
ADDRESS = "Set VERBATIM_DATABASE_URL as in postgresql+asyncpg://user:password@host/name, or not at all."
SERVER = "Start the database, or correct VERBATIM_DATABASE_URL: host, port, name, user and password."
FILE = "Put a backup in its place, or move it away to begin anew."


async def examine(settings: Settings) -> Finding:
    """Reaches the database without making or changing anything there."""
    try:
        address = make_url(settings.database_url.get_secret_value())
        file = Path(address.database) if _is_file(address) and address.database else None
        if file is not None and not file.exists():
            return fine(SUBJECT, f"{file}: made at the first start")
        async with asyncio.timeout(PATIENCE):
            there = await _tables(address)
    except (ArgumentError, InvalidRequestError, ImportError) as error:
        # An address that cannot be read may be quoted in the error, with its password.
        return fault(SUBJECT, f"the address cannot be used ({type(error).__name__})", ADDRESS)
    except (SQLAlchemyError, OSError) as error:
        remedy = FILE if _is_file(address) else SERVER
        return fault(SUBJECT, f"{_shown(address)}: not to be used ({_reason(error)})", remedy)
    if file is not None and not os.access(file, os.W_OK):
        return fault(SUBJECT, f"{file}: cannot be written", "Give its owner the right to write.")
    return _state(address, there)


def _state(address: URL, there: set[str]) -> Finding:
    if missing := metadata.tables.keys() - there:
        what = f"{_shown(address)}: reached, without {', '.join(sorted(missing))}"
        return hint(
            SUBJECT, what, 'Nothing to do: "verbatim run" brings its tables up to date when it starts.'
        )
    return fine(SUBJECT, f"{_shown(address)}: reached, up to date")


async def _tables(address: URL) -> set[str]:
    engine = create_async_engine(address, hide_parameters=True)
    try:
        async with engine.connect() as connection:
            return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))
    finally:
        await engine.dispose()


def _is_file(address: URL) -> bool:
    return address.get_backend_name() == "sqlite"


def _shown(address: URL) -> str:
    return address.render_as_string(hide_password=True)


def _reason(error: SQLAlchemyError | OSError) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).partition("\n")[0] or type(cause).__name__
