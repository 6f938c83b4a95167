"""Keeps those who ask a database that does not answer from waiting for it each time."""

from __future__ import annotations

import time

FEW = 5
"""Failures in a row after which it is left alone for a while."""
REST = 1.0
"""Seconds of that."""


class Breaker:
    """Counts failures in a row; after a few, and after each one more, it stays open for a moment."""

    def __init__(self) -> None:
        self._failures = 0
        self._until = 0.0

    @property
    def open(self) -> bool:
        """Whether nothing should be asked now."""
        return time.monotonic() < self._until

    def failed(self) -> None:
        """Notes a failure."""
        self._failures += 1
        if self._failures >= FEW:
            self._until = time.monotonic() + REST

    def worked(self) -> None:
        """Notes that it answers."""
        self._failures = 0
