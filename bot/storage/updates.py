"""Updates that were taken up, and those that were given up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
"""What a bot token looks like; also behind the "bot" of an address, where no word begins."""
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”|«[^»]*»")
"""What an error's message quotes: as a rule, what somebody wrote."""
LEFT_OUT = "…"
LONGEST = 200
"""Characters kept of a message."""


class Claim(Enum):
    """What becomes of an update that somebody wants to answer."""

    OURS = auto()
    """It is for the one who asked to answer."""
    DONE = auto()
    """It was answered, or given up for good."""
    ELSEWHERE = auto()
    """Another holder is at work on it, and may still be in time."""


@dataclass(frozen=True, kw_only=True)
class DeadLetter:
    """An update that was given up: what went wrong, and nothing of what it said."""

    update: int
    kind: str
    """Name of the error's type."""
    message: str
    """First line of the error's message, without tokens and quotations."""
    at: datetime

    @classmethod
    def of(cls, update: int, error: BaseException, at: datetime, *, hidden: Iterable[str] = ()) -> DeadLetter:
        """A letter about an error; ``hidden`` are texts, such as the update's own, to be left out too."""
        message = str(error)
        for text in sorted(filter(None, hidden), key=len, reverse=True):
            message = message.replace(text, LEFT_OUT)
        line = QUOTED.sub(LEFT_OUT, TOKEN.sub(LEFT_OUT, message.strip().partition("\n")[0]))
        return cls(update=update, kind=type(error).__name__, message=line[:LONGEST], at=at)
