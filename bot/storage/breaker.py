"""Keeps those who ask a database that does not answer from waiting for it each time."""

from __future__ import annotations

import time

FEW = 5
"""Failures in a row after which it is left alone for a while."""
LONG = 0.5
"""Seconds for which they must go on: many at once are one hitch."""
REST = 1.0
"""Seconds of that."""


class Breaker:
    """Counts failures in a row; after a few, and after each one more, it stays open for a moment."""

    def __init__(self) -> None:
        self._failures = 0
        self._since = 0.0
        self._until = 0.0

    @property
    def open(self) -> bool:
        """Whether nothing should be asked now."""
        return time.monotonic() < self._until

    def failed(self) -> None:
        """Notes a failure."""
        now = time.monotonic()
        if not self._failures:
            self._since = now
        self._failures += 1
        if self._failures >= FEW and now - self._since >= LONG:
            self._until = now + REST

    def worked(self) -> None:
        """Notes that it answers."""
        self._failures = 0
