"""Decides on one question: assert, correct, offer or refuse; two gates, then the guard."""

from __future__ import annotations

from dataclasses import replace

from knowledge.confidence import confidence, left_open
from knowledge.dates import is_weekday
from knowledge.decision import Reason
from knowledge.facts import Silence
from knowledge.guard import Verdict, examine
from knowledge.languages import language
from knowledge.matcher import Match, Standing, by_day, by_figure
from knowledge.narrowing import narrowed, told_topic
from knowledge.objections import objections
from knowledge.outcome import Outcome, evidence, found_by
from knowledge.pack import Pack
from knowledge.premises import miscounted, spoken_of
from knowledge.question import Question
from knowledge.spacing import unbroken
from knowledge.speakers import only_theirs

_TOUCHED = 0.1
"""Least share of a question's weight that a fact or a silence must account for."""
_SILENCED = 0.5
"""Share of the best fact's score from which a silence may come before it."""
_FAINT = 0.25
"""Share of the best score up to which something else counts for little."""
_OFFERED = 3
"""So many facts are offered at most."""
_NAMED = 0.3
"""Support from which a fact answers a bare topic although a silence scores higher."""
_CONFIDENT = 0.42
"""Confidence from which a fact is asserted in a pack with silences."""
_TOPIC = 4
"""Words of content that a bare topic has at most."""
_WITH_SILENCES = 0.4
"""Share of the learned threshold that suffices in a pack with silences."""
_DOUBT = 0.85
"""A rival with more than this share of the best score makes it a matter of doubt."""
_SLIGHT = 0.3
"""Share of a follow-up's own weight that may be left unaccounted for."""
_FEW = 2
"""Words of content that hardly tell one fact from another."""
_UNTOLD = 0.7
"""The same for a rival that accounts for as much of the question and gives the same type of answer."""
_NEAR = 0.1
"""Score from which a refusal names the nearest fact."""
_HEARD = 0.12
"""Score from which a question is taken to ask for a silence, or to be about the story at all."""
_ALIKE = 0.45
"""Similarity to a phrasing from which it is, whatever the score."""
_TOPICAL = 0.5
"""Share of the question's weight that the pack must know for it to be about the subject."""


def decide(match: Match, pack: Pack, asked: Question | None = None, *, leaning: bool = False) -> Outcome:
    """Decide on a match by the pack's stock policy.

    ``asked`` is the question as typed, where it was matched in another reading: the guard looks at both.
    A question that leans on the conversation must have all of its own content accounted for.
    """
    asked = match.read(unbroken(asked, pack)) if asked else match.question
    if leaning:
        match = _speaking_of(match, asked, pack)
    match = by_figure(by_day(only_theirs(match, asked, pack), asked), asked)
    if told := told_topic(match, asked):
        match = told
    best = match.best_fact
    sure = confidence(match, best, asked, pack) if best else 0.0
    silent = _silent(match, asked, sure, pack)
    if silent is not None:
        rule = f'nearest is the silence "{silent.id}"'
        if silent.score < _HEARD and silent.candidate.similarity < _ALIKE:
            return _refused(match, asked, _unmatched(match, asked), f"{rule}, and far")
        return _refused(match, asked, Reason.SILENCE, rule, silent.silence)
    if best is None:
        rule = "no phrasing has anything in common with the question"
        return _refused(match, asked, Reason.NO_MATCH, rule)
    doubt = _too_weak(match, best, asked, pack, sure)
    if doubt := doubt or (None if leaning else _too_little(match, best, asked, pack)):
        return _refused(match, asked, *doubt)
    if leaning and (unmet := _unmet(best, asked, pack)):
        return _refused(match, asked, Reason.NO_MATCH, f"nothing said of {', '.join(sorted(unmet))}")
    return _judged(match, asked, best, pack)


def _too_weak(
    match: Match, best: Standing, asked: Question, pack: Pack, sure: float
) -> tuple[Reason, str] | None:
    """Why the best fact is too unlikely to be held against the question at all, if it is."""
    accept = accepted_from(pack)
    if best.support < accept:
        return _unmatched(match, asked), f"score below {accept:.2f}"
    if best.candidate.coverage < _TOUCHED:
        return Reason.NO_MATCH, "hardly a word of the question is known"
    topic = _bare(asked) and best.support >= _NAMED and left_open(match, best, pack) <= _TOPICAL
    told = topic or _retold(match, best, asked, pack)
    if pack.silences and best.candidate.similarity < 1 and not told and sure < _CONFIDENT:
        return Reason.NO_MATCH, f"confidence {sure:.2f} is below {_CONFIDENT:.2f}"
    return None


def _too_little(match: Match, best: Standing, asked: Question, pack: Pack) -> tuple[Reason, str] | None:
    """Why a faint fact is too little, where much of the question is left open."""
    if not pack.silences or best.support >= _HEARD or left_open(match, best, pack) <= _FAINT:
        return None
    return _unmatched(match, asked), "too little of it is told"


