"""A database reached through SQLAlchemy Core: its connections, its transactions, and rows by their key."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import Context
from sqlite3 import (
    SQLITE_BUSY,
    SQLITE_CANTOPEN,
    SQLITE_FULL,
    SQLITE_IOERR,
    SQLITE_LOCKED,
    SQLITE_READONLY,
)
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.address import engine_for
from bot.storage.breaker import Breaker
from bot.storage.migrate import migrate
from bot.storage.protocol import StorageError

logger = logging.getLogger(__name__)

BUSY = ("08", "53", "57")
"""How PostgreSQL's codes begin where a connection broke, it has no room for one, or it starts or stops."""
IN_THE_WAY = (SQLITE_BUSY, SQLITE_LOCKED, SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY)
"""SQLite's codes where something keeps the file from being used, and nothing is wrong with what it holds."""
PRIMARY = 0xFF
"""What of SQLite's codes is the kind; the rest tells it more closely."""
START = 10.0
"""Seconds for which the start waits for the tables; later they are brought up to date beside answering."""


class Database:
    """SQLite without set-up, PostgreSQL by its URL.

    Raises:
        StorageError: if the URL is wrong.
    """

    def __init__(self, url: str) -> None:
        self._engine = engine_for(url)
        self._breaker = Breaker()
        self._migration: asyncio.Task[None] | None = None
        self._open = False
        self._said = ""
        """Why the database cannot be used, as it was logged last."""

    async def __aenter__(self) -> Self:
        try:
            await self._look()
        except BaseException:
            await self._close()
            raise
        self._open = True
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

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
            await asyncio.shield(self._migrating())
            async with self._engine.begin() as connection:
                yield connection
        except BaseException as error:
            # Somebody who stopped waiting is a failure too: a database that hangs raises nothing by itself.
            self._breaker.failed()
            if isinstance(error, StorageError) or not isinstance(error, Exception):
                raise
            raise StorageError(_named(error)) from error
        self._breaker.worked()

    async def _look(self) -> None:
        """Brings the tables up to date; where that must wait, so do they, but not the start."""
        migrating = self._migrating()
        await asyncio.wait({migrating}, timeout=START)
        error = migrating.exception() if migrating.done() else None
        if error is not None and not _passing(error):
            raise StorageError(_first_line(error)) from error
        if error is not None or not migrating.done():
            reason = _first_line(error) if error else f"not ready after {START:g} s"
            logger.error("the database is not reached, going on without it: %s", reason)

    def _migrating(self) -> asyncio.Task[None]:
        """Brings the tables up to date, once; at the first use where the start came too early.

        A task that nobody cancels: an answer that stops waiting for it must not undo what it has done so far.
        """
        task = self._migration
        if task is None or (task.done() and (task.cancelled() or task.exception() is not None)):
            task = asyncio.create_task(migrate(self._engine), context=Context())
            task.add_done_callback(self._tell)
            self._migration = task
        return task

    def _tell(self, migration: asyncio.Task[None]) -> None:
        """Says once why the tables cannot be used at all; at the start, whoever starts is told."""
        error = None if migration.cancelled() else migration.exception()
        if error is None or not self._open or _passing(error):
            return
        reason = _first_line(error)
        if reason != self._said:
            logger.error("the database cannot be used, going on without it: %s", reason)
        self._said = reason

    async def _close(self) -> None:
        if self._migration is not None and not self._migration.done():
            self._migration.cancel()
            await asyncio.wait({self._migration})
        await self._engine.dispose()


def _passing(error: BaseException) -> bool:
    """Whether the database may be there later, as one on the network or on a full disk may."""
    cause = getattr(error, "orig", None) or error
    code: int = getattr(cause, "sqlite_errorcode", None) or 0
    in_the_way = code & PRIMARY in IN_THE_WAY
    return in_the_way or isinstance(cause, OSError) or str(getattr(cause, "sqlstate", "")).startswith(BUSY)


def _first_line(error: BaseException) -> str:
    """What went wrong, without the statement and its values."""
    return str(getattr(error, "orig", None) or error).partition("\n")[0] or type(error).__name__


def _named(error: Exception) -> str:
    """What went wrong, without what was to be stored: a message may hold that, but not the system's own."""
    return (str(error) if isinstance(error, OSError) else "") or type(error).__name__


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
