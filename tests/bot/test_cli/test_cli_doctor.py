"""``verbatim doctor`` against a Bot API server on loopback, in good and in bad states."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from botapi import BotApi, serving
from fakes import BOT, TOKEN
from postgres import Postgres

from bot import doctor
from bot.doctor import Finding, Grade
from bot.storage import SqlStore

Run = Callable[..., Any]
PASSWORD = "planted-password"  # noqa: S105 - planted


@pytest.fixture
def api() -> Iterator[BotApi]:
    with serving() as api:
        yield api


@pytest.fixture
def configured(api: BotApi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installation that is all right."""
    monkeypatch.setenv("VERBATIM_TOKEN", TOKEN)
    monkeypatch.setenv("VERBATIM_API_URL", api.url)


def findings(**clock: Any) -> dict[str, list[Finding]]:
    """What is found, by subject."""

    async def examine() -> list[Finding]:
        return [each async for each in doctor.examine(**clock)]

    found: dict[str, list[Finding]] = {}
    for each in asyncio.run(examine()):
        found.setdefault(each.subject, []).append(each)
    return found


def only(found: dict[str, list[Finding]], subject: str) -> Finding:
    (finding,) = found[subject]
    return finding


def test_where_all_is_well_it_says_so(
    verbatim: Run, api: BotApi, configured: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BOT, "can_read_all_group_messages", True)
    ran = verbatim("doctor")
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert {line.split()[0] for line in lines} == {"ok"}
    for subject in ("settings", "packs", "data folder", "database", "clock", "token", "webhook", "switches"):
        assert any(line.startswith(f"ok       {subject}: ") for line in lines)
    assert "@VerbatimTestBot" in ran.out
    assert TOKEN not in ran.out


