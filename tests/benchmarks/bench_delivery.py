"""How many updates to answer side by side; ``PYTHONPATH=tests python tests/benchmarks/bench_delivery.py``.

Each of 50 people asks again as soon as they are answered, and every sending takes Telegram some
milliseconds: 20, or those that are given.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import quantiles
from typing import Any

from botapi import BotApi, serving
from program import running

PEOPLE, QUESTIONS, WARM_UP = 50, 1500, 300
LATENCY = int(sys.argv[1]) / 1e3 if sys.argv[1:] else 0.02
WIDTHS = (1, 2, 4, 8, 16, 32, 64)
TEXT = "How many peacekeepers were sent?"


class Load:
    """People who ask, wait for the answer, and ask again."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.taken: list[float] = []
        """Seconds from a question to its answer, in the order of the answers."""
        self.answered: list[float] = []
        self.done = threading.Event()
        self._asked: dict[int, float] = {}
        self._lock = threading.Lock()
        api.trouble = self.answer
        for person in range(PEOPLE):
            self.ask(person)

    def ask(self, person: int) -> None:
        """Queues a person's next question."""
        with self._lock:
            number = len(self._asked) + 1
            self._asked[number] = time.perf_counter()
        who = {"id": 1000 + person, "is_bot": False, "first_name": "Ann", "language_code": "en"}
        chat = {"id": who["id"], "type": "private", "first_name": "Ann"}
        message = {"message_id": number, "date": 1700000000, "chat": chat, "from": who, "text": TEXT}
        self.api.push({"update_id": number, "message": message})

    def answer(self, method: str, parameters: dict[str, Any]) -> None:
        """Telegram takes its time over a message; then its reader asks again."""
        if method != "sendMessage":
            return
        time.sleep(LATENCY)
        now = time.perf_counter()
        self.taken.append(now - self._asked[parameters["reply_parameters"]["message_id"]])
        self.answered.append(now)
        if len(self.answered) >= QUESTIONS + WARM_UP:
            self.done.set()
        else:
            self.ask(parameters["chat_id"] - 1000)


def measured(width: int) -> tuple[float, float, float]:
    """Answers a second, and the median and 99th percentile of the seconds that one takes."""
    with tempfile.TemporaryDirectory() as folder, serving() as api:
        load = Load(api)
        with running(api, Path(folder), IN_FLIGHT=str(width), LOG_LEVEL="ERROR"):
            load.done.wait()
        assert not api.faults, api.faults[:3]
    seconds = load.answered[WARM_UP + QUESTIONS - 1] - load.answered[WARM_UP - 1]
    cuts = quantiles(load.taken[WARM_UP:], n=100)
    return QUESTIONS / seconds, cuts[49], cuts[98]


def main() -> None:
    """Print a line for each width."""
    print("in flight  answers/s  median    p99")
    for width in WIDTHS:
        rate, median, slowest = measured(width)
        print(f"{width:9}  {rate:9.0f}  {median * 1e3:4.0f} ms  {slowest * 1e3:4.0f} ms", flush=True)


if __name__ == "__main__":
    main()
