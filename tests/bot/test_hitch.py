"""A moment in which the process itself is busy is not taken for a database that hangs."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace

import pytest

from bot.patience import Patience
from bot.storage import breaker
from bot.storage.breaker import Breaker


async def several_steps() -> str:
    """Something quick, which needs the event loop a few times."""
    for _ in range(5):
        await asyncio.sleep(0)
    return "done"


async def test_waiting_outlasts_a_moment_of_work_in_the_same_process() -> None:
    waiting = asyncio.create_task(Patience(0.05).wait(several_steps()))
    asyncio.get_running_loop().call_soon(time.sleep, 0.2)
    assert await waiting == "done"


async def test_waiting_ends_where_nothing_comes() -> None:
    patience = Patience(0.01)
    for _ in range(2):
        with pytest.raises(TimeoutError):
            await patience.wait(asyncio.sleep(3600))


def test_many_failures_at_once_are_one_hitch_and_lasting_ones_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [100.0]
    monkeypatch.setattr(breaker, "time", SimpleNamespace(monotonic=lambda: now[0]))
    tried = Breaker()
    for _ in range(2 * breaker.FEW):
        tried.failed()
    assert not tried.open
    now[0] += breaker.LONG
    tried.failed()
    assert tried.open
    now[0] += breaker.REST
    assert not tried.open
