"""Nothing is lost when the bot is killed or stopped at any point."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from botapi import BotApi
from load import answered, ask, confirmed, twice
from program import running, went_on_without_database

QUESTIONS, KILLS, IN_FLIGHT = 2000, 20, 8
STOPS = 5


def points(chance: random.Random, count: int) -> list[int]:
    """Numbers of answers after which something happens, in order."""
    return sorted(chance.sample(range(1, QUESTIONS), count))


def polls(api: BotApi, before: int) -> None:
    """Waits until a bot that was started after so many calls fetches updates."""
    api.wait(lambda: any(method == "getUpdates" for method, _ in api.calls[before:]))


def uncertain(api: BotApi) -> int:
    """Questions that were answered and that Telegram would show again."""
    with api.changed:
        waiting = [update["message"] for update in api.pending]
        return sum((message["chat"]["id"], message["message_id"]) in api.replies for message in waiting)


def finish(api: BotApi, folder: Path) -> None:
    """Lets the bot answer what is left."""
    with running(api, folder, IN_FLIGHT=str(IN_FLIGHT)):
        api.wait(answered(api, QUESTIONS), 120)
        api.wait(confirmed(api, QUESTIONS))


def test_killed_at_any_point_it_loses_no_question(
    api: BotApi, tmp_path: Path, chance: random.Random, report: Callable[[str], None]
) -> None:
    ask(api, range(1, QUESTIONS + 1))
    open_at_kill, begun, kills = [], time.monotonic(), points(chance, KILLS)
    for point in kills:
        before = len(api.calls)
        with running(api, tmp_path, IN_FLIGHT=str(IN_FLIGHT)) as bot:
            polls(api, before)
            api.wait(answered(api, point))
            time.sleep(chance.uniform(0, 0.01))  # not only just after an answer
            bot.kill()
            bot.wait()
        open_at_kill.append(uncertain(api))
    finish(api, tmp_path)
    lapses = went_on_without_database(tmp_path)
    report(
        f"SIGKILL after {kills} of {QUESTIONS} questions: 0 lost, {twice(api)} answered twice "
        f"(answered and unconfirmed at each kill: {open_at_kill}), {lapses} times without the database, "
        f"in {time.monotonic() - begun:.0f} s"
    )
    assert api.faults == []
    # Where the database took longer than an answer may wait, it is told, and costs what the README says.
    assert twice(api) <= KILLS * IN_FLIGHT + lapses


def test_stopped_at_any_point_it_loses_and_repeats_nothing(
    api: BotApi, tmp_path: Path, chance: random.Random, report: Callable[[str], None]
) -> None:
    ask(api, range(1, QUESTIONS + 1))
    seconds, stops = [], points(chance, STOPS)
    for point in stops:
        before = len(api.calls)
        with running(api, tmp_path, IN_FLIGHT=str(IN_FLIGHT)) as bot:
            # Of two points close to each other, the first bot may have come as far as the second.
            polls(api, before)
            api.wait(answered(api, point))
            begun = time.monotonic()
            bot.send_signal(signal.SIGTERM)
            assert bot.wait(30) == 0
            seconds.append(time.monotonic() - begun)
    finish(api, tmp_path)
    report(
        f"SIGTERM after {stops} of {QUESTIONS} questions: 0 lost, {twice(api)} answered twice, "
        f"stopped within {max(seconds):.1f} s"
    )
    assert twice(api) == 0
