"""Decides on one question: assert, correct, offer or refuse; two gates, then the guard."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.decision import Correction, Evidence, Found, Reason
from knowledge.facts import Silence
from knowledge.guard import Verdict, examine
from knowledge.matcher import Match, Standing, suits
from knowledge.pack import Pack
from knowledge.question import Question

_UNSUITABLE = 0.8
"""Score from which a fact is asserted although its kind is not the type asked for."""
_NEAR = 0.25
"""Score from which a refusal names the nearest fact."""
_TOPICAL = 0.5
"""Share of the question's weight that the pack must know for it to be about the subject."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was decided on one question."""

    match: Match
    found: tuple[Found, ...] = ()
    """Asserted facts."""
    corrections: tuple[Correction, ...] = ()
    offered: tuple[Found, ...] = ()
    reason: Reason | None = None
    silence: Silence | None = None
    nearest: tuple[Found, ...] = ()
    evidence: Evidence

    @property
    def question(self) -> Question:
        """The question decided on."""
        return self.match.question

    @property
    def score(self) -> float:
        """Confidence in what was decided."""
        return self.evidence.score


def decide(match: Match, pack: Pack) -> Outcome:
    """Decide on a match by the pack's stock policy."""
    top, best, accept = match.top, match.best_fact, pack.index.thresholds.accept
    if top is None:
        return _refused(match, Reason.NO_MATCH, "no phrasing has anything in common with the question")
    if top.silence and top.score >= accept * 0.6:
        return _refused(match, Reason.SILENCE, f'nearest is the silence "{top.id}"', top.silence)
    if best is None or best.score < accept:
        topical = match.known >= _TOPICAL
        reason = Reason.NO_MATCH if topical else Reason.OFF_TOPIC
        return _refused(match, reason, f"score below {accept:.2f}")
    fact = best.facts[0]
    verdict = examine(match.question, fact, pack, best.candidate.missing)
    if verdict.foreign and best.candidate.similarity < 1:
        return _refused(match, Reason.SWAPPED, f"the fact does not speak of {', '.join(verdict.foreign)}")
    if not suits(match.question, fact) and best.score < _UNSUITABLE and not match.question.polar:
        return _refused(match, Reason.NO_MATCH, f'a {fact.kind} does not answer "{match.question.kind}"')
    rival = match.rival
    margin = best.score - (rival.score if rival else 0.0)
    if margin < pack.index.thresholds.margin and rival is not None:
        return _doubtful(match, best, rival, verdict)
    return _asserted(match, best, verdict)


def _found(standing: Standing) -> tuple[Found, ...]:
    return tuple(Found(fact=fact, score=round(standing.score, 4)) for fact in standing.facts)


def _asserted(match: Match, best: Standing, verdict: Verdict) -> Outcome:
    rule = "contradicts what the fact states" if verdict.corrections else "fits"
    return Outcome(match=match, found=_found(best), corrections=verdict.corrections, evidence=evidence(match, rule))


def _doubtful(match: Match, best: Standing, rival: Standing, verdict: Verdict) -> Outcome:
    """Two that fit about equally well: offered, unless one is a silence."""
    if rival.silence:
        return _refused(match, Reason.SILENCE, f'the silence "{rival.id}" is as near', rival.silence)
    offered = tuple(_found(standing)[0] for standing in match.standings if standing.facts)[:3]
    return Outcome(match=match, offered=offered, corrections=verdict.corrections, evidence=evidence(match, "two facts fit about equally well"))


def _refused(match: Match, reason: Reason, rule: str, silence: Silence | None = None) -> Outcome:
    best = match.best_fact
    nearest = _found(best)[:1] if best and best.score >= _NEAR else ()
    return Outcome(match=match, reason=reason, silence=silence, nearest=nearest, evidence=evidence(match, rule))


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
        coverage=round(best.candidate.coverage, 4),
        score=round(best.score, 4),
        margin=round(best.score - (rival.score if rival else 0.0), 4),
        runner_up=rival.id if rival else "",
    )
