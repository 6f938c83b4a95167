"""Telegram as a webhook's other side: brings each update until it is taken, and some of them twice."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import aiohttp
from program import SECRET

HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
PAUSE = 0.2
"""Seconds until an update that was not taken is brought again."""
PATIENCE = aiohttp.ClientTimeout(total=90)


class Carrier:
    """Brings updates to several addresses."""

    def __init__(
        self, client: aiohttp.ClientSession, addresses: Sequence[str], chance: random.Random
    ) -> None:
        self._client, self._addresses, self._chance = client, addresses, chance
        self.statuses: Counter[str] = Counter()
        """How often the bots answered what; the name of the error where none did."""

    async def bring(self, update: dict[str, Any], to: int) -> None:
        """Brings an update to an address, then to any, until it is taken."""
        while not await self._taken(update, to):
            await asyncio.sleep(PAUSE)
            to = self._chance.randrange(len(self._addresses))

    async def bring_twice(self, update: dict[str, Any], to: int) -> None:
        """Brings the same update to an address and to any at once, each until it is taken."""
        other = self._chance.randrange(len(self._addresses))
        await asyncio.gather(self.bring(update, to), self.bring(update, other))

    async def _taken(self, update: dict[str, Any], to: int) -> bool:
        try:
            async with self._client.post(
                self._addresses[to], json=update, headers=HEADERS, timeout=PATIENCE
            ) as response:
                await response.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            self.statuses[type(error).__name__] += 1
            return False
        self.statuses[str(response.status)] += 1
        return response.status == 200
