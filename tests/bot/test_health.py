"""What supervisors are told."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from fakes import TOKEN, Failure
from talking import Talk

from bot import delivery, health
from bot.health import Readiness
from bot.serving import serving
from bot.settings import SettingsError
from bot.stopping import Stop
from bot.storage import StorageError


class Probe:
    """Asks as a supervisor does."""

    def __init__(self, talk: Talk, readiness: Readiness, stop: Stop, client: aiohttp.ClientSession) -> None:
        self.talk, self.readiness, self.stop, self.client = talk, readiness, stop, client

    async def get(self, path: str) -> tuple[int, str]:
        """Status and text of an answer."""
        async with self.client.get(path) as response:
            return response.status, await response.text()

    async def missing(self) -> Any:
        """What is missing, once it is looked for anew."""
        self.readiness._until = 0
        async with self.client.get("/readyz") as response:
            told = await response.json()
            assert response.status == (503 if told["missing"] else 200)
            assert told["ready"] is not told["missing"]
            return told["missing"]


class Empty:
    """A pack without facts."""

    facts = ()


@pytest.fixture
async def probe(talk: Talk) -> AsyncIterator[Probe]:
    stop = Stop()
    readiness = Readiness(talk.services, talk.app.bot, stop)
    async with (
        serving(health.routes(talk.services, readiness), "127.0.0.1", 0) as door,
        aiohttp.ClientSession(f"http://127.0.0.1:{door.port}") as client,
    ):
        yield Probe(talk, readiness, stop, client)


async def test_up_is_up_whatever_is_missing(probe: Probe) -> None:
    assert (await probe.get("/healthz"))[0] == 200
    probe.stop.now()
    assert (await probe.get("/healthz"))[0] == 200


async def test_ready_when_updates_are_taken_and_until_it_stops(probe: Probe) -> None:
    assert await probe.missing() == ["updates"]
    probe.readiness.begun = True
    assert await probe.missing() == []
    probe.stop.now()
    assert await probe.missing() == ["updates"]


async def test_each_part_that_is_missing_is_named(probe: Probe, monkeypatch: pytest.MonkeyPatch) -> None:
    probe.readiness.begun = True
    probe.talk.telegram.failures["getMe"] = Failure(status=401, description="Unauthorized")
    assert await probe.missing() == ["telegram"]

    async def down() -> None:
        raise StorageError("down")

    monkeypatch.setattr(probe.talk.services.store, "ping", down)
    assert await probe.missing() == ["database", "telegram"]
    monkeypatch.setattr(probe.readiness, "_services", replace(probe.talk.services, pack=Empty()))
    assert await probe.missing() == ["packs", "database", "telegram"]


async def test_a_part_that_hangs_is_missing(probe: Probe, monkeypatch: pytest.MonkeyPatch) -> None:
    probe.readiness.begun = True
    monkeypatch.setattr(health, "PATIENCE", 0.1)
    monkeypatch.setattr(probe.talk.services.store, "ping", asyncio.Event().wait)
    assert await probe.missing() == ["database"]


async def test_who_asks_often_does_not_make_the_bot_ask_as_often(probe: Probe) -> None:
    since = len(probe.talk.telegram.of("getMe"))
    await asyncio.gather(*(probe.get("/readyz") for _ in range(10)))
    assert len(probe.talk.telegram.of("getMe")) == since + 1


async def test_the_numbers_are_there_without_any_secret(probe: Probe) -> None:
    await probe.talk.say("hello")
    status, text = await probe.get("/metrics")
    assert status == 200
    assert "verbatim_decisions_total" in text
    assert TOKEN not in text


async def test_while_polling_they_are_served_where_set(talk: Talk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = talk.services.settings.model_copy(update={"health_port": port})
    stop, polled = Stop(), asyncio.Event()

    async def fetch(_: object) -> list[Any]:
        polled.set()
        await stop.wait()
        return []

    talk.telegram.scripts["getUpdates"] = fetch
    running = asyncio.create_task(delivery._run(talk.app, replace(talk.services, settings=settings), stop))
    await polled.wait()
    async with (
        aiohttp.ClientSession() as client,
        client.get(f"http://127.0.0.1:{port}/readyz") as response,
    ):
        assert await response.json() == {"ready": True, "missing": []}
    stop.now()
    await running


async def test_a_port_that_is_taken_is_told_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"127.0.0.1:{port} .*VERBATIM_LISTEN_HOST"):
            async with serving([], "127.0.0.1", port):
                pass
    with pytest.raises(SettingsError, match="VERBATIM_LISTEN_HOST"):
        async with serving([], "::ffff", 1):
            pass
