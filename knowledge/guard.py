"""Stands between a match and an assertion: every figure, day, name and stance of a question has its account.

A question fits a fact, contradicts something that the fact states (a false premise, to be corrected before
the quote), or speaks of somebody or something that the fact does not (and is refused).
"""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.case import Case
from knowledge.decision import Correction
from knowledge.facts import Fact
from knowledge.names import name_claims
from knowledge.pack import Pack
from knowledge.premises import day_claims, exchanged, figure_claims, miscounted
from knowledge.question import Question
from knowledge.roles import role_claims
from knowledge.stances import abetted, denials, fillings, stances, unsettled


@dataclass(frozen=True, kw_only=True, eq=False)
class Verdict:
    """What the guard found."""

    corrections: tuple[Correction, ...] = ()
    """Premises that the fact contradicts; none where the question fits."""
    foreign: tuple[str, ...] = ()
    """Words of the question, as typed, for somebody or something that the fact does not speak of."""


def examine(question: Question, fact: Fact, pack: Pack, missing: tuple[str, ...]) -> Verdict:
    """Compare a question with a fact; ``missing`` are its words that no phrasing of the fact holds."""
    case = Case(question=question, fact=fact, pack=pack, missing=frozenset(missing))
    claims = [
        *figure_claims(question, fact, pack),
        *day_claims(question, fact, pack),
        *name_claims(case),
        *role_claims(case),
    ]
    corrections = _together(
        [Correction(asked=question.surface(token), stated=stated) for token, stated in claims if stated],
        question,
    )
    corrections += [
        Correction(asked=asked, stated=stated) for asked, stated in exchanged(question, fact, pack)
    ]
    if case.premised and (thing := miscounted(question, fact, case.missing, pack)):
        corrections.append(Correction(asked=question.surface(thing), stated=fact.answer_text or fact.quote))
    corrections += [*stances(case), *denials(case), *unsettled(case), *abetted(case)]
    if not corrections:
        corrections += fillings(case)
    foreign = dict.fromkeys(question.surface(token) for token, stated in claims if not stated)
    return Verdict(corrections=tuple(dict.fromkeys(corrections)), foreign=tuple(foreign))


def _together(corrections: list[Correction], question: Question) -> list[Correction]:
    """Words that stand side by side, *Associated Press*, as one correction."""
    out: list[Correction] = []
    for correction in corrections:
        pair = f"{out[-1].asked} {correction.asked}" if out else ""
        if out and out[-1].stated == correction.stated and correction.asked in out[-1].asked:
            continue
        if out and out[-1].stated == correction.stated and pair in question.text:
            out[-1] = Correction(asked=pair, stated=correction.stated)
        else:
            out.append(correction)
    return out
