"""Two replicas that share a webhook lose nothing when one of them is killed."""

from __future__ import annotations

import asyncio
import random
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest
from botapi import BotApi
from carrier import Carrier
from load import FIRST, question, twice
from postgres import Postgres
from program import as_replica, free_port, running, until_ready, went_on_without_database

CHATS, TURNS, IN_FLIGHT = 200, 10, 8
QUESTIONS = CHATS * TURNS
FACTS = {
    "How many peacekeepers were sent?": "2,030 peacekeeping troops",
    "How many businesses were affected?": "Over 1,270 businesses",
    "How many people were arrested?": "over 7,900 were arrested",
}
"""What is asked, and the answer of that as well as of the follow-up."""
FOLLOW_UP = "who said that?"
DUPLICATED = 0.3
"""Share of the updates that are brought twice."""


@dataclass(kw_only=True)
class Replica:
    """A bot that takes updates by webhook; may be killed and started again."""

    api: BotApi
    folder: Path
    database: str
    port: int = field(default_factory=free_port)

    @property
    def address(self) -> str:
        """Where updates are brought."""
        return f"http://127.0.0.1:{self.port}/telegram"

    @contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        """The process, once it takes updates."""
        self.folder.mkdir(exist_ok=True)
        mine = as_replica(self.port, self.database) | {"IN_FLIGHT": str(IN_FLIGHT), "LOG_LEVEL": "WARNING"}
        with running(self.api, self.folder, **mine) as process:
            until_ready(process, self.port, self.folder / "bot.log")
            yield process


@pytest.fixture
def replicas(api: BotApi, postgres: Postgres, tmp_path: Path) -> list[Replica]:
    """Two that share a database."""
    database = postgres.database()
    return [Replica(api=api, folder=tmp_path / name, database=database) for name in ("one", "other")]


async def converse(carrier: Carrier, chat: int, chance: random.Random) -> None:
    """A chat's questions, each followed up at the other replica."""
    texts = list(FACTS)
    for turn in range(TURNS):
        number = 1 + turn * CHATS + chat
        first = turn % 2 == 0
        update = question(number, chats=CHATS, text=texts[_topic(number)] if first else FOLLOW_UP)
        bring = carrier.bring_twice if chance.random() < DUPLICATED else carrier.bring
        await bring(update, to=(chat + turn) % 2)


def _topic(number: int) -> int:
    """Which fact a question is about; a follow-up is about the same one."""
    turn, chat = divmod(number - 1, CHATS)
    return (chat + turn // 2) % len(FACTS)


def wrong(api: BotApi) -> list[int]:
    """Numbers of the questions whose answer is about something else."""
    answers = list(FACTS.values())
    sent = ((each["reply_parameters"]["message_id"], each["text"]) for each in api.of("sendMessage"))
    return [number for number, text in sent if answers[_topic(number)] not in text]


async def drive(
    api: BotApi, replicas: list[Replica], chance: random.Random, in_the_middle: Callable[[], None]
) -> Carrier:
    """Brings all questions; something happens in the middle."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:
        carrier = Carrier(client, [replica.address for replica in replicas], chance)
        talking = asyncio.gather(*(converse(carrier, chat, chance) for chat in range(CHATS)))
        middle = asyncio.create_task(asyncio.to_thread(api.wait, lambda: len(api.replies) >= QUESTIONS // 2))
        await middle
        in_the_middle()
        await talking
    return carrier


async def test_one_of_two_replicas_is_killed_and_every_question_is_answered(
    api: BotApi, replicas: list[Replica], chance: random.Random, report: Callable[[str], None]
) -> None:
    one, other = replicas
    with ExitStack() as stack:
        killed, _ = stack.enter_context(one.running()), stack.enter_context(other.running())
        begun = time.monotonic()
        carrier = await drive(api, replicas, chance, killed.kill)
    lapses = sum(went_on_without_database(replica.folder) for replica in replicas)
    report(
        f"{QUESTIONS} questions in {CHATS} chats through two replicas, one killed in the middle: "
        f"{QUESTIONS - len(api.replies)} lost, {twice(api)} answered twice, {len(wrong(api))} follow-ups "
        f"wrong, {lapses} times without the database, {dict(carrier.statuses)}, "
        f"in {time.monotonic() - begun:.0f} s"
    )
    assert len(api.replies) == QUESTIONS
    assert min(chat for chat, _ in api.replies) == FIRST
    # Where the database took longer than an answer may wait, it is told, and costs what the README says.
    assert twice(api) <= IN_FLIGHT + lapses
    assert len(wrong(api)) <= lapses
    assert api.faults == []
