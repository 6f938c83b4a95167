"""Whose words a question asks for, and which facts are theirs."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from knowledge.facts import Fact
from knowledge.figures import normalise
from knowledge.languages import language
from knowledge.lexicon import concept
from knowledge.matcher import Match
from knowledge.pack import Pack
from knowledge.question import Question

_VERB = 3
"""Places within which a verb stands behind its subject."""
_HEARD = 0.25
"""Share of the best score from which a fact that somebody says comes before one that another says."""


def speaker_of(asked: Question, pack: Pack) -> str | None:
    """Return the person of the story whose words are asked for: *what did Tleuberdi say?*."""
    saying = language(asked.language).saying
    if asked.polar:
        return None
    for begin, end, name in pack.lexicon.spans(asked.words):
        beside = {*asked.words[max(begin - 1, 0) : begin], *asked.words[end : end + 2]}
        if pack.kind_of(name) == "person" and beside & saying:
            return name
    return None


def says(speaker: str, fact: Fact, pack: Pack) -> bool:
    """Tell whether somebody makes a claim of the quote, or is told to say something: *met to brief him*."""
    same = (other for other in pack.facts if other.span == fact.span)
    if speaker in {concept(name) for other in same for name in other.attributed_to}:
        return True
    tokens, tables = pack.lexicon.annotate(normalise(fact.quote)), language(pack.source.language)
    at = next((at for at, token in enumerate(tokens) if pack.kind_of(token) == "person"), None)
    if at is None or tokens[at] != speaker:
        return False
    aims = (verb for before, verb in pairwise(tokens[at:]) if before == "to")
    return not (tables.saying | tables.directed).isdisjoint((*tokens[at : at + _VERB], *aims))


def only_theirs(match: Match, asked: Question, pack: Pack) -> Match:
    """Return the match without what others say, where somebody's words are asked for and some fit."""
    speaker, best = speaker_of(asked, pack), match.best_fact
    if speaker is None or best is None:
        return match
    theirs = tuple(
        standing
        for standing in match.standings
        if not standing.facts or any(says(speaker, fact, pack) for fact in standing.facts)
    )
    heard = any(standing.facts and standing.score >= best.score * _HEARD for standing in theirs)
    return replace(match, standings=theirs) if heard else match
