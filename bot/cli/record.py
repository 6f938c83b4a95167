"""A decision as JSON values, the same in ``ask --json`` and ``ask --batch``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, assert_never

from bot import wording
from knowledge import (
    Ambiguous,
    Answered,
    Decision,
    Fact,
    Found,
    NotInArticle,
    NotUnderstood,
    Pack,
    SmallTalk,
)


def record(decision: Decision, pack: Pack, *, why: bool = False) -> dict[str, Any]:
    """What was decided, with every citation's place in the article; ``why`` adds the evidence."""
    return {
        **_outcome(decision, pack),
        "best": _best(decision.best),
        **({"evidence": asdict(decision.evidence)} if why else {}),
    }


def _outcome(decision: Decision, pack: Pack) -> dict[str, Any]:
    match decision:
        case Answered():
            corrections = [{"asked": each.asked, "stated": each.stated} for each in decision.corrections]
            return _decided("answered", facts=_found(decision.found, pack), corrections=corrections)
        case Ambiguous():
            return _decided("ambiguous", facts=_found(decision.offered, pack))
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
    decision: str, *, facts: Iterable[Any] = (), corrections: Iterable[dict[str, str]] = (), **words: str
) -> dict[str, Any]:
    return {
        "decision": decision,
        **words,
        "facts": list(facts),
        "corrections": list(corrections),
    }


def _found(found: Iterable[Found], pack: Pack) -> list[dict[str, Any]]:
    return [
        {
            "id": each.fact.id,
            "answer": each.fact.answer_text or each.fact.quote,
            "score": each.score,
            "citations": [_citation(each.fact, pack)],
        }
        for each in found
    ]


def _citation(fact: Fact, pack: Pack) -> dict[str, Any]:
    return {
        "sentence": fact.quote,
        "start": fact.span.start,
        "end": fact.span.end,
        "attributed_to": ", ".join(wording.speakers([fact], pack)),
    }


def _best(found: Found | None) -> dict[str, Any] | None:
    return {"id": found.fact.id, "score": found.score} if found else None
