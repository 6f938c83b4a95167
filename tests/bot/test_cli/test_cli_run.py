"""``verbatim run``, ``python -m bot``, and what all commands have in common."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from bot.settings import Settings
from knowledge import KnowledgeError

Run = Callable[..., Any]


def test_without_a_token_one_sentence_names_the_setting_and_the_way_to_try_without(verbatim: Run) -> None:
    ran = verbatim("run")
    assert (ran.status, ran.out) == (2, "")
    [line] = ran.err.splitlines()
    assert "VERBATIM_TOKEN" in line
    assert "verbatim chat" in line


def test_a_wrong_setting_is_named(verbatim: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBATIM_API_URL", "nonsense")
    ran = verbatim("run")
    assert ran.status == 2
    assert "VERBATIM_API_URL" in ran.err


def test_with_a_token_the_bot_runs_and_its_status_is_the_commands(
    verbatim: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Settings] = []

    def serve(settings: Settings) -> int:
        given.append(settings)
        return 3

    monkeypatch.setenv("VERBATIM_TOKEN", "1:abc")
    monkeypatch.setattr("bot.delivery.run", serve)
    assert verbatim("run").status == 3
    assert given[0].require_token() == "1:abc"


def test_any_error_of_the_knowledge_package_is_its_sentence(
    verbatim: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise KnowledgeError("the pack cannot be used")

    monkeypatch.setattr("bot.cli.options.chosen", failing)
    ran = verbatim("chat")
    assert (ran.status, ran.out, ran.err) == (1, "", "the pack cannot be used\n")


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (PermissionError(13, "Permission denied", "facts.toml"), "facts.toml: Permission denied\n"),
        (OSError("the disk is gone"), "verbatim: the disk is gone\n"),
    ],
)
def test_a_file_that_may_not_be_read_is_named(
    error: OSError, line: str, verbatim: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr("bot.cli.options.chosen", failing)
    ran = verbatim("ask", "anything")
    assert (ran.status, ran.out, ran.err) == (1, "", line)


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m bot --help | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout in {"0\n", "1\n"}


def test_a_pipe_that_breaks_at_the_last_flush_ends_quietly(
    verbatim: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[tuple[int, int]] = []

    class Gone(io.StringIO):
        """A pipe whose reader went away."""

        def flush(self) -> None:
            raise BrokenPipeError

        def fileno(self) -> int:
            return 1

    monkeypatch.setattr(sys, "stdout", Gone())
    monkeypatch.setattr("os.dup2", lambda new, old: left.append((new, old)))
    assert verbatim("--version").status == 1
    [(new, old)] = left
    assert old == 1
    os.close(new)


def test_an_error_of_the_program_itself_is_logged_and_has_a_status_of_its_own(
    verbatim: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(_: Settings) -> int:
        raise RuntimeError("unforeseen")

    monkeypatch.setenv("VERBATIM_TOKEN", "1:abc")
    monkeypatch.setattr("bot.delivery.run", crash)
    ran = verbatim("run")
    assert (ran.status, ran.out) == (70, "")
    assert "Verbatim ended because of an error" in caplog.text


def test_a_broken_pack_is_told_as_everywhere(verbatim: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Settings) -> int:
        raise KnowledgeError("the pack cannot be used")

    monkeypatch.setenv("VERBATIM_TOKEN", "1:abc")
    monkeypatch.setattr("bot.delivery.run", refuse)
    ran = verbatim("run")
    assert (ran.status, ran.err) == (1, "the pack cannot be used\n")
