"""The store on SQLAlchemy Core: SQLite without set-up, another database by its URL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, Table, delete, event, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.storage.protocol import Chat, Feedback, Place, Sent, StorageError
from bot.storage.rows import chat_row, chat_value, facts_text, feedback_row, sent_row, sent_value
from bot.storage.tables import answers, chats, feedback, limits, metadata


class SqlStore:
    """Keeps what the bot remembers in a database."""

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

    async def chat(self, chat: str) -> Chat:
        row = await self._first(chats, chats.c.chat == chat)
        return chat_value(row) if row else Chat()

    async def keep_chat(self, chat: str, settings: Chat) -> None:
        await self._upsert(chats, chat_row(chat, settings))

    async def migrate(self, old: str, new: str) -> None:
        async with self._transaction() as connection:
            await connection.execute(delete(chats).where(chats.c.chat == new))
            await connection.execute(update(chats).where(chats.c.chat == old).values(chat=new))
            for table in (answers, feedback):
                # A supergroup counts its messages anew: below zero no old one is taken for a new one.
                moved = {"chat": new, "message": -table.c.message}
                await connection.execute(update(table).where(table.c.chat == old).values(moved))

    async def keep_sent(self, sent: Sent) -> None:
        await self._upsert(answers, sent_row(sent))

    async def sent_as(self, chat: str, message: int) -> Sent | None:
        return await self._sent(answers.c.chat == chat, answers.c.message == message)

    async def sent_to(self, chat: str, question: int) -> Sent | None:
        return await self._sent(answers.c.chat == chat, answers.c.question == question)

    async def last_sent(self, place: Place, *, after: datetime, before: datetime) -> Sent | None:
        return await self._sent(
            answers.c.chat == place.chat,
            answers.c.topic == place.topic,
            answers.c.asker == place.asker,
            answers.c.at > after,
            answers.c.at < before,
        )

    async def last_citing(
        self, place: Place, facts: Sequence[str], language: str, *, after: datetime
    ) -> Sent | None:
        return await self._sent(
            answers.c.chat == place.chat,
            answers.c.topic == place.topic,
            answers.c.facts == facts_text(tuple(facts)),
            answers.c.language == language,
            answers.c.at > after,
        )

    async def keep_feedback(self, feedback_: Feedback) -> None:
        await self._upsert(feedback, feedback_row(feedback_))

    async def count(self, key: str, window: int) -> int:
        async with self._transaction() as connection:
            found = await connection.execute(
                update(limits)
                .where(limits.c.key == key, limits.c.window == window)
                .values(count=limits.c.count + 1)
                .returning(limits.c.count)
            )
            counted = found.scalar()
            if counted is None:
                await _put(connection, limits, {"key": key, "window": window, "count": 1})
        return counted or 1

    async def sweep(self, before: datetime) -> int:
        gone = 0
        async with self._transaction() as connection:
            for table in (answers, feedback):
                gone += (await connection.execute(delete(table).where(table.c.at < before))).rowcount
        return gone

    async def forget(self, asker: str, chat: str) -> int:
        gone = 0
        async with self._transaction() as connection:
            for table in (answers, feedback):
                mine = (table.c.asker == asker) | (table.c.chat == chat)
                gone += (await connection.execute(delete(table).where(mine))).rowcount
            gone += (await connection.execute(delete(chats).where(chats.c.chat == chat))).rowcount
            await connection.execute(delete(limits).where(limits.c.key.in_((asker, chat))))
        return gone

    async def _sent(self, *conditions: ColumnElement[bool]) -> Sent | None:
        """The latest reply that meets all conditions."""
        row = await self._first(answers, *conditions, latest=True)
        return sent_value(row) if row else None

    async def _first(
        self, table: Table, *conditions: ColumnElement[bool], latest: bool = False
    ) -> dict[str, Any] | None:
        query = select(table).where(*conditions).limit(1)
        if latest:
            query = query.order_by(table.c.at.desc(), table.c.message.desc())
        async with self._transaction() as connection:
            row = (await connection.execute(query)).mappings().first()
        return dict(row) if row else None

    async def _upsert(self, table: Table, values: dict[str, Any]) -> None:
        async with self._transaction() as connection:
            await _put(connection, table, values)

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            raise StorageError(type(error).__name__) from error


async def _put(connection: AsyncConnection, table: Table, values: dict[str, Any]) -> None:
    """Inserts a row or replaces the one with its key."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    keys = [column.name for column in table.primary_key]
    others = {name: value for name, value in values.items() if name not in keys}
    await connection.execute(
        dialect.insert(table).values(values).on_conflict_do_update(index_elements=keys, set_=others)
    )


def _write_ahead(connection: Any, _: object) -> None:
    """Lets readers go on while one writes, and waits for a lock instead of failing."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA busy_timeout=2000")
    cursor.close()
