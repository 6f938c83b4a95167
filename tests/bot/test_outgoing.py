"""Rates, pauses that Telegram asks for, and what is tried again."""

from __future__ import annotations

import asyncio
import logging
import random
from typing import Any

import pytest
import updates
from aiolimiter import AsyncLimiter
from fakes import Failure
from talking import Talk
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot import outgoing
from bot import rates as rates_module
from bot.metrics import Metrics
from bot.outgoing import AllStoppedError, Outgoing
from bot.rates import Rates
from bot.request import READ, ConnectionLostError, Unanswered
from bot.response import UnclearError
from knowledge import Fact

UNLIMITED = Rates(overall=0, group=0, chat=0)


class Wire:
    """Ends each call as told, and then well."""

    def __init__(self, *outcomes: TelegramError) -> None:
        self.outcomes, self.calls = list(outcomes), 0

    async def __call__(self, *_: Any, **__: Any) -> str:
        self.calls += 1
        if self.outcomes:
            raise self.outcomes.pop(0)
        return "sent"


class Slept(list[float]):
    """How long was waited, in a time that passes only by waiting."""

    now = 1000.0

    async def sleep(self, seconds: float) -> None:
        self.append(seconds)
        self.now += seconds


async def send(out: Outgoing, wire: Wire, endpoint: str = "sendMessage", chat: int | None = 1) -> str:
    data = {} if chat is None else {"chat_id": chat}
    return await out.process_request(wire, (), {}, endpoint, data, None)


@pytest.fixture
def metrics() -> Metrics:
    return Metrics.new()


@pytest.fixture
def out(metrics: Metrics) -> Outgoing:
    return Outgoing(UNLIMITED, metrics, patience=60)


@pytest.fixture
async def clock(monkeypatch: pytest.MonkeyPatch) -> Slept:
    """Waiting takes no time, but moves the clock."""
    slept = Slept()

    class Loop:
        def time(self) -> float:
            return slept.now

    class Time:
        sleep = staticmethod(slept.sleep)
        get_running_loop = staticmethod(Loop)

    monkeypatch.setattr(outgoing, "asyncio", Time)
    return slept


@pytest.mark.parametrize(
    "error",
    [NetworkError("Bad Gateway"), TimedOut("not reached"), TelegramError("Invalid server response")],
)
async def test_what_may_pass_is_tried_again_with_growing_pauses(
    out: Outgoing, metrics: Metrics, clock: Slept, error: TelegramError, caplog: pytest.LogCaptureFixture
) -> None:
    wire = Wire(*[error] * 6)
    assert await send(out, wire) == "sent"
    assert (wire.calls, metrics.value("retries_total"), metrics.value("doubtful_sends_total")) == (7, 6, 0)
    for pause, middle in zip(clock, (0.2, 0.4, 0.8, 1.6, 3.2, 5.0), strict=True):
        assert 0.5 * middle <= pause <= 1.5 * middle
    assert "sendMessage is tried again" in caplog.text


async def test_it_is_given_up_in_time(out: Outgoing, clock: Slept) -> None:
    wire = Wire(*[NetworkError("down")] * 1000)
    with pytest.raises(NetworkError, match="down"):
        await send(out, wire)
    assert 50 < sum(clock) <= 60


@pytest.mark.parametrize("error", [Forbidden("blocked"), BadRequest("odd"), InvalidToken("no")])
async def test_what_will_not_pass_is_not_tried_again(
    out: Outgoing, metrics: Metrics, clock: Slept, error: TelegramError
) -> None:
    wire = Wire(error)
    with pytest.raises(type(error)):
        await send(out, wire)
    assert (wire.calls, metrics.value("retries_total")) == (1, 0)


