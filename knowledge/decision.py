"""What the bot may conclude from a question, as frozen values; consumers match on them.

Decision = Answered | Ambiguous | NotInArticle | NotUnderstood | SmallTalk
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.conversation import Conversation
from knowledge.facts import Fact, Silence


class Reason(StrEnum):
    """Why a question was not answered, in one word (part of the batch interface)."""

    SILENCE = "silence"
    """A listed silence of the pack: the article does not state it."""
    OFF_TOPIC = "off_topic"
    """Not about the article's subject at all."""
    NO_MATCH = "no_match"
    """About the subject, but no fact answers it."""
    SWAPPED = "swapped"
    """It asks a fact's question about somebody or something that the fact does not speak of."""
    EMPTY = "empty"
    NOISE = "noise"
    GREETING = "greeting"
    THANKS = "thanks"
    REMARK = "remark"
    """A feeling, an insult or an exclamation."""
    ABOUT_BOT = "about_bot"
    DISTRESS = "distress"
    """Somebody in need: is my brother alive, where is it safe."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A fact with the confidence, 0 to 1, that it is what the question asks."""

    fact: Fact
    score: float


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A premise of the question that the article contradicts."""

    asked: str
    """The words of the question that do not hold."""
    stated: str
    """The words of the article, verbatim, that stand against them."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Why a decision fell as it did; shown by ``verbatim ask --why``."""

    rule: str = ""
    """The rule that decided, as a short sentence."""
    matched: tuple[str, ...] = ()
    """Words of the question that the best fact accounts for."""
    missing: tuple[str, ...] = ()
    """Words of the question that it does not account for."""
    mended: tuple[tuple[str, str], ...] = ()
    """Misspellings: (as typed, as understood)."""
    nearest: int | None = None
    """Number of the phrasing that lies nearest, a place in `Pack.phrasings`."""
    coverage: float = 0.0
    score: float = 0.0
    margin: float = 0.0
    runner_up: str = ""
    """Id of the fact or silence that came second."""


@dataclass(frozen=True, kw_only=True)
class _Concluded:
    """What every decision carries."""

    question: str
    """The question as it was understood (cut to 4096 characters, prefix stripped)."""
    language: str = "en"
    """Language of the question: en, ru, kk, zh or another of the pack's."""
    best: Found | None = None
    """The best fact whatever was decided; None when nothing matched at all."""
    evidence: Evidence = field(default_factory=Evidence)
    conversation: Conversation = field(default_factory=Conversation)
    """The conversation after this turn; pass it in with the next question."""


@dataclass(frozen=True, kw_only=True)
class Answered(_Concluded):
    """The facts that answer, in the order in which they were asked for."""

    found: tuple[Found, ...]
    corrections: tuple[Correction, ...] = ()
    unanswered: tuple[str, ...] = ()
    """Parts of a compound question that the article does not answer, as asked."""
    as_of: bool = False
    """The question says now, today or still: the reply says as of which date the article speaks."""


@dataclass(frozen=True, kw_only=True)
class Ambiguous(_Concluded):
    """Two or three facts that fit about equally well, best first."""

    offered: tuple[Found, ...]


@dataclass(frozen=True, kw_only=True)
class NotInArticle(_Concluded):
    """The article does not say; ``nearest`` holds a fact close enough to name, if any."""

    reason: Reason
    silence: Silence | None = None
    nearest: tuple[Found, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NotUnderstood(_Concluded):
    """No question could be read out of the text."""

    reason: Reason


@dataclass(frozen=True, kw_only=True)
class SmallTalk(_Concluded):
    """A greeting, thanks, a question about the bot, or a cry for help; no fact is asserted."""

    reason: Reason


Decision = Answered | Ambiguous | NotInArticle | NotUnderstood | SmallTalk
