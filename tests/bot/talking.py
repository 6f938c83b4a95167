"""Speaking to a running bot, with a clock that is set by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import updates
from fakes import Call, FakeTelegram
from telegram import Update

from bot.application import build
from bot.services import Services
from bot.settings import Settings
from bot.storage import Keys, Place, SqlStore
from bot.types import App
from knowledge import Library


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = datetime(2026, 1, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def later(self, **span: float) -> None:
        """Lets time pass."""
        self.time += timedelta(**span)


@dataclass(kw_only=True)
class Talk:
    """A running bot, spoken to by updates."""

    app: App
    telegram: FakeTelegram
    services: Services
    clock: Clock

    async def take(self, update: dict[str, Any]) -> list[Call]:
        """Gives the bot an update; the calls that it makes of it."""
        since = len(self.telegram.calls)
        await self.app.process_update(Update.de_json(update, self.app.bot))
        self.clock.later(seconds=1)
        return self.telegram.calls[since:]

    async def say(self, text: str | None, **message: Any) -> list[Call]:
        """Gives the bot a new message."""
        dated = {"date": int(self.clock().timestamp())} | message
        return await self.take(updates.update("message", updates.message(text, **dated)))

    async def reply(self, text: str | None, **message: Any) -> Call:
        """The one message that the bot sends in answer to a new message."""
        (sent,) = [call for call in await self.say(text, **message) if call.method == "sendMessage"]
        return sent

    def place(self, person: int = 11, **where: Any) -> Place:
        """Where somebody's private chat is kept, unless told otherwise."""
        keys = self.services.keys
        return Place(**{"chat": keys.chat(person), "asker": keys.person(person)} | where)


@asynccontextmanager
async def running(settings: Settings, library: Library) -> AsyncIterator[Talk]:
    """A bot that has been started, with its store in the data folder."""
    clock, telegram = Clock(), FakeTelegram()
    services = Services(
        settings=settings,
        library=library,
        pack=library.default,
        store=SqlStore(f"sqlite+aiosqlite:///{settings.data_folder}/store.sqlite3"),
        keys=Keys("secret"),
        clock=clock,
    )
    async with services, build(settings, services, telegram) as app:
        yield Talk(app=app, telegram=telegram, services=services, clock=clock)
