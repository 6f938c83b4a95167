"""What the README tells for backing up and restoring brings back what was known."""

from __future__ import annotations

import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import readme
from botapi import BotApi, serving
from program import running

SQLITE = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()"
FOLLOW_UP = "who said that?"


@pytest.fixture
def api() -> Iterator[BotApi]:
    with serving() as api:
        yield api


def ask(api: BotApi, number: int, text: str) -> str:
    """The answer to a question."""
    person = {"id": 1000, "is_bot": False, "first_name": "Ann", "language_code": "en"}
    chat = {"id": 1000, "type": "private", "first_name": "Ann"}
    message = {"message_id": number, "date": int(time.time()), "chat": chat, "from": person, "text": text}
    api.push({"update_id": number, "message": message})
    api.wait(lambda: (1000, number) in api.replies)
    return str(api.of("sendMessage")[-1]["text"])


def told(beginning: str) -> str:
    """The README's command that begins so."""
    found = re.search(rf"^{re.escape(beginning)}.*$", readme.TEXT, re.MULTILINE)
    assert found, beginning
    return found[0]


def do(command: str, folder: Path) -> None:
    """Runs a command in a folder, with the part of sqlite3's program that it needs."""
    sqlite = f'sqlite3() {{ {shlex.quote(sys.executable)} -c {shlex.quote(SQLITE)} "$@"; }}; '
    subprocess.run(["bash", "-euc", sqlite + command], cwd=folder, check=True)


def test_a_backup_made_while_it_runs_is_restored_after_a_crash(api: BotApi, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running(api, tmp_path) as bot:
        assert "2,030" in ask(api, 1, "How many peacekeepers were sent?")
        do(told("sqlite3 verbatim.sqlite3"), data)  # of an earlier day
        assert "2,030" in ask(api, 2, FOLLOW_UP)  # answered, so what was before it is stored
        do(told("sqlite3 verbatim.sqlite3"), data)
        assert "1,270" in ask(api, 3, "How many businesses were affected?")
        assert "1,270" in ask(api, 4, FOLLOW_UP)
        bot.send_signal(signal.SIGKILL)
        bot.wait()
    (data / "key").unlink()
    do(told("rm -f verbatim.sqlite3-wal"), data)
    with running(api, tmp_path):
        assert "2,030" in ask(api, 5, FOLLOW_UP)
