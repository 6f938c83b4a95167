"""Whether the database can be reached and is as this release needs it."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.doctor import Finding, fault, fine, hint
from bot.settings import Settings
from bot.storage import StorageError
from bot.storage.address import engine_for
from bot.storage.migrate import FOLDER

SUBJECT = "database"
PATIENCE = 5.0
"""Seconds for reaching the database."""
ADDRESS = "Correct VERBATIM_DATABASE_URL; without it, a SQLite file in the data folder is used."
SERVER = "Start the database, or correct VERBATIM_DATABASE_URL: host, port, name, user and password."
FILE = "Put a backup in its place, or move it away to begin anew."


async def examine(settings: Settings) -> Finding:
    """Reaches the database without making or altering anything there."""
    given = settings.database_url.get_secret_value()
    file = _file(given)
    if file is not None and not file.exists():
        return fine(SUBJECT, f"{file}: made at the first start")
    try:
        engine = engine_for(given)
    except StorageError as error:
        return fault(SUBJECT, f"the address cannot be used: {error}", ADDRESS)
    if file is not None and not os.access(file, os.W_OK):
        return fault(SUBJECT, f"{file}: cannot be written", "Give its owner the right to write.")
    try:
        async with asyncio.timeout(PATIENCE):
            return _state(engine.url, await _revision(engine))
    except Exception as error:  # drivers raise errors of their own too
        what = f"{_shown(engine.url)}: not to be used ({_reason(error)})"
        return fault(SUBJECT, what, SERVER if file is None else FILE)
    finally:
        await engine.dispose()


async def _revision(engine: AsyncEngine) -> str | None:
    """How far the tables were migrated; None if not at all."""
    async with engine.connect() as connection:
        return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())


def _state(address: URL, revision: str | None) -> Finding:
    known = [each.revision for each in ScriptDirectory(str(FOLDER)).walk_revisions()]
    if revision == known[0]:
        return fine(SUBJECT, f"{_shown(address)}: reached, up to date")
    if revision is None or revision in known:
        remedy = 'Nothing to do: "verbatim run" brings its tables up to date when it starts.'
        return hint(SUBJECT, f"{_shown(address)}: reached, of an earlier release", remedy)
    remedy = "Install that release again, or put a backup from before it in its place."
    return fault(SUBJECT, f"{_shown(address)}: reached, of a later release", remedy)


def _file(given: str) -> Path | None:
    """The file of a SQLite database; None for another one."""
    try:
        address = make_url(given)
    except ArgumentError:
        return None
    return Path(address.database) if address.drivername.startswith("sqlite") and address.database else None


def _shown(address: URL) -> str:
    return address.render_as_string(hide_password=True)


def _reason(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).partition("\n")[0] or type(cause).__name__
