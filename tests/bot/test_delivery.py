"""Fetching, confirming, and going on when Telegram stumbles."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import updates
from fakes import Call, Failure
from talking import Talk
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot import delivery
from bot.stopping import Stop
from knowledge import Fact


class Queue:
    """What Telegram has for the bot; when all of it is confirmed, the end is asked for."""

    def __init__(self, stop: Stop, *waiting: dict[str, Any]) -> None:
        self.stop, self.waiting = stop, list(waiting)
        self.offsets: list[int] = []

    def __call__(self, call: Call) -> Any:
        offset = call.parameters.get("offset", 0)
        self.offsets.append(offset)
        self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
        if not self.waiting:
            self.stop.now()
        return self.waiting[:100]


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "PAUSES", (0.0,))


@pytest.fixture
def stop() -> Stop:
    return Stop()


async def test_updates_are_confirmed_after_they_were_answered(talk: Talk, fact: Fact, stop: Stop) -> None:
    asked = [updates.update("message", updates.message(fact.questions["en"][0])) for _ in range(3)]
    queue = Queue(stop, *asked)
    talk.telegram.scripts["getUpdates"] = queue
    await delivery._run(talk.app, talk.services, stop)
    assert queue.offsets[-1] == asked[-1]["update_id"] + 1
    order = [call.method for call in talk.telegram.of("sendMessage", "getUpdates")]
    assert order.index("getUpdates") < order.index("sendMessage")
    assert order.count("sendMessage") == 3


async def test_stopped_in_the_middle_the_rest_is_not_confirmed(talk: Talk, fact: Fact, stop: Stop) -> None:
    first, second = (updates.update("message", updates.message(fact.questions["en"][0])) for _ in range(2))
    queue = Queue(stop, first, second)
    talk.telegram.scripts["getUpdates"] = queue
    talk.telegram.scripts["sendMessage"] = lambda call: stop.now() or talk.telegram.message(call)
    await delivery._run(talk.app, talk.services, stop)
    assert queue.offsets[-1] == first["update_id"] + 1
    assert len(talk.telegram.of("sendMessage")) == 1


async def test_stopped_before_it_began_it_fetches_nothing(talk: Talk, stop: Stop) -> None:
    stop.now()
    await delivery._run(talk.app, talk.services, stop)
    assert talk.telegram.of("getUpdates") == []


async def test_a_failing_handler_is_logged_with_its_update_and_the_next_is_answered(
    talk: Talk, fact: Fact, stop: Stop, caplog: pytest.LogCaptureFixture
) -> None:
    talk.telegram.failures["sendMessage"] = Failure(status=500, description="Internal Server Error")
    asked = updates.update("message", updates.message(fact.questions["en"][0]))
    talk.telegram.scripts["getUpdates"] = Queue(stop, asked)
    await delivery._run(talk.app, talk.services, stop)
    assert f"update {asked['update_id']} failed" in caplog.text


async def test_a_failing_confirmation_is_only_logged(
    talk: Talk, stop: Stop, caplog: pytest.LogCaptureFixture
) -> None:
    talk.telegram.failures["getUpdates"] = Failure(status=502, description="Bad Gateway")
    await delivery._confirm(talk.app.bot, 5)
    assert "may be answered twice" in caplog.text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NetworkError("down"), "Telegram is not reached"),
        (Conflict("terminated by other getUpdates request"), "Another program fetches"),
        (BadRequest("odd"), "Telegram is not reached"),
        (TelegramError("odd"), "Telegram refuses"),
        (RetryAfter(timedelta(seconds=0)), "Telegram refuses"),
    ],
)
async def test_it_tries_again_and_says_why(
    stop: Stop, error: TelegramError, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    outcomes: Iterator[Any] = iter([error, "done"])

    async def action() -> Any:
        outcome = next(outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    assert await delivery.insistently(action, stop) == "done"
    assert said in caplog.text


async def test_a_refused_token_is_not_tried_again(stop: Stop) -> None:
    async def action() -> None:
        raise InvalidToken

    with pytest.raises(InvalidToken):
        await delivery.insistently(action, stop)


async def test_waiting_ends_when_the_end_is_asked_for(stop: Stop) -> None:
    waiting = asyncio.create_task(delivery.insistently(asyncio.Event().wait, stop))
    await asyncio.sleep(0)
    stop.now(3)
    stop.now(4)
    assert await waiting is None
    assert stop.status == 3


async def test_signals_ask_for_the_end(stop: Stop) -> None:
    stop.on_signals()
    try:
        signal.raise_signal(signal.SIGTERM)
        assert await stop.unless(asyncio.Event().wait()) is None
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().remove_signal_handler(number)


@pytest.mark.parametrize("days", [0, 30])
async def test_old_rows_are_erased_every_day(
    talk: Talk, days: int, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(delivery, "DAY", 0)
    settings = talk.services.settings.model_copy(update={"retention_days": days, "profile": False})
    services = replace(talk.services, settings=settings)
    work = asyncio.create_task(delivery._look_after(talk.app.bot, services))
    while days and caplog.text.count("older than 30 days") < 2:
        await asyncio.sleep(0)
    if days:
        work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    assert ("erased" in caplog.text) == bool(days)
    assert not talk.telegram.of("setMyName")
