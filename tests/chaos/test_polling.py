"""Nothing is lost when the bot is killed or Telegram stumbles; ``VERBATIM_CHAOS=1 pytest -m chaos``."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from botapi import DROP, STALL, BotApi, serving
from fakes import TOKEN

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.skipif(
        not os.environ.get("VERBATIM_CHAOS"), reason="takes a minute; VERBATIM_CHAOS=1 runs it"
    ),
]

VERBATIM = Path(sys.executable).with_name("verbatim")
QUESTIONS, CHATS, IN_FLIGHT = 300, 40, 8
KILLS = 5
CHANCE = random.SystemRandom()
UNLIMITED = {"USER_LIMIT": "0", "CHAT_LIMIT": "0", "RATE": "0", "GROUP_RATE": "0", "CHAT_RATE": "0"}
SETTINGS = UNLIMITED | {"PROFILE": "false", "IN_FLIGHT": str(IN_FLIGHT)}


@pytest.fixture
def api() -> Iterator[BotApi]:
    with serving() as api:
        yield api


@contextmanager
def running(api: BotApi, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The installed program as a process of its own, killed in the end."""
    mine = {"TOKEN": TOKEN, "API_URL": api.url, "DATA_FOLDER": str(folder / "data")} | SETTINGS
    environment = os.environ | {f"VERBATIM_{name}": value for name, value in mine.items()}
    with (
        (folder / "bot.log").open("ab") as log,
        subprocess.Popen([VERBATIM, "run"], env=environment, stdout=log, stderr=log) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def ask(api: BotApi, count: int) -> None:
    """Questions in many private chats; each message's number is its update's."""
    for number in range(1, count + 1):
        person = {"id": 1000 + number % CHATS, "is_bot": False, "first_name": "Ann", "language_code": "en"}
        chat = {"id": person["id"], "type": "private", "first_name": "Ann"}
        message = {"message_id": number, "date": 1700000000, "chat": chat, "from": person}
        api.push({"update_id": number, "message": message | {"text": "How many peacekeepers were sent?"}})


def answered(api: BotApi) -> Counter[int]:
    """How often each question was answered."""
    with api.changed:
        return Counter(sent["reply_parameters"]["message_id"] for sent in api.of("sendMessage"))


def all_answered(api: BotApi, count: int) -> Callable[[], bool]:
    return lambda: len(answered(api)) == count


def report(capsys: pytest.CaptureFixture[str], text: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{text}\n")


def test_killed_at_any_point_it_loses_no_question(
    api: BotApi, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    points = sorted(CHANCE.sample(range(1, QUESTIONS), KILLS))
    ask(api, QUESTIONS)
    unconfirmed, begun = [], time.monotonic()
    for point in points:
        with running(api, tmp_path) as bot:
            api.wait(lambda point=point: len(answered(api)) >= point)
            bot.kill()
            bot.wait()
        done = answered(api)
        with api.changed:
            unconfirmed.append(sum(update["update_id"] in done for update in api.pending))
    with running(api, tmp_path):
        api.wait(all_answered(api, QUESTIONS))
        api.wait(lambda: api.of("getUpdates")[-1].get("offset") == QUESTIONS + 1)
    duplicates = answered(api).total() - QUESTIONS
    report(
        capsys,
        f"SIGKILL after {points} of {QUESTIONS} questions: 0 lost, {duplicates} answered twice "
        f"(answered and unconfirmed at each kill: {unconfirmed}) in {time.monotonic() - begun:.1f} s",
    )
    assert api.faults == []
    assert duplicates <= sum(unconfirmed)
    assert max(unconfirmed) <= 2 * IN_FLIGHT


JSON = b'{"ok": tru'
ALL: tuple[int | bytes, ...] = (DROP, 500, 502, 429, JSON)


class Trouble:
    """Makes some of the calls fail, but no message with a silence twice."""

    def __init__(self, kinds: tuple[int | bytes, ...], share: float = 0.2, silences: int = 0) -> None:
        self.kinds, self.share, self.silences = kinds, share, silences
        self.made: Counter[str] = Counter()
        self._silent: set[int] = set()

    def __call__(self, method: str, parameters: dict[str, Any]) -> int | bytes | None:
        if method == "getUpdates":
            kinds = [kind for kind in self.kinds if kind != 429]
        elif method == "sendMessage":
            kinds = [*self.kinds, *self._silence(parameters["reply_parameters"]["message_id"])]
        else:
            return None
        if not kinds or CHANCE.random() > self.share:
            return None
        kind = CHANCE.choice(kinds)
        if kind == STALL:
            self._silent.add(parameters["reply_parameters"]["message_id"])
        self.made[NAMES.get(kind, str(kind))] += 1
        return kind

    def _silence(self, question: int) -> list[int]:
        return [STALL] if len(self._silent) < self.silences and question not in self._silent else []


NAMES: dict[int | bytes, str] = {DROP: "dropped", STALL: "stalled", JSON: "invalid JSON"}
TROUBLES = {
    "dropped connections": (Trouble((DROP,)), 60),
    "500 and 502": (Trouble((500, 502)), 60),
    "429": (Trouble((429,), 0.1), 60),
    "invalid JSON": (Trouble((JSON,)), 60),
    "all mixed, with stalls": (Trouble(ALL, 0.15, silences=3), 150),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_whatever_the_server_does_no_question_is_lost(
    api: BotApi, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    trouble, questions = TROUBLES[name]
    api.trouble = trouble
    ask(api, questions)
    begun = time.monotonic()
    with running(api, tmp_path):
        api.wait(all_answered(api, questions), 120)
    seconds, duplicates = time.monotonic() - begun, answered(api).total() - questions
    report(
        capsys,
        f"{name}: {questions} questions, {dict(trouble.made)} failed, 0 lost, {duplicates} answered twice, "
        f"in {seconds:.1f} s",
    )
    assert duplicates == 0