def _judged(match: Match, asked: Question, best: Standing, pack: Pack) -> Outcome:
    """Hold the best fact against the question by the guard, the type of answer and its rival."""
    best = narrowed(best, asked, pack)
    beyond = tuple(token for token in asked.tokens if token not in match.question.tokens)
    verdict = examine(asked, best.facts[0], pack, (*best.candidate.missing, *beyond))
    for reason, rule in objections(match, asked, best, verdict, pack):
        return _refused(match, asked, reason, rule)
    rival = match.rival
    if rival is not None and rival.facts and rival.score > best.score * _doubt(asked, best, rival):
        return _doubtful(match, asked, best, verdict)
    return _asserted(match, asked, best, verdict)


def _doubt(asked: Question, best: Standing, rival: Standing) -> float:
    """From which share of the best score a rival makes for doubt; less, if few words tell them apart."""
    alike = best.facts[0].kind == rival.facts[0].kind and len(asked.content) <= _FEW
    return _UNTOLD if alike and rival.candidate.coverage >= best.candidate.coverage else _DOUBT


def _speaking_of(match: Match, asked: Question, pack: Pack) -> Match:
    """The match with only the standings that account for all new content of a follow-up, if there are any."""
    new = _new(asked)
    speaking = tuple(standing for standing in match.standings if not new & set(standing.candidate.missing))
    best = match.best_fact
    if best is None or not _unmet(best, asked, pack):
        return match
    return replace(match, standings=speaking or match.standings)


def _new(asked: Question) -> set[str]:
    """What a follow-up itself says; a weekday is known by its number."""
    return {word for word in asked.content if not is_weekday(word)} - language(asked.language).attitudes


def _unmet(best: Standing, asked: Question, pack: Pack) -> set[str]:
    """The new words of a follow-up that the best fact does not account for; a slight one may be left over."""
    new = _new(asked)
    unmet = new & set(best.candidate.missing)
    weight = pack.index.vocabulary.weight
    slight = sum(map(weight, unmet)) <= _SLIGHT * sum(map(weight, new))
    return set() if slight and not any(word.startswith("#") for word in unmet) else unmet


def _silent(match: Match, asked: Question, sure: float, pack: Pack) -> Standing | None:
    """The silence that the question asks for, if it does.

    A bare topic asks for nothing that is not stated: there a fact on it comes first.
    """
    best = match.best_fact
    silence = next((standing for standing in match.standings if standing.silence), None)
    if silence is None or silence.candidate.coverage < _TOUCHED:
        return None  # what shares no word with a silence is not what it is about
    if best is None:
        return silence
    if _retold(match, best, asked, pack):
        return None
    bare = _bare(asked) and best.candidate.coverage >= silence.candidate.coverage and best.support >= _NAMED
    return silence if sure < _CONFIDENT and silence.score >= best.score * _SILENCED and not bare else None


def _retold(match: Match, best: Standing, asked: Question, pack: Pack) -> bool:
    """Whether a question takes the fact's own figures for granted, and hardly anything else."""
    figures, fact = set(asked.figures), best.facts[0]
    taken = asked.polar or asked.kind == "why"
    if not taken or not figures or not figures <= spoken_of(fact, pack):
        return False
    told = len(figures) > 1 or left_open(match, best, pack) <= _FAINT
    return (asked.polar and told) or miscounted(asked, fact, best.candidate.missing, pack) is not None


def _unmatched(match: Match, asked: Question) -> Reason:
    """Why nothing is said: it is off topic where it names nobody of the story and is not near to it."""
    likely = max((standing.support for standing in match.standings), default=0.0)
    topical = asked.concepts or (likely >= _HEARD and match.known >= _TOPICAL)
    return Reason.NO_MATCH if topical else Reason.OFF_TOPIC


def _bare(asked: Question) -> bool:
    """Whether a message only names a topic, or asks for its number: *how many troops*."""
    most = _TOPIC if not asked.kind else int(asked.kind == "how-many")
    return not asked.polar and len(set(asked.content)) <= most


def accepted_from(pack: Pack) -> float:
    """Return the least score at which a fact is asserted.

    Silences stand for what is not stated: where a pack has them, doubt goes to them and the bar may be lower.
    """
    return pack.index.thresholds.accept * (_WITH_SILENCES if pack.silences else 1.0)


def _asserted(match: Match, asked: Question, best: Standing, verdict: Verdict) -> Outcome:
    rule = "contradicts what the fact states" if verdict.corrections else "fits"
    return Outcome(
        match=match,
        asked=asked,
        found=found_by(best),
        corrections=verdict.corrections,
        evidence=evidence(match, rule),
    )


def _doubtful(match: Match, asked: Question, best: Standing, verdict: Verdict) -> Outcome:
    """Two that fit about equally well are offered."""
    offered = tuple(
        found_by(standing)[0]
        for standing in match.standings
        if standing.facts and standing.score > best.score * _FAINT
    )[:_OFFERED]
    return Outcome(
        match=match,
        asked=asked,
        offered=offered,
        corrections=verdict.corrections,
        evidence=evidence(match, "two facts fit about equally well"),
    )


def _refused(
    match: Match, asked: Question, reason: Reason, rule: str, silence: Silence | None = None
) -> Outcome:
    best = match.best_fact
    nearest = found_by(best)[:1] if best and best.score >= _NEAR else ()
    return Outcome(
        match=match,
        asked=asked,
        reason=reason,
        silence=silence,
        nearest=nearest,
        evidence=evidence(match, rule),
    )
