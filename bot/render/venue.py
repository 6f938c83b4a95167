"""Where a reply will stand, as far as that decides which buttons it can carry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Venue:
    """A place for replies, and the bot that sends them there."""

    bot: str
    """The bot's username."""
    inline: bool = True
    """The bot takes inline queries."""
    live: bool = True
    """A pressed button may answer here: not in a channel, nor where the bot is no member."""
