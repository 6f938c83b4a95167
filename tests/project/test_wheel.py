"""The installed program, run by somebody who may write nothing but its data."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import readme
from botapi import BotApi, serving
from program import environment

INSTALLED = os.environ.get("VERBATIM_INSTALLED", "")
"""A virtual environment with the wheel in it."""
NOBODY = 65534
PLAIN = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--bounding-set=-all"]
READING = [*PLAIN[:-1], "--bounding-set=-all,+dac_read_search"]
READING += ["--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search"]
"""Somebody who may read what others keep to themselves: for a Python in a closed home."""

pytestmark = [
    pytest.mark.skipif(not INSTALLED, reason="VERBATIM_INSTALLED names no environment with the wheel in it"),
    pytest.mark.skipif(
        os.geteuid() != 0 or not shutil.which("setpriv"), reason="only root can become somebody else"
    ),
]


def unprivileged() -> list[str]:
    """A command that runs another one as nobody."""
    python = [f"{INSTALLED}/bin/python", "-c", ""]
    reached = subprocess.run([*PLAIN, *python], cwd="/", capture_output=True, check=False).returncode == 0
    return PLAIN if reached else READING


@pytest.fixture
def folder() -> Iterator[Path]:
    """One where nobody may write, but for its folder of data."""
    place = Path(tempfile.mkdtemp(prefix="verbatim"))
    (place / "data").mkdir()
    shutil.chown(place / "data", NOBODY, NOBODY)
    place.chmod(0o555)
    yield place
    shutil.rmtree(place)


@pytest.fixture
def api() -> Iterator[BotApi]:
    with serving() as api:
        yield api


def written(since: Path) -> set[Path]:
    """Files of nobody's that are newer than another, where the bot could leave some."""
    places = (INSTALLED, tempfile.gettempdir(), "/var/tmp")  # noqa: S108 - looked into only
    line = ["find", *places, "-xdev", "-uid", str(NOBODY), "-type", "f", "-newer", str(since)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    return {Path(name) for name in done.stdout.splitlines()}


def ask(api: BotApi, number: int, text: str) -> str:
    """The answer to a question."""
    person = {"id": 1000, "is_bot": False, "first_name": "Ann", "language_code": "en"}
    chat = {"id": 1000, "type": "private", "first_name": "Ann"}
    message = {"message_id": number, "date": 1700000000, "chat": chat, "from": person, "text": text}
    api.push({"update_id": number, "message": message})
    api.wait(lambda: (1000, number) in api.replies)
    return str(api.of("sendMessage")[-1]["text"])


def test_it_answers_on_a_read_only_tree_and_writes_nothing_but_its_data(api: BotApi, folder: Path) -> None:
    readme.write_story(folder)  # a story of one's own, for which nothing can be kept in a cache
    given = environment(api, folder, PACKS=str(folder / "bridge"), PACK="bridge")
    given |= {"HOME": "/nonexistent", "PATH": os.defpath}
    line = [*unprivileged(), f"{INSTALLED}/bin/verbatim", "run"]
    log = folder / "bot.log"
    with log.open("wb") as output:
        process = subprocess.Popen(line, env=given, cwd=folder, stdout=output, stderr=output)
    try:
        assert "six weeks" in ask(api, 1, "how long will it take to repair?")
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0, log.read_text(encoding="utf-8")
    finally:
        process.kill()
        process.wait()
    left = written(since=folder / "bridge" / "pack.toml")
    assert {path.parent for path in left} == {folder / "data"}
    assert {path.name for path in left} >= {"verbatim.sqlite3", "key"}
