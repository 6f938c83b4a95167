"""A decision as JSON values, the same in ``ask --json`` and ``ask --batch``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, assert_never

from knowledge import (
    Ambiguous,
    Answered,
    Decision,
    Fact,
    Found,
    NotInArticle,
    NotUnderstood,
    SmallTalk,
)


def record(decision: Decision, *, why: bool = False) -> dict[str, Any]:
    """What was decided, with every citation's place in the article; ``why`` adds the evidence."""
    return {
        **_outcome(decision),
        "best": _best(decision.best),
        **({"evidence": asdict(decision.evidence)} if why else {}),
    }


def _outcome(decision: Decision) -> dict[str, Any]:
    match decision:
        case Answered():
            corrections = [{"asked": each.asked, "stated": each.stated} for each in decision.corrections]
            return _decided("answered", facts=decision.found, corrections=corrections)
        case Ambiguous():
            return _decided("ambiguous", facts=decision.offered)
        case NotInArticle():
            named: dict[str, Any] = {"silence": decision.silence.id} if decision.silence else {}
            return _decided("not_in_article", reason=decision.reason.value, **named)
        case NotUnderstood():
            return _decided("not_understood", reason=decision.reason.value)
        case SmallTalk():
            return _decided("small_talk", reason=decision.reason.value)
        case _:
            assert_never(decision)


def _decided(
    decision: str, *, facts: Iterable[Found] = (), corrections: Iterable[dict[str, str]] = (), **words: str
) -> dict[str, Any]:
    return {
        "decision": decision,
        **words,
        "facts": [_found(each) for each in facts],
        "corrections": list(corrections),
    }


def _found(found: Found) -> dict[str, Any]:
    fact = found.fact
    return {
        "id": fact.id,
        "answer": fact.answer_text or fact.quote,
        "score": found.score,
        "citations": [_citation(fact)],
    }


def _citation(fact: Fact) -> dict[str, Any]:
    return {
        "sentence": fact.quote,
        "start": fact.span.start,
        "end": fact.span.end,
        "attributed_to": ", ".join(reversed(fact.attributed_to)),
    }


def _best(found: Found | None) -> dict[str, Any] | None:
    return {"id": found.fact.id, "score": found.score} if found else None
