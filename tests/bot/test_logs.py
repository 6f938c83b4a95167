"""The token stays out of every record."""

from __future__ import annotations

import io
import logging

import pytest
from fakes import TOKEN
from telegram.error import InvalidToken

from bot import logs

URL = f"https://api.telegram.org/bot{TOKEN}/getMe"


@pytest.fixture
def log(logging_as_it_was: None) -> io.StringIO:
    """What the handler writes."""
    logs.set_up("DEBUG", TOKEN)
    logging.getLogger("httpx").setLevel(logging.DEBUG)
    written = io.StringIO()
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    return written


def test_not_in_messages_or_arguments(log: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST %s", URL)
    logging.getLogger("a.child").warning(f"fetched {URL}")
    written = log.getvalue()
    assert written.count("/bot<token>/getMe") == 2
    assert TOKEN not in written


def test_not_in_tracebacks(log: io.StringIO) -> None:
    try:
        try:
            raise InvalidToken(f"The token `{TOKEN}` was rejected by the server.")
        except InvalidToken as error:
            raise RuntimeError(URL) from error
    except RuntimeError:
        logging.getLogger("telegram").exception("failed", stack_info=True)
    written = log.getvalue()
    assert written.count("<token>") >= 2
    assert "Traceback" in written
    assert TOKEN not in written


def test_not_in_a_traceback_that_another_handler_has_formatted(log: io.StringIO) -> None:
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "failed", None, None)
    record.exc_text, record.stack_info = f"Traceback … {URL}", f"Stack … {URL}"
    logging.getLogger().handle(record)
    assert TOKEN not in log.getvalue()


def test_not_when_writing_the_log_fails(log: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    log.close()
    try:
        raise RuntimeError(URL)
    except RuntimeError:
        logging.getLogger().exception("failed")
    assert capsys.readouterr().err == ""


def test_not_another_bots_token_either(log: io.StringIO) -> None:
    other = "7654321:" + "B" * 35
    logging.getLogger().info(other)
    assert other not in log.getvalue()


def test_not_a_token_that_does_not_look_like_one() -> None:
    assert logs.TokenFilter("short").clean("the short one") == "the <token> one"


def test_httpx_is_quiet_unless_it_has_something_to_say(logging_as_it_was: None) -> None:
    logs.set_up("INFO")
    assert logging.getLogger("httpx").level == logging.WARNING
    logs.set_up("ERROR")
    assert logging.getLogger("httpx").level == logging.ERROR
