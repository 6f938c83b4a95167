"""What Telegram refuses although nothing is wrong with the bot: something was removed, closed or too late."""

from __future__ import annotations

from telegram.error import BadRequest, ChatMigrated, TelegramError

QUESTION_GONE = ("message to be replied not found", "replied message not found", "reply message not found")
"""The message that asked was deleted, as each release of the server has put it."""
NO_RIGHT = (
    "not enough rights",
    "have no rights",
    "no write access",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "chat_send_plain_forbidden",
    "chat_guest_send_forbidden",
    "user_banned_in_channel",
)
CLOSED = ("topic_closed", "topic_deleted", "message thread not found", "chat not found", "was deactivated")
UNCHANGED = (
    "message is not modified",
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
)
LATE = ("query is too old", "query id is invalid", "query_id_invalid")
"""A press, an inline query or a guest's mention that Telegram no longer waits for."""


def is_expected(error: TelegramError) -> bool:
    """Whether a refusal means only that nobody is left to answer there, or nothing to change."""
    if isinstance(error, ChatMigrated):
        return True
    text = str(error).lower()
    known = (*QUESTION_GONE, *NO_RIGHT, *CLOSED, *UNCHANGED)
    return isinstance(error, BadRequest) and any(each in text for each in known)


def is_late(error: TelegramError) -> bool:
    """Whether an answer to a query came after Telegram had stopped waiting for it."""
    return isinstance(error, BadRequest) and any(each in str(error).lower() for each in LATE)
