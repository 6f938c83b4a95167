"""Secrets stay out of every record, whoever writes it and however; so does what readers write."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
import structlog
import updates
from fakes import TOKEN
from talking import Talk
from telegram import Update
from telegram.error import InvalidToken

from bot import logs
from bot.application import Answering
from bot.hiding import Hiding
from knowledge import Fact

URL = f"https://api.telegram.org/bot{TOKEN}/getMe"
PASSWORD = "planted-p@ss/word"  # noqa: S105 - planted
ADDRESS = "postgresql+asyncpg://verbatim:planted-p%40ss%2Fword@127.0.0.1/verbatim"
SECRETS = (TOKEN, ADDRESS, PASSWORD, "planted-p%40ss%2Fword")
FORMS: tuple[logs.Form, ...] = ("console", "json")


@pytest.fixture(params=FORMS)
def log(request: pytest.FixtureRequest, logging_as_it_was: None) -> io.StringIO:
    """What is written, in both forms."""
    logs.set_up("DEBUG", request.param, SECRETS)
    return written()


def written() -> io.StringIO:
    """What the handler writes from now on."""
    stream = io.StringIO()
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    return stream


def raise_with_causes(text: str) -> None:
    try:
        try:
            raise InvalidToken(f"The token `{text}` was rejected by the server.")
        except InvalidToken as error:
            raise RuntimeError(text) from error
    except RuntimeError:
        raise ExceptionGroup("several", [ValueError(text), KeyError(text)])  # noqa: B904 - a context, no cause


def by_message(text: str) -> None:
    logging.getLogger("a.child").warning(f"fetched {text}")


def by_argument(text: str) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST %s %r", text, {"url": text})


def by_extra(text: str) -> None:
    logging.getLogger().error("failed", extra={"address": text, "more": [{"deep": (text, text.encode())}]})


def by_exception(text: str) -> None:
    try:
        raise_with_causes(text)
    except ExceptionGroup:
        logging.getLogger("telegram").exception("failed", stack_info=True)


def by_text_of_another_handler(text: str) -> None:
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "failed", None, None)
    record.exc_text, record.stack_info = f"Traceback … {text}", f"Stack … {text}"
    logging.getLogger().handle(record)


def by_structlog(text: str) -> None:
    structlog.get_logger("other").warning(text, address=text, **{f"key {text}": {text: [text]}})


def by_structlogs_exception(text: str) -> None:
    try:
        raise_with_causes(text)
    except ExceptionGroup:
        structlog.get_logger("other").exception("failed")


def by_context(text: str) -> None:
    structlog.contextvars.bind_contextvars(address=text)
    logging.getLogger().debug("working")


WAYS = (
    *(by_message, by_argument, by_extra, by_exception, by_text_of_another_handler),
    *(by_structlog, by_structlogs_exception, by_context),
)


@pytest.mark.parametrize("way", WAYS)
def test_no_token_in_any_part_of_a_record(log: io.StringIO, way: Callable[[str], None]) -> None:
    way(URL)
    assert "/bot<token>/getMe" in log.getvalue()
    assert TOKEN not in log.getvalue()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("shown", [ADDRESS, PASSWORD])
def test_no_password_of_the_database_either(log: io.StringIO, way: Callable[[str], None], shown: str) -> None:
    way(f"connecting to {shown} …")
    assert "<secret>" in log.getvalue()
    assert "planted" not in log.getvalue()


def test_a_traceback_stays_readable(log: io.StringIO) -> None:
    by_exception(URL)
    assert log.getvalue().count("Traceback") >= 2
    assert "InvalidToken: The token `https://api.telegram.org/bot<token>/getMe`" in log.getvalue()


def test_nothing_is_shown_when_writing_the_log_fails(
    log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    log.close()
    by_exception(URL)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "text", ["/bot{}/getMe", "x{}", "{}", "bot=%62{}", "/bot{}%2FgetMe", "9{}", "token:{}"]
)
@pytest.mark.parametrize("separator", [":", "%3A", "%3a"])
def test_whatever_looks_like_a_token_is_hidden_wherever_it_stands(text: str, separator: str) -> None:
    other = f"7654321{separator}" + "B" * 35
    assert other not in Hiding().clean(text.format(other))


def test_what_only_resembles_a_token_stays() -> None:
    for text in ("10:30 the meeting", "update 1234567: given up", "sha 123:abc", "http://127.0.0.1:8081/x"):
        assert Hiding().clean(text) == text


def test_a_secret_that_looks_like_nothing_is_hidden_where_it_is_known() -> None:
    assert Hiding(["short", "", "x"]).clean("the short one, x") == "the <secret> one, x"


def test_a_password_is_hidden_in_addresses_that_no_setting_names() -> None:
    assert Hiding().clean("redis://me:pass:word@db/0") == "redis://me:<secret>@db/0"
    assert Hiding().clean("db?user=me&password=planted&ssl=1") == "db?user=me&password=<secret>&ssl=1"
    assert Hiding().clean("{'password': 'planted', 'port': 1}") == "{'password': <secret>, 'port': 1}"


def test_json_lines_can_be_read_by_programs(logging_as_it_was: None) -> None:
    logs.set_up("INFO", "json")
    stream = written()
    logging.getLogger("one").info("привет %s", "you", extra={"number": 1, "nothing": None})
    structlog.get_logger("two").warning("hello", facts=["a"])
    logging.getLogger("one").debug("not at this level")
    one, two = (json.loads(line) for line in stream.getvalue().splitlines())
    assert list(one) == ["timestamp", "level", "logger", "event", "number", "nothing"]
    assert one.pop("timestamp") <= two.pop("timestamp")
    assert one == {"event": "привет you", "level": "info", "logger": "one", "number": 1, "nothing": None}
    assert two == {"event": "hello", "level": "warning", "logger": "two", "facts": ["a"]}


ODD = "zanzibar xylophones 55555"


async def answer(talk: Talk, text: str, **message: Any) -> int:
    body = updates.message(text, sender=updates.ANN | {"id": 987654321, "first_name": "Quirina"}, **message)
    update = updates.update("message", body)
    await Answering(talk.app, talk.services)(Update.de_json(update, talk.app.bot))
    return int(update["update_id"])


@pytest.fixture
def lines(logging_as_it_was: None) -> Callable[[], list[dict[str, Any]]]:
    """What was logged, read back."""
    logs.set_up("INFO", "json", SECRETS)
    stream = written()
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


Lines = Callable[[], list[dict[str, Any]]]


async def test_every_answered_update_is_one_line(talk: Talk, fact: Fact, lines: Lines) -> None:
    asked = await answer(talk, fact.questions["en"][0])
    page = await answer(talk, "/help")
    one, other = lines()
    assert one.pop("milliseconds") >= other.pop("milliseconds") * 0
    assert {"timestamp", "logger"} <= one.keys()
    assert (one["event"], one["update"], one["level"]) == ("answered", asked, "info")
    assert (one["decision"], one["facts"]) == ("answered", [fact.id])
    assert one["chat"] == talk.place(987654321).chat
    assert (other["update"], other["shown"], "decision" in other) == (page, "page", False)


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("What was the price of fuel?", {"decision": "not_in_article", "reason": "silence"}),
        ("hello", {"decision": "small_talk", "reason": "greeting"}),
        ("...", {"decision": "not_understood"}),
        ("how many police", {"decision": "ambiguous"}),
    ],
)
async def test_what_was_decided_is_told_without_the_text(
    talk: Talk, lines: Lines, text: str, noted: dict[str, Any]
) -> None:
    await answer(talk, text)
    (line,) = lines()
    assert noted.items() <= line.items()
    assert text not in json.dumps(line)


async def test_a_group_is_named_by_its_id_as_it_is_stored(talk: Talk, lines: Lines) -> None:
    await answer(talk, "/ask how many police cars?", chat=updates.GROUP)
    assert lines()[0]["chat"] == str(updates.GROUP["id"])


async def test_what_is_not_for_the_bot_is_no_line(talk: Talk, lines: Lines) -> None:
    await answer(talk, "just chatting", chat=updates.GROUP)
    assert lines() == []


async def test_nothing_that_a_reader_wrote_and_no_private_chat_is_logged(
    talk: Talk, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(question: str, *_: object) -> None:
        logging.getLogger("bot").warning("odd question: %s", question)
        try:
            raise KeyError(question.split(maxsplit=1)[0])
        except KeyError as error:
            raise ValueError(f"cannot read {question!r}") from error

    await answer(talk, ODD)
    monkeypatch.setattr("bot.asking.decide", lambda _, question, *__: fail(question))
    with pytest.raises(ValueError, match="cannot read") as raised:
        await answer(talk, ODD)
    # Whoever gives an update up logs that in the same task, when it is no longer watched.
    logging.getLogger("bot.window").error("update 5 given up", exc_info=raised.value)
    _, warned, gave_up = lines()
    assert warned["event"] == "odd question: <text>"
    assert "ValueError: <text>" in gave_up["exception"]
    assert gave_up["chat"] == talk.place(987654321).chat
    for private in (*ODD.split(), "987654321", "Quirina"):
        assert private not in json.dumps([warned, gave_up])


async def test_at_debug_what_was_written_may_be_seen(talk: Talk, logging_as_it_was: None) -> None:
    logs.set_up("DEBUG", "console", SECRETS)
    stream = written()
    await answer(talk, ODD)
    logging.getLogger("bot").debug("asked: %s", ODD)
    assert ODD in stream.getvalue()
    assert TOKEN not in stream.getvalue()
