"""Settings come from the environment and nowhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from fakes import TOKEN
from postgres import Postgres
from pydantic import SecretStr, ValidationError

from bot.faults import told
from bot.services import Services
from bot.settings import Settings, SettingsError, read
from bot.storage import StorageError


def test_without_a_token_the_sentence_names_the_setting_and_the_way_without_it() -> None:
    with pytest.raises(SettingsError, match=r"VERBATIM_TOKEN.*verbatim chat"):
        read().require_token()


def test_an_empty_token_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBATIM_TOKEN", "  ")
    with pytest.raises(SettingsError):
        read().require_token()


def test_the_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBATIM_TOKEN", TOKEN)
    settings = read()
    assert settings.require_token() == TOKEN
    assert TOKEN not in repr(settings) + str(settings) + settings.model_dump_json()


def test_wrong_values_are_named_without_being_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBATIM_API_URL", "ftp://secret")
    monkeypatch.setenv("VERBATIM_USER_LIMIT", "many-secret")
    with pytest.raises(SettingsError, match=r"VERBATIM_API_URL: .*; VERBATIM_USER_LIMIT: ") as raised:
        read()
    assert "secret" not in str(raised.value)
    assert raised.value.__cause__ is raised.value.__context__ is None


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("API_URL", "ftp://x", "must be an address such as https://bot.example.org"),
        ("API_URL", "localhost:8081", "must be an address such as https://bot.example.org"),
        ("USER_LIMIT", "many", "must be a whole number"),
        ("USER_LIMIT", "-1", "must be at least 0"),
        ("IN_FLIGHT", "1000", "must be at most 100"),
        ("RATE", "fast", "must be a number"),
        ("PROFILE", "maybe", "must be true or false"),
        ("MODE", "mail", "must be 'polling' or 'webhook'"),
        ("ADMINS", "@ann", "must be whole numbers, separated by commas"),
    ],
)
def test_a_wrong_value_is_told_in_plain_words_and_once(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"VERBATIM_{name}", value)
    with pytest.raises(SettingsError) as raised:
        read()
    assert str(raised.value) == f"VERBATIM_{name}: {said}"


def test_a_default_that_rests_on_a_wrong_setting_is_not_blamed() -> None:
    error = ValidationError.from_exception_data(
        "Settings", [{"type": "default_factory_not_called", "loc": ("database_url",), "input": {}}]
    )
    assert list(told(error)) == []


def test_values_are_read_as_people_write_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VERBATIM_PACKS", f"{tmp_path}{os.pathsep}/other{os.pathsep}")
    monkeypatch.setenv("VERBATIM_API_URL", "http://127.0.0.1:8081/")
    monkeypatch.setenv("VERBATIM_LOG_LEVEL", "debug")
    settings = read()
    assert settings.packs == (tmp_path, Path("/other"))
    assert settings.api_url == "http://127.0.0.1:8081"
    assert settings.log_level == "DEBUG"


def test_packs_may_be_given_as_paths(tmp_path: Path) -> None:
    assert Settings(packs=(tmp_path,)).packs == (tmp_path,)


def test_the_database_lies_in_the_data_folder(tmp_path: Path) -> None:
    address = Settings(data_folder=tmp_path).database_url.get_secret_value()
    assert address == f"sqlite+aiosqlite:///{tmp_path}/verbatim.sqlite3"


async def test_the_key_of_the_hashes_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path / "new")
    digests = []
    for _ in range(2):
        async with Services.of(settings) as services:
            digests.append(services.keys.person(1))
    assert digests[0] == digests[1]
    assert (tmp_path / "new" / "key").stat().st_mode & 0o777 == 0o600


@pytest.fixture
def lax() -> Iterator[None]:
    """What is made without further ado, everybody may read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("lax")
@pytest.mark.parametrize("folder", ["new", "there"])
async def test_what_is_stored_is_for_its_owner_only(tmp_path: Path, folder: str) -> None:
    (tmp_path / "there").mkdir()
    settings = Settings(data_folder=tmp_path / folder, data_key=SecretStr("key"))
    async with Services.of(settings) as services:
        await services.store.change_chat("-1", language="ru")
        modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / folder).iterdir()}
    assert modes.keys() == {f"verbatim.sqlite3{end}" for end in ("", "-wal", "-shm")}
    assert set(modes.values()) == {0o600}
    assert folder == "there" or (tmp_path / "new").stat().st_mode & 0o777 == 0o700


async def test_a_key_may_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBATIM_DATA_KEY", "one")
    monkeypatch.setenv("VERBATIM_PACK", "kazakhstan-2022")
    async with Services.of(read()) as one:
        monkeypatch.setenv("VERBATIM_DATA_KEY", "two")
        async with Services.of(read()) as two:
            assert one.keys.person(1) != two.keys.person(1)
            assert one.pack.id == "kazakhstan-2022"
    assert not (tmp_path / "data" / "key").exists()


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(SettingsError, match="VERBATIM_DATA_FOLDER"):
        Services.of(Settings(data_folder=tmp_path / "file"))


