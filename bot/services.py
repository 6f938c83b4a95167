"""What the handlers need, built once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from bot.metrics import Metrics
from bot.settings import PREFIX, Settings, SettingsError
from bot.storage import Keys, SqlStore, StorageError, Store, kept_in
from knowledge import Library, Pack


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class Services:
    """The packs, the store and whatever else a handler may use; ``async with`` opens and closes them."""

    settings: Settings
    library: Library
    pack: Pack
    """The pack that answers."""
    store: Store
    keys: Keys
    clock: Callable[[], datetime] = now
    metrics: Metrics = field(default_factory=Metrics.new)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Services as the settings want them.

        Raises:
            KnowledgeError: if a pack is missing or invalid.
            SettingsError: if the data folder cannot be written, or the database's URL is wrong.
        """
        library = Library.open(settings.packs, cache=settings.cache)
        pack = library.pack(settings.pack) if settings.pack else library.default
        try:
            keys, store = Keys(_secret(settings)), SqlStore(settings.database_url.get_secret_value())
        except OSError as error:
            remedy = f"set {PREFIX}DATA_FOLDER to another folder"
            raise SettingsError(f"Cannot write to {settings.data_folder}: {remedy}.") from error
        except StorageError as error:
            raise SettingsError(f"{PREFIX}DATABASE_URL: {error}.") from error
        return cls(settings=settings, library=library, pack=pack, store=store, keys=keys)

    async def __aenter__(self) -> Self:
        try:
            await self.store.__aenter__()
        except StorageError as error:
            raise SettingsError(f"{PREFIX}DATABASE_URL: the database cannot be used: {error}.") from error
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.store.__aexit__(kind, error, trace)


def _secret(settings: Settings) -> str:
    if settings.data_key is not None:
        return settings.data_key.get_secret_value()
    return kept_in(settings.data_folder / "key")
