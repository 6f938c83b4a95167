"""The store, whatever database it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, case, delete, select, update

from bot.storage.database import insert, put
from bot.storage.protocol import Asked, Chat, Feedback, Place, Sent
from bot.storage.rows import (
    asked_row,
    asked_value,
    chat_row,
    chat_value,
    facts_text,
    feedback_row,
    sent_row,
    sent_value,
)
from bot.storage.sql_figures import SqlFigures
from bot.storage.sql_updates import SqlUpdates
from bot.storage.tables import answers, chats, feedback, limits, questions

PERSONAL = (answers, questions, feedback)
"""The tables whose rows come from a person."""
STANDS = answers.c.message > 0
"""The reply stands in the chat; not so where a group became a supergroup since, see ``migrate``."""


class SqlStore(SqlUpdates, SqlFigures):
    """Keeps what the bot remembers in a database."""

    async def chat(self, chat: str) -> Chat:
        row = await self._first(chats, chats.c.chat == chat)
        return chat_value(row) if row else Chat()

    async def change_chat(self, chat: str, **changes: str | bool) -> None:
        await self._change_chat(chat, changes)

    async def mark_gone(self, chat: str, gone: bool) -> None:
        await self._change_chat(chat, {"gone": gone}, chats.c.gone != gone)

    async def keep_address(self, chat: str, address: str) -> None:
        await self._change_chat(chat, {"address": address}, chats.c.address == "")

    async def _change_chat(
        self, chat: str, changes: Mapping[str, str | bool], needed: ColumnElement[bool] | None = None
    ) -> None:
        """Sets columns of a chat where that is needed; a chat never seen gets the defaults beside them."""
        values = {**chat_row(chat, Chat()), **changes}
        async with self._transaction() as connection:
            await connection.execute(
                insert(connection, chats)
                .values(values)
                .on_conflict_do_update(index_elements=["chat"], set_=changes, where=needed)
            )

    async def addresses(self) -> dict[str, str]:
        reached = select(chats.c.chat, chats.c.address).where(chats.c.address != "", ~chats.c.gone)
        async with self._transaction() as connection:
            return {row.chat: row.address for row in await connection.execute(reached)}

    async def forget_addresses(self) -> int:
        async with self._transaction() as connection:
            sealed = update(chats).where(chats.c.address != "")
            return (await connection.execute(sealed.values(address=""))).rowcount

    async def migrate(self, old: str, new: str) -> None:
        async with self._transaction() as connection:
            before = (chats.c.chat == old) & (chats.c.migrated == "")
            row = (await connection.execute(select(chats).where(before))).mappings().first()
            if row is not None:
                await put(connection, chats, dict(row) | {"chat": new})
            await put(connection, chats, chat_row(old, Chat(migrated=new)))
            for table in (answers, questions, feedback):
                # A supergroup counts its messages anew: below zero no old one is taken for a new one.
                moved = {"chat": new, "message": -table.c.message}
                await connection.execute(update(table).where(table.c.chat == old).values(moved))
            await connection.execute(delete(limits).where(limits.c.key == old))

    async def keep_sent(self, sent: Sent) -> None:
        await self._upsert(answers, sent_row(sent))

    async def sent_as(self, chat: str, message: int) -> Sent | None:
        return await self._sent(answers.c.chat == chat, answers.c.message == message)

    async def sent_to(self, chat: str, question: int) -> Sent | None:
        return await self._sent(answers.c.chat == chat, answers.c.question == question, STANDS)

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
            STANDS,
        )

    async def keep_asked(self, asked: Asked) -> None:
        await self._upsert(questions, asked_row(asked))

    async def asked(self, chat: str, message: int) -> Asked | None:
        row = await self._first(questions, questions.c.chat == chat, questions.c.message == message)
        return asked_value(row) if row else None

    async def keep_feedback(self, feedback_: Feedback) -> None:
        await self._upsert(feedback, feedback_row(feedback_))

    async def count(self, key: str, *, now: datetime, span: timedelta) -> int:
        end = (_minute(now) // _minutes(span) + 1) * _minutes(span)
        same = limits.c.window == end
        async with self._transaction() as connection:
            counted = await connection.execute(
                insert(connection, limits)
                .values(key=key, window=end, count=1)
                .on_conflict_do_update(
                    index_elements=["key"],
                    set_={"window": end, "count": case((same, limits.c.count + 1), else_=1)},
                )
                .returning(limits.c.count)
            )
            return int(counted.scalar_one())

    async def sweep(self, now: datetime, *, days: int) -> int:
        await self._sweep_updates(now)
        gone = 0
        async with self._transaction() as connection:
            await connection.execute(delete(limits).where(limits.c.window <= _minute(now)))
            for table in PERSONAL if days else ():
                old = table.c.at < now - timedelta(days=days)
                gone += (await connection.execute(delete(table).where(old))).rowcount
        return gone

    async def forget(self, asker: str, chat: str) -> int:
        gone = 0
        async with self._transaction() as connection:
            for table in PERSONAL:
                mine = (table.c.asker == asker) | (table.c.chat == chat)
                gone += (await connection.execute(delete(table).where(mine))).rowcount
            gone += (await connection.execute(delete(chats).where(chats.c.chat == chat))).rowcount
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


def _minute(moment: datetime) -> int:
    """Number of the minute, counted from 1970 on."""
    return int(moment.timestamp()) // 60


def _minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)
