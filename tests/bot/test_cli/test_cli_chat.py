"""``verbatim chat``: line after line, until the end of the input or a word that ends it."""

from __future__ import annotations

import builtins
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


class Terminal(io.BytesIO):
    """Somebody sits at it."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_each_line_is_answered_until_quit(story: Path, verbatim: Run) -> None:
    typed = b"How long will the repairs take?\n\nquit\nWhy was the bridge closed?\n"
    ran = verbatim("chat", "--pack", str(story), typed=typed)
    assert ran.out.startswith(
        "The article: “Bridge closed after inspection” (Harbour Gazette, March 2, 2026).\n"
        'Ctrl-D or "quit" ends the conversation.\n'
    )
    assert ran.out.count("six weeks") == 2
    assert "cracks" not in ran.out
    assert ran.status == 0


def test_replies_stand_apart_where_nobody_types(story: Path, verbatim: Run) -> None:
    typed = b"How long will the repairs take?\nWhy was the bridge closed?\n"
    opening, *replies = verbatim("chat", "--pack", str(story), typed=typed).out.split("\n\n")
    assert opening.startswith("The article:")
    assert [reply.splitlines()[0] for reply in replies] == [
        "six weeks",
        "inspectors found cracks in two cables",
    ]


def test_the_end_of_the_input_ends_it(story: Path, verbatim: Run) -> None:
    assert verbatim("chat", "--pack", str(story)).status == 0


def test_a_number_picks_the_question_offered_under_it(story: Path, verbatim: Run) -> None:
    ran = verbatim("chat", "--pack", str(story), typed=b"hello\n1\n")
    offered = next(line for line in ran.out.splitlines() if line.startswith("  1. "))
    alone = verbatim("ask", "--pack", str(story), offered.removeprefix("  1. "))
    assert ran.out.endswith(alone.out)


def test_a_terminal_shows_a_prompt_and_ctrl_c_ends_it(
    story: Path, verbatim: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompts: list[str] = []

    def interrupted(prompt: str) -> str:
        prompts.append(prompt)
        raise KeyboardInterrupt

    monkeypatch.setattr(builtins, "input", interrupted)
    assert verbatim("chat", "--pack", str(story), typed=Terminal()).status == 0
    assert prompts == ["\n> "]
