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

from bot import delivery, polling, reaching
from bot.reaching import insistently
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
    monkeypatch.setattr(reaching, "PAUSES", (0.0,))


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


async def test_telegram_is_asked_for_these_kinds_of_updates_and_no_others(talk: Talk, stop: Stop) -> None:
    talk.telegram.scripts["getUpdates"] = Queue(stop, updates.update("message", updates.message("/help")))
    await delivery._run(talk.app, talk.services, stop)
    fetched = talk.telegram.of("getUpdates")
    assert len(fetched) >= 2
    assert [call["allowed_updates"] for call in fetched] == [updates.WANTED] * len(fetched)


async def test_stopped_in_the_middle_the_rest_is_not_confirmed(talk: Talk, fact: Fact, stop: Stop) -> None:
    asked = [updates.update("message", updates.message(fact.questions["en"][0])) for _ in range(20)]
    queue = Queue(stop, *asked)
    talk.telegram.scripts["getUpdates"] = queue
    talk.telegram.scripts["sendMessage"] = lambda call: stop.now() or talk.telegram.message(call)
    await delivery._run(talk.app, talk.services, stop)
    answered = len(talk.telegram.of("sendMessage"))
    assert queue.offsets[-1] == asked[answered]["update_id"]
    assert answered < len(asked)


async def test_while_one_is_slow_others_are_answered_and_telegram_is_not_asked_all_the_time(
    talk: Talk, fact: Fact, stop: Stop
) -> None:
    slow, *quick = (
        updates.update(
            "message", updates.message(fact.questions["en"][0], sender=updates.ANN | {"id": 50 + n})
        )
        for n in range(20)
    )
    others_answered = asyncio.Event()

    async def send(call: Call) -> Any:
        if call["chat_id"] == slow["message"]["chat"]["id"]:
            await others_answered.wait()
        elif len(talk.telegram.of("sendMessage")) == len(quick) + 1:
            others_answered.set()
        return talk.telegram.message(call)

    queue = Queue(stop, slow, *quick)
    talk.telegram.scripts |= {"getUpdates": queue, "sendMessage": send}
    await delivery._run(talk.app, talk.services, stop)
    assert len(talk.telegram.of("sendMessage")) == 20
    assert queue.offsets.count(slow["update_id"]) > 0
    assert queue.offsets[-1] == quick[-1]["update_id"] + 1
    assert len(queue.offsets) < 30


async def test_with_all_at_work_what_is_done_is_confirmed(talk: Talk, fact: Fact, stop: Stop) -> None:
    asked = [updates.update("message", updates.message(fact.questions["en"][0])) for _ in range(8)]
    settings = talk.services.settings.model_copy(update={"in_flight": 1})
    services = replace(talk.services, settings=settings)
    queue = Queue(stop, *asked)
    talk.telegram.scripts["getUpdates"] = queue
    await polling.poll(talk.app, services, stop)
    assert set(queue.offsets) & {update["update_id"] for update in asked[1:]}
    assert len(talk.telegram.of("sendMessage")) == len(asked)


async def test_a_token_that_is_refused_later_ends_it_too(talk: Talk, stop: Stop) -> None:
    talk.telegram.failures["getUpdates"] = Failure(status=401, description="Unauthorized")
    with pytest.raises(InvalidToken):
        await delivery._run(talk.app, talk.services, stop)


async def test_updates_that_wait_are_kept_when_a_webhook_is_removed(talk: Talk, stop: Stop) -> None:
    talk.telegram.scripts["getUpdates"] = Queue(stop)
    await delivery._run(talk.app, talk.services, stop)
    (removed,) = talk.telegram.of("deleteWebhook")
    assert removed["drop_pending_updates"] is False


async def test_stopped_before_it_began_it_fetches_nothing(talk: Talk, stop: Stop) -> None:
    stop.now()
    await delivery._run(talk.app, talk.services, stop)
    assert talk.telegram.of("getUpdates") == []


async def test_a_failing_handler_is_logged_with_its_update_and_the_next_is_answered(
    talk: Talk, fact: Fact, stop: Stop, caplog: pytest.LogCaptureFixture
) -> None:
    talk.telegram.scripts["sendMessage"] = lambda call: {"no": "message"}
    asked = updates.update("message", updates.message(fact.questions["en"][0]))
    talk.telegram.scripts["getUpdates"] = Queue(stop, asked)
    await delivery._run(talk.app, talk.services, stop)
    assert f"update {asked['update_id']} given up" in caplog.text


async def test_a_failing_confirmation_is_only_logged(
    talk: Talk, stop: Stop, caplog: pytest.LogCaptureFixture
) -> None:
    talk.telegram.failures["getUpdates"] = Failure(status=502, description="Bad Gateway")
    await polling._confirm(talk.app.bot, 5)
    assert "may be fetched once more" in caplog.text


async def test_a_telegram_that_hangs_does_not_hold_up_the_end(
    talk: Talk, fact: Fact, stop: Stop, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "CONFIRMING", 0.01)
    asked = [updates.update("message", updates.message(fact.questions["en"][0]))]

    async def fetched(call: Call) -> Any:
        if stop.asked:
            await asyncio.Event().wait()
        return asked

    def sent(call: Call) -> Any:
        stop.now()
        return talk.telegram.message(call)

    talk.telegram.scripts |= {"getUpdates": fetched, "sendMessage": sent}
    await polling.poll(talk.app, talk.services, stop)
    assert "may be fetched once more" in caplog.text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NetworkError("down"), "Telegram is not reached"),
        (Conflict("Conflict: terminated by other getUpdates request"), "Another program fetches"),
        (Conflict("Conflict: can't use getUpdates method while webhook is active"), "A webhook is set"),
        (BadRequest("odd"), "Telegram refuses"),
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

    assert await insistently(action, stop) == "done"
    assert said in caplog.text


async def test_a_refused_token_is_not_tried_again(stop: Stop) -> None:
    async def action() -> None:
        raise InvalidToken

    with pytest.raises(InvalidToken):
        await insistently(action, stop)


async def test_waiting_ends_when_the_end_is_asked_for(stop: Stop) -> None:
    waiting = asyncio.create_task(insistently(asyncio.Event().wait, stop))
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
    while caplog.text.count(f"erased 0 rows older than {days} days") < 2:
        await asyncio.sleep(0)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    assert not talk.telegram.of("setMyName")
