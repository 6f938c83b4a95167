"""A small Bot API server on loopback: long-polls, records, and checks what Telegram checks."""

from __future__ import annotations

import itertools
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from fakes import BOT, TOKEN

Json = Any

TARGET = {"chat_id", "message_id"}
LOOKS = {"entities", "reply_markup", "link_preview_options"}
METHODS: dict[str, tuple[set[str], set[str]]] = {
    "getMe": (set(), set()),
    "deleteWebhook": (set(), {"drop_pending_updates"}),
    "getWebhookInfo": (set(), set()),
    "setWebhook": (
        {"url"},
        {"max_connections", "allowed_updates", "drop_pending_updates", "secret_token"},
    ),
    "getUpdates": (set(), {"offset", "limit", "timeout", "allowed_updates"}),
    "sendMessage": (
        {"chat_id", "text"},
        LOOKS | {"reply_parameters", "message_thread_id", "disable_notification"},
    ),
    "editMessageText": ({"text"} | TARGET, LOOKS),
    "answerCallbackQuery": ({"callback_query_id"}, {"text", "show_alert"}),
    "answerInlineQuery": ({"inline_query_id", "results"}, {"cache_time", "is_personal", "button"}),
    "answerGuestQuery": ({"guest_query_id", "result"}, set()),
    "getChatMember": ({"chat_id", "user_id"}, set()),
    "getMyCommands": (set(), {"scope", "language_code"}),
    "setMyCommands": ({"commands"}, {"scope", "language_code"}),
    "getMyName": (set(), {"language_code"}),
    "setMyName": (set(), {"name", "language_code"}),
    "getMyDescription": (set(), {"language_code"}),
    "setMyDescription": (set(), {"description", "language_code"}),
    "getMyShortDescription": (set(), {"language_code"}),
    "setMyShortDescription": (set(), {"short_description", "language_code"}),
}
"""Required and optional parameters of the methods that the bot uses; any other is a fault."""
LIMITS = {"name": 64, "description": 512, "short_description": 120}
TEXTS = {"text", "callback_query_id", "inline_query_id", "guest_query_id", "language_code", *LIMITS}
MARKS = {"bold", "blockquote", "expandable_blockquote", "text_link"}
DROP, STALL, LATE = 1, 2, 3
"""In place of a status: the connection is closed, at once, after a long silence, or after all was done."""
STALLED = 30
WORDS = {
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    429: "Too Many Requests: retry after 1",
}
ACTIONS = {"callback_data", "url", "switch_inline_query", "copy_text"}


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def faults_of(method: str, parameters: dict[str, Json]) -> Iterator[str]:
    """What Telegram would refuse of a call."""
    if method not in METHODS:
        yield f"unknown method {method}"
        return
    required, optional = METHODS[method]
    yield from (f"{name} is missing" for name in required - parameters.keys())
    yield from (f"{name} is unknown" for name in parameters.keys() - required - optional)
    for name, limit in LIMITS.items():
        if method.startswith("setMy") and units(parameters.get(name, "")) > limit:
            yield f"{name} is too long"
    if method in ("sendMessage", "editMessageText"):
        yield from faults_of_text(parameters["text"], parameters.get("entities", []))
        yield from faults_of_buttons(parameters.get("reply_markup", {}))
    results = parameters.get("results", [parameters["result"]] if "result" in parameters else [])
    for result in results:
        content = result["input_message_content"]
        yield from faults_of_text(content["message_text"], content.get("entities", []))
        yield from faults_of_buttons(result.get("reply_markup", {}))
        if not 1 <= len(result["id"].encode()) <= 64:
            yield "the id of a result has 1 to 64 bytes"
    if len({result["id"] for result in results}) < len(results):
        yield "results have the same id"


def faults_of_text(text: str, entities: list[Json]) -> Iterator[str]:
    """Length, and entities that lie inside of the text and inside of each other."""
    if not text.strip() or text != text.strip():
        yield "text is empty or begins or ends with a space"
    if units(text) > 4096:
        yield "text is too long"
    open_ends: list[int] = []
    for entity in sorted(entities, key=lambda each: (each["offset"], -each["length"])):
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if entity["type"] not in MARKS:
            yield f"unknown entity {entity['type']}"
        if entity["length"] < 1 or start < 0 or end > units(text):
            yield f"entity {start}-{end} lies outside of the text"
        raw = text.encode("utf-16-le")[start * 2 : end * 2].decode("utf-16-le", "replace")
        if "\ufffd" in raw:
            yield f"entity {start}-{end} cuts a character"
        open_ends = [each for each in open_ends if each > start]
        if any(each < end for each in open_ends):
            yield f"entity {start}-{end} overlaps another"
        open_ends.append(end)


def faults_of_buttons(markup: dict[str, Json]) -> Iterator[str]:
    """Each button does one thing, with data that fits."""
    for button in (button for row in markup.get("inline_keyboard", []) for button in row):
        actions = button.keys() - {"text"}
        if len(actions) != 1 or not actions <= ACTIONS or not button.get("text"):
            yield f"a button with {sorted(button)}"
        if not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
            yield "callback data has 1 to 64 bytes"
        if not 1 <= len(button.get("copy_text", {"text": "x"})["text"]) <= 256:
            yield "a text to copy has 1 to 256 characters"


