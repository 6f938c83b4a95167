"""Whether what came back is an answer of Telegram's, or comes from something on the way."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from telegram.error import NetworkError

OK = range(200, 300)
PARTS = {"getMe": "id", "sendMessage": "message_id"}
"""By method: what its result must have; any other must have one."""
SHOWN = 200
"""Characters that are told of what is no answer."""


class UnclearError(NetworkError):
    """The answer is none of Telegram's: what was asked for may have been done."""


def check(method: str, status: int, body: bytes) -> None:
    """Passes Telegram's own answers, whether they bring a result or refuse.

    Raises:
        UnclearError: if something on the way may have hidden that the call was done.
        NetworkError: if something on the way refused it.
    """
    try:
        answer = json.loads(body.decode(errors="replace"))
    except (ValueError, RecursionError):
        answer = None
    if status in OK:
        if not _has_result(method, answer):
            raise UnclearError(f"{method}: an answer that is not Telegram's ({status})")
    elif not _refuses(answer):
        shown = body.decode(errors="replace")[:SHOWN]
        # Of what waits for Telegram in vain, nobody knows how far it came.
        kind = UnclearError if status == HTTPStatus.GATEWAY_TIMEOUT else NetworkError
        raise kind(f"{method}: refused on the way to Telegram ({status}): {shown!r}")


def _has_result(method: str, answer: Any) -> bool:
    if not isinstance(answer, dict) or answer.get("ok") is not True:
        return False
    result = answer.get("result")
    if method == "getUpdates":
        return isinstance(result, list) and all(map(_is_update, result))
    if method in PARTS:
        return isinstance(result, dict) and PARTS[method] in result
    return result is not None


def _is_update(update: Any) -> bool:
    return isinstance(update, dict) and type(update.get("update_id")) is int


def _refuses(answer: Any) -> bool:
    """Whether it is what Telegram says where it does not do what it was asked for."""
    if not isinstance(answer, dict) or answer.get("ok") is not False:
        return False
    return isinstance(answer.get("description"), str) and isinstance(answer.get("parameters", {}), dict)
