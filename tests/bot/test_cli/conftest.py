"""A small story of its own, and the command line run in this process."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli.commands import main
from knowledge import Library, Pack

ARTICLE = """Bridge closed after inspection

The harbour bridge was closed to all traffic on Monday after inspectors found cracks in two cables.

Mayor Ann Lee said that the repairs would take six weeks.
"""
PACK = """id = "bridge"
title = "The harbour bridge"
languages = ["en", "ru"]

[source]
publisher = "Harbour Gazette"
headline = "Bridge closed after inspection"
published = 2026-03-02
language = "en"
"""
FACTS = """[[facts]]
id = "why-closed"
quote = "The harbour bridge was closed to all traffic on Monday after inspectors found cracks in two cables."
answer = "inspectors found cracks in two cables"
questions = ["Why was the bridge closed?", "What is wrong with the bridge?", "reason for the closure"]

[[facts]]
id = "when-closed"
quote = "The harbour bridge was closed to all traffic on Monday after inspectors found cracks in two cables."
answer = "Monday"
questions = ["When was the bridge closed?", "Which day did they close it?", "date of the closure"]

[[facts]]
id = "repair-time"
quote = "Mayor Ann Lee said that the repairs would take six weeks."
answer = "six weeks"
attributed_to = ["Ann Lee"]
questions = ["How long will the repairs take?", "How many weeks until it reopens?", "duration of the works"]

[[silences]]
id = "cost"
about = "what the repairs cost"
questions = ["How much do the repairs cost?", "Who pays for the bridge?", "price of the works"]
"""
RUSSIAN = """[facts.repair-time]
questions = ["Сколько займёт ремонт?"]
answer = "шесть недель"
translation = "Мэр Энн Ли сказала, что ремонт займёт шесть недель."
"""

AROUND = [name for name in os.environ if name.startswith("VERBATIM_")]
"""What is set for this project where the tests are run."""


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    """No setting of the person who runs the tests reaches them."""
    for name in AROUND:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VERBATIM_CACHE", str(cache))


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what is learned from the story is kept for all tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds a story."""
    folder = tmp_path_factory.mktemp("stories") / "bridge"
    (folder / "locales").mkdir(parents=True)
    files = {"article.txt": ARTICLE, "pack.toml": PACK, "facts.toml": FACTS, "locales/ru.toml": RUSSIAN}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def pack(story: Path, cache: Path) -> Pack:
    """The story, loaded."""
    return Library.open((story,), cache=cache).pack("bridge")


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a run of the command line left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def verbatim(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``verbatim`` with arguments, and with bytes on standard input."""

    def run(*arguments: str, typed: bytes | io.BytesIO = b"") -> Ran:
        given = typed if isinstance(typed, io.BytesIO) else io.BytesIO(typed)
        monkeypatch.setattr(sys, "argv", ["verbatim", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given, encoding="utf-8"))
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return Ran(status=int(ended.value.code or 0), out=captured.out, err=captured.err)

    return run
