"""An update that only waits for its own chat leaves its place to others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, cast

import pytest
import updates
from fakes import Call, Failure
from talking import Talk
from telegram import Update

from bot import once, polling, reaching, window
from bot.line import Line, PostponedError
from bot.outgoing import Outgoing
from bot.rates import Rates
from bot.seats import aside, rested
from bot.stopping import Stop
from bot.window import Window
from knowledge import Fact


def asked(number: int, chat: int = 1) -> Update:
    body = updates.message("?", chat={"id": chat, "type": "private"}) | {"date": 1}
    update = Update.de_json({"update_id": number, "message": body}, None)
    assert update
    return update


async def settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


@dataclass
class Desk:
    """What each update does, by its number, and what came of it."""

    work: dict[int, Callable[[], Awaitable[Any]]]
    begun: list[int] = field(default_factory=list)
    ended: list[tuple[int, Any]] = field(default_factory=list)

    async def __call__(self, update: Update) -> None:
        self.begun.append(update.update_id)
        self.ended.append((update.update_id, await self.work[update.update_id]()))


def line(desk: Desk, in_flight: int = 1) -> Line:
    return Line(desk, in_flight=in_flight)


async def test_one_that_waits_aside_lets_others_go_on_and_then_takes_its_turn() -> None:
    told, other = asyncio.Event(), asyncio.Event()

    async def waiting() -> None:
        async with aside():
            await told.wait()

    desk = Desk({1: waiting, 2: other.wait, 3: settled})
    desks = line(desk)
    done = [desks.put(asked(number, number)) for number in (1, 2, 3)]
    await settled()
    assert (desk.begun, desks.busy) == ([1, 2], True)
    told.set()
    await settled()
    assert desk.ended == []
    other.set()
    await asyncio.gather(*done)
    assert [number for number, _ in desk.ended] == [2, 1, 3]
    assert not desks.busy


async def test_who_is_cut_off_while_coming_back_takes_no_place_with_it() -> None:
    other = asyncio.Event()

    async def waiting() -> str:
        try:
            async with asyncio.timeout(0.05), aside():
                pass
        except TimeoutError:
            return "late"
        return "in time"

    desk = Desk({1: waiting, 2: other.wait, 3: settled})
    desks = line(desk)
    done = [desks.put(asked(number, number)) for number in (1, 2, 3)]
    await done[0]
    assert desk.ended == [(1, "late")]
    other.set()
    await asyncio.gather(*done)
    assert not desks.busy


async def test_a_long_rest_ends_in_time_or_where_others_need_the_room() -> None:
    async def rest() -> bool:
        return await rested(3600)

    async def short() -> bool:
        return await rested(0)

    desk = Desk({1: short, 2: rest, 3: settled})
    desks = line(desk)
    done = [desks.put(asked(number, number)) for number in (1, 2, 3)]
    await done[2]
    desks.hurry(1)
    desks.hurry(2)
    await asyncio.gather(*done)
    assert sorted(desk.ended) == [(1, True), (2, False), (3, None)]


async def test_a_long_rest_does_not_hold_up_the_end() -> None:
    async def rest() -> None:
        if not await rested(3600):
            raise PostponedError("stopping")

    desk = Desk({1: rest, 2: rest})
    view = Window(line(desk, in_flight=2))
    view.add([asked(1, 1), asked(2, 2)])
    await settled()
    async with asyncio.timeout(30):
        await view.close(3600)
    assert view.offset == 1


async def test_whoever_waits_for_a_place_is_told_when_one_is_left() -> None:
    told = asyncio.Event()

    async def waiting() -> None:
        async with aside():
            await told.wait()

    view = Window(line(Desk({1: waiting})))
    view.add([asked(1)])
    async with asyncio.timeout(30):
        await view.changed(None)
    assert not view.busy
    told.set()
    await view.close(30)


async def test_a_rate_of_ones_own_is_waited_for_aside() -> None:
    rates = Rates(overall=0, group=0, chat=1)

    async def twice() -> None:
        await rates.turn(5)
        await rates.turn(5)

    desk = Desk({1: twice, 2: settled})
    desks = line(desk)
    first, second = (desks.put(asked(number, number)) for number in (1, 2))
    async with asyncio.timeout(30):
        await second
    assert not first.done()
    await desks.close(0)


@dataclass(kw_only=True)
class Refusing:
    """A Telegram that takes nothing for some chats; for how long it says so each time."""

    talk: Talk
    chats: dict[int, int]

    def __call__(self, call: Call) -> Any:
        if seconds := self.chats.get(call["chat_id"]):
            return Failure(status=429, description="Too Many Requests", parameters={"retry_after": seconds})
        return self.talk.telegram.message(call)


def question(fact: Fact, chat: int) -> dict[str, Any]:
    person = updates.ANN | {"id": abs(chat)}
    group = {"id": chat, "type": "supergroup", "title": "G"} if chat < 0 else None
    text = f"/ask {fact.questions['en'][0]}"
    return updates.update("message", updates.message(text, sender=person, chat=group))


@asynccontextmanager
async def polled(
    talk: Talk, waiting: list[dict[str, Any]], chats: dict[int, int], **settings: Any
) -> AsyncIterator[Stop]:
    """A bot that polls; as long as the context is open."""
    stop, more = Stop(), asyncio.Event()

    async def fetch(call: Call) -> Any:
        shown = [each for each in waiting if each["update_id"] >= call.parameters.get("offset", 0)]
        if not shown and call.parameters.get("timeout"):
            await more.wait()
        return shown[: call["limit"]]

    talk.telegram.scripts |= {"getUpdates": fetch, "sendMessage": Refusing(talk=talk, chats=chats)}
    changed = talk.services.settings.model_copy(update=settings)
    polling_ = asyncio.create_task(polling.poll(talk.app, replace(talk.services, settings=changed), stop))
    try:
        yield stop
    finally:
        stop.now()
        more.set()
        await polling_


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "GRACE", 0.1)
    monkeypatch.setattr(polling, "PAUSE", 0.02)
    monkeypatch.setattr(reaching, "PAUSES", (0.0,))


async def sent_to(talk: Talk, chat: int, count: int = 1) -> None:
    """Waits until so many messages went to a chat."""
    async with asyncio.timeout(30):
        while len([call for call in talk.telegram.of("sendMessage") if call["chat_id"] == chat]) < count:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("seconds", [25, 3600])
async def test_chats_that_must_wait_stop_no_other(talk: Talk, fact: Fact, seconds: int) -> None:
    chats = {-50: seconds, -51: seconds, 52: seconds}
    others = [60, 61, 62, 63]
    # Between them something goes through: the refusals are not meant for all.
    order = [-50, 60, -51, 61, 52, 62, 63]
    waiting = [question(fact, chat) for chat in order]
    async with polled(talk, waiting, chats, in_flight=2):
        for chat in others:
            await sent_to(talk, chat)
    assert await talk.services.store.dead_letters() == []


async def test_a_chat_that_must_wait_for_longer_than_the_deadline_is_answered_then(
    talk: Talk, fact: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    chats, over, rests = {-50: 600, 51: 600}, asyncio.Event(), []

    async def resting(seconds: float) -> bool:
        rests.append(seconds)
        await over.wait()
        cast("Outgoing", talk.app.bot.rate_limiter)._stops._until.clear()
        return True

    monkeypatch.setattr(once, "rested", resting)
    waiting = [question(fact, chat) for chat in (-50, 51, 60)]
    async with polled(talk, waiting, chats):
        await sent_to(talk, 60)
        while len(rests) < 2:
            await asyncio.sleep(0.01)
        assert [round(rest, -1) for rest in rests] == [600, 600]
        chats.clear()
        over.set()
        await sent_to(talk, -50, 2)
        await sent_to(talk, 51, 2)
    assert await talk.services.store.dead_letters() == []
    assert talk.telegram.of("getUpdates")[-1]["offset"] == waiting[-1]["update_id"] + 1


async def test_where_telegram_shows_nothing_new_those_who_wait_make_room_as_dead_letters(
    talk: Talk, fact: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "SHOWN", 4)
    waiting = [question(fact, chat) for chat in (50, 50, 60, 61, 62, 63, 64)]
    async with polled(talk, waiting, {50: 3600}, in_flight=2):
        await sent_to(talk, 64)
    letters = await talk.services.store.dead_letters()
    assert {letter.kind for letter in letters} == {"RetryAfter"}
    assert 1 <= len(letters) <= 2
    assert talk.services.metrics.value("dead_letters_total") == len(letters)
