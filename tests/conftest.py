"""What holds for every test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import postgres as server
import pytest

# Read by python-telegram-bot when it is imported; without it, building RetryAfter warns.
os.environ["PTB_TIMEDELTA"] = "1"


@pytest.fixture(scope="session")
def postgres() -> Iterator[server.Postgres]:
    """A real PostgreSQL; where there is none, what needs it is skipped, or fails if it is required."""
    with server.serving(_programs()) as running:
        yield running


@pytest.fixture
def own_postgres() -> Iterator[server.Postgres]:
    """One that a test has for itself, and may stop and start."""
    with server.serving(_programs()) as running:
        yield running


def _programs() -> Path:
    programs = server.binaries()
    if programs is None:
        missing = "no initdb on this machine: install PostgreSQL's server"
        pytest.fail(missing) if server.REQUIRED else pytest.skip(missing)
    return programs
