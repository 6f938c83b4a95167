"""Every setting, read from the environment; nothing else in the project reads it."""

from __future__ import annotations

import hmac
import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.faults import told

PREFIX = "VERBATIM_"

KeepText = Literal["off", "unanswered", "all"]
"""Of which questions the text is stored."""


class SettingsError(Exception):
    """A setting is missing or wrong; the message is one sentence for the person who runs the bot."""


class Settings(BaseSettings):
    """What can be set from outside, as ``VERBATIM_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore")

    token: SecretStr | None = Field(default=None, description="The bot's token, from @BotFather.")
    api_url: str = Field(
        default="https://api.telegram.org",
        description="Base address of the Bot API server; another one than Telegram's if self-hosted.",
    )
    packs: Annotated[tuple[Path, ...], NoDecode] = Field(
        default=(), description=f'Extra pack folders, separated by "{os.pathsep}".'
    )
    pack: str = Field(
        default="", description="Id or folder of the pack that answers; empty for the last one added."
    )
    cache: Path | None = Field(
        default=None, description="Where what was learned from packs of one's own is kept."
    )
    data_folder: Path = Field(
        default_factory=lambda: user_data_path("verbatim"),
        description="Where the database and the key of its hashes lie.",
    )
    database_url: SecretStr = Field(
        default_factory=lambda given: SecretStr(
            f"sqlite+aiosqlite:///{given['data_folder'] / 'verbatim.sqlite3'}"
        ),
        description="The database: sqlite:///FILE, or postgresql://USER:PASSWORD@HOST/NAME "
        "(with the extra `postgres`).",
    )
    data_key: SecretStr | None = Field(
        default=None,
        description="Key of the hashes that stand for people; made at the first start if not set.",
    )
    retention_days: int = Field(
        default=30,
        ge=0,
        description="Days after which questions, answers sent and feedback are erased; 0 keeps them.",
    )
    keep_text: KeepText = Field(
        default="unanswered",
        description="Whose text is stored: of no question (`off`), of those without an answer, or of `all`.",
    )
    announcements: bool = Field(
        default=False,
        description="Store the ids of private chats, encrypted, so that `verbatim data announce` "
        "can tell them of corrections.",
    )
    user_limit: int = Field(default=20, ge=0, description="Questions a minute from one person; 0 for any.")
    chat_limit: int = Field(default=40, ge=0, description="Questions a minute in one chat; 0 for any.")
    in_flight: int = Field(
        default=8,
        ge=1,
        le=100,
        description="Updates answered side by side; fewer are slower, more were measured to be no faster.",
    )
    deadline: int = Field(
        default=60, ge=1, description="Seconds after which an update is given up and logged."
    )
    rate: float = Field(default=30, ge=0, description="Messages a second that go out in all; 0 for any.")
    group_rate: float = Field(
        default=20, ge=0, description="Messages a minute that go to one group; 0 for any."
    )
    chat_rate: float = Field(
        default=60, ge=0, description="Messages a minute that go to one private chat; 0 for any."
    )
    mode: Literal["polling", "webhook"] = Field(
        default="polling",
        description="Fetch updates by polling, or have Telegram bring them by webhook.",
    )
    public_url: str = Field(
        default="",
        validate_default=True,
        description="Address at which Telegram reaches the webhook: updates go to its `/telegram`.",
    )
    webhook_secret: SecretStr | None = Field(
        default=None,
        description="What Telegram proves itself with at the webhook; made from the token if not set.",
    )
    listen_host: str = Field(default="127.0.0.1", description="Address that is listened on.")
    listen_port: int = Field(
        default=8080, ge=1, le=65535, description="Port of the webhook; health and metrics are there too."
    )
    health_port: int = Field(
        default=0, ge=0, le=65535, description="Port of health and metrics while polling; 0 for none."
    )
    profile: bool = Field(
        default=True, description="Set the bot's commands, name and descriptions in Telegram at start."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much is logged."
    )
    log_format: Literal["console", "json"] = Field(
        default="console", description="Log lines for people (console) or for programs (json)."
    )
    admins: Annotated[tuple[int, ...], NoDecode] = Field(
        default=(), description="Telegram ids of the people who get /stats and reports, separated by commas."
    )
    sentry_dsn: SecretStr | None = Field(
        default=None, description='Address of a Sentry project for errors; needs the extra "sentry".'
    )

    @field_validator("packs", mode="before")
    @classmethod
    def _split_packs(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part for part in value.split(os.pathsep) if part)
        return value

    @field_validator("admins", mode="before")
    @classmethod
    def _split_admins(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("api_url", "public_url")
    @classmethod
    def _as_address(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^\s/?#]+[^\s?#]*", value):
            raise ValueError("must be an address such as https://bot.example.org")
        return value.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _needed_for_webhook(cls, value: str, others: ValidationInfo) -> str:
        if not value and others.data.get("mode") == "webhook":
            raise ValueError("is needed for the webhook: the https address at which Telegram reaches it")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _as_telegram_takes_it(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
            raise ValueError("must be 1 to 256 letters, digits, _ and -")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("log_format", mode="before")
    @classmethod
    def _in_small_letters(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    def secrets(self) -> tuple[str, ...]:
        """What must never be shown: every secret setting, and the database's password by itself too."""
        names = (name for name in type(self).model_fields if name != "database_url")
        values = (getattr(self, name) for name in names)
        secrets = {value.get_secret_value().strip() for value in values if isinstance(value, SecretStr)}
        if self.token and self.token.get_secret_value().strip():
            secrets.add(self.secret_for_webhook())
        address = self.database_url.get_secret_value().strip()
        # The address of a database without a password is no secret, and where the file lies is told.
        if passwords := set(_passwords(address)):
            secrets |= passwords | {unquote(each) for each in passwords} | {address}
        return tuple(secrets - {""})

    def require_token(self) -> str:
        """The token in the clear.

        Raises:
            SettingsError: if none is set.
        """
        secret = self.token.get_secret_value().strip() if self.token else ""
        if not secret:
            raise SettingsError(
                f"No bot token: set {PREFIX}TOKEN to the one @BotFather gave you, "
                'or try the bot in this terminal with "verbatim chat".'
            )
        return secret

    def secret_for_webhook(self) -> str:
        """The secret that Telegram sends along; without one of its own it is the same for every replica.

        Raises:
            SettingsError: if it is to be made from the token, and none is set.
        """
        if self.webhook_secret is not None:
            return self.webhook_secret.get_secret_value()
        return hmac.new(self.require_token().encode(), b"webhook", sha256).hexdigest()


def _passwords(address: str) -> Iterator[str]:
    """The passwords in the address of a database, as they are written there."""
    try:
        parts = urlsplit(address)
    except ValueError:
        yield address
        return
    if parts.password:
        yield parts.password
    for name, _, value in (each.partition("=") for each in parts.query.split("&")):
        if "pass" in name.lower():
            yield value


def unknown() -> list[str]:
    """Variables that look like settings and are none, such as misspelt ones."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    return sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)


def read() -> Settings:
    """The settings as the environment has them.

    Raises:
        SettingsError: naming each variable that is wrong, without its value.
    """
    try:
        return Settings()
    except ValidationError as error:
        faults = {f"{PREFIX}{name}: {what}" for name, what in told(error)}
    # Outside of the except clause: pydantic's error quotes the value, and must not be chained.
    raise SettingsError("; ".join(sorted(faults)))
