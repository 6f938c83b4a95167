"""The part of the store that tells who answers an update, and which ones were given up."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select

from bot.storage.database import Database, insert
from bot.storage.rows import moment
from bot.storage.tables import dead_letters, updates
from bot.storage.updates import Claim, DeadLetter

REMEMBERED = timedelta(days=3)
"""How long a handled update is remembered; Telegram delivers none again after one day."""
LETTERS_KEPT = timedelta(days=90)
MOST_LETTERS = 1000


class SqlUpdates(Database):
    """Updates that were taken up, and dead letters."""

    async def claim(self, update: int, holder: str, *, now: datetime, lease: timedelta) -> Claim:
        values = {"number": update, "holder": holder, "done": False, "at": now}
        async with self._transaction() as connection:
            insertion = insert(connection, updates).values(values)
            free = or_(updates.c.holder == holder, updates.c.at <= now - lease)
            # One statement decides: between a look and a write, another one could claim it too.
            taken = await connection.execute(
                insertion.on_conflict_do_update(
                    index_elements=["number"], set_=values, where=updates.c.done.is_(False) & free
                ).returning(updates.c.number)
            )
            if taken.scalar() is not None:
                return Claim.OURS
            done = await connection.execute(select(updates.c.done).where(updates.c.number == update))
            return Claim.DONE if done.scalar() else Claim.ELSEWHERE

    async def finish(self, update: int, holder: str, *, now: datetime) -> None:
        await self._upsert(updates, {"number": update, "holder": holder, "done": True, "at": now})

    async def release(self, update: int, holder: str) -> None:
        held = (updates.c.number == update) & (updates.c.holder == holder) & updates.c.done.is_(False)
        async with self._transaction() as connection:
            await connection.execute(delete(updates).where(held))

    async def bury(self, letter: DeadLetter) -> None:
        values = asdict(letter)
        values["number"] = values.pop("update")
        await self._upsert(dead_letters, values)

    async def dead_letters(self) -> list[DeadLetter]:
        latest = select(dead_letters).order_by(dead_letters.c.at.desc()).limit(MOST_LETTERS)
        async with self._transaction() as connection:
            rows = (await connection.execute(latest)).all()
        return [
            DeadLetter(update=row.number, kind=row.kind, message=row.message, at=moment(row.at))
            for row in rows
        ]

    async def _sweep_updates(self, now: datetime) -> None:
        async with self._transaction() as connection:
            await connection.execute(delete(updates).where(updates.c.at < now - REMEMBERED))
            await connection.execute(delete(dead_letters).where(dead_letters.c.at < now - LETTERS_KEPT))
