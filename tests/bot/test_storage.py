"""The store on SQLite."""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fakes import TOKEN
from hypothesis import given
from hypothesis import strategies as st
from postgres import Postgres
from sqlalchemy import text
from storage_contract import NOON, SENT, StoreContract

from bot.storage import DeadLetter, Keys, SqlStore, StorageError, kept_in
from bot.storage.rows import sent_row, sent_value


class TestSqlite(StoreContract):
    """SQLite in a file of its own."""

    @pytest.fixture
    async def store(self, tmp_path: Path) -> AsyncIterator[SqlStore]:
        async with SqlStore(f"sqlite+aiosqlite:///{tmp_path}/deep/down/store.sqlite3") as store:
            yield store


class TestPostgres(StoreContract):
    """PostgreSQL, in a database of its own."""

    @pytest.fixture
    async def store(self, postgres: Postgres) -> AsyncIterator[SqlStore]:
        async with SqlStore(postgres.database()) as store:
            yield store


async def test_what_was_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/store.sqlite3"
    async with SqlStore(url) as store:
        await store.keep_sent(SENT)
    async with SqlStore(url) as store:
        assert await store.sent_as("-1", 11) == SENT


async def test_a_store_that_cannot_be_opened_says_so_without_its_rows(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite3").write_bytes(b"no database" * 100)
    with pytest.raises(StorageError):
        async with SqlStore(f"sqlite+aiosqlite:///{tmp_path}/store.sqlite3"):
            pass


async def test_sqlite_writes_ahead(tmp_path: Path) -> None:
    async with (
        SqlStore(f"sqlite+aiosqlite:///{tmp_path}/store.sqlite3") as store,
        store._transaction() as connection,
    ):
        assert (await connection.execute(text("PRAGMA journal_mode"))).scalar() == "wal"


def test_a_conversation_of_another_release_is_read_as_far_as_it_is_known() -> None:
    row = sent_row(SENT) | {"conversation": '{"facts": ["one"], "mood": "calm"}'}
    assert sent_value(row).conversation.facts == ("one",)


@pytest.mark.parametrize(
    ("raised", "kept"),
    [
        ("too many\nand more", "too many"),
        (f"POST /bot{TOKEN}/sendMessage", "POST /bot…/sendMessage"),
        ("no such fact: 'how many died'", "no such fact: …"),
        ("how many died: no", "…: no"),
        ("x" * 1000, "x" * 200),
    ],
)
def test_a_dead_letter_says_what_went_wrong_and_nothing_that_somebody_wrote(raised: str, kept: str) -> None:
    letter = DeadLetter.of(7, ValueError(raised), NOON, hidden=["how many died", "how", ""])
    assert (letter.kind, letter.message) == ("ValueError", kept)


@given(st.integers(min_value=1), st.text())
def test_keys_are_hashes_that_depend_on_the_secret(id_: int, secret: str) -> None:
    keys = Keys(secret)
    assert keys.person(id_) != keys.chat(id_) != Keys(secret + "x").chat(id_)
    assert len(keys.person(id_)) == 32
    assert keys.chat(-id_) == str(-id_)
    assert keys.digest("question", "\ud800")


@given(st.integers(), st.text())
def test_what_is_sealed_is_read_with_the_same_secret_only(id_: int, secret: str) -> None:
    sealed = Keys(secret).seal(str(id_))
    assert Keys(secret).unseal(sealed) == str(id_)
    assert sealed != Keys(secret).seal(str(id_))
    with pytest.raises(StorageError):
        Keys(secret + "x").unseal(sealed)


def test_of_those_who_start_at_once_all_have_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as pool:
        made = set(pool.map(lambda _: kept_in(tmp_path / "new" / "key"), range(20)))
    assert len(made) == 1
    assert len(made.pop()) == 64
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["key"]