def test_admins_are_ids_with_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBATIM_ADMINS", "11, 12 13")
    assert read().admins == (11, 12, 13)
    monkeypatch.setenv("VERBATIM_ADMINS", "@ann")
    with pytest.raises(SettingsError, match="VERBATIM_ADMINS"):
        read()


def test_all_that_is_secret_is_known_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgresql+asyncpg://verbatim:p%40ssword@db/verbatim"
    planted = {"TOKEN": TOKEN, "DATA_KEY": "planted", "SENTRY_DSN": "https://k@s/1", "DATABASE_URL": address}
    for name, value in planted.items():
        monkeypatch.setenv(f"VERBATIM_{name}", value)
    settings = read()
    webhook = settings.secret_for_webhook()
    assert set(settings.secrets()) == {*planted.values(), "p%40ssword", "p@ssword", webhook}
    shown = repr(settings) + str(settings) + settings.model_dump_json()
    assert not [secret for secret in settings.secrets() if secret in shown]


def test_where_the_file_lies_is_no_secret(tmp_path: Path) -> None:
    assert Settings(data_folder=tmp_path).secrets() == ()


def test_log_formats_are_read_as_people_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBATIM_LOG_FORMAT", "JSON")
    assert read().log_format == "json"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("nonsense", "postgresql://user:password@host"),
        ("mysql://me:planted@127.0.0.1/mine", "only sqlite:// and postgresql://"),
        ("sqlite:////dev/null/mine.sqlite3", "Cannot write"),
    ],
)
def test_a_wrong_database_is_named_without_its_password(url: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason) as raised:
        Services.of(Settings(database_url=SecretStr(url)))
    assert "planted" not in str(raised.value)


async def test_a_database_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.sqlite3").write_bytes(b"no database" * 100)
    with pytest.raises(SettingsError, match=r"VERBATIM_DATABASE_URL.*not a database"):
        async with Services.of(Settings(database_url=SecretStr(f"sqlite:///{tmp_path}/mine.sqlite3"))):
            pass


async def test_a_password_that_the_database_refuses_is_told_and_not_shown(postgres: Postgres) -> None:
    url = postgres.database().replace("verbatim@", "nobody:planted@")
    with pytest.raises(SettingsError, match=r"VERBATIM_DATABASE_URL.*nobody") as raised:
        async with Services.of(Settings(database_url=SecretStr(url))):
            pass
    assert "planted" not in str(raised.value)


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        ({"MODE": "webhook"}, "VERBATIM_PUBLIC_URL: .*https address"),
        ({"MODE": "mail"}, "VERBATIM_MODE: .*'polling' or 'webhook'"),
        ({"MODE": "webhook", "PUBLIC_URL": "bot.example.org"}, "VERBATIM_PUBLIC_URL"),
        ({"WEBHOOK_SECRET": "two words"}, "VERBATIM_WEBHOOK_SECRET: .*letters, digits"),
    ],
)
def test_a_webhook_needs_an_address_and_a_secret_that_telegram_takes(
    monkeypatch: pytest.MonkeyPatch, planted: dict[str, str], said: str
) -> None:
    for name, value in planted.items():
        monkeypatch.setenv(f"VERBATIM_{name}", value)
    with pytest.raises(SettingsError, match=said) as raised:
        read()
    assert "two words" not in str(raised.value)


def test_the_public_address_is_taken_without_its_final_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBATIM_MODE", "webhook")
    monkeypatch.setenv("VERBATIM_PUBLIC_URL", "https://bot.example.org/here/")
    assert read().public_url == "https://bot.example.org/here"


@pytest.mark.parametrize(
    ("address", "secret"),
    [
        ("postgresql://me:planted@db/x", "planted"),
        ("postgresql://db/x?user=me&password=planted%21", "planted!"),
        ("postgresql://me:planted@[db/x", "postgresql://me:planted@[db/x"),
    ],
)
def test_the_password_of_the_database_is_found_wherever_it_stands(address: str, secret: str) -> None:
    assert secret in Settings(database_url=SecretStr(address)).secrets()


def test_a_token_of_spaces_only_is_no_secret(tmp_path: Path) -> None:
    assert Settings(token=SecretStr("  "), data_folder=tmp_path).secrets() == ()


def test_a_driver_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(SettingsError, match=r"VERBATIM_DATABASE_URL: .*asyncpg.*verbatim-bot\[postgres\]"):
        Services.of(Settings(database_url=SecretStr("postgresql://me:planted@127.0.0.1/mine")))


@pytest.mark.parametrize(("mode", "reached"), [("disable", True), ("require", False)])
async def test_whether_the_way_to_postgresql_is_encrypted_may_be_said(
    postgres: Postgres, mode: str, reached: bool
) -> None:
    url = f"{postgres.database()}?sslmode={mode}"
    async with Services.of(Settings(database_url=SecretStr(url))) as services:
        with nullcontext() if reached else pytest.raises(StorageError):
            await services.store.ping()
