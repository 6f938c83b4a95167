"""One module for each thing a reader can do."""

from __future__ import annotations

from bot.handlers import (
    ask,
    browse,
    edit,
    guest,
    help,  # noqa: A004 - /help is called help
    inline,
    membership,
    posts,
    press,
    privacy,
    question,
    settings,
    source,
    start,
    stats,
)
from bot.services import Services
from bot.types import Handler

# The order matters: the first that takes an update has it, and a question is any text at all.
FEATURES = (
    start.handlers,
    help.handlers,
    ask.handlers,
    browse.handlers,
    source.handlers,
    settings.handlers,
    privacy.handlers,
    stats.handlers,
    press.handlers,
    press.stale,
    inline.handlers,
    guest.handlers,
    membership.handlers,
    posts.handlers,
    edit.handlers,
    question.handlers,
)


def handlers(services: Services) -> list[Handler]:
    """Every handler, in the order in which they are tried."""
    return [handler for feature in FEATURES for handler in feature(services)]
