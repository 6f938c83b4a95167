"""What the handlers need, built once."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Self

from bot.settings import Settings
from knowledge import Library, Pack


@dataclass(frozen=True, kw_only=True)
class Services:
    """The packs and whatever else a handler may use; ``async with`` opens and closes them."""

    library: Library
    pack: Pack
    """The pack that answers."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Services as the settings want them.

        Raises:
            KnowledgeError: if a pack is missing or invalid.
        """
        library = Library.open(settings.packs)
        return cls(library=library, pack=library.pack(settings.pack) if settings.pack else library.default)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held open yet."""
