"""A Telegram that answers from memory: the transport is faked, everything above it is real."""

from __future__ import annotations

import inspect
import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from telegram._utils.types import ODVInput
from telegram.request import BaseRequest, RequestData

BOT: dict[str, Any] = {
    "id": 1234567,
    "is_bot": True,
    "first_name": "Verbatim",
    "username": "VerbatimTestBot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
    "supports_guest_queries": True,
}
USUAL: dict[str, Any] = {
    "getMe": BOT,
    "getUpdates": [],
    "answerGuestQuery": {"inline_message_id": "AQ"},
    "getMyCommands": [],
    "getMyName": {"name": ""},
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
}
"""Results that depend on nothing."""
TOKEN = "1234567:" + "AAplanted_for_tests_" + "x" * 15
Json = Any


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call of the bot: its method and decoded parameters."""

    method: str
    parameters: dict[str, Json]

    def __getitem__(self, name: str) -> Json:
        return self.parameters[name]


@dataclass(kw_only=True)
class Failure:
    """What a method answers instead of its result."""

    status: int
    description: str
    parameters: dict[str, Json] = field(default_factory=dict)

    @property
    def body(self) -> dict[str, Json]:
        """The answer as Telegram writes it."""
        body = {"ok": False, "error_code": self.status, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


class FakeTelegram(BaseRequest):
    """Records every call and answers it as Telegram would, or as told to."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.failures: dict[str, Failure] = {}
        """By method; stays until it is removed."""
        self.results: dict[str, Json] = {}
        """By method: a result in place of the usual one."""
        self.scripts: dict[str, Callable[[Call], Json]] = {}
        """By method: what makes the result of each call, or a failure, at once or awaited."""
        self.admins: set[int] = set()
        self._messages: Iterator[int] = itertools.count(1000)

    def of(self, *methods: str) -> list[Call]:
        """The calls of these methods so far."""
        return [call for call in self.calls if call.method in methods]

    @property
    def read_timeout(self) -> float | None:
        return 1

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(  # noqa: PLR0913, PLR0917 - the model's parameters
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        parameters = json.loads(json.dumps(request_data.parameters)) if request_data else {}
        call = Call(method=url.rpartition("/")[2], parameters=parameters)
        self.calls.append(call)
        if failure := self.failures.get(call.method):
            return failure.status, json.dumps(failure.body).encode()
        result = self._result(call)
        if inspect.isawaitable(result):
            result = await result
        if isinstance(result, Failure):
            return result.status, json.dumps(result.body).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _result(self, call: Call) -> Json:
        if call.method in self.results:
            return self.results[call.method]
        if call.method in self.scripts:
            return self.scripts[call.method](call)
        if call.method in ("sendMessage", "editMessageText"):
            return self.message(call)
        return (
            self._member(call["user_id"]) if call.method == "getChatMember" else USUAL.get(call.method, True)
        )

    def message(self, call: Call) -> Json:
        """The message that a call sends or edits."""
        chat = call["chat_id"]
        kind = "private" if chat > 0 else "supergroup"
        kept = {
            name: call.parameters[name]
            for name in ("text", "entities", "reply_markup")
            if name in call.parameters
        }
        number = call.parameters.get("message_id") or next(self._messages)
        return {"message_id": number, "date": 1, "chat": {"id": chat, "type": kind}, "from": BOT} | kept

    def _member(self, user: int) -> Json:
        person = {"id": user, "is_bot": False, "first_name": "Somebody"}
        if user in self.admins:
            return {"status": "creator", "user": person, "is_anonymous": False}
        return {"status": "member", "user": person}
