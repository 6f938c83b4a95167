"""What a message asks once the names that it calls are taken out."""

from __future__ import annotations

import pytest
import updates
from fakes import BOT
from telegram import Message, User

from bot.addressing import after_command, asks, question_to, without_mentions

ME = User(id=BOT["id"], is_bot=True, first_name="Verbatim", username=BOT["username"])
NAME = f"@{BOT['username']}"


def message(text: str) -> Message:
    return Message.de_json(updates.message(text, chat=updates.GROUP), None)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (f"{NAME} how many?", "how many?"),
        (f"{NAME}, how many?", "how many?"),
        (f"{NAME}: how many?", "how many?"),
        (f"how many, {NAME}?", "how many?"),
        (f"how many {NAME}", "how many"),
        (f"how {NAME} many", "how many"),
        (f"🙂 {NAME} 🙂 how many?", "🙂 🙂 how many?"),
        (NAME, ""),
        (f"{NAME} ?!", ""),
        ("how many?", None),
    ],
)
def test_the_question_is_what_remains(said: str, asked: str | None) -> None:
    assert question_to(ME, message(said)) == asked


def test_text_without_mentions_is_left_as_it_is() -> None:
    assert without_mentions(message("- how many?")) == "- how many?"


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("/ask how many?", "how many?"),
        (f"/ask{NAME}\nhow many?", "how many?"),
        ("/ask", ""),
        ("  /ask x", "x"),
    ],
)
def test_the_question_follows_the_command(said: str, rest: str) -> None:
    assert after_command(message(said)) == rest


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("/ask x", True),
        (f"/ASK{NAME.lower()} x", True),
        ("/ask@OtherBot x", False),
        ("/asking", False),
        ("x", False),
    ],
)
def test_ask_is_known_by_its_name(said: str, ours: bool) -> None:
    assert asks(ME, message(said)) is ours
