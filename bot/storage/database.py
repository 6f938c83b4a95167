"""A database reached through SQLAlchemy Core: its connections, its transactions, and rows by their key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Table, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.storage.protocol import StorageError
from bot.storage.tables import metadata


class Database:
    """SQLite without set-up, another database by its URL."""

    def __init__(self, url: str) -> None:
        address = make_url(url)
        self._engine = create_async_engine(address, pool_pre_ping=True)
        if address.get_backend_name() == "sqlite":
            if address.database:
                Path(address.database).parent.mkdir(parents=True, exist_ok=True)
            event.listen(self._engine.sync_engine, "connect", _write_ahead)

    async def __aenter__(self) -> Self:
        async with self._transaction() as connection:
            await connection.run_sync(metadata.create_all)
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
        try:
            async with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            raise StorageError(type(error).__name__) from error


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


def _write_ahead(connection: Any, _: object) -> None:
    """Lets readers go on while one writes, and waits for a lock instead of failing."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA busy_timeout=2000")
    cursor.close()
