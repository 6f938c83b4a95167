"""What the bot sends, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, MessageEntity

from bot.render.markup import LIMIT, Rich, units

Row = tuple[InlineKeyboardButton, ...]
Rows = tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A message's text, marks and buttons, within Telegram's limits."""

    text: str
    entities: tuple[MessageEntity, ...] = ()
    buttons: Rows = ()
    facts: tuple[str, ...] = ()
    """Ids of the facts that the text cites."""
    points_to: int | None = None
    """Id of the message that it answers in place of the asker's; None for the asker's."""

    def __post_init__(self) -> None:
        """Raises ValueError if the text is longer than Telegram takes: what is rendered has to fit."""
        if units(self.text) > LIMIT:
            raise ValueError(f"a reply of {units(self.text)} units; Telegram takes {LIMIT}")

    @classmethod
    def of(cls, content: Rich, buttons: Rows = (), facts: tuple[str, ...] = ()) -> Self:
        """A reply of rich text."""
        return cls(text=content.text, entities=content.entities, buttons=buttons, facts=facts)

    def differs_from(self, message: Message) -> bool:
        """Whether an edit would change the message; Telegram refuses one that does not."""
        return self.text != message.text or self.markup != message.reply_markup

    @property
    def markup(self) -> InlineKeyboardMarkup | None:
        """The buttons as Telegram takes them, None where there are none."""
        return InlineKeyboardMarkup(self.buttons) if self.buttons else None
