"""What a follow-up may lean on: an explicit value, passed in with a question and out with the decision."""

from __future__ import annotations

from dataclasses import dataclass, replace

TURNS = 4
"""A citation can be leaned on for so many turns after it was given."""


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """The last thing that was cited to this asker, and how long ago."""

    facts: tuple[str, ...] = ()
    """Ids of the facts that the last citation held."""
    question: tuple[str, ...] = ()
    """Words, in normal form, of the last question that could stand by itself."""
    names: tuple[str, ...] = ()
    """Names spoken of last, as concepts, most recent first; what *he* or *there* may stand for."""
    offered: tuple[str, ...] = ()
    """Ids of the facts offered in the last turn, where it was ambiguous."""
    age: int = 0
    """Turns since the last question that said something new."""

    @classmethod
    def about(cls, *facts: str) -> Conversation:
        """A conversation that starts from facts already cited, such as the message replied to."""
        return cls(facts=facts)

    def aged(self) -> Conversation:
        """Return the conversation one turn later; empty once it is too old to lean on."""
        return replace(self, age=self.age + 1) if self.age < TURNS else Conversation()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to lean on."""
        return not (self.facts or self.question or self.names)
