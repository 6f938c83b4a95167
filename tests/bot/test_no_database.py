"""A database that is not reached: the store opens all the same, and works once it is there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from postgres import Postgres
from sqlalchemy import text
from storage_contract import SENT
from talking import Talk
from updates import GROUP

from bot import memory
from bot.storage import SqlStore, StorageError, breaker
from bot.storage.address import CONNECTING
from knowledge import Fact


@dataclass
class Silence:
    """A server that takes connections and never says anything."""

    url: str = ""
    connections: list[asyncio.StreamWriter] = field(default_factory=list)


@asynccontextmanager
async def silence() -> AsyncIterator[Silence]:
    """One on a free port of loopback."""
    silent = Silence()

    async def take(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        silent.connections.append(writer)

    async with await asyncio.start_server(take, "127.0.0.1") as server:
        port = server.sockets[0].getsockname()[1]
        silent.url = f"postgresql://verbatim@127.0.0.1:{port}/verbatim"
        yield silent
        for writer in silent.connections:
            writer.close()


async def use(talk: Talk, store: SqlStore) -> None:
    """Puts another store in the place of a running bot's own."""
    await talk.services.store.__aexit__(None, None, None)
    object.__setattr__(talk.services, "store", store)


async def ask(talk: Talk, fact: Fact) -> str:
    """What the bot answers to a question, as an update is taken up."""
    memory.begin()
    said: str = (await talk.reply(f"/ask {fact.questions['en'][0]}", chat=GROUP))["text"]
    return said


async def test_a_database_that_never_answers_costs_no_answer_and_is_left_alone(
    talk: Talk, fact: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "PATIENCE", timedelta(milliseconds=5))
    monkeypatch.setattr(memory, "WRITING", timedelta(milliseconds=5))
    monkeypatch.setitem(CONNECTING, "timeout", 0.05)
    monkeypatch.setattr(breaker, "REST", 1000)
    monkeypatch.setattr(breaker, "LONG", 0)
    async with silence() as silent, SqlStore(silent.url) as store:
        await use(talk, store)
        for _ in range(breaker.FEW):
            assert fact.quote in await ask(talk, fact)
        reached = len(silent.connections)
        assert fact.quote in await ask(talk, fact)
        assert len(silent.connections) == reached > 0


async def test_a_database_whose_tables_are_locked_costs_no_answer(
    talk: Talk, fact: Fact, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "WRITING", timedelta(milliseconds=50))
    monkeypatch.setattr(breaker, "REST", 0)
    url = postgres.database()
    async with SqlStore(url) as store, SqlStore(url) as other:
        await use(talk, store)
        async with other._transaction() as connection:
            await connection.execute(text("LOCK TABLE answers, questions, chats"))
            monkeypatch.setattr(memory, "PATIENCE", timedelta(milliseconds=50))
            assert fact.quote in await ask(talk, fact)
        monkeypatch.setattr(memory, "PATIENCE", timedelta(seconds=10))
        monkeypatch.setattr(memory, "WRITING", timedelta(seconds=10))
        assert fact.quote in await ask(talk, fact)
        assert await store.forget(talk.place().asker, "") == 2


async def test_a_database_without_room_at_the_start_is_used_once_it_has_some(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breaker, "REST", 0)
    url = postgres.database()
    async with SqlStore(url) as owner:

        async def do(statement: str) -> None:
            async with owner._transaction() as connection:
                await connection.execute(text(statement))

        await do("CREATE ROLE crowded LOGIN IN ROLE verbatim CONNECTION LIMIT 0")
        async with SqlStore(url.replace("verbatim@", "crowded@")) as store:
            with pytest.raises(StorageError):
                await store.keep_sent(SENT)
            await do("ALTER ROLE crowded CONNECTION LIMIT 5")
            await store.keep_sent(SENT)
        assert await owner.sent_as("-1", 11) == SENT
        await do("DROP ROLE crowded")


async def test_a_database_that_is_down_is_used_once_it_is_up(
    own_postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breaker, "REST", 0)
    url = own_postgres.database()
    own_postgres.stop("immediate")
    async with SqlStore(url) as store:
        with pytest.raises(StorageError):
            await store.keep_sent(SENT)
        own_postgres.start()
        await store.keep_sent(SENT)
        own_postgres.stop("immediate")
        with pytest.raises(StorageError):
            await store.sent_as("-1", 11)
        own_postgres.start()
        assert await store.sent_as("-1", 11) == SENT