@dataclass(kw_only=True)
class BotApi:
    """What the server was asked, and what it has for the bot."""

    url: str = ""
    calls: list[tuple[str, dict[str, Json]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    pending: list[dict[str, Json]] = field(default_factory=list)
    webhook: dict[str, Json] = field(default_factory=dict)
    """What is told of the webhook besides the usual."""
    replies: Counter[tuple[int, int]] = field(default_factory=Counter)
    """How often each message, as chat and number, was replied to."""
    refuse: dict[str, int] = field(default_factory=dict)
    """By method: a status to answer with."""
    trouble: Callable[[str, dict[str, Json]], int | bytes | None] = lambda *_: None
    """For each call: a status or a body to fail with before anything is done, ``DROP`` or ``STALL``."""
    changed: threading.Condition = field(default_factory=threading.Condition)
    closing: bool = False
    bot_ended: str = ""
    """Why no more calls will come; whoever waits for some is told."""
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(500))

    def push(self, update: dict[str, Json]) -> None:
        """Queues an update for the bot."""
        with self.changed:
            self.pending.append(update)
            self.changed.notify_all()

    def wait(self, until: Callable[[], Json], timeout: float = 60) -> Json:
        """Waits until something holds of the calls; what it gives."""
        with self.changed:
            found = self.changed.wait_for(lambda: until() or self.bot_ended, timeout)
            assert not self.bot_ended, self.bot_ended
        assert found, f"not within {timeout} s; calls: {[method for method, _ in self.calls[-200:]]}"
        return found

    def of(self, method: str) -> list[dict[str, Json]]:
        """Parameters of the calls of a method."""
        return [parameters for name, parameters in self.calls if name == method]

    def answer(self, method: str, parameters: dict[str, Json]) -> tuple[int, Json]:
        """Status and result of a call."""
        with self.changed:
            self.calls.append((method, parameters))
            self.faults += [f"{method}: {fault}" for fault in faults_of(method, parameters)]
            self.changed.notify_all()
            if method in self.refuse:
                return self.refuse[method], None
            return 200, self._result(method, parameters)

    def _result(self, method: str, parameters: dict[str, Json]) -> Json:
        match method:
            case "getUpdates":
                return self._updates(parameters)
            case "sendMessage" | "editMessageText":
                if reply := parameters.get("reply_parameters"):
                    self.replies[parameters["chat_id"], reply["message_id"]] += 1
                chat = {"id": parameters["chat_id"], "type": "private", "first_name": "Ann"}
                number = parameters.get("message_id", next(self._numbers))
                return {"message_id": number, "date": 1, "chat": chat, "text": parameters["text"]}
            case _:
                return {
                    "getMe": BOT,
                    "getMyCommands": [],
                    "getWebhookInfo": self._webhook(),
                    "answerGuestQuery": {"inline_message_id": "AQ"},
                }.get(
                    method,
                    {"name": "", "description": "", "short_description": ""} if "getMy" in method else True,
                )

    def _webhook(self) -> Json:
        usual = {"url": "", "has_custom_certificate": False, "pending_update_count": len(self.pending)}
        return usual | self.webhook

    def _updates(self, parameters: dict[str, Json]) -> Json:
        offset = parameters.get("offset", 0)
        self.pending[:] = [update for update in self.pending if update["update_id"] >= offset]
        self.changed.wait_for(lambda: self.pending or self.closing, parameters.get("timeout", 0))
        return self.pending[: parameters.get("limit", 100)]


class Server(ThreadingHTTPServer):
    """A thread for each connection."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A bot that was killed does not read its answer."""


@contextmanager
def serving() -> Iterator[BotApi]:
    """A server on a free port of loopback."""
    api = BotApi()
    server = Server(("127.0.0.1", 0), _handler(api))
    api.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield api
    finally:
        with api.changed:
            api.closing = True
            api.changed.notify_all()
        server.shutdown()
        thread.join()
        server.server_close()


def _outcome(api: BotApi, path: str, body: str) -> tuple[int | bytes | None, int, Json]:
    """What to fail with if anything, the status and the result of a call."""
    _, token, method = path.split("/")
    if token != f"bot{TOKEN}":
        return None, 401, None
    parameters = {name: _value(name, value) for name, value in parse_qsl(body)}
    trouble = api.trouble(method, parameters)
    return trouble, *(api.answer(method, parameters) if trouble in (None, LATE) else (0, None))


def _handler(api: BotApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet: in two, the second waits for the first one's receipt

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            trouble, status, result = _outcome(api, self.path, body)
            if trouble is not None:
                self.spoil(trouble)
            else:
                self.tell(status, result)

        def tell(self, status: int, result: Json) -> None:
            """Answers as Telegram does."""
            ok = {"ok": True, "result": result}
            payload = ok if status == 200 else {"ok": False, "error_code": status, "description": "refused"}
            self.reply(status, json.dumps(payload).encode())

        def spoil(self, trouble: int | bytes) -> None:
            """Answers with that status or that body, or not at all."""
            if isinstance(trouble, bytes):
                self.reply(200, trouble)
                return
            if trouble in (DROP, STALL, LATE):
                if trouble == STALL:
                    with api.changed:
                        api.changed.wait_for(lambda: api.closing, STALLED)
                self.close_connection = True
                return
            failed = {"ok": False, "error_code": trouble, "description": WORDS.get(trouble, "in trouble")}
            more = {"parameters": {"retry_after": 1}} if trouble == 429 else {}
            self.reply(trouble, json.dumps(failed | more).encode())

        def reply(self, status: int, raw: bytes) -> None:
            """Sends an answer."""
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            """Keeps the test's output clean."""

    return Handler


def _value(name: str, text: str) -> Json:
    """A form's value as the type that it stands for; a text stays one, whatever it says."""
    if name in TEXTS:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
