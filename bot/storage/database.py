"""A database reached through SQLAlchemy Core: its connections, its transactions, and rows by their key."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.address import engine_for
from bot.storage.breaker import Breaker
from bot.storage.migrate import migrate
from bot.storage.protocol import StorageError

logger = logging.getLogger(__name__)

BUSY = ("08", "53", "57")
"""How PostgreSQL's codes begin where a connection broke, it has no room for one, or it starts or stops."""


class Database:
    """SQLite without set-up, PostgreSQL by its URL.

    Raises:
        StorageError: if the URL is wrong.
    """

    def __init__(self, url: str) -> None:
        self._engine = engine_for(url)
        self._breaker = Breaker()
        self._migrated = False
        self._migrating = asyncio.Lock()

    async def __aenter__(self) -> Self:
        try:
            await self._migrate()
        except (SQLAlchemyError, OSError) as error:
            if not _passing(error):
                await self._engine.dispose()
                raise StorageError(_first_line(error)) from error
            logger.error("the database is not reached, going on without it: %s", _first_line(error))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._engine.dispose()

    async def ping(self) -> None:
        async with self._transaction() as connection:
            await connection.execute(text("SELECT 1"))

    async def _upsert(self, table: Table, values: dict[str, Any]) -> None:
        async with self._transaction() as connection:
            await put(connection, table, values)

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncConnection]:
        if self._breaker.open:
            raise StorageError("not reached a moment ago")
        try:
            await self._migrate()
            async with self._engine.begin() as connection:
                yield connection
        except BaseException as error:
            # Somebody who stopped waiting is a failure too: a database that hangs raises nothing by itself.
            self._breaker.failed()
            if isinstance(error, OSError):
                raise StorageError(str(error) or type(error).__name__) from error
            if isinstance(error, SQLAlchemyError):  # whose message may hold what was to be stored
                raise StorageError(type(error).__name__) from error
            raise
        self._breaker.worked()

    async def _migrate(self) -> None:
        """Brings the tables up to date, once; at the first use where the start came too early."""
        async with self._migrating:
            if not self._migrated:
                await migrate(self._engine)
                self._migrated = True


def _passing(error: SQLAlchemyError | OSError) -> bool:
    """Whether the database may be there later, as one on the network may."""
    cause = getattr(error, "orig", None) or error
    return isinstance(cause, OSError) or str(getattr(cause, "sqlstate", "")).startswith(BUSY)


def _first_line(error: SQLAlchemyError | OSError) -> str:
    """What went wrong, without the statement and its values."""
    return str(getattr(error, "orig", None) or error).partition("\n")[0] or type(error).__name__


def insert(connection: AsyncConnection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT in the words of the connection's database, for what goes beyond the standard."""
    postgres = connection.dialect.name == "postgresql"
    return postgresql.insert(table) if postgres else sqlite.insert(table)


async def put(connection: AsyncConnection, table: Table, values: dict[str, Any]) -> None:
    """Inserts a row or replaces the one with its key."""
    keys = [column.name for column in table.primary_key]
    others = {name: value for name, value in values.items() if name not in keys}
    await connection.execute(
        insert(connection, table).values(values).on_conflict_do_update(index_elements=keys, set_=others)
    )
