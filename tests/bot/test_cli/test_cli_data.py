"""``verbatim data``: erasing a person's rows, and listing the updates that were given up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from botapi import BotApi, serving
from fakes import TOKEN
from postgres import Postgres
from storage_contract import ASKED, NOON, SENT

from bot import announcing
from bot.storage import Chat, DeadLetter, Keys, Place, SqlStore, Store

Run = Callable[..., Any]
T = TypeVar("T")

KEYS = Keys("planted-key")


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database of an installation, of each kind."""
    url = f"sqlite:///{tmp_path}/mine.sqlite3"
    if request.param == "postgres":
        server: Postgres = request.getfixturevalue("postgres")
        url = server.database()
    monkeypatch.setenv("VERBATIM_DATABASE_URL", url)
    monkeypatch.setenv("VERBATIM_DATA_KEY", "planted-key")
    return url


def having(url: str, action: Callable[[Store], Awaitable[T]]) -> T:
    """What an action on the store gives."""

    async def act() -> T:
        async with SqlStore(url) as store:
            return await action(store)

    return asyncio.run(act())


async def fill(store: Store) -> None:
    """Rows of two people and of a group."""
    for person in (11, 12):
        asker, private = KEYS.person(person), KEYS.chat(person)
        for place in (Place(chat="-1", asker=asker), Place(chat=private, asker=asker)):
            await store.keep_sent(replace(SENT, place=place, message=person))
            await store.keep_asked(replace(ASKED, place=place, message=person))
        await store.change_chat(private, language="ru")
    await store.change_chat("-1", language="ru")


def test_one_persons_rows_are_erased_and_counted(verbatim: Run, store: str) -> None:
    having(store, fill)
    ran = verbatim("data", "erase", "--person", "11")
    assert (ran.status, ran.out, ran.err) == (0, "Erased: 5 rows.\n", "")
    assert verbatim("data", "erase", "--person", "11").out == "Erased: 0 rows.\n"
    assert having(store, lambda opened: opened.chat("-1")) == Chat(language="ru")
    assert having(store, lambda opened: opened.sent_as("-1", 12))


def test_a_channel_that_spoke_as_a_person_is_erased_and_no_group(verbatim: Run, store: str) -> None:
    async def spoken(opened: Store) -> None:
        await opened.change_chat("-5", language="ru")
        await opened.keep_sent(replace(SENT, place=Place(chat="-1", asker=KEYS.person(-5))))

    having(store, spoken)
    assert verbatim("data", "erase", "--person", "-5").out == "Erased: 1 row.\n"
    assert having(store, lambda opened: opened.chat("-5")) == Chat(language="ru")


def test_dead_letters_are_listed(verbatim: Run, store: str) -> None:
    letter = DeadLetter(update=7, kind="ValueError", message="no such thing", at=NOON)
    having(store, lambda opened: opened.bury(letter))
    ran = verbatim("data", "dead-letters")
    assert (ran.status, ran.out) == (0, "2026-01-01 12:00:00  7  ValueError: no such thing\n")


def test_without_the_key_nothing_could_be_found_and_that_is_said(
    verbatim: Run, store: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    having(store, fill)
    monkeypatch.delenv("VERBATIM_DATA_KEY")
    ran = verbatim("data", "erase", "--person", "11")
    assert (ran.status, ran.out) == (2, "")
    assert "VERBATIM_DATA_KEY" in ran.err
    assert not (tmp_path / "data").exists()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "key").write_text("planted-key\n")
    assert verbatim("data", "erase", "--person", "11").out == "Erased: 5 rows.\n"


