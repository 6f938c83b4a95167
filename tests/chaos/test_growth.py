"""The bot takes no more memory after many updates than after a few."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from typing import Any

from botapi import BotApi
from program import running

UPDATES, WARM_UP, STEP = 50_000, 5_000, 2_500
WAITING = 300
"""Updates that wait at the server while more are asked."""
PEOPLE = 20_000
GROUP = {"id": -1001234567890, "type": "supergroup", "title": "Readers"}
QUESTIONS = (
    "How many peacekeepers were sent?",
    "How many people died in the riots in {}?",
    "is it true that {} were arrested",
    "what did Tokayev say about the {} businesses?",
    "who is {}",
    "and wounded?",
    "what was the price of fuel in {}?",
    "когда началась операция {}",
    "қанша адам қаза тапты {}",
    "哈萨克斯坦有多少人死亡 {}",
    "/help",
    "/facts",
    "/timeline",
    "thanks, {}!",
)


class Life:
    """What readers send: questions of every kind, presses, inline queries, chatter, edits, blocks."""

    def __init__(self, chance: random.Random) -> None:
        self._chance, self._number = chance, 0

    def __call__(self) -> dict[str, Any]:
        """The next update."""
        self._number += 1
        kind = self._chance.choices(
            (self._asked, self._inline, self._press, self._chatter, self._edit, self._moved),
            weights=(1, 1, 2, 3, 1, 1),
        )
        return {"update_id": self._number} | kind[0]()

    def _person(self) -> dict[str, Any]:
        number = 1000 + self._chance.randrange(PEOPLE)
        return {"id": number, "is_bot": False, "first_name": f"Ann {number}", "language_code": "en"}

    def _text(self) -> str:
        text = self._chance.choice(QUESTIONS).format(self._chance.randrange(10**6))
        at = self._chance.randrange(1, len(text) + 1)
        return (
            text if self._chance.random() < 0.5 else text[:at] + self._chance.choice("abcdefgh ") + text[at:]
        )

    def _message(self, text: str, chat: dict[str, Any] | None = None) -> dict[str, Any]:
        person = self._person()
        mine = {"id": person["id"], "type": "private", "first_name": "Ann"}
        message = {"message_id": self._number, "date": int(time.time()), "chat": chat or mine, "from": person}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return message | {"text": text.strip()}

    def _asked(self) -> dict[str, Any]:
        return {"message": self._message(self._text())}

    def _chatter(self) -> dict[str, Any]:
        return {"message": self._message(self._text(), GROUP)}

    def _edit(self) -> dict[str, Any]:
        return {"edited_message": self._message(self._text()) | {"edit_date": int(time.time())}}

    def _inline(self) -> dict[str, Any]:
        query = {"id": str(self._number), "from": self._person(), "query": self._text(), "offset": ""}
        return {"inline_query": query}

    def _press(self) -> dict[str, Any]:
        message = self._message("2,030 peacekeeping troops")
        return {
            "callback_query": {
                "id": str(self._number),
                "from": message["from"],
                "chat_instance": "1",
                "message": message,
                "data": self._chance.choice(["fact:troops-count", "noop", f"gone:{self._number}"]),
            }
        }

    def _moved(self) -> dict[str, Any]:
        me = {"id": 1234567, "is_bot": True, "first_name": "Verbatim", "username": "VerbatimTestBot"}
        person = self._person()
        member, kicked = {"status": "member", "user": me}, {"status": "kicked", "user": me, "until_date": 0}
        before, after = self._chance.choice([(member, kicked), (kicked, member)])
        chat = {"id": person["id"], "type": "private", "first_name": "Ann"}
        moved = {"chat": chat, "from": person, "date": int(time.time())}
        return {"my_chat_member": moved | {"old_chat_member": before, "new_chat_member": after}}


def memory(process: subprocess.Popen[bytes]) -> float:
    """What a process holds in memory, in megabytes."""
    for line in Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("the process is gone")


def feed(api: BotApi, life: Life, count: int) -> None:
    """Has so many updates answered and confirmed."""
    left = count
    while left:
        with api.changed:
            api.calls.clear()
            api.replies.clear()
            room = min(left, WAITING - len(api.pending))
        for _ in range(room):
            api.push(life())
        left -= room
        api.wait(lambda: len(api.pending) < WAITING / 2)
    api.wait(lambda: not api.pending, 30)


def test_memory_stays_flat(
    api: BotApi, tmp_path: Path, chance: random.Random, report: Callable[[str], None]
) -> None:
    life, begun, held = Life(chance), time.monotonic(), []
    with running(api, tmp_path, LOG_LEVEL="WARNING") as bot:
        feed(api, life, WARM_UP)
        while WARM_UP + len(held) * STEP < UPDATES + WARM_UP:
            held.append(memory(bot))
            feed(api, life, STEP)
        held.append(memory(bot))
    seconds = time.monotonic() - begun
    growth = mean(held[-3:]) / mean(held[:3]) - 1
    report(
        f"memory over {UPDATES} updates after {WARM_UP} of warm-up: {held[0]:.0f} MB, then {held[-1]:.0f} MB "
        f"({growth:+.1%}; highest {max(held):.0f} MB), in {seconds:.0f} s"
    )
    assert api.faults == []
    assert growth < 0.1