async def test_those_who_failed_together_do_not_come_back_together(
    out: Outgoing, clock: Slept, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in (1, 2):
        monkeypatch.setattr(outgoing, "random", random.Random(seed))  # noqa: S311 - no secret
        clock.clear()
        await send(out, Wire(*[NetworkError("down")] * 3))
        await send(out, Wire(ConnectionLostError("gone")))
        chance = random.Random(seed)  # noqa: S311 - no secret
        assert list(clock) == [pause * chance.uniform(0.5, 1.5) for pause in (0.2, 0.4, 0.8, 0.2)]


@pytest.mark.parametrize("error", [Unanswered(), ConnectionLostError("gone"), UnclearError("odd")])
async def test_an_unknown_outcome_is_tried_once_more_at_once_and_counted(
    out: Outgoing, metrics: Metrics, clock: Slept, caplog: pytest.LogCaptureFixture, error: TelegramError
) -> None:
    assert await send(out, Wire(error)) == "sent"
    assert metrics.value("doubtful_sends_total") == 1
    assert sum(clock) < 0.5
    assert "may have arrived twice" in caplog.text


class Stall(Wire):
    """Answers nothing for some time, during which each call waits as long as it may."""

    def __init__(self, clock: Slept, seconds: float) -> None:
        super().__init__()
        self._clock, self._until = clock, clock.now + seconds

    async def __call__(self, *_: Any, **__: Any) -> str:
        self.calls += 1
        if self._clock.now < self._until:
            self._clock.now += READ
            raise Unanswered
        return "sent"


@pytest.mark.parametrize("seconds", [10, 20, 30, 40])
async def test_sending_that_stalls_for_less_than_the_deadline_costs_no_answer(
    out: Outgoing, clock: Slept, seconds: int
) -> None:
    begun = clock.now
    wire = Stall(clock, seconds)
    assert await send(out, wire) == "sent"
    assert clock.now - begun < 60
    assert wire.calls <= 5


@pytest.mark.parametrize("error", [ConnectionLostError("gone"), UnclearError("odd")])
async def test_connections_that_break_after_each_delivery_make_a_few_copies_only(
    out: Outgoing, metrics: Metrics, clock: Slept, error: TelegramError
) -> None:
    wire = Wire(*[error] * 100)
    with pytest.raises(type(error)):
        await send(out, wire)
    assert (wire.calls, metrics.value("doubtful_sends_total")) == (5, 4)
    assert sum(clock) == pytest.approx(60 - outgoing.LAST)


async def test_what_changes_nothing_when_done_twice_is_repeated_freely(
    out: Outgoing, metrics: Metrics, clock: Slept
) -> None:
    wire = Wire(Unanswered(), Unanswered(), Unanswered())
    assert await send(out, wire, "editMessageText") == "sent"
    assert (wire.calls, metrics.value("doubtful_sends_total")) == (4, 0)


class Move:
    """Groups that were moved, and what a call is made with."""

    def __init__(self, metrics: Metrics) -> None:
        self.chats: list[tuple[int, int]] = []
        self.out = Outgoing(UNLIMITED, metrics, patience=60, moved=self.moved)

    async def moved(self, old: int, new: int) -> None:
        self.chats.append((old, new))

    async def call(self, wire: Wire, data: dict[str, Any], endpoint: str = "sendMessage") -> str:
        return await self.out.process_request(wire, (endpoint, data), {}, endpoint, data, None)


async def test_a_group_that_became_a_supergroup_is_followed(metrics: Metrics, clock: Slept) -> None:
    move, wire = Move(metrics), Wire(ChatMigrated(-1002))
    data = {"chat_id": -5, "text": "hello", "reply_parameters": "a message of the old group"}
    assert await move.call(wire, data) == "sent"
    assert move.chats == [(-5, -1002)]
    assert data == {"chat_id": -1002, "text": "hello"}


async def test_a_message_of_the_old_group_is_no_message_of_the_new_one(
    metrics: Metrics, clock: Slept
) -> None:
    move, wire = Move(metrics), Wire(ChatMigrated(-1002))
    with pytest.raises(ChatMigrated):
        await move.call(wire, {"chat_id": -5, "message_id": 7}, "editMessageText")
    assert (move.chats, wire.calls) == ([(-5, -1002)], 1)


async def test_a_group_that_moves_to_where_it_is_is_not_followed_for_ever(
    metrics: Metrics, clock: Slept
) -> None:
    with pytest.raises(ChatMigrated):
        await Move(metrics).call(Wire(*[ChatMigrated(-1002)] * 9), {"chat_id": -5})


async def test_rows_and_answers_of_a_group_go_with_it(
    talk: Talk, fact: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, question = -1001, updates.message(fact.questions["en"][0], chat=updates.BASIC_GROUP)
    question["text"] = f"/ask {question['text']}"
    question["entities"] = [{"type": "bot_command", "offset": 0, "length": 4}]
    moved = Failure(status=400, description="Bad Request: upgraded", parameters={"migrate_to_chat_id": new})
    keys = talk.services.keys
    await talk.services.store.change_chat(keys.chat(updates.BASIC_GROUP["id"]), comments=True)

    talk.telegram.failures["sendMessage"] = moved
    original = talk.telegram.do_request

    async def recover(*args: Any, **kwargs: Any) -> tuple[int, bytes]:
        answered = await original(*args, **kwargs)
        talk.telegram.failures.clear()
        return answered

    monkeypatch.setattr(talk.telegram, "do_request", recover)
    refused, sent = await talk.take(updates.update("message", question))
    assert (refused["chat_id"], sent["chat_id"]) == (updates.BASIC_GROUP["id"], new)
    assert (await talk.services.store.chat(keys.chat(new))).comments
    kept = await talk.services.store.sent_as(keys.chat(new), 1000)
    assert kept is not None
    assert kept.facts == (fact.id,)


async def test_a_refusal_stops_its_chat_and_no_other(out: Outgoing, clock: Slept) -> None:
    assert await send(out, Wire(RetryAfter(7)), chat=1) == "sent"
    assert clock == [0.0, 7.0]
    out._stops.refused(1, 7)
    await send(out, Wire(), chat=2)
    await send(out, Wire(), "answerInlineQuery", chat=None)
    assert clock == [0.0, 7.0]
    await send(out, Wire(), chat=1)
    assert clock == [0.0, 7.0, 7.0]


async def test_refusals_without_end_stop_all(out: Outgoing, clock: Slept) -> None:
    for chat in (1, 2, 3):
        out._stops.refused(chat, 7)
    await send(out, Wire(), chat=4)
    assert clock == [7.0]
    for chat in (1, 2):
        out._stops.refused(chat, 7)
    await send(out, Wire(), chat=4)
    assert clock == [7.0]


async def test_one_chat_that_is_refused_again_and_again_stops_no_other(out: Outgoing, clock: Slept) -> None:
    assert await send(out, Wire(*[RetryAfter(7)] * 4), chat=-5) == "sent"
    for _ in range(4):
        out._stops.refused(-5, 7)
    clock.clear()
    await send(out, Wire(), chat=4)
    assert list(clock) == []


async def test_groups_in_slow_mode_stop_no_other(out: Outgoing, clock: Slept) -> None:
    for group in (-5, -6, -7):
        with pytest.raises(RetryAfter):
            await send(out, Wire(RetryAfter(3600)), chat=group)
        clock.now += 300
    await send(out, Wire(), chat=4)
    assert list(clock) == []


async def test_where_all_must_wait_for_too_long_it_is_told_apart(out: Outgoing, clock: Slept) -> None:
    for chat, kind in ((1, RetryAfter), (2, RetryAfter), (3, AllStoppedError), (4, AllStoppedError)):
        with pytest.raises(RetryAfter) as refused:
            await send(out, Wire(RetryAfter(300)), chat=chat)
        assert type(refused.value) is kind
    clock.now += 300
    assert await send(out, Wire(), chat=4) == "sent"


async def test_where_all_must_wait_the_one_told_the_least_counts(out: Outgoing, clock: Slept) -> None:
    for chat, seconds in ((-5, 3600), (1, 20), (2, 21)):
        out._stops.refused(chat, seconds)
    await send(out, Wire(), chat=4)
    assert list(clock) == [20.0]


async def test_those_whose_wait_is_over_shorten_no_others(out: Outgoing, clock: Slept) -> None:
    for chat, seconds in ((1, 0), (2, 0), (3, 0), (4, 20)):
        out._stops.refused(chat, seconds)
    await send(out, Wire(), chat=5)
    assert list(clock) == [20.0]


async def test_asking_for_something_shows_not_that_messages_go_out(out: Outgoing, clock: Slept) -> None:
    for chat in (1, 2):
        out._stops.refused(chat, 7)
    await send(out, Wire(), "getMe", chat=None)
    out._stops.refused(3, 7)
    await send(out, Wire(), chat=4)
    assert list(clock) == [7.0]


async def test_a_pause_that_is_too_long_is_not_waited_for(out: Outgoing, clock: Slept) -> None:
    for _ in range(2):
        wire = Wire(RetryAfter(300))
        with pytest.raises(RetryAfter):
            await send(out, wire)
    assert (wire.calls, list(clock)) == (0, [])


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float]]:
    """The limits that were asked, each as a number of messages in a time."""
    turns: list[tuple[float, float]] = []

    async def acquire(limiter: AsyncLimiter, amount: float = 1) -> None:
        turns.append((limiter.max_rate, limiter.time_period))

    monkeypatch.setattr(AsyncLimiter, "acquire", acquire)
    return turns