@pytest.mark.parametrize(
    "url", ["postgresql://me:planted@127.0.0.1:1/mine", "sqlite:////none/mine.sqlite3", "mine"]
)
def test_a_database_that_cannot_be_used_is_told_in_one_line(
    verbatim: Run, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBATIM_DATABASE_URL", url)
    ran = verbatim("data", "dead-letters")
    assert (ran.status, ran.out) == (1, "")
    (line,) = ran.err.splitlines()
    assert line.startswith("The database cannot be used: ")
    assert "VERBATIM_DATABASE_URL" in line
    assert "planted" not in line


def test_a_person_is_a_number(verbatim: Run, store: str) -> None:
    assert verbatim("data", "erase", "--person", "ann").status == 2
    assert verbatim("data", "erase").status == 2


CORRECTION = "Correction: the article now says 225 killed."


@pytest.fixture
def addresses(store: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Three private chats that agreed to be told, and one that is gone."""

    async def kept(opened: Store) -> None:
        for person in (11, 12, 13, 14):
            await opened.keep_address(KEYS.chat(person), KEYS.seal(str(person)))
        await opened.mark_gone(KEYS.chat(14), True)

    having(store, kept)
    monkeypatch.setenv("VERBATIM_ANNOUNCEMENTS", "true")
    return store


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[BotApi]:
    """Telegram's server, for the bot that announces."""
    monkeypatch.setenv("VERBATIM_TOKEN", TOKEN)
    with serving() as api:
        monkeypatch.setenv("VERBATIM_API_URL", api.url)
        yield api
        assert api.faults == []


def test_without_send_nothing_is_announced_but_counted(verbatim: Run, addresses: str, told: BotApi) -> None:
    ran = verbatim("data", "announce", CORRECTION)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "Private chats that would get it: 3. Nothing was sent; --send sends it.\n"
    assert told.calls == []


def test_a_correction_goes_to_every_chat_and_those_that_are_gone_are_noted(
    verbatim: Run, addresses: str, told: BotApi
) -> None:
    told.trouble = lambda method, call: 403 if call.get("chat_id") == 12 else None
    ran = verbatim("data", "announce", CORRECTION, "--send")
    assert (ran.status, ran.out, ran.err) == (0, "Sent: 2. Gone: 1. Not sent: 0.\n", "")
    sent = {call["chat_id"]: call["text"] for call in told.of("sendMessage")}
    assert sent == {11: CORRECTION, 13: CORRECTION}
    assert having(addresses, lambda opened: opened.chat(KEYS.chat(12))).gone
    assert "would get it: 2." in verbatim("data", "announce", CORRECTION).out


def test_what_cannot_be_sent_is_counted_and_the_rest_goes_on(
    verbatim: Run, addresses: str, told: BotApi
) -> None:
    told.trouble = lambda method, call: 400 if call.get("chat_id") == 11 else None

    async def sealed_otherwise(opened: Store) -> None:
        await opened.keep_address("other", Keys("another key").seal("15"))

    having(addresses, sealed_otherwise)
    ran = verbatim("data", "announce", CORRECTION, "--send")
    assert (ran.status, ran.out) == (1, "Sent: 2. Gone: 0. Not sent: 2.\n")


def test_nothing_is_announced_where_nobody_agreed_to_be_told(
    verbatim: Run, addresses: str, told: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBATIM_ANNOUNCEMENTS", "false")
    ran = verbatim("data", "announce", CORRECTION, "--send")
    assert (ran.status, ran.out) == (2, "")
    assert "VERBATIM_ANNOUNCEMENTS is off" in ran.err
    assert told.calls == []


def test_an_announcement_fits_into_one_message(verbatim: Run, addresses: str, told: BotApi) -> None:
    for text in ("", "  ", "🙂" * 2049):
        assert verbatim("data", "announce", text, "--send").status == 2
    assert told.calls == []


def test_a_server_that_is_not_reached_is_told(
    verbatim: Run, addresses: str, told: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "PATIENCE", 0)
    monkeypatch.setenv("VERBATIM_API_URL", "http://127.0.0.1:1")
    ran = verbatim("data", "announce", CORRECTION, "--send")
    assert (ran.status, ran.out) == (2, "")
    assert "VERBATIM_API_URL" in ran.err


def test_a_token_that_telegram_refuses_is_told(
    verbatim: Run, addresses: str, told: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    for token, words in ((TOKEN[:-1] + "y", "VERBATIM_TOKEN"), ("", "VERBATIM_TOKEN")):
        monkeypatch.setenv("VERBATIM_TOKEN", token)
        ran = verbatim("data", "announce", CORRECTION, "--send")
        assert (ran.status, ran.out) == (2, "")
        assert words in ran.err
        assert TOKEN[:-1] not in ran.err
