"""When the bot ends because of an error, what it leaves behind holds no secret."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import updates
from botapi import serving
from fakes import TOKEN
from postgres import Postgres
from program import running

PASSWORD = "planted-password"  # noqa: S105 - planted
CRASHING = """
import sys
from bot import application
from bot.cli import main

def build(settings, *_):
    token, address = settings.require_token(), settings.database_url.get_secret_value()
    try:
        raise ValueError(f"https://api.telegram.org/bot{token}/getMe")
    except ValueError as error:
        raise RuntimeError(f"cannot connect to {address} with {token}") from error

application.build = build
sys.argv = ["verbatim", "run"]
main()
"""
RUNNING = [sys.executable, "-m", "bot", "run"]


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_crash_is_told_without_secrets(tmp_path: Path, form: str) -> None:
    mine = {"TOKEN": TOKEN, "DATA_FOLDER": str(tmp_path), "LOG_LEVEL": "DEBUG", "LOG_FORMAT": form}
    mine |= {"DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/x.sqlite3", "DATA_KEY": PASSWORD}
    environment = os.environ | {f"VERBATIM_{name}": value for name, value in mine.items()}
    line = [sys.executable, "-c", CRASHING]
    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 70
    assert "RuntimeError: cannot connect to sqlite" in done.stderr
    assert "/bot<token>/getMe" in done.stderr
    assert TOKEN not in done.stdout + done.stderr
    assert PASSWORD not in done.stdout + done.stderr


def test_a_database_that_cannot_be_used_is_told_without_its_password(tmp_path: Path) -> None:
    address = f"postgresql+asyncpg://verbatim:{PASSWORD}@127.0.0.1:1/verbatim"
    with serving() as api:
        api.refuse |= dict.fromkeys(("getMe", "getUpdates"), 401)
        mine = {"TOKEN": TOKEN, "DATA_FOLDER": str(tmp_path), "DATABASE_URL": address, "API_URL": api.url}
        environment = os.environ | {f"VERBATIM_{name}": value for name, value in mine.items()}
        done = subprocess.run(RUNNING, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode
    assert done.stderr
    assert PASSWORD not in done.stdout + done.stderr
    assert TOKEN not in done.stdout + done.stderr


@pytest.mark.parametrize("form", ["console", "json"])
def test_no_secret_is_logged_while_all_is_well_even_at_debug(
    tmp_path: Path, postgres: Postgres, form: str
) -> None:
    address = postgres.database().replace("verbatim@", f"verbatim:{PASSWORD}@")
    mine = {"DATABASE_URL": address, "DATA_KEY": "planted-key", "LOG_LEVEL": "DEBUG", "LOG_FORMAT": form}
    with serving() as api, running(api, tmp_path, **mine) as process:
        api.push(updates.update("message", updates.message("How many peacekeepers were sent?")))
        api.wait(lambda: api.of("sendMessage"))
        process.terminate()
        assert process.wait(30) == 0
    log = (tmp_path / "bot.log").read_text(encoding="utf-8")
    assert "answered" in log
    assert not [secret for secret in (TOKEN, PASSWORD, "planted-key") if secret in log]
