"""Text with Telegram's message entities, counted in UTF-16 units as Telegram counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from telegram import MessageEntity
from telegram.constants import MessageEntityType, MessageLimit

LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le", "replace")) // 2


@dataclass(frozen=True, kw_only=True)
class Rich:
    """A text and the marks on it; joined with ``+``."""

    text: str
    entities: tuple[MessageEntity, ...] = ()

    @property
    def units(self) -> int:
        """Length in UTF-16 units."""
        return units(self.text)

    def __add__(self, other: Rich | str) -> Rich:
        if isinstance(other, str):
            return Rich(text=self.text + other, entities=self.entities)
        shifted = MessageEntity.shift_entities(self.units, other.entities)
        return Rich(text=self.text + other.text, entities=(*self.entities, *shifted))

    def marked(self, kind: MessageEntityType, *, url: str | None = None) -> Self:
        """The whole of it with one more mark around it."""
        if not self.text:
            return self
        outer = MessageEntity(type=kind, offset=0, length=self.units, url=url)
        return type(self)(text=self.text, entities=(outer, *self.entities))


def plain(text: str) -> Rich:
    """Text without marks."""
    return Rich(text=text)


def bold(text: str) -> Rich:
    """Text in bold."""
    return plain(text).marked(MessageEntityType.BOLD)


def linked(text: str, url: str | None) -> Rich:
    """Text that leads to an address, or plain text where there is none."""
    return plain(text).marked(MessageEntityType.TEXT_LINK, url=url) if url else plain(text)


def quoted(content: Rich, *, expandable: bool = False) -> Rich:
    """A block quote; an expandable one is shown folded."""
    kind = MessageEntityType.EXPANDABLE_BLOCKQUOTE if expandable else MessageEntityType.BLOCKQUOTE
    return content.marked(kind)


def emphasised(text: str, spans: Iterable[tuple[int, int]]) -> Rich:
    """Text with the parts ``text[start:end]`` in bold; parts that touch become one, as in Telegram."""
    parts: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if parts and start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(end, parts[-1][1]))
        elif start < end:
            parts.append((start, end))
    done, result = 0, plain("")
    for start, end in parts:
        result = result + text[done:start] + bold(text[start:end])
        done = end
    return result + text[done:]


def joined(parts: Iterable[Rich], separator: str = "\n") -> Rich:
    """Parts in a row; empty ones are left out."""
    result = plain("")
    for part in parts:
        if part.text:
            result = result + separator + part if result.text else part
    return result


def shortened(text: str, limit: int) -> str:
    """Text of at most ``limit`` UTF-16 units, ended by an ellipsis where something is left out."""
    if units(text) <= limit:
        return text
    raw = text.encode("utf-16-le", "replace")[: max(limit - 1, 0) * 2]
    return raw.decode("utf-16-le", "ignore").rstrip() + "…"
