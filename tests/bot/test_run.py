"""The installed program, as a process of its own, against a Bot API server on loopback."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import updates
from botapi import BotApi, serving
from fakes import TOKEN
from pydantic import SecretStr

from bot.delivery import run
from bot.settings import Settings
from knowledge import Fact

VERBATIM = Path(sys.executable).with_name("verbatim")


@pytest.fixture
def api() -> Iterator[BotApi]:
    with serving() as api:
        yield api


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "bot.log"


@contextmanager
def started(api: BotApi, log: Path, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """The installed program, killed in the end."""
    mine = {"TOKEN": TOKEN, "API_URL": api.url, "LOG_LEVEL": "DEBUG"} | settings
    environment = os.environ | {f"VERBATIM_{name}": value for name, value in mine.items()}
    with (
        log.open("wb") as output,
        subprocess.Popen([VERBATIM, "run"], env=environment, stdout=output, stderr=output) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def bot(api: BotApi, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with started(api, log) as process:
        yield process


def test_questions_are_answered_until_it_is_stopped(
    api: BotApi, bot: subprocess.Popen[bytes], log: Path, fact: Fact
) -> None:
    questions = [fact.questions[language][0] for language in ("en", "ru", "kk", "zh")]
    for question in [*questions, "/start", "/facts", "/timeline", "/who", "/help"]:
        api.push(updates.update("message", updates.message(question)))
    query = {"id": "5", "from": updates.ANN, "query": questions[0], "offset": ""}
    api.push(updates.update("inline_query", query))
    sent = api.wait(lambda: len(api.of("sendMessage")) >= 9 and api.of("sendMessage"))
    assert all(fact.quote in message["text"] for message in sent[:4])
    api.wait(lambda: api.of("answerInlineQuery"))
    api.wait(lambda: len(api.of("setMyShortDescription")) == 5)
    last = api.pending[-1]["update_id"]
    bot.send_signal(signal.SIGTERM)
    assert bot.wait(30) == 0
    assert api.of("getUpdates")[-1]["offset"] == last + 1
    assert api.faults == []
    assert TOKEN not in log.read_text(encoding="utf-8")
    assert "Listening as @VerbatimTestBot" in log.read_text(encoding="utf-8")


def test_by_webhook_questions_are_answered_until_it_is_stopped(api: BotApi, log: Path, fact: Fact) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    where = {"PUBLIC_URL": "https://bot.example.org", "LISTEN_PORT": str(port)}
    with started(api, log, MODE="webhook", **where) as bot:
        (told,) = api.wait(lambda: api.of("setWebhook"))
        question = updates.update("message", updates.message(fact.questions["en"][0]))
        kept = {"X-Telegram-Bot-Api-Secret-Token": told["secret_token"], "Content-Type": "application/json"}
        brought = urllib.request.Request(
            f"http://127.0.0.1:{port}/telegram", json.dumps(question).encode(), kept
        )
        for _ in range(2):
            with urllib.request.urlopen(brought) as answer:  # noqa: S310 - loopback
                assert answer.status == 200
        (sent,) = api.of("sendMessage")
        assert fact.quote in sent["text"]
        bot.send_signal(signal.SIGTERM)
        assert bot.wait(30) == 0
    assert api.of("deleteWebhook") == []
    assert api.faults == []
    assert told["secret_token"] not in log.read_text(encoding="utf-8")
    assert TOKEN not in log.read_text(encoding="utf-8")


def test_stopped_before_telegram_was_reached_it_ends_well(api: BotApi, log: Path) -> None:
    asked = threading.Event()

    def away(*_: object) -> int:
        asked.set()
        return 502

    api.trouble = away
    with started(api, log) as bot:
        assert asked.wait(60)
        bot.send_signal(signal.SIGTERM)
        assert bot.wait(30) == 0
    assert "Unclosed" not in log.read_text(encoding="utf-8")


def test_a_refused_token_ends_it_with_one_sentence(
    api: BotApi, bot: subprocess.Popen[bytes], log: Path
) -> None:
    api.refuse["getUpdates"] = 401
    assert bot.wait(60) == 1
    lines = log.read_text(encoding="utf-8").splitlines()
    assert sum("VERBATIM_TOKEN" in line for line in lines) == 1
    assert TOKEN not in "".join(lines)


def test_in_this_process_it_ends_the_same_way(
    api: BotApi, tmp_path: Path, logging_as_it_was: None, capsys: pytest.CaptureFixture[str]
) -> None:
    api.refuse["getUpdates"] = 401
    settings = Settings(token=SecretStr(TOKEN), api_url=api.url, data_folder=tmp_path)
    assert run(settings) == 1
    assert "VERBATIM_TOKEN" in capsys.readouterr().err


def test_a_data_folder_that_cannot_be_written_ends_it_with_one_sentence(
    tmp_path: Path, logging_as_it_was: None, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert run(Settings(token=SecretStr(TOKEN), data_folder=tmp_path / "file")) == 2
    assert "VERBATIM_DATA_FOLDER" in capsys.readouterr().err


def test_without_a_token_it_says_what_to_do() -> None:
    done = subprocess.run([VERBATIM, "run"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "VERBATIM_TOKEN" in done.stderr
    assert "verbatim chat" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
