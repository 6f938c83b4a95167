"""A store that fails or is slow costs memory, never an answer."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from talking import Talk
from updates import GROUP

from bot import memory
from bot.storage import StorageError, Store
from knowledge import Fact

READS = ("chat", "sent_as", "sent_to", "last_sent", "last_citing", "count")
WRITES = ("keep_sent", "keep_chat", "keep_feedback")


@pytest.mark.parametrize("chat", [None, GROUP])
async def test_a_store_that_is_down_costs_no_answer(
    talk: Talk, fact: Fact, chat: dict[str, object] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise StorageError("down")

    for method in READS + WRITES:
        monkeypatch.setattr(talk.services.store, method, fail)
    assert fact.quote in (await talk.reply(f"/ask {fact.questions['en'][0]}", chat=chat))["text"]


async def test_a_store_that_hangs_costs_no_answer(
    talk: Talk, fact: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(*_: object, **__: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(memory, "PATIENCE", timedelta(milliseconds=5))
    for method in READS:
        monkeypatch.setattr(talk.services.store, method, hang)
    assert fact.quote in (await talk.reply(fact.questions["en"][0]))["text"]


def test_the_store_is_a_store(talk: Talk) -> None:
    store: Store = talk.services.store
    assert all(hasattr(store, method) for method in READS + WRITES)
