"""Runs only where it is asked for, since it takes minutes; what each test measured is printed."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from botapi import BotApi, serving

HERE = Path(__file__).parent
SKIPPED = pytest.mark.skipif(
    not os.environ.get("VERBATIM_CHAOS"), reason="takes minutes; VERBATIM_CHAOS=1 runs it"
)

Report = Callable[[str], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what lies in this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.chaos)
            item.add_marker(SKIPPED)


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """What all chance in a test comes from; ``--randomly-seed`` sets it."""
    return request.config.getoption("randomly_seed", None) or random.SystemRandom().randrange(10**6)


@pytest.fixture
def chance(seed: int) -> random.Random:
    """Chance that can be repeated."""
    return random.Random(seed)  # noqa: S311 - no secret


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str], seed: int) -> Report:
    """Prints figures, whether the output is captured or not."""

    def show(figures: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{figures} (seed {seed})\n")
            sys.stdout.flush()

    return show


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A Bot API server on loopback."""
    with serving() as api:
        yield api
