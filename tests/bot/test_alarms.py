"""Admins hear of each new kind of error, once an hour, and of nothing that anybody wrote."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
import updates
from fakes import TOKEN, Call, Failure
from talking import Talk
from telegram import Update

from bot.alarms import alarming
from bot.application import Answering
from bot.storage import StorageError

ADMINS = (71, 72)
log = logging.getLogger("bot.window")


@asynccontextmanager
async def alarms(talk: Talk, admins: tuple[int, ...] = ADMINS) -> AsyncIterator[None]:
    settings = talk.services.settings.model_copy(update={"admins": admins})
    async with alarming(talk.app.bot, replace(talk.services, settings=settings)):
        yield


async def told(talk: Talk, count: int) -> list[Call]:
    """The messages to admins, when there are that many."""
    while len(talk.telegram.of("sendMessage")) < count:
        await asyncio.sleep(0)
    return talk.telegram.of("sendMessage")


async def test_each_admin_hears_of_a_new_kind_once_an_hour(talk: Talk) -> None:
    async with alarms(talk):
        for number in range(3):
            log.error("update %d given up", number)
        first = await told(talk, 2)
        assert [call["chat_id"] for call in first] == [71, 72]
        assert "bot.window: update %d given up" in first[0]["text"]
        log.error("another kind")
        assert "another kind" in (await told(talk, 4))[2]["text"]
        talk.clock.later(hours=1)
        log.error("update %d given up", 9)
        assert "given up" in (await told(talk, 6))[4]["text"]
    assert len(talk.telegram.of("sendMessage")) == 6


async def test_without_the_database_an_hour_is_an_hour_too(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(*_: object, **__: object) -> int:
        raise StorageError("down")

    monkeypatch.setattr(talk.services.store, "count", down)
    async with alarms(talk, (71,)):
        for minutes in (0, 30, 29.9):
            talk.clock.later(minutes=minutes)
            log.error("odd")
        log.error("another kind")
        assert ["odd" in call["text"] for call in await told(talk, 2)] == [True, False]
        talk.clock.later(minutes=0.1)
        log.error("odd")
        assert "odd" in (await told(talk, 3))[2]["text"]


async def test_of_replicas_and_of_one_that_starts_again_and_again_one_tells(talk: Talk) -> None:
    async with alarms(talk, (71,)), alarms(talk, (71,)):
        log.error("odd")
        log.error("last")
        await told(talk, 2)
    await talk.services.store.sweep(talk.clock(), days=30)  # as at each start
    async with alarms(talk, (71,)):
        log.error("odd")
        log.error("new")
        messages = [call["text"] for call in await told(talk, 3)]
    assert [
        text.count(f"window: {kind}.") for kind, text in zip(("odd", "last", "new"), messages, strict=True)
    ] == [1, 1, 1]


async def test_nothing_that_a_reader_wrote_and_no_token_is_told(talk: Talk) -> None:
    async with alarms(talk, (71,)):
        update = updates.update("message", updates.message("zanzibar xylophones"))
        talk.telegram.scripts["sendMessage"] = lambda call: (
            talk.telegram.message(call) if call["chat_id"] == 71 else {"no": "message"}
        )
        try:
            await Answering(talk.app, talk.services)(Update.de_json(update, talk.app.bot))
        except KeyError as error:
            log.error("update %d given up: %s", 5, "zanzibar", exc_info=error)
        logging.getLogger("asyncio").error("Task was destroyed: zanzibar xylophones")
        log.error(f"bad token {TOKEN}")
        messages = [call["text"] for call in await told(talk, 4) if call["chat_id"] == 71]
    assert "update %d given up: %s: KeyError" in messages[0]
    assert "<token>" in messages[2]
    for text in messages:
        assert "zanzibar" not in text
        assert TOKEN not in text


async def test_it_is_told_in_the_language_that_the_admin_chose(talk: Talk) -> None:
    await talk.services.store.change_chat(talk.services.keys.chat(71), language="ru")
    async with alarms(talk, (71,)):
        log.error("odd")
        (call,) = await told(talk, 1)
    assert "Ошибка" in call["text"]


async def test_an_admin_who_cannot_be_told_is_no_new_error(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.telegram.failures["sendMessage"] = Failure(status=403, description="Forbidden: bot was blocked")
    async with alarms(talk):
        log.error("odd")
        await told(talk, 2)
        while caplog.text.count("could not be told") < 2:
            await asyncio.sleep(0)
    assert len(talk.telegram.of("sendMessage")) == 2


async def test_without_admins_nobody_is_told(talk: Talk) -> None:
    before = logging.getLogger().handlers[:]
    async with alarms(talk, ()):
        assert logging.getLogger().handlers == before
    async with alarms(talk):
        assert len(logging.getLogger().handlers) == len(before) + 1
    assert logging.getLogger().handlers == before


async def test_what_is_no_error_is_not_told(talk: Talk) -> None:
    async with alarms(talk, (71,)):
        log.warning("tried again")
        log.error("an error")
        (call,) = await told(talk, 1)
    assert "an error" in call["text"]
