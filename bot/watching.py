"""What is counted and timed of an update, from when it is taken up until it is answered."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from telegram import Message, Update

from bot.services import Services


@contextmanager
def watched(services: Services, update: Update) -> Iterator[None]:
    """Counts an update and times its answer; one that fails is not timed."""
    metrics = services.metrics
    metrics.updates.labels(kind_of(update)).inc()
    posted = posted_with(update)
    if posted is not None:
        metrics.queue_age.observe(max(0.0, (services.clock() - posted.date).total_seconds()))
    begun = time.perf_counter()
    with metrics.in_flight.track_inprogress():
        yield
    metrics.answering.observe(time.perf_counter() - begun)


def kind_of(update: Update) -> str:
    """What an update is about, as Telegram calls it: ``message``, ``callback_query`` …"""
    kinds = (kind for kind in Update.ALL_TYPES if getattr(update, kind, None) is not None)
    return next(kinds, "unknown")


def posted_with(update: Update) -> Message | None:
    """The message that came with an update just now; a pressed button's is older than the press."""
    return update.message or update.channel_post or update.guest_message
