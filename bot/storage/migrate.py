"""Brings a database's tables up to date, one process at a time."""

from __future__ import annotations

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import address
from bot.storage.protocol import StorageError

FOLDER = Path(__file__).parent / "migrations"
QUEUE = 5
"""Seconds for which another's migration on SQLite is waited for, each time that it is tried."""
LATER = "its tables are of a later release: install that one again, or put a backup from before it in place"
LOCK = 0x7665726261
"""Number of the lock on PostgreSQL; any one that no other program on that database uses."""


async def migrate(engine: AsyncEngine) -> None:
    """Applies what migrations are missing, all of them or none.

    Raises:
        StorageError: if the tables are of a later release.
    """
    async with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # Python's driver begins no transaction before it alters tables; this one also locks others out.
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.exec_driver_sql(f"PRAGMA busy_timeout={1000 * QUEUE}")
            await connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})
        await connection.run_sync(_upgrade)
        await connection.commit()
        if engine.dialect.name == "sqlite":
            await connection.exec_driver_sql(f"PRAGMA busy_timeout={1000 * address.PATIENCE}")


def _upgrade(connection: Connection) -> None:
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of every start
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {each.revision for each in ScriptDirectory.from_config(config).walk_revisions()}
    if not known.issuperset(MigrationContext.configure(connection).get_current_heads()):
        raise StorageError(LATER)
    command.upgrade(config, "head")
