"""A Bot API server that fails, in ways that can be repeated."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Collection
from typing import Any

from botapi import DROP, LATE, STALL

Kind = int | bytes
JSON = b'{"ok": tru'
NAMES: dict[Kind, str] = {DROP: "dropped", STALL: "stalled", LATE: "dropped when done", JSON: "invalid JSON"}
BURST = 1.0
"""Seconds for which a 429 refuses every sending."""


class Trouble:
    """Makes a share of the calls fail; which ones depends on the seed and on how often each was tried."""

    def __init__(
        self,
        seed: int,
        kinds: Collection[Kind],
        *,
        share: float,
        silences: int = 0,
        blocked: Collection[int] = (),
    ) -> None:
        self._seed, self._share, self._silences = seed, share, silences
        self._sending = [kind for kind in kinds if kind not in (403, 409, STALL)]
        self._fetching = [kind for kind in kinds if kind not in (403, 429, STALL, LATE)]
        self._blocked = set(blocked) if 403 in kinds else set()
        self._silent: set[str] = set()
        self._tries: Counter[str] = Counter()
        self._refusing = 0.0
        self._lock = threading.Lock()
        self.made: Counter[str] = Counter()
        """How often what was done."""
        self.turned_away: Counter[int] = Counter()
        """How often each question's answer met a chat that is blocked."""

    def __call__(self, method: str, parameters: dict[str, Any]) -> Kind | None:
        with self._lock:
            kind = self._of(method, parameters)
            if kind is not None:
                self.made[NAMES.get(kind, str(kind))] += 1
            return kind

    def unblock(self) -> None:
        """From now on every chat may be written to."""
        self._blocked.clear()

    def _of(self, method: str, parameters: dict[str, Any]) -> Kind | None:
        if method == "getUpdates":
            return self._drawn(method, self._fetching)
        if method != "sendMessage":
            return None
        number = parameters["reply_parameters"]["message_id"]
        if parameters["chat_id"] in self._blocked:
            self.turned_away[number] += 1
            return 403
        if time.monotonic() < self._refusing:
            return 429
        kind = self._drawn(f"question {number}", self._sending)
        if kind == 429:
            self._refusing = time.monotonic() + BURST
        return kind

    def _drawn(self, call: str, kinds: list[Kind]) -> Kind | None:
        self._tries[call] += 1
        chance = random.Random(f"{self._seed} {call} {self._tries[call]}")  # noqa: S311 - no secret
        if chance.random() > self._share:
            return None
        if len(self._silent) < self._silences and call not in self._silent:
            self._silent.add(call)
            return STALL
        return chance.choice(kinds) if kinds else None
