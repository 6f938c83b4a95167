"""Keeps secrets out of whatever is written or sent: logs, reports, findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

TOKEN = re.compile(r"\d{5,}(?::|%3[Aa])[A-Za-z0-9_-]{20,}")
"""What a bot token looks like, wherever it comes from and whatever stands before it."""
PASSWORD = re.compile(r"(?<=://)([^\s:/@]*):[^\s@]+(?=@)")
"""What stands between the user and the host of an address."""
NAMED = re.compile(r"(?i)(passw(?:or)?d|pwd)(\"?'?\s*[=:]\s*)[^\s&,;)]+")
"""A password under its name, as in an address's query."""
HIDDEN_TOKEN, HIDDEN = "<token>", "<secret>"
SHORTEST = 4
"""Characters of a secret that is looked for; a shorter one is part of ordinary words."""


class Hiding:
    """Replaces tokens, passwords in addresses, and the given secrets."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = {secret for secret in secrets if len(secret) >= SHORTEST}
        self._secrets = sorted(known, key=len, reverse=True)

    def clean(self, text: str) -> str:
        """The text without any secret."""
        text = PASSWORD.sub(rf"\1:{HIDDEN}", TOKEN.sub(HIDDEN_TOKEN, text))
        text = NAMED.sub(rf"\1\2{HIDDEN}", text)
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text

    def clean_all(self, value: Any) -> Any:
        """A value as JSON has them, with every text in it cleaned, keys too; anything else as text."""
        match value:
            case str():
                return self.clean(value)
            case None | bool() | int() | float():
                return value
            case Mapping():
                return {self.clean(str(key)): self.clean_all(each) for key, each in value.items()}
            case list() | tuple() | set() | frozenset():
                return [self.clean_all(each) for each in value]
            case _:
                return self.clean(repr(value))
