"""Updates as Telegram writes them."""

from __future__ import annotations

import itertools
import re
from typing import Any

from fakes import BOT

Json = dict[str, Any]

ANN: Json = {"id": 11, "is_bot": False, "first_name": "Ann", "language_code": "en"}
BOB: Json = {"id": 12, "is_bot": False, "first_name": "Bob", "language_code": "ru-RU"}
OTHER_BOT: Json = {"id": 99, "is_bot": True, "first_name": "Other", "username": "OtherBot"}
ANONYMOUS: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
TELEGRAM: Json = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
GROUP: Json = {"id": -1001234567890, "type": "supergroup", "title": "Readers"}
BASIC_GROUP: Json = {"id": -4321, "type": "group", "title": "Family"}
CHANNEL: Json = {"id": -1009876543210, "type": "channel", "title": "News"}
WANTED = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "inline_query",
    "guest_message",
    "my_chat_member",
]
"""The kinds of updates for which the bot asks Telegram."""

_numbers = itertools.count(1)
_MARKS = re.compile(r"(?P<mention>(?<![\w.@/])@\w+)|(?P<bot_command>^/\w+(?:@\w+)?)")


def entities_of(text: str) -> list[Json]:
    """Mentions and commands, marked as Telegram marks them."""
    return [
        {"type": found.lastgroup, "offset": units(text[: found.start()]), "length": units(found[0])}
        for found in _MARKS.finditer(text)
    ]


def units(text: str) -> int:
    """Length as Telegram counts."""
    return len(text.encode("utf-16-le", "replace")) // 2


def message(text: str | None, *, chat: Json | None = None, sender: Json | None = ANN, **more: Any) -> Json:
    """A message; in the sender's private chat unless told otherwise."""
    chat = chat or {"id": (sender or ANN)["id"], "type": "private", "first_name": "Ann"}
    body: Json = {"message_id": next(_numbers), "date": 1700000000, "chat": chat, **more}
    if sender is not None:
        body["from"] = sender
    if text is not None:
        body["text"] = text
        if marks := entities_of(text):
            body.setdefault("entities", marks)
    return body


def update(kind: str, body: Json) -> Json:
    """An update of that kind."""
    return {"update_id": next(_numbers), kind: body}


def carrying(shown: Json, data: str) -> Json:
    """A message that has one button, with that data."""
    return {**shown, "reply_markup": {"inline_keyboard": [[{"text": "a button", "callback_data": data}]]}}


def press(data: str, on: Json | None, *, sender: Json = ANN) -> Json:
    """A pressed button."""
    body = {"id": str(next(_numbers)), "from": sender, "chat_instance": "1", "data": data}
    return update("callback_query", body | ({"message": on} if on else {"inline_message_id": "AQ"}))


def from_bot(sent: Any, chat: Json, number: int = 1000, **more: Any) -> Json:
    """A message of the bot, as it comes back in an update, from the call that sent it."""
    kept = {
        name: sent.parameters[name]
        for name in ("text", "entities", "reply_markup")
        if name in sent.parameters
    }
    return {"message_id": number, "date": 1700000000, "chat": chat, "from": BOT, **kept, **more}
