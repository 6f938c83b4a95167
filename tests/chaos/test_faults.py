"""Nothing is lost while Telegram's server stumbles."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from botapi import DROP, LATE, STALL, BotApi
from load import CHATS, FIRST, answered, ask, confirmed, question, twice
from program import running
from trouble import JSON, NAMES, Kind, Trouble

QUESTIONS = 200
BLOCKED = range(FIRST, FIRST + CHATS, 8)
"""Chats that have blocked the bot, for a while."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """What goes wrong, and how often."""

    kinds: tuple[Kind, ...]
    share: float = 0.2
    silences: int = 0


# Whether a message went out over a connection that breaks, nobody knows: that is tried a few times only.
ALL: tuple[Kind, ...] = (DROP, LATE, 500, 502, 429, JSON, 403, 409, STALL)
CASES = {
    "connections dropped": Case(kinds=(DROP,), share=0.1),
    "connections dropped when all was done": Case(kinds=(LATE,)),
    "500": Case(kinds=(500,)),
    "502": Case(kinds=(502,)),
    "429 in bursts": Case(kinds=(429,), share=0.03),
    "invalid JSON": Case(kinds=(JSON,), share=0.1),
    "stalls of 30 s": Case(kinds=(STALL,), share=0.1, silences=12),
    "409": Case(kinds=(409,), share=0.3),
    "all mixed": Case(kinds=ALL, share=0.15, silences=6),
}


@pytest.mark.parametrize("name", CASES)
def test_whatever_the_server_does_no_question_is_lost(
    api: BotApi, tmp_path: Path, seed: int, report: Callable[[str], None], name: str
) -> None:
    case = CASES[name]
    api.trouble = trouble = Trouble(
        seed, case.kinds, share=case.share, silences=case.silences, blocked=BLOCKED
    )
    theirs = {number for number in range(1, QUESTIONS + 1) if _chat(number) in BLOCKED and 403 in case.kinds}
    ask(api, range(1, QUESTIONS + 1))
    begun = time.monotonic()
    with running(api, tmp_path):
        api.wait(answered(api, QUESTIONS - len(theirs)), 150)
        api.wait(confirmed(api, QUESTIONS), 60)
    seconds = time.monotonic() - begun
    blocked = f", {len(theirs)} of them by people who block the bot" if theirs else ""
    report(
        f"{name}: {QUESTIONS} questions{blocked}, {dict(trouble.made)}, 0 lost, {twice(api)} answered twice, "
        f"in {seconds:.0f} s"
    )
    assert trouble.made.total() > 2
    assert trouble.turned_away.keys() == theirs
    assert twice(api) <= trouble.made[NAMES[LATE]]


def test_who_blocks_the_bot_is_tried_once_and_answered_again_later(
    api: BotApi, tmp_path: Path, seed: int, report: Callable[[str], None]
) -> None:
    api.trouble = trouble = Trouble(seed, (403,), share=0, blocked=BLOCKED)
    ask(api, range(1, QUESTIONS + 1))
    lost = QUESTIONS * len(BLOCKED) // CHATS
    with running(api, tmp_path):
        api.wait(answered(api, QUESTIONS - lost))
        api.wait(confirmed(api, QUESTIONS))
        trouble.unblock()
        ask(api, range(QUESTIONS + 1, QUESTIONS + CHATS + 1))
        api.wait(answered(api, QUESTIONS - lost + CHATS))
    report(
        f"403: {lost} of {QUESTIONS} questions by people who block the bot, tried once each; 0 others lost"
    )
    assert len(trouble.turned_away) == trouble.turned_away.total() == lost
    assert twice(api) == 0


def _chat(number: int) -> int:
    return int(question(number)["message"]["chat"]["id"])
