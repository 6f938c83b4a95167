"""Asking the pack, timed and counted; what is noted of it says nothing of the reader."""

from __future__ import annotations

import time
from typing import Literal, assert_never

from bot.services import Services
from knowledge import Ambiguous, Answered, Conversation, Decision, NotInArticle, NotUnderstood, SmallTalk

Kind = Literal["answered", "ambiguous", "not_in_article", "not_understood", "small_talk"]


def decide(services: Services, question: str, conversation: Conversation | None = None) -> Decision:
    """What the pack makes of a question, in the light of the conversation so far."""
    begun = time.perf_counter()
    decision = services.pack.ask(question, conversation or Conversation())
    services.metrics.deciding.observe(time.perf_counter() - begun)
    services.metrics.decisions.labels(kind_of(decision)).inc()
    return decision


def kind_of(decision: Decision) -> Kind:
    """The one word for a decision, as ``verbatim ask --json`` has it too."""
    match decision:
        case Answered():
            return "answered"
        case Ambiguous():
            return "ambiguous"
        case NotInArticle():
            return "not_in_article"
        case NotUnderstood():
            return "not_understood"
        case SmallTalk():
            return "small_talk"
        case _:
            assert_never(decision)
