"""How often Telegram is asked for updates, and how soon one is taken up while another is slow."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import updates
from fakes import Call
from talking import Talk

from bot import polling
from bot.stopping import Stop
from knowledge import Fact

HALF = 0.1
"""Here in place of the half second within which Telegram shows one update of those it showed before."""


class Telegram:
    """Shows updates as Telegram does, and one that is slow to answer."""

    def __init__(self, talk: Talk, slow: int) -> None:
        self.talk, self.slow, self.over = talk, slow, asyncio.Event()
        self.waiting: list[dict[str, Any]] = []
        self.polls: list[tuple[int, float]] = []
        self.more = asyncio.Event()
        self.sent: dict[int, float] = {}
        talk.telegram.scripts |= {"getUpdates": self.show, "sendMessage": self.send}

    async def show(self, call: Call) -> Any:
        offset, limit, now = call.parameters.get("offset", 0), call["limit"], self.now()
        if self.polls and self.polls[-1][0] == offset and now < self.polls[-1][1] + HALF:
            limit = 1
        self.polls.append((offset, now))
        self.waiting = [each for each in self.waiting if each["update_id"] >= offset]
        if not self.waiting and call.parameters.get("timeout"):
            await self.more.wait()
            self.more.clear()
        return self.waiting[:limit]

    async def send(self, call: Call) -> Any:
        if call["chat_id"] == self.slow:
            await self.over.wait()
        self.sent[call["chat_id"]] = self.now()
        return self.talk.telegram.message(call)

    def ask(self, fact: Fact, chat: int) -> float:
        """A question of somebody's; when it was asked."""
        asked = updates.message(fact.questions["en"][0], sender=updates.ANN | {"id": chat})
        self.waiting.append(updates.update("message", asked))
        self.more.set()
        return self.now()

    async def answered(self, chat: int) -> float:
        """When somebody was answered."""
        async with asyncio.timeout(30):
            while chat not in self.sent:
                await asyncio.sleep(HALF / 50)
        return self.sent[chat]

    def now(self) -> float:
        return asyncio.get_running_loop().time()


async def test_while_one_is_slow_others_wait_for_half_a_second_and_telegram_is_asked_as_often(
    talk: Talk, fact: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "PAUSE", 1.1 * HALF)
    telegram, stop = Telegram(talk, slow=50), Stop()
    working = asyncio.create_task(polling.poll(talk.app, talk.services, stop))
    telegram.ask(fact, 50)
    begun, waits = telegram.now(), []
    for chat in range(60, 70):
        asked = telegram.ask(fact, chat)
        waits.append(await telegram.answered(chat) - asked)
        await asyncio.sleep(0.7 * HALF * (chat % 3))
    seconds, asked_for = telegram.now() - begun, len(telegram.polls)
    telegram.over.set()
    await telegram.answered(50)
    stop.now()
    telegram.more.set()
    await working
    pairs = zip(telegram.polls, telegram.polls[1:], strict=False)
    apart = [later - earlier for (one, earlier), (other, later) in pairs if one == other]
    assert min(apart) >= HALF, "asked again too soon, Telegram shows nothing new"
    assert asked_for <= seconds / HALF + 3
    assert sorted(waits)[5] < 3 * HALF


async def test_telegram_is_not_asked_all_the_time_where_it_does_not_wait(
    talk: Talk, fact: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "PAUSE", 0.1)
    stop, loop = Stop(), asyncio.get_running_loop()
    begun = loop.time()
    loop.call_later(0.5, stop.now)
    await polling.poll(talk.app, talk.services, stop)
    assert 2 <= len(talk.telegram.of("getUpdates")) <= 2 + (loop.time() - begun) / 0.1


def test_the_pause_is_a_little_longer_than_half_a_second() -> None:
    assert 0.5 < polling.PAUSE < 0.7
