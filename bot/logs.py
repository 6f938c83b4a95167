"""Logging set-up: lines for people or for programs, without secrets and without what readers wrote."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from typing import Literal

import structlog
from structlog.processors import ExceptionRenderer, JSONRenderer, TimeStamper
from structlog.stdlib import ExtraAdder, ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

from bot.hiding import Hiding

Form = Literal["console", "json"]

OWN = "bot"
"""The first part of the names of the program's own loggers."""
FIRST = ("timestamp", "level", "logger", "event", "update", "chat")
"""What a line begins with."""
TALKATIVE = ("aiosqlite", "asyncio")
"""Libraries that tell of each step at DEBUG."""
WORDS = "words"
"""Under this name a reader's texts are bound to what is logged meanwhile, so that they can be kept out."""
UNSAID = "<text>"
SHORTEST = 4
"""Letters of a reader's word that tells something."""
_TELLING = re.compile(rf"\w{{{SHORTEST},}}")


def set_up(level: str, form: Form = "console", secrets: Iterable[str] = ()) -> None:
    """Logs to standard error from that level on; structlog's loggers and the standard ones alike."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(form, Hiding(secrets)))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.INFO, root.level))
    # A handler that fails would print the raw traceback, past every precaution.
    logging.raiseExceptions = False
    structlog.configure(
        processors=[*_common(), ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def formatter(form: Form, hiding: Hiding) -> logging.Formatter:
    """Makes a line of a record, whoever wrote it."""

    def clean(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        first = {name: event[name] for name in FIRST if name in event}
        return dict(hiding.clean_all({**first, **event}))

    render: Processor = JSONRenderer(ensure_ascii=False)
    if form == "console":
        plain = structlog.dev.plain_traceback  # the usual one shows local variables
        render = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)
    return ProcessorFormatter(
        foreign_pre_chain=[*_common(), ExtraAdder(), _formatted_before],
        processors=[ProcessorFormatter.remove_processors_meta, _without_words, clean, render],
    )


def _common() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        add_log_level,
        add_logger_name,
        TimeStamper(fmt="iso", utc=True),
    ]


def _formatted_before(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Takes over what comes as text already: the stack, and a traceback that another handler has made."""
    record: logging.LogRecord = event["_record"]
    if record.exc_text and not record.exc_info:
        event["exception"] = record.exc_text
    if "stack_info" in event:
        event["stack"] = event.pop("stack_info")
    return event


def _without_words(_: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Makes text of an exception; above DEBUG it takes out whatever the reader wrote."""
    words: tuple[str, ...] = () if method == "debug" else event.get(WORDS, ())
    event = {name: value for name, value in event.items() if name != WORDS}

    def trace(exc_info: ExcInfo) -> str:
        return without_words(exc_info[1], words)

    event = dict(ExceptionRenderer(trace)(_, method, event))
    for each in words:
        if len(each) >= SHORTEST:
            event["event"] = str(event["event"]).replace(each, UNSAID)
    return event


def without_words(error: BaseException, words: Iterable[str] = ()) -> str:
    """A traceback in which no exception's own message repeats what a reader wrote."""
    telling = {word.casefold() for text in words for word in _TELLING.findall(text)}
    text = "".join(traceback.format_exception(error)).rstrip()
    for each in _with_causes(error):
        if telling & {word.casefold() for word in _TELLING.findall(str(each))}:
            text = text.replace(str(each), UNSAID)
    return text


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    """An exception, what it came from, and what a group of them holds."""
    seen: set[int] = set()
    left = [error]
    while left:
        each = left.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        left += [each.__cause__, each.__context__]
        if isinstance(each, BaseExceptionGroup):
            left += each.exceptions
