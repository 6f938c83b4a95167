"""Many questions in many private chats."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from botapi import BotApi

CHATS = 40
FIRST = 1000
"""Id of the first chat."""
TEXT = "How many peacekeepers were sent?"


def question(number: int, *, chats: int = CHATS, text: str = TEXT) -> dict[str, Any]:
    """An update with a question; its own number is also that of its message."""
    person = {
        "id": FIRST + number % chats,
        "is_bot": False,
        "first_name": "Ann",
        "language_code": "en",
    }
    chat = {"id": person["id"], "type": "private", "first_name": "Ann"}
    message = {"message_id": number, "date": int(time.time()), "chat": chat, "from": person, "text": text}
    return {"update_id": number, "message": message}


def ask(api: BotApi, numbers: Iterable[int]) -> None:
    """Queues questions."""
    for number in numbers:
        api.push(question(number))


def answered(api: BotApi, count: int) -> Callable[[], bool]:
    """Whether so many questions have an answer."""
    return lambda: len(api.replies) >= count


def confirmed(api: BotApi, count: int) -> Callable[[], bool]:
    """Whether Telegram was told that so many updates are done with."""
    return lambda: bool(api.of("getUpdates")) and api.of("getUpdates")[-1].get("offset", 0) > count


def twice(api: BotApi) -> int:
    """Answers beyond one to a question."""
    return api.replies.total() - len(api.replies)