def test_nothing_is_changed_and_nothing_is_made(api: BotApi, configured: None, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    findings()
    assert {method for method, _ in api.calls} == {"getMe", "getWebhookInfo"}
    assert api.faults == []
    assert sorted(tmp_path.rglob("*")) == before


def test_where_nothing_is_set_up_it_says_what_to_do(
    verbatim: Run, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBATIM_API_URL", api.url)
    ran = verbatim("doctor")
    assert ran.status == 1
    assert "token: none is set" in ran.out
    assert "@BotFather" in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_a_wrong_setting_is_named_without_its_value(verbatim: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBATIM_API_URL", f"planted {TOKEN}")
    ran = verbatim("doctor")
    assert ran.status == 1
    assert "VERBATIM_API_URL" in ran.out
    assert "planted" not in ran.out + ran.err


def test_a_misspelt_setting_is_noticed(configured: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBATIM_TOKNE", TOKEN)
    finding = only(findings(), "settings")
    assert finding.grade is Grade.HINT
    assert "VERBATIM_TOKNE" in finding.what


def test_an_address_for_errors_that_keeps_the_bot_from_starting(
    verbatim: Run, configured: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBATIM_SENTRY_DSN", "planted-no-address")
    ran = verbatim("doctor")
    assert ran.status == 1
    assert "wrong    settings: VERBATIM_SENTRY_DSN: not the address" in ran.out
    assert "planted" not in ran.out + ran.err


def test_a_refused_token(verbatim: Run, configured: None, monkeypatch: pytest.MonkeyPatch) -> None:
    other = "7654321:" + "B" * 35
    monkeypatch.setenv("VERBATIM_TOKEN", other)
    ran = verbatim("doctor")
    assert ran.status == 1
    assert "wrong    token: Telegram refuses it" in ran.out
    assert other not in ran.out + ran.err


def test_a_server_that_is_not_there(configured: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBATIM_API_URL", "http://127.0.0.1:1")
    found = findings()
    assert only(found, "clock").grade is only(found, "Telegram").grade is Grade.FAULT
    assert "VERBATIM_API_URL" in only(found, "Telegram").remedy


def test_a_server_in_trouble(api: BotApi, configured: None) -> None:
    api.refuse["getWebhookInfo"] = 502
    assert only(findings(), "Telegram").grade is Grade.FAULT


def test_a_webhook_that_somebody_set(api: BotApi, configured: None) -> None:
    api.webhook = {"url": "https://bot.example/planted-path", "pending_update_count": 7}
    finding = only(findings(), "webhook")
    assert finding.grade is Grade.FAULT
    assert "bot.example" in finding.what
    assert "7 updates wait" in finding.what
    assert "planted" not in finding.what


@pytest.fixture
def by_webhook(configured: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation whose updates are brought."""
    monkeypatch.setenv("VERBATIM_MODE", "webhook")
    monkeypatch.setenv("VERBATIM_PUBLIC_URL", "https://bot.example/verbatim/")


HERE = "https://bot.example/verbatim/telegram"


@pytest.mark.parametrize(
    ("told", "grade", "said"),
    [
        ({"url": HERE}, Grade.FINE, "set to this installation; 0 updates wait"),
        ({"url": ""}, Grade.HINT, "none is set yet"),
        ({"url": HERE, "pending_update_count": 101}, Grade.HINT, "101 updates wait"),
        ({"url": "https://other.example/x"}, Grade.FAULT, "set to other.example"),
        ({"url": HERE, "last_error_date": 1, "last_error_message": "old"}, Grade.FINE, "this installation"),
    ],
)
def test_a_webhook_that_is_wanted(
    api: BotApi, by_webhook: None, told: dict[str, Any], grade: Grade, said: str
) -> None:
    api.webhook = told
    finding = only(findings(), "webhook")
    assert finding.grade is grade
    assert said in finding.what


def test_a_webhook_that_fails(verbatim: Run, api: BotApi, by_webhook: None) -> None:
    failure = f"Connection refused by https://bot.example/bot{TOKEN}"
    api.webhook = {"url": HERE, "last_error_date": int(time.time()), "last_error_message": failure}
    ran = verbatim("doctor")
    assert ran.status == 1
    assert "wrong    webhook: Telegram could not bring updates: Connection refused" in ran.out
    assert "127.0.0.1:8080" in ran.out
    assert TOKEN not in ran.out


@pytest.mark.parametrize("token", ["  ", "no token", "1:2\n3", "ключ"])
def test_an_odd_token_is_no_traceback(
    verbatim: Run, api: BotApi, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("VERBATIM_API_URL", api.url)
    monkeypatch.setenv("VERBATIM_TOKEN", token)
    ran = verbatim("doctor")
    assert ran.status == 1
    assert "wrong    token: " in ran.out or "wrong    Telegram: " in ran.out
    assert ran.err == ""


def test_many_updates_that_wait(api: BotApi, configured: None) -> None:
    api.webhook = {"pending_update_count": 250}
    assert only(findings(), "webhook").grade is Grade.HINT


def test_switches_that_are_off_are_no_fault(verbatim: Run, configured: None) -> None:
    ran = verbatim("doctor")
    assert ran.status == 0
    assert "note     switches: can_read_all_group_messages: off" in ran.out
    assert "/setprivacy" in ran.out


@pytest.mark.parametrize(("minutes", "way"), [(5, "ahead"), (-5, "behind")])
def test_a_clock_that_is_wrong(configured: None, minutes: int, way: str) -> None:
    finding = only(findings(clock=lambda: datetime.now(UTC) + timedelta(minutes=minutes)), "clock")
    assert finding.grade is Grade.FAULT
    assert way in finding.what


def test_a_pack_that_is_broken(
    verbatim: Run, configured: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "pack.toml").write_text("id = 'broken'")
    monkeypatch.setenv("VERBATIM_PACKS", str(folder))
    ran = verbatim("doctor")
    assert ran.status == 1
    assert "wrong    packs: broken/" in ran.out
    monkeypatch.setenv("VERBATIM_PACKS", str(tmp_path / "missing"))
    assert "VERBATIM_PACKS" in only(findings(), "packs").remedy


def test_a_folder_that_cannot_be_written(
    configured: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("VERBATIM_DATA_FOLDER", str(tmp_path / "file"))
    finding = only(findings(), "data folder")
    assert finding.grade is Grade.FAULT
    assert "VERBATIM_DATA_FOLDER" in finding.remedy


def database(monkeypatch: pytest.MonkeyPatch, address: str) -> Finding:
    monkeypatch.setenv("VERBATIM_DATABASE_URL", address)
    return only(findings(), "database")


def test_a_database_that_is_used(configured: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    address = f"sqlite+aiosqlite:///{tmp_path}/used.sqlite3"
    assert "made at the first start" in database(monkeypatch, address).what

    async def start() -> None:
        async with SqlStore(address):
            pass

    asyncio.run(start())
    finding = database(monkeypatch, address)
    assert finding.grade is Grade.FINE
    assert "up to date" in finding.what


def test_a_database_of_an_earlier_release(
    configured: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "old.sqlite3").touch()
    finding = database(monkeypatch, f"sqlite+aiosqlite:///{tmp_path}/old.sqlite3")
    assert finding.grade is Grade.HINT
    assert "earlier release" in finding.what


def test_a_database_of_a_later_release(
    configured: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "new.sqlite3") as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.execute("INSERT INTO alembic_version VALUES ('of tomorrow')")
    connection.close()
    finding = database(monkeypatch, f"sqlite:///{tmp_path}/new.sqlite3")
    assert finding.grade is Grade.FAULT
    assert "later release" in finding.what


def test_a_file_that_is_no_database(
    configured: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "text.sqlite3").write_text("This is a text and no database. " * 99)
    finding = database(monkeypatch, f"sqlite+aiosqlite:///{tmp_path}/text.sqlite3")
    assert finding.grade is Grade.FAULT
    assert "file is not a database" in finding.what


@pytest.mark.parametrize("scheme", ["postgresql+asyncpg", "postgresql+nonsense", "postgresql", "oracle"])
def test_a_database_that_is_not_there_is_told_without_its_password(
    verbatim: Run, configured: None, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("VERBATIM_DATABASE_URL", f"{scheme}://verbatim:{PASSWORD}@127.0.0.1:1/verbatim")
    ran = verbatim("doctor")
    assert ran.status == 1
    assert "wrong    database: " in ran.out
    assert "VERBATIM_DATABASE_URL" in ran.out
    assert PASSWORD not in ran.out + ran.err


@pytest.mark.parametrize(
    "address",
    [f"nonsense {PASSWORD}", f"postgresql://127.0.0.1:1/x?password={PASSWORD}"],
)
def test_an_address_that_is_none(
    verbatim: Run, configured: None, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("VERBATIM_DATABASE_URL", address)
    ran = verbatim("doctor")
    assert ran.status == 1
    assert PASSWORD not in ran.out + ran.err


def test_what_nobody_foresaw_is_one_line_too(
    verbatim: Run, configured: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_: object) -> None:
        raise RuntimeError(f"unforeseen {TOKEN}")

    monkeypatch.setattr("bot.doctor_database.examine", fail)
    ran = verbatim("doctor")
    assert ran.status == 1
    assert "wrong    doctor: cannot go on (RuntimeError)" in ran.out
    assert TOKEN not in ran.out + ran.err


def test_postgresql_is_reached_and_its_password_is_not_shown(
    verbatim: Run, configured: None, monkeypatch: pytest.MonkeyPatch, postgres: Postgres
) -> None:
    address = postgres.database().replace("verbatim@", f"verbatim:{PASSWORD}@")
    monkeypatch.setenv("VERBATIM_DATABASE_URL", address)
    assert "earlier release" in only(findings(), "database").what

    async def start() -> None:
        async with SqlStore(address):
            pass

    asyncio.run(start())
    ran = verbatim("doctor")
    assert ran.status == 0
    assert "reached, up to date" in ran.out
    monkeypatch.setenv("VERBATIM_DATABASE_URL", address + "_missing")
    lacking = verbatim("doctor")
    assert lacking.status == 1
    assert "does not exist" in lacking.out
    assert PASSWORD not in ran.out + ran.err + lacking.out + lacking.err
