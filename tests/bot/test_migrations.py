"""Tables are made, and brought up to date, when the store is opened."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from storage_contract import NOON, SENT

from bot.storage import Chat, Claim, SqlStore, StorageError
from bot.storage.address import engine_for
from bot.storage.tables import metadata

FIRST = Path(__file__).with_name("first_tables.sql").read_text(encoding="utf-8")


async def make_first_tables(url: str) -> None:
    """What 0.1.0 leaves behind."""
    engine = engine_for(url)
    statements = FIRST
    if engine.dialect.name == "sqlite":
        statements = FIRST.replace("TIMESTAMP WITH TIME ZONE", "DATETIME").replace("+00'", "'")
    async with engine.begin() as connection:
        for statement in filter(str.strip, statements.split(";")):
            await connection.execute(text(statement.replace(":", "\\:")))
    await engine.dispose()


def differences(connection: Connection) -> object:
    """Between the tables that are there and those that the code has."""
    return compare_metadata(MigrationContext.configure(connection), metadata)


async def test_the_migrations_make_the_tables_that_the_code_has(database: str) -> None:
    async with SqlStore(database) as store, store._transaction() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_database_of_the_first_release_keeps_its_rows(database: str) -> None:
    await make_first_tables(database)
    async with SqlStore(database) as store:
        assert await store.chat("-1") == Chat(language="ru", comments=True, introduced=True)
        assert await store.sent_as("-1", 11) == SENT
        assert await store.count("ann", now=datetime(1970, 1, 1, tzinfo=UTC), span=timedelta(minutes=1)) == 4
        assert await store.claim(7, "a", now=NOON, lease=timedelta(minutes=1)) is Claim.OURS
        assert await store.forget("ann", "") == 2
        async with store._transaction() as connection:
            assert await connection.run_sync(differences) == []


async def test_several_may_open_the_same_new_database_at_once(database: str) -> None:
    async with AsyncExitStack() as stack:
        stores = [SqlStore(database) for _ in range(4)]
        await asyncio.gather(*(stack.enter_async_context(store) for store in stores))
        await asyncio.gather(*(store.change_chat("-1", gone=True) for store in stores))


async def test_a_new_file_that_another_program_is_writing_to_is_waited_for(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "new.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.1, other.rollback)
    async with SqlStore(f"sqlite:///{tmp_path}/new.db") as store:
        assert not other.in_transaction
        await store.change_chat("-1", gone=True)
    other.close()


async def test_a_migration_that_fails_leaves_everything_as_it_was(database: str) -> None:
    engine = engine_for(database)
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE questions (mine INTEGER)"))
    with pytest.raises(StorageError, match="questions"):
        await SqlStore(database).__aenter__()
    async with engine.connect() as connection:
        tables = await connection.run_sync(engine.dialect.get_table_names)
    await engine.dispose()
    assert tables == ["questions"]
