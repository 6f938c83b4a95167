"""Decides on one question: assert, correct, offer or refuse; two gates, then the guard."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.decision import Correction, Evidence, Found, Reason
from knowledge.facts import Fact, Silence
from knowledge.guard import Verdict, examine
from knowledge.matcher import Match, Standing, suits
from knowledge.pack import Pack
from knowledge.question import Question

_UNSUITABLE = 0.8
"""Score from which a fact is asserted although its kind is not the type asked for."""
_WITH_SILENCES = 0.4
"""Share of the learned threshold that suffices in a pack with silences."""
_DOUBT = 0.75
"""A rival with more than this share of the best score makes it a matter of doubt."""
_NEAR = 0.1
"""Score from which a refusal names the nearest fact."""
_TOPICAL = 0.5
"""Share of the question's weight that the pack must know for it to be about the subject."""


@dataclass(frozen=True, kw_only=True)
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
    def question(self) -> Question:
        """The question as it was matched."""
        return self.match.question

    @property
    def score(self) -> float:
        """Confidence in what was decided."""
        return self.evidence.score


def decide(match: Match, pack: Pack, asked: Question | None = None, *, leaning: bool = False) -> Outcome:
    """Decide on a match by the pack's stock policy.

    ``asked`` is the question as typed, where it was matched in another reading: the guard looks at both.
    A question that leans on the conversation must have all of its own content accounted for.
    """
    top, best, accept = match.top, match.best_fact, accepted_from(pack)
    asked = asked or match.question
    if top is None:
        return _refused(match, asked, Reason.NO_MATCH, "no phrasing has anything in common with the question")
    if top.silence and (best is None or top.score >= best.score):
        return _refused(match, asked, Reason.SILENCE, f'nearest is the silence "{top.id}"', top.silence)
    if best is None or best.score < accept:
        topical = match.known >= _TOPICAL
        return _refused(match, asked, Reason.NO_MATCH if topical else Reason.OFF_TOPIC, f"score below {accept:.2f}")
    fact = best.facts[0]
    if leaning and (unmet := set(match.read(asked).content) & set(best.candidate.missing)):
        return _refused(match, asked, Reason.NO_MATCH, f"nothing said of {', '.join(sorted(unmet))}")
    verdict = examine(match.read(asked), fact, pack, best.candidate.missing)
    if verdict.foreign and best.candidate.similarity < 1:
        return _refused(match, asked, Reason.SWAPPED, f"the fact does not speak of {', '.join(verdict.foreign)}")
    if not suits(asked, fact) and (leaning or (best.score < _UNSUITABLE and not asked.polar)):
        return _refused(match, asked, Reason.NO_MATCH, f'a {fact.kind} does not answer "{asked.kind}"')
    rival = match.rival
    if rival is not None and rival.facts and rival.score > best.score * _DOUBT:
        return _doubtful(match, asked, best, verdict)
    return _asserted(match, asked, best, verdict)


def accepted_from(pack: Pack) -> float:
    """Return the least score at which a fact is asserted.

    Silences stand for what is not stated: where a pack has them, doubt goes to them and the bar may be lower.
    """
    return pack.index.thresholds.accept * (_WITH_SILENCES if pack.silences else 1.0)


def _found(standing: Standing) -> tuple[Found, ...]:
    return tuple(Found(fact=fact, score=round(standing.score, 4)) for fact in standing.facts)


def _asserted(match: Match, asked: Question, best: Standing, verdict: Verdict) -> Outcome:
    rule = "contradicts what the fact states" if verdict.corrections else "fits"
    return Outcome(match=match, asked=asked, found=_found(best), corrections=verdict.corrections, evidence=evidence(match, rule))


def _doubtful(match: Match, asked: Question, best: Standing, verdict: Verdict) -> Outcome:
    """Two that fit about equally well are offered."""
    offered = tuple(_found(standing)[0] for standing in match.standings if standing.facts and standing.score > best.score / 4)[:3]
    return Outcome(match=match, asked=asked, offered=offered, corrections=verdict.corrections, evidence=evidence(match, "two facts fit about equally well"))


def _refused(match: Match, asked: Question, reason: Reason, rule: str, silence: Silence | None = None) -> Outcome:
    best = match.best_fact
    nearest = _found(best)[:1] if best and best.score >= _NEAR else ()
    return Outcome(match=match, asked=asked, reason=reason, silence=silence, nearest=nearest, evidence=evidence(match, rule))


def cited_again(match: Match, asked: Question, facts: tuple[Fact, ...]) -> Outcome:
    """Cite facts that were cited before, for *who said that?* and *are you sure?*."""
    found = tuple(Found(fact=fact, score=1.0) for fact in facts)
    return Outcome(match=match, asked=asked, found=found, evidence=Evidence(rule="leans on what was cited last", score=1.0))


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
