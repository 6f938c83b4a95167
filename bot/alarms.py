"""Tells the admins about each new kind of error, at most once an hour a kind."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from telegram import Bot
from telegram.error import TelegramError

from bot.hiding import Hiding
from bot.logs import OWN
from bot.memory import recalled
from bot.services import Services
from bot.storage import Chat
from bot.texts import Texts

logger = logging.getLogger(__name__)

QUIET = timedelta(hours=1)
"""How long a kind of error that was told is not told again."""


class Alarms(logging.Handler):
    """Collects kinds of errors that have not been told lately."""

    def __init__(self, services: Services) -> None:
        super().__init__(logging.ERROR)
        self._clock, self._loop = services.clock, asyncio.get_running_loop()
        self._hiding = Hiding(services.settings.secrets())
        self._told: dict[str, datetime] = {}
        self.new: asyncio.Queue[str] = asyncio.Queue()

    def emit(self, record: logging.LogRecord) -> None:
        kind, now = self._hiding.clean(kind_of(record)), self._clock()
        if kind not in self._told or now - self._told[kind] >= QUIET:
            self._told[kind] = now
            # Other threads log too.
            self._loop.call_soon_threadsafe(self.new.put_nowait, kind)


def kind_of(record: logging.LogRecord) -> str:
    """Where an error was logged and what was raised: words of the program's own, never values.

    Other libraries build whole texts before they log them, so theirs are left out.
    """
    said = [record.name]
    if record.name.partition(".")[0] == OWN:
        said.append(str(record.msg))
    if record.exc_info and record.exc_info[0]:
        said.append(record.exc_info[0].__name__)
    return ": ".join(said)


@asynccontextmanager
async def alarming(bot: Bot, services: Services) -> AsyncIterator[None]:
    """Meanwhile, errors that are logged are told to the admins, if there are any."""
    if not services.settings.admins:
        yield
        return
    alarms = Alarms(services)
    logging.getLogger().addHandler(alarms)
    telling = asyncio.create_task(_tell(bot, services, alarms))
    try:
        yield
    finally:
        logging.getLogger().removeHandler(alarms)
        telling.cancel()
        await asyncio.gather(telling, return_exceptions=True)


async def _told_elsewhere(services: Services, kind: str) -> bool:
    """Whether another replica, or this one before it started again, has told this within the hour."""
    key = services.keys.digest("alarm", kind)
    counting = services.store.count(key, now=services.clock(), span=QUIET)
    return await recalled(services, counting, 1) > 1


async def _tell(bot: Bot, services: Services, alarms: Alarms) -> None:
    while True:
        kind = await alarms.new.get()
        if await _told_elsewhere(services, kind):
            continue
        for admin in services.settings.admins:
            known = await recalled(services, services.store.chat(services.keys.chat(admin)), Chat())
            try:
                await bot.send_message(admin, Texts(known.language).get("alarm", kind=kind))
            except TelegramError as error:
                # No error itself, which would be told in turn.
                logger.warning("an admin could not be told of an error: %s", error)
