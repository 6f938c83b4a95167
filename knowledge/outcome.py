"""What was decided on one question, and the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.decision import Correction, Evidence, Found, Reason
from knowledge.facts import Fact, Silence
from knowledge.matcher import Match, Standing
from knowledge.question import Question


@dataclass(frozen=True, kw_only=True, eq=False)
class Outcome:
    """What was decided on one question."""

    match: Match
    asked: Question
    """The question as typed, its politeness taken off."""
    found: tuple[Found, ...] = ()
    """Asserted facts."""
    corrections: tuple[Correction, ...] = ()
    offered: tuple[Found, ...] = ()
    reason: Reason | None = None
    silence: Silence | None = None
    nearest: tuple[Found, ...] = ()
    evidence: Evidence

    @property
    def quotes(self) -> frozenset[tuple[int, int]]:
        """Where the quotes of what is asserted stand in the article."""
        return frozenset((found.fact.span.start, found.fact.span.end) for found in self.found)

    @property
    def question(self) -> Question:
        """The question as it was matched."""
        return self.match.question

    @property
    def support(self) -> float:
        """The score together with that of facts which would cite one of the quotes."""
        best = self.match.best_fact
        return max(self.score, best.support if best and self.found else 0.0)

    @property
    def score(self) -> float:
        """Confidence in what was decided."""
        return self.evidence.score


def found_by(standing: Standing) -> tuple[Found, ...]:
    """Return the facts of a standing, each with its confidence."""
    return tuple(Found(fact=fact, score=round(standing.score, 4)) for fact in standing.facts)


def cited_again(match: Match, asked: Question, facts: tuple[Fact, ...]) -> Outcome:
    """Cite facts that were cited before, for *who said that?* and *are you sure?*."""
    found = tuple(Found(fact=fact, score=1.0) for fact in facts)
    return Outcome(
        match=match,
        asked=asked,
        found=found,
        evidence=Evidence(rule="leans on what was cited last", score=1.0),
    )


def evidence(match: Match, rule: str) -> Evidence:
    """Put together why a decision fell."""
    best, rival = match.best_fact or match.top, match.rival
    if best is None:
        return Evidence(rule=rule)
    return Evidence(
        rule=rule,
        matched=best.candidate.covered,
        missing=best.candidate.missing,
        mended=match.mended,
        nearest=best.candidate.nearest,
        coverage=round(best.candidate.coverage, 4),
        score=round(best.score, 4),
        margin=round(best.score - (rival.score if rival else 0.0), 4),
        runner_up=rival.id if rival else "",
    )
