"""What the bot remembers, as values, and the store that keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import TracebackType
from typing import Protocol, Self

from bot.figures import Figures
from bot.storage.updates import Claim, DeadLetter
from knowledge import Conversation


class StorageError(Exception):
    """The store cannot be reached or refuses; what was asked of it did not happen."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where somebody speaks: a chat, a topic in it, and who it is."""

    chat: str
    """Key of the chat."""
    topic: int = 0
    """Id of the forum topic; 0 outside of topics and in General."""
    asker: str = ""
    """Key of the person or channel; empty where Telegram hides which person it is."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A reply that the bot gave to a question."""

    place: Place
    question: int
    """Id of the message that asked."""
    message: int
    """Id of the message that answered."""
    asked: str
    """Digest of the text of the message that asked, so that an edit which leaves it alone does nothing."""
    reply: str
    """Digest of the reply, so that an edit which changes nothing is not attempted."""
    pack: str
    version: str
    language: str
    facts: tuple[str, ...] = ()
    conversation: Conversation = field(default_factory=Conversation)
    """The conversation after this turn."""
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as it was decided."""

    place: Place
    message: int
    """Id of the message that asked."""
    decision: str
    """One word, as ``verbatim ask --json`` has it."""
    reason: str = ""
    facts: tuple[str, ...] = ()
    """Facts that were cited or offered."""
    best: str = ""
    """Id of the best guess, whatever was decided; empty where nothing matched."""
    score: float = 0.0
    """Confidence in the best guess, 0 to 1."""
    runner_up: str = ""
    """Id of the fact or silence that came second."""
    language: str
    pack: str
    version: str
    text: str | None = None
    """What was asked, where the policy keeps it."""
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Chat:
    """What is set for a chat, and what became of it."""

    language: str = ""
    """Interface language; empty to follow the reader."""
    comments: bool = False
    """Comment under the posts of the linked channel."""
    introduced: bool = False
    gone: bool = False
    """The bot was removed, blocked, or may not write."""
    pack: str = ""
    """Id of the pack that answers there; empty for the one that answers everywhere."""
    migrated: str = ""
    """Key of the supergroup that the group became; empty where it did not."""
    address: str = ""
    """A private chat's id, sealed, where announcements reach it; empty elsewhere."""


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """One reader's verdict on one reply."""

    place: Place
    message: int
    pack: str
    version: str
    fact: str
    good: bool
    at: datetime


class Store(Protocol):
    """Keeps what the bot remembers; every method raises StorageError when it cannot."""

    async def __aenter__(self) -> Self:
        """Opens it and brings its tables up to date."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes it."""

    async def chat(self, chat: str) -> Chat:
        """What is set for a chat; the defaults for one never seen."""

    async def change_chat(self, chat: str, **changes: str | bool) -> None:
        """Sets fields of ``Chat`` for a chat, and leaves its others alone."""

    async def mark_gone(self, chat: str, gone: bool) -> None:
        """Notes whether the bot may no longer write to a chat, and leaves its settings alone."""

    async def keep_address(self, chat: str, address: str) -> None:
        """Keeps a chat's sealed address unless it has one, and leaves its settings alone."""

    async def addresses(self) -> dict[str, str]:
        """The sealed addresses of chats that the bot may write to, by the chat's key."""

    async def forget_addresses(self) -> int:
        """Erases the sealed addresses of all chats; returns how many there were."""

    async def migrate(self, old: str, new: str) -> None:
        """Moves everything of a group to the supergroup that it became; a second time changes nothing."""

    async def keep_sent(self, sent: Sent) -> None:
        """Keeps a reply, in place of an earlier one by the same message."""

    async def sent_as(self, chat: str, message: int) -> Sent | None:
        """The reply that a message of the bot is."""

    async def sent_to(self, chat: str, question: int) -> Sent | None:
        """The latest reply to a message that asked, if it stands there."""

    async def last_sent(self, place: Place, *, after: datetime, before: datetime) -> Sent | None:
        """The latest reply to an asker in a topic between two moments."""

    async def last_citing(
        self, place: Place, facts: Sequence[str], language: str, *, after: datetime
    ) -> Sent | None:
        """The latest reply that stands in a topic and cites exactly these facts in that language."""

    async def keep_asked(self, asked: Asked) -> None:
        """Keeps a question, in place of what the same message asked before."""

    async def asked(self, chat: str, message: int) -> Asked | None:
        """The question that a message asked."""

    async def keep_feedback(self, feedback: Feedback) -> None:
        """Keeps a verdict, in place of the same reader's earlier one on the same reply."""

    async def count(self, key: str, *, now: datetime, span: timedelta) -> int:
        """Adds one to the counter of a key, which starts anew in each span; returns the sum.

        Spans are whole minutes, counted from 1970 on.
        """

    async def claim(self, update: int, holder: str, *, now: datetime, lease: timedelta) -> Claim:
        """Takes an update up, so that it is answered once.

        A claim older than ``lease`` may be taken over by anybody. A holder may take over its own at once:
        that is one of its earlier life, which was killed. So a holder keeps its name when it starts again,
        no two share one, and each knows by itself what it is at work on.
        """

    async def finish(self, update: int, holder: str, *, now: datetime) -> None:
        """The update was answered, whoever claimed it meanwhile; nobody may claim it again."""

    async def release(self, update: int, holder: str) -> None:
        """The update was not answered, and anybody may try again; nothing if another holder has it by now."""

    async def bury(self, letter: DeadLetter) -> None:
        """Keeps a dead letter, in place of an earlier one about the same update."""

    async def dead_letters(self) -> list[DeadLetter]:
        """The updates that were given up, latest first; at most 1000."""

    async def figures(self, since: datetime) -> Figures:
        """How often what is kept happened since a moment."""

    async def ping(self) -> None:
        """Reaches the database, and does nothing there."""

    async def sweep(self, now: datetime, *, days: int) -> int:
        """Erases what is older than so many days, 0 to keep it; returns how many rows there were.

        What is of no use after some time, such as the counters of past spans, is erased whatever the days,
        and is not counted.
        """

    async def forget(self, asker: str, chat: str) -> int:
        """Erases a person's rows everywhere and their private chat; returns how many there were.

        What they have asked in this minute still counts, lest erasing lifts a limit.
        """
