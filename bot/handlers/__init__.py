"""One module for each thing a reader can do."""

from __future__ import annotations

from bot.handlers import ask, help, press, question, start  # noqa: A004 - /help is called help
from bot.services import Services
from bot.types import Handler

# The order matters: the first that takes an update has it, and a question is any text at all.
FEATURES = (start, help, ask, press, question)


def handlers(services: Services) -> list[Handler]:
    """Every handler, in the order in which they are tried."""
    return [handler for feature in FEATURES for handler in feature.handlers(services)]
