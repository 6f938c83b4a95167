"""A database that cannot be used yet, or not any more: the start does not wait for it, nor does an answer."""

from __future__ import annotations

import asyncio
import errno
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import updates
from fakes import TOKEN
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine
from storage_contract import SENT
from talking import Talk
from telegram import Update

from bot import memory
from bot.application import Answering
from bot.delivery import run
from bot.once import Holder, Once
from bot.settings import Settings
from bot.stopping import Stop
from bot.storage import SqlStore, StorageError, breaker, database, migrate
from bot.storage.database import _passing
from knowledge import Fact

GOING_ON = "going on without it"


@pytest.fixture(autouse=True)
def no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that failed is asked again at once."""
    monkeypatch.setattr(breaker, "REST", 0)


@contextmanager
def kept_by_another(file: Path) -> Iterator[None]:
    """Another program keeps the file to itself."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


async def make(file: Path, revision: str | None = None) -> None:
    """A database in a file; of another release where its revision is named."""
    async with SqlStore(f"sqlite:///{file}"):
        pass
    if revision:
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))


async def test_a_file_that_cannot_be_opened_at_the_start_is_used_once_it_can(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "store.sqlite3").mkdir()
    async with SqlStore(f"sqlite:///{tmp_path}/store.sqlite3") as store:
        assert GOING_ON in caplog.text
        with pytest.raises(StorageError):
            await store.keep_sent(SENT)
        (tmp_path / "store.sqlite3").rmdir()
        await store.keep_sent(SENT)
        assert await store.sent_as("-1", 11) == SENT
    assert (tmp_path / "store.sqlite3").stat().st_mode & 0o077 == 0


async def test_a_folder_that_cannot_be_made_at_the_start_is_made_once_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(Path, "touch", full)
        store = await SqlStore(f"sqlite:///{tmp_path}/data/store.sqlite3").__aenter__()
    await store.keep_sent(SENT)
    await store.__aexit__(None, None, None)


async def test_a_file_that_another_program_keeps_to_itself_is_used_once_it_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(migrate, "QUEUE", 0)
    monkeypatch.setattr("bot.storage.address.PATIENCE", 0)
    file = tmp_path / "store.sqlite3"
    await make(file)
    with kept_by_another(file):
        store = await SqlStore(f"sqlite:///{file}").__aenter__()
        assert GOING_ON in caplog.text
        with pytest.raises(StorageError):
            await store.keep_sent(SENT)
    await store.keep_sent(SENT)
    await store.__aexit__(None, None, None)


@pytest.mark.parametrize(
    ("code", "passing"),
    [
        (sqlite3.SQLITE_FULL, True),
        (sqlite3.SQLITE_READONLY, True),
        (sqlite3.SQLITE_READONLY_DIRECTORY, True),
        (sqlite3.SQLITE_IOERR_WRITE, True),
        (sqlite3.SQLITE_CANTOPEN, True),
        (sqlite3.SQLITE_CORRUPT, False),
        (sqlite3.SQLITE_NOTADB, False),
    ],
)
def test_what_may_pass_is_told_from_what_is_broken(code: int, passing: bool) -> None:
    error = sqlite3.OperationalError("odd")
    error.sqlite_errorcode = code
    assert _passing(error) is passing


def test_a_later_release_is_told_at_the_start_in_one_sentence(
    tmp_path: Path, logging_as_it_was: None, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(make(tmp_path / "verbatim.sqlite3", "f00d"))
    settings = Settings(token=SecretStr(TOKEN), data_folder=tmp_path)
    assert run(settings) == 2
    said = capsys.readouterr().err
    assert "of a later release" in said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1


async def test_a_database_that_comes_back_of_a_later_release_costs_no_question(
    talk: Talk, fact: Fact, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await make(tmp_path / "later.sqlite3", "f00d")
    (tmp_path / "store.db").mkdir()
    async with SqlStore(f"sqlite:///{tmp_path}/store.db") as store:
        (tmp_path / "store.db").rmdir()
        (tmp_path / "later.sqlite3").rename(tmp_path / "store.db")
        await talk.services.store.__aexit__(None, None, None)
        object.__setattr__(talk.services, "store", store)

        async def there() -> bool:
            return False

        answering = Answering(talk.app, talk.services)
        once = Once(answering, talk.services, Stop(), Holder(name="one"), there)
        for _ in range(2):
            asked = updates.update("message", updates.message(fact.questions["en"][0]))
            update = Update.de_json(asked, talk.app.bot)
            assert update
            await once(update)
    assert (once.answered, len(talk.telegram.of("sendMessage"))) == (2, 2)
    assert caplog.text.count("cannot be used") == 1
    assert talk.services.metrics.value("database_errors_total", access="read") > 0


async def test_whatever_a_driver_raises_is_the_stores_own_error(tmp_path: Path) -> None:
    async with SqlStore(f"sqlite:///{tmp_path}/store.sqlite3") as store:
        with pytest.raises(StorageError, match=r"^LookupError$"):
            async with store._transaction():
                raise LookupError("what somebody wrote")


async def test_what_a_store_raises_besides_costs_no_answer_either(
    talk: Talk, fact: Fact, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise LookupError("what somebody wrote")

    for method in ("claim", "chat", "last_sent", "keep_sent", "keep_asked", "finish"):
        monkeypatch.setattr(talk.services.store, method, fail)
    assert fact.quote in (await talk.reply(fact.questions["en"][0]))["text"]
    assert "LookupError" in caplog.text
    assert "what somebody wrote" not in caplog.text


async def test_whoever_stops_waiting_for_the_tables_stops_nobody_who_makes_them(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    begun, go_on, original = 0, asyncio.Event(), database.migrate

    async def slowly(engine: AsyncEngine) -> None:
        nonlocal begun
        begun += 1
        await go_on.wait()
        await original(engine)

    monkeypatch.setattr(database, "migrate", slowly)
    monkeypatch.setattr(database, "START", 0.01)
    monkeypatch.setattr(memory, "PATIENCE", timedelta(milliseconds=5))
    async with SqlStore(f"sqlite:///{tmp_path}/late.sqlite3") as store:
        assert "not ready" in caplog.text
        for _ in range(3):
            assert await memory.recalled(talk.services, store.sent_as("-1", 11), None) is None
        go_on.set()
        await store.keep_sent(SENT)
        assert await store.sent_as("-1", 11) == SENT
    assert begun == 1


async def test_closing_waits_for_no_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(_: AsyncEngine) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(database, "migrate", never)
    monkeypatch.setattr(database, "START", 0.01)
    async with asyncio.timeout(30), SqlStore(f"sqlite:///{tmp_path}/late.sqlite3"):
        pass
