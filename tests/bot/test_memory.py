"""A store that fails or is slow costs memory, never an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import timedelta

import pytest
from talking import Talk
from updates import GROUP

from bot import memory
from bot.storage import StorageError, Store
from knowledge import Fact

READS = ("chat", "sent_as", "sent_to", "last_sent", "last_citing", "count")
WRITES = ("keep_sent", "keep_asked", "change_chat", "keep_feedback")


def hanging(talk: Talk, methods: Iterable[str], monkeypatch: pytest.MonkeyPatch) -> Sequence[object]:
    """Makes methods of the store wait for ever; what comes back grows with each call of one."""
    asked: list[object] = []

    async def hang(*what: object, **_: object) -> None:
        asked.append(what)
        await asyncio.Event().wait()

    for method in methods:
        monkeypatch.setattr(talk.services.store, method, hang)
    return asked


@pytest.mark.parametrize("chat", [None, GROUP])
async def test_a_store_that_is_down_costs_no_answer(
    talk: Talk, fact: Fact, chat: dict[str, object] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise StorageError("down")

    for method in READS + WRITES:
        monkeypatch.setattr(talk.services.store, method, fail)
    assert fact.quote in (await talk.reply(f"/ask {fact.questions['en'][0]}", chat=chat))["text"]


async def test_a_store_that_hangs_costs_no_answer_and_is_waited_for_once(
    talk: Talk, fact: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "PATIENCE", timedelta(milliseconds=5))
    asked = hanging(talk, READS, monkeypatch)
    for turn in (1, 2):
        memory.begin()
        assert fact.quote in (await talk.reply(f"/ask {fact.questions['en'][0]}", chat=GROUP))["text"]
        assert len(asked) == turn
    metrics = talk.services.metrics
    assert metrics.value("database_errors_total", access="read") > len(asked)


async def test_writing_that_hangs_ends_too(talk: Talk, fact: Fact, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = asyncio.Event()

    async def hang(*_: object, **__: object) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
            raise StorageError("down")

    monkeypatch.setattr(memory, "WRITING", timedelta(milliseconds=5))
    for method in WRITES:
        monkeypatch.setattr(talk.services.store, method, hang)
    assert fact.quote in (await talk.reply(fact.questions["en"][0]))["text"]
    await ended.wait()
    assert talk.services.metrics.value("database_errors_total", access="write") == 2
    monkeypatch.setattr(memory, "WRITING", timedelta(seconds=10))
    assert (await talk.reply("/forget"))["text"].startswith("Nothing was stored")


async def test_all_writing_of_one_update_shares_its_time(
    talk: Talk, fact: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "WRITING", timedelta(milliseconds=5))
    asked = hanging(talk, WRITES, monkeypatch)
    for turn in (1, 2):
        memory.begin()
        assert fact.quote in (await talk.reply(fact.questions["en"][0]))["text"]
        assert len(asked) == turn
    assert talk.services.metrics.value("database_errors_total", access="write") == 4


async def test_what_somebody_else_breaks_off_does_not_look_like_the_end(talk: Talk) -> None:
    async def broken_off() -> None:
        raise asyncio.CancelledError

    assert await memory.recalled(talk.services, broken_off(), None) is None


def test_the_store_is_a_store(talk: Talk) -> None:
    store: Store = talk.services.store
    assert all(hasattr(store, method) for method in READS + WRITES)
