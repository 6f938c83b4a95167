"""Which messages a handler takes: always say the kind of update, as text filters alone do not."""

from __future__ import annotations

from telegram import Message
from telegram.ext import filters


class _Human(filters.MessageFilter):
    """Written by a person, or by a group or channel that speaks as one; not by or through a bot."""

    def filter(self, message: Message) -> bool:
        if message.via_bot is not None:
            return False
        if message.sender_chat is not None:
            return True  # Telegram puts a placeholder bot in from_user
        return message.from_user is not None and not message.from_user.is_bot


HUMAN = _Human()
NEW = filters.UpdateType.MESSAGE & HUMAN
EDITED = filters.UpdateType.EDITED_MESSAGE & HUMAN
WORDS = filters.TEXT | filters.CAPTION
PRIVATE = filters.ChatType.PRIVATE
GROUPS = filters.ChatType.GROUPS
POST = filters.IS_AUTOMATIC_FORWARD
"""A channel's post in its discussion group."""
