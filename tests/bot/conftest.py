"""A bot with its real handlers, store and pack; only Telegram's side of the wire is made up."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from fakes import TOKEN
from postgres import Postgres
from pydantic import SecretStr
from talking import Talk, running

from bot import memory
from bot.settings import Settings
from knowledge import Fact, Library, Pack


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the machine's own environment reaches the bot, and nothing of the bot stays on it."""
    for name in [name for name in os.environ if name.startswith("VERBATIM_") and name != "VERBATIM_EVAL"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("VERBATIM_DATA_FOLDER", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no reason to forget."""
    monkeypatch.setattr(memory, "PATIENCE", timedelta(seconds=10))
    monkeypatch.setattr(memory, "WRITING", timedelta(seconds=10))


@pytest.fixture
def logging_as_it_was() -> Iterator[None]:
    """Leaves the logging of the test run itself alone."""
    root = logging.getLogger()
    handlers, level, raises = root.handlers[:], root.level, logging.raiseExceptions
    yield
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()
    logging.raiseExceptions = raises
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped packs."""
    return Library.open()


@pytest.fixture(scope="session")
def pack(library: Library) -> Pack:
    """The shipped pack."""
    return library.default


@pytest.fixture
def fact(pack: Pack) -> Fact:
    """A fact with a short answer, a speaker, related facts and translations."""
    found = pack.fact("troops-count")
    assert found is not None
    return found


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/empty.sqlite3"
    server: Postgres = request.getfixturevalue("postgres")
    return server.database()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a token and no limits."""
    return Settings(token=SecretStr(TOKEN), data_folder=tmp_path, user_limit=0, chat_limit=0)


@pytest.fixture
async def talk(settings: Settings, library: Library) -> AsyncIterator[Talk]:
    """A bot that has been started."""
    async with running(settings, library) as talk:
        yield talk
