"""What is counted and timed, and that nothing of a reader is in it."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
import updates
from fakes import TOKEN, Call, Failure
from talking import Talk
from telegram import Update

from bot import polling
from bot.application import Answering, UnreadableError
from bot.line import Line
from bot.metrics import Metrics
from bot.stopping import Stop
from bot.storage import StorageError
from bot.texts import Texts
from bot.watching import RECEIVED
from knowledge import Fact


async def answer(talk: Talk, update: dict[str, Any]) -> None:
    taken = Update.de_json(update, talk.app.bot)
    await Answering(talk.app, talk.services)(taken)


def asking(text: str, **message: Any) -> dict[str, Any]:
    return updates.update("message", updates.message(text, **message))


def counted(talk: Talk, name: str, **labels: str) -> float:
    return talk.services.metrics.value(name, **labels)


async def test_updates_and_decisions_are_counted_by_kind(talk: Talk, fact: Fact) -> None:
    for text in (fact.questions["en"][0], fact.questions["ru"][0], "hello", "/help"):
        await answer(talk, asking(text))
    query = {"id": "5", "from": updates.ANN, "query": fact.questions["en"][0], "offset": ""}
    await answer(talk, updates.update("inline_query", query))
    assert counted(talk, "updates_total", kind="message") == 4
    assert counted(talk, "updates_total", kind="inline_query") == 1
    assert counted(talk, "decisions_total", decision="answered") == 3
    assert counted(talk, "decisions_total", decision="small_talk") == 1
    assert counted(talk, "decision_seconds_count") == 4
    assert counted(talk, "answer_seconds_count") == 5


async def test_an_update_that_cannot_be_read_is_counted_too(talk: Talk) -> None:
    with pytest.raises(UnreadableError):
        await answer(talk, {"update_id": 5})
    assert counted(talk, "updates_total", kind="unknown") == 1


async def test_how_long_a_message_waited_is_measured_when_it_is_taken_up(talk: Talk) -> None:
    sent = talk.clock() - timedelta(seconds=40)
    await answer(talk, asking("hello", date=int(sent.timestamp())))
    assert counted(talk, "queue_age_seconds_sum") == 40
    later = talk.clock() + timedelta(seconds=40)
    await answer(talk, asking("hello", date=int(later.timestamp())))
    assert counted(talk, "queue_age_seconds_count") == 2
    assert counted(talk, "queue_age_seconds_sum") == 40


async def test_the_time_to_an_answer_begins_when_an_update_is_received(talk: Talk) -> None:
    gate, times = asyncio.Event(), list[float]()

    async def work(_: Update) -> None:
        times.append(RECEIVED.get())
        await gate.wait()

    line = Line(work, in_flight=1)
    waiting = [line.put(Update(number)) for number in (1, 2)]
    received = time.perf_counter()
    gate.set()
    await asyncio.gather(*waiting)
    assert times[0] <= times[1] <= received
    RECEIVED.set(time.perf_counter() - 100)
    await answer(talk, asking("hello"))
    assert counted(talk, "answer_seconds_sum") >= 100


async def test_what_is_at_work_is_in_flight_until_it_is_done(talk: Talk) -> None:
    begun, finish = asyncio.Event(), asyncio.Event()

    async def send(call: Call) -> Any:
        begun.set()
        await finish.wait()
        return talk.telegram.message(call)

    talk.telegram.scripts["sendMessage"] = send
    working = asyncio.create_task(answer(talk, asking("hello")))
    await begun.wait()
    assert counted(talk, "updates_in_flight") == 1
    finish.set()
    await working
    assert counted(talk, "updates_in_flight") == 0


async def test_an_update_that_is_given_up_is_a_dead_letter_and_is_not_timed(talk: Talk) -> None:
    stop, asked = Stop(), asking("hello")

    def fetch(call: Call) -> Any:
        if call.parameters.get("offset", 0) > asked["update_id"]:
            stop.now()
            return []
        return [asked]

    talk.telegram.scripts |= {"getUpdates": fetch, "sendMessage": lambda call: {"no": "message"}}
    await polling.poll(talk.app, talk.services, stop)
    assert counted(talk, "dead_letters_total") == 1
    assert counted(talk, "answer_seconds_count") == 0


async def test_a_call_that_is_made_once_more_is_a_retry(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.outgoing.FIRST_PAUSE", 0.0)
    talk.telegram.failures["sendMessage"] = Failure(status=502, description="Bad Gateway")
    original = talk.telegram.do_request

    async def recover(*args: Any, **kwargs: Any) -> tuple[int, bytes]:
        answered = await original(*args, **kwargs)
        talk.telegram.failures.clear()
        return answered

    monkeypatch.setattr(talk.telegram, "do_request", recover)
    await talk.say("hello")
    assert counted(talk, "retries_total") == 1
    assert counted(talk, "doubtful_sends_total") == 0


async def test_what_the_database_refuses_is_counted(
    talk: Talk, fact: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise StorageError("down")

    for method in ("last_sent", "keep_sent"):
        monkeypatch.setattr(talk.services.store, method, fail)
    await talk.say(fact.questions["en"][0])
    assert counted(talk, "database_errors_total", access="read") == 1
    assert counted(talk, "database_errors_total", access="write") == 1


async def test_feedback_is_counted(talk: Talk, fact: Fact) -> None:
    sent = await talk.reply(fact.questions["en"][0])
    shown = updates.from_bot(sent, {"id": 11, "type": "private"})
    good, bad = sent["reply_markup"]["inline_keyboard"][-1]
    await talk.take(updates.press(good["callback_data"], shown))
    await talk.take(updates.press(bad["callback_data"], shown))
    await talk.take(updates.press(bad["callback_data"], shown))
    assert counted(talk, "feedback_total", verdict="good") == 1
    assert counted(talk, "feedback_total", verdict="bad") == 2


async def test_the_text_names_nobody_and_no_secret(talk: Talk, fact: Fact) -> None:
    await answer(talk, asking(fact.questions["en"][0], chat=updates.GROUP))
    await answer(talk, asking("how many xylophones", sender=updates.ANN | {"id": 987654321}))
    text = talk.services.metrics.exposition().decode()
    assert 'verbatim_updates_total{kind="message"} 2.0' in text
    for secret in (TOKEN, "987654321", str(updates.GROUP["id"]), "xylophones", Texts("en").get("bot-name")):
        assert secret not in text


def test_processes_count_for_themselves() -> None:
    one, two = Metrics.new(), Metrics.new()
    one.retries.inc()
    assert (one.value("retries_total"), two.value("retries_total")) == (1, 0)
    assert one.value("start_time_seconds") > 0
