"""``verbatim ask --batch``: a JSON line out for every JSON line in, in order."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NoReturn, TextIO

from bot.cli.record import record
from knowledge import Conversation, Pack

Id = str | int | None


class LineError(Exception):
    """A line that is no question; its message says what is wrong with it."""

    def __init__(self, what: str, *, line_id: Id = None) -> None:
        self.line_id = line_id
        super().__init__(what)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the input, read."""

    id: Id
    question: str
    chat: Id = None
    """Lines of the same value are one conversation; None stands by itself."""
    language: str | None = None


def answer_all(pack: Pack, lines: Iterable[bytes], out: TextIO, *, why: bool = False) -> int:
    """Answer every line as it comes; the exit status is 1 if any of them was malformed."""
    conversations: dict[Id, Conversation] = {}
    status = 0
    for raw in lines:
        try:
            answer = _answer(read(raw), pack, conversations, why=why)
        except LineError as error:
            answer, status = {"id": error.line_id, "error": str(error)}, 1
        out.write(json.dumps(answer) + "\n")
        out.flush()
    return status


def _answer(line: Line, pack: Pack, conversations: dict[Id, Conversation], *, why: bool) -> dict[str, Any]:
    so_far = conversations.get(line.chat, Conversation())
    decision = pack.ask(line.question, so_far, line.language)
    if line.chat is not None:
        conversations[line.chat] = decision.conversation
    return {"id": line.id, **record(decision, pack, why=why)}


def read(raw: bytes) -> Line:
    """Read one line.

    Raises:
        LineError: if it is no JSON object in UTF-8, or one of its values is of the wrong kind.
    """
    try:
        text = raw.strip().decode("utf-8-sig")
        values = json.loads(text, parse_constant=_no_number, parse_int=_whole)
    except UnicodeDecodeError as error:
        raise LineError("not UTF-8") from error
    except json.JSONDecodeError as error:
        raise LineError(f"not JSON: {error}") from error
    except RecursionError as error:
        raise LineError("not JSON that can be read: too many brackets within brackets") from error
    if not isinstance(values, dict):
        raise LineError("not a JSON object")
    line_id = _value(values, "id", Id, "a string or a whole number")
    try:
        return Line(
            id=line_id,
            question=_value(values, "question", str, "a string"),
            chat=_value(values, "chat", Id, "a string or a whole number"),
            language=_value(values, "language", str | None, "a string"),
        )
    except LineError as error:
        raise LineError(str(error), line_id=line_id) from None


def _value(values: dict[str, Any], key: str, kind: Any, called: str) -> Any:
    value = values.get(key)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise LineError(f'"{key}" must be {called}')
    return value


def _no_number(constant: str) -> NoReturn:
    raise LineError(f"not JSON: {constant} is not a JSON number")


def _whole(digits: str) -> int:
    try:
        return int(digits)
    except ValueError as error:
        raise LineError("a number has too many digits") from error
