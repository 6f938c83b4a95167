"""Where the database is, as people write it, and how it is connected to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from sqlite3 import SQLITE_BUSY, SQLITE_LOCKED
from time import monotonic
from typing import Any

import aiosqlite
from sqlalchemy import AdaptedConnection, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage.protocol import StorageError

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}
"""By the name that people write: the driver that is used."""
POOL = {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 10, "pool_timeout": 5}
ONE_BY_ONE = {"pool_size": 1, "max_overflow": 0}
PATIENCE = 2
"""Seconds for which SQLite waits for another's lock."""
CONNECTING = {"timeout": 5, "command_timeout": 30}
"""Seconds until a connection or a command to PostgreSQL is given up."""


def engine_for(url: str) -> AsyncEngine:
    """An engine that has not connected yet; SQLite's file is made, for its owner's eyes only.

    Raises:
        StorageError: if the URL is none, or its driver is not installed; never quotes the URL.
        OSError: if something else stands where SQLite's folder should be.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    try:
        return create_async_engine(address, connect_args=CONNECTING, **POOL)
    except ModuleNotFoundError as error:
        remedy = 'pip install "verbatim-bot[postgres]"'
        raise StorageError(f"the driver {error.name} is not installed: {remedy}") from error


def missing_file(url: str) -> Path | None:
    """The file of a SQLite database that does not exist yet; None where there is one, or another database.

    Raises:
        StorageError: if the URL is none.
    """
    address = _address(url)
    in_file = address.get_backend_name() == "sqlite" and address.database
    file = Path(address.database or "")
    return file if in_file and not file.exists() else None


def _address(url: str) -> URL:
    try:
        address = make_url(url)
        name = address.get_backend_name()
        if name not in DRIVERS:
            raise StorageError("only sqlite:// and postgresql:// are known")
    except (ArgumentError, NoSuchModuleError):
        raise StorageError("it has not the form postgresql://user:password@host/database") from None
    query: dict[str, Any] = dict(address.query)
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")  # as asyncpg calls what every other program calls sslmode
    return address.set(drivername=DRIVERS[name], query=query)


def _sqlite(address: URL) -> AsyncEngine:
    in_memory = address.database in (None, "", ":memory:")
    # Side by side, transactions would wait for SQLite's one lock by sleeping, some for more than a second.
    engine = create_async_engine(address, **({} if in_memory else ONE_BY_ONE))
    if address.database and not in_memory and "uri" not in address.query:
        make = partial(_make, Path(address.database))
        event.listen(engine.sync_engine, "do_connect", make)
        # Where a folder is meant and a file stands, no time mends that: then it is told at once.
        _unless_it_may_pass(make)
    event.listen(engine.sync_engine, "connect", _prepare)
    return engine


def _unless_it_may_pass(make: Callable[[], None]) -> None:
    try:
        make()
    except (NotADirectoryError, FileExistsError):
        raise
    except OSError:
        return


def _make(file: Path, *_: object) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        # What readers asked is for nobody else on this machine; the files beside it follow this one.
        file.touch(mode=0o600)


def _prepare(connection: AdaptedConnection, _: object) -> None:
    connection.run_async(_write_ahead)


async def _write_ahead(connection: aiosqlite.Connection) -> None:
    """Waits for a lock instead of failing, and lets readers go on while one writes."""
    await connection.execute(f"PRAGMA busy_timeout={1000 * PATIENCE}")
    await connection.execute("PRAGMA synchronous=NORMAL")
    # The mode is changed once in the life of a file, and SQLite does not always wait then: of several
    # programs that open a new file together, it tells some at once that it is locked.
    until = monotonic() + PATIENCE
    while True:
        try:
            await connection.execute("PRAGMA journal_mode=WAL")
            return
        except aiosqlite.OperationalError as error:
            if error.sqlite_errorcode not in (SQLITE_BUSY, SQLITE_LOCKED) or monotonic() > until:
                raise
            await asyncio.sleep(0.01)
