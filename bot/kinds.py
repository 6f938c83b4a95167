"""Which messages a handler takes: always say the kind of update, as text filters alone do not."""

from __future__ import annotations

from telegram import Message
from telegram.ext import filters

from bot.addressing import asks


class _Human(filters.MessageFilter):
    """Written by a person, or by a group or channel that speaks as one; not by or through a bot.

    What readers write to a channel's admins in private, its direct messages, is not for the bot.
    """

    def filter(self, message: Message) -> bool:
        if message.via_bot is not None or message.chat.is_direct_messages:
            return False
        if message.sender_chat is not None:
            return True  # Telegram puts a placeholder bot in from_user
        return message.from_user is not None and not message.from_user.is_bot


class _AskingCaption(filters.MessageFilter):
    """/ask as the caption of a picture; command handlers read no captions."""

    def filter(self, message: Message) -> bool:
        return message.caption is not None and asks(message.get_bot().bot, message)


HUMAN = _Human()
ASKING_CAPTION = _AskingCaption()
COMMAND_CAPTION = filters.CaptionRegex(r"^/\w")
NEW = filters.UpdateType.MESSAGE & HUMAN & ~filters.IS_AUTOMATIC_FORWARD
"""What somebody writes; a channel's post that Telegram copies into its discussion group is not."""
EDITED = filters.UpdateType.EDITED_MESSAGE & HUMAN
WORDS = filters.TEXT | filters.CAPTION
PRIVATE = filters.ChatType.PRIVATE
GROUPS = filters.ChatType.GROUPS
POST = filters.UpdateType.MESSAGE & HUMAN & filters.IS_AUTOMATIC_FORWARD & GROUPS
"""A channel's post in its discussion group."""
