"""What is counted, timed and logged of an update, from when it is taken up until it is answered."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars
from telegram import Message, Update

from bot.logs import WORDS
from bot.services import Services

logger = logging.getLogger(__name__)

RECEIVED: ContextVar[float] = ContextVar("received")
"""When the update at work came in, by ``time.perf_counter``; it may have waited for others since."""
ANSWERED = ("decision", "shown")
"""What is noted of an update that got something to see."""


@contextmanager
def watched(services: Services, update: Update) -> Iterator[None]:
    """Counts an update, times its answer and logs it; whatever is logged meanwhile names the update too.

    One that fails is not timed: whoever gives it up logs that, still with the names bound here.
    """
    metrics = services.metrics
    metrics.updates.labels(kind_of(update)).inc()
    posted = update.message or update.channel_post or update.guest_message
    if posted is not None:
        metrics.queue_age.observe(max(0.0, (services.clock() - posted.date).total_seconds()))
    clear_contextvars()
    bind_contextvars(update=update.update_id, kind=kind_of(update), **{WORDS: words_of(update)})
    if update.effective_chat is not None:
        bind_contextvars(chat=services.keys.chat(update.effective_chat.id))
    received = RECEIVED.get(time.perf_counter())
    with metrics.in_flight.track_inprogress():
        yield
    seconds = time.perf_counter() - received
    metrics.answering.observe(seconds)
    level = logging.INFO if get_contextvars().keys() & set(ANSWERED) else logging.DEBUG
    logger.log(level, "answered", extra={"milliseconds": round(1000 * seconds, 1)})


def note(**values: str | list[str]) -> None:
    """Adds to what is logged of the update at work: words of the program's own, never a reader's."""
    bind_contextvars(**values)


def kind_of(update: Update) -> str:
    """What an update is about, as Telegram calls it: ``message``, ``callback_query`` …"""
    kinds = (kind for kind in Update.ALL_TYPES if getattr(update, kind, None) is not None)
    return next(kinds, "unknown")


def words_of(update: Update) -> tuple[str, ...]:
    """All that a reader wrote in an update."""
    message = update.effective_message
    texts: list[object] = [update.inline_query.query] if update.inline_query else []
    for each in (message, message.reply_to_message if message else None):
        if isinstance(each, Message):
            texts += [each.text, each.caption]
    # The library looks at no types: where a text should be, something else may stand.
    return tuple(text for text in texts if isinstance(text, str) and text.strip())