async def test_each_message_waits_for_its_turn(metrics: Metrics, turns: list[tuple[float, float]]) -> None:
    out = Outgoing(Rates(overall=30, group=20, chat=60), metrics, patience=60)
    await send(out, Wire(), chat=1)
    assert turns == [(60, 60), (30, 1)]
    await send(out, Wire(), chat=-1)
    assert turns[2:] == [(20, 60), (30, 1)]
    await send(out, Wire(), "getChatMember", chat=-1)
    await send(out, Wire(), "answerInlineQuery", chat=None)
    assert len(turns) == 4


async def test_no_rate_is_no_limit(metrics: Metrics, turns: list[tuple[float, float]]) -> None:
    await send(Outgoing(UNLIMITED, metrics, patience=60), Wire())
    assert turns == []


async def test_only_so_many_chats_are_kept_in_mind(
    turns: list[tuple[float, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates_module, "CHATS", 2)
    rates = Rates(overall=0, group=0, chat=60)
    for chat in (1, 2, 1, 3):
        await rates.turn(chat)
    assert list(rates._chats) == [1, 3]


async def test_a_rate_is_kept_by_waiting() -> None:
    rates = Rates(overall=100, group=0, chat=0)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await asyncio.gather(*(rates.turn(1) for _ in range(110)))
    assert loop.time() - begun >= 0.09


async def test_the_bots_own_messages_take_this_way(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    refusal = Failure(status=429, description="Too Many Requests", parameters={"retry_after": 300})
    talk.telegram.failures["sendMessage"] = refusal
    await talk.say("hello")
    with pytest.raises(RetryAfter):
        await talk.app.bot.send_message(11, "hello")
    assert len(talk.telegram.of("sendMessage")) == 1
