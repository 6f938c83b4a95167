"""What happened in some time, in numbers; kept by the store and by each process, shown to admins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, kw_only=True)
class Figures:
    """How often things happened since a moment, wherever they were answered."""

    decisions: Mapping[str, int] = field(default_factory=dict)
    """Questions by what was decided, such as ``answered``."""
    cited: Mapping[str, int] = field(default_factory=dict)
    """Answers by the fact that they cite, most often first."""
    missed: Mapping[str, int] = field(default_factory=dict)
    """Questions that got no answer, by the fact nearest to them, most often first."""
    good: int = 0
    bad: int = 0
    """Verdicts on answers."""
    dead_letters: int = 0
    """Updates that were given up."""


@dataclass(frozen=True, kw_only=True)
class Process:
    """What one process has counted since it started."""

    uptime: timedelta
    pack: str
    version: str
    decisions: Mapping[str, int]
    retries: int
    doubtful: int
    """Messages that may have arrived twice."""
    database_errors: int
