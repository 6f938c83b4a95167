"""What supervisors and load balancers ask: whether the process is up, whether it can answer, its numbers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import TelegramError

from bot.metrics import CONTENT_TYPE
from bot.services import Services
from bot.stopping import Stop
from bot.storage import StorageError

PATIENCE = 2.0
"""Seconds for each part to show that it is there."""
FRESH = 10.0
"""Seconds for which what was found holds, so that nobody who asks often makes the bot ask as often."""
MISSING = 1.0
"""Seconds after which it is looked again for what is missing."""


class Readiness:
    """Which parts the bot needs for its answers and does not have."""

    def __init__(self, services: Services, bot: Bot, stop: Stop) -> None:
        self._services, self._bot, self._stop = services, bot, stop
        self.begun = False
        """Whether updates are being taken."""
        self._looking = asyncio.Lock()
        self._found: list[str] = []
        self._until = 0.0

    async def missing(self) -> list[str]:
        """Names of the missing parts; none while everything is there."""
        async with self._looking:
            now = asyncio.get_running_loop().time()
            if now >= self._until:
                self._found = await self._look()
                self._until = now + (MISSING if self._found else FRESH)
        taking = self.begun and not self._stop.asked
        return [*self._found, *(() if taking else ("updates",))]

    async def _look(self) -> list[str]:
        parts: dict[str, Callable[[], Awaitable[object]]] = {
            "packs": self._packs,
            "database": self._services.store.ping,
            "telegram": self._bot.get_me,
        }
        there = await asyncio.gather(*(_is_there(part) for part in parts.values()))
        return [name for name, is_there in zip(parts, there, strict=True) if not is_there]

    async def _packs(self) -> None:
        if not self._services.pack.facts:
            raise LookupError


async def _is_there(part: Callable[[], Awaitable[object]]) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            await part()
    except (StorageError, TelegramError, TimeoutError, LookupError):
        return False
    return True


def routes(services: Services, readiness: Readiness) -> list[Route]:
    """``/healthz``, ``/readyz`` and ``/metrics``."""

    async def healthz(_: Request) -> Response:
        return JSONResponse({"up": True})

    async def readyz(_: Request) -> Response:
        missing = await readiness.missing()
        return JSONResponse({"ready": not missing, "missing": missing}, 503 if missing else 200)

    async def metrics(_: Request) -> Response:
        return Response(services.metrics.exposition(), headers={"Content-Type": CONTENT_TYPE})

    return [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
