"""Logging set-up, with a filter that keeps the bot's token out of every record."""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

TOKEN = re.compile(r"\b\d{5,}:[A-Za-z0-9_-]{20,}")
"""What a bot token looks like, wherever it comes from."""
HIDDEN = "<token>"


class TokenFilter(logging.Filter):
    """Replaces tokens in a record's message, arguments and traceback.

    httpx logs whole URLs, the token among them, and python-telegram-bot's InvalidToken quotes it.
    """

    def __init__(self, secret: str = "") -> None:
        super().__init__()
        self._secret = secret

    def clean(self, text: str) -> str:
        """The text without any token."""
        if self._secret:
            text = text.replace(self._secret, HIDDEN)
        return TOKEN.sub(HIDDEN, text)

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrites the record in place; lets every record through."""
        record.msg, record.args = self.clean(record.getMessage()), None
        if isinstance(record.exc_info, tuple):
            record.exc_text = self.clean(_trace(record.exc_info))
        elif record.exc_text:
            record.exc_text = self.clean(record.exc_text)
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return True


def set_up(level: str, token: str = "") -> None:
    """Logs to standard error from that level on, without tokens."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    # On the handler, not on a logger: a logger's filter does not see its children's records.
    handler.addFilter(TokenFilter(token))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("httpx").setLevel(max(logging.WARNING, root.level))
    # A handler that fails would print the raw traceback, past every filter.
    logging.raiseExceptions = False


_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def _trace(raised: _Raised) -> str:
    return "".join(traceback.format_exception(*raised)).rstrip()
