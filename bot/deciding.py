"""Asking the pack, timed and counted; what is noted of it says nothing of the reader."""

from __future__ import annotations

import time
from typing import Literal, assert_never

from bot.services import Services
from bot.watching import note
from knowledge import Ambiguous, Answered, Conversation, Decision, NotInArticle, NotUnderstood, SmallTalk

Kind = Literal["answered", "ambiguous", "not_in_article", "not_understood", "small_talk"]


def decide(services: Services, question: str, conversation: Conversation | None, language: str) -> Decision:
    """What the pack makes of a question, in the light of the conversation so far.

    ``language`` is the reader's, which holds where the question leaves it open, as a figure does.
    """
    begun = time.perf_counter()
    decision = services.pack.ask(question, conversation, language)
    services.metrics.deciding.observe(time.perf_counter() - begun)
    services.metrics.decisions.labels(kind_of(decision)).inc()
    note(decision=kind_of(decision), **_details(decision))
    return decision


def _details(decision: Decision) -> dict[str, str | list[str]]:
    """What of a decision may be logged: ids and words of the program's own."""
    match decision:
        case Answered():
            return {"facts": [found.fact.id for found in decision.found]}
        case Ambiguous():
            return {"offered": [found.fact.id for found in decision.offered]}
        case NotInArticle() if decision.silence is not None:
            return {"reason": decision.reason.value, "silence": decision.silence.id}
        case NotInArticle() | NotUnderstood() | SmallTalk():
            return {"reason": decision.reason.value}
        case _:
            assert_never(decision)


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
