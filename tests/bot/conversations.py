"""The README's conversations in Telegram, held anew with the bot's real handlers.

Run by itself, as ``PYTHONPATH=tests python tests/bot/conversations.py``, it writes them into the README.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import updates
from fakes import TOKEN, Call
from pydantic import SecretStr
from talking import Talk, running
from updates import ANN, BOB, GROUP

from bot.settings import Settings
from knowledge import Library

FILE = Path(__file__).parents[2] / "README.md"
WIDTH = 80
NAME = "Verbatim"
BLOCK = re.compile(r"(?<=^```text\n)(?:Ann|Bob)\b.*?(?=^```$)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Something that somebody writes, and where."""

    text: str
    sender: dict[str, Any]
    chat: dict[str, Any] | None = None


PRIVATE = tuple(
    Turn(text=text, sender=ANN)
    for text in (
        "How many peacekeepers were sent?",
        "and pieces of equipment?",
        "Is it true that 79,000 people were arrested?",
    )
)
IN_GROUP = (
    Turn(text="How many police cars were burnt, does anybody know?", sender=ANN, chat=GROUP),
    Turn(text="@VerbatimTestBot how many police cars were burnt?", sender=BOB, chat=GROUP),
    Turn(text="/ask what did the protesters demand?", sender=ANN, chat=GROUP),
)
CONVERSATIONS = (PRIVATE, IN_GROUP)


async def held(talk: Talk, turns: Sequence[Turn]) -> str:
    """A conversation as the README shows it."""
    shown: list[str] = []
    for turn in turns:
        shown.append(_said(turn.sender["first_name"], [turn.text]))
        calls = await talk.take(updates.update("message", _message(turn)))
        shown += [_said(NAME, list(_lines(call))) for call in calls if call.method == "sendMessage"]
    return "".join(shown)


def _message(turn: Turn) -> dict[str, Any]:
    return updates.message(turn.text, chat=turn.chat, sender={**turn.sender, "language_code": "en"})


def _lines(call: Call) -> Iterator[str]:
    """What a message shows: its quotes behind a bar, its buttons in brackets."""
    quotes = [each for each in call.parameters.get("entities", []) if each["type"] == "blockquote"]
    place = 0
    for line in call["text"].split("\n"):
        inside = any(each["offset"] <= place < each["offset"] + each["length"] for each in quotes)
        yield f"│ {line}" if inside else line
        place += updates.units(line) + 1
    for row in call.parameters.get("reply_markup", {}).get("inline_keyboard", []):
        yield " ".join(f"[{button['text']}]" for button in row)


def _said(who: str, lines: Sequence[str]) -> str:
    first, margin = f"{who:<{len(NAME)}}  ", " " * (len(NAME) + 2)
    written = ""
    for line in lines:
        bar = "│ " if line.startswith("│ ") else ""
        wrapped = textwrap.wrap(line, WIDTH, initial_indent=first, subsequent_indent=margin + bar)
        written += "".join(f"{each.rstrip()}\n" for each in wrapped or [""])
        first = margin
    return written


def in_readme() -> list[str]:
    """The conversations that the README shows."""
    return BLOCK.findall(FILE.read_text(encoding="utf-8"))


async def _all() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(token=SecretStr(TOKEN), data_folder=Path(folder), user_limit=0, chat_limit=0)
        async with running(settings, Library.open()) as talk:
            return [await held(talk, turns) for turns in CONVERSATIONS]


if __name__ == "__main__":
    anew = iter(asyncio.run(_all()))
    FILE.write_text(BLOCK.sub(lambda _: next(anew), FILE.read_text(encoding="utf-8")), encoding="utf-8")
