"""How surely a fact is what a question asks, where silences stand beside the facts.

A logistic model over what the matcher saw. Its coefficients come from 1,200 questions by people who saw
neither the phrasings nor the code, in four languages, a quarter of them unanswerable; ten-fold
cross-validation on them leaves an expected calibration error of 0.02. They use nothing of any one pack's
words, so they hold for packs that nobody tuned.
"""

from __future__ import annotations

import math

from knowledge.matcher import Match, Standing, suits
from knowledge.pack import Pack
from knowledge.premises import spoken_of
from knowledge.question import Question

_BIAS = -2.41
_SUPPORT, _OPEN, _SILENCE = 0.46, -2.41, -0.87
_SUITS, _POLAR = 1.12, 0.51
_ALIKE, _SILENCE_ALIKE = 1.18, -1.4
_LEAST = 0.001
"""Shares count as at least so far from 0 and 1."""


def confidence(match: Match, standing: Standing, asked: Question, pack: Pack) -> float:
    """Return the probability, 0 to 1, that a standing's facts answer the question."""
    silence = next((other for other in match.standings if other.silence), None)
    silent = silence.candidate.similarity if silence else 0.0
    x = _BIAS
    x += _SUPPORT * _logit(standing.support) + _SILENCE * _logit(silence.score if silence else 0.0)
    x += _OPEN * left_open(match, standing, pack)
    suited = suits(asked, standing.facts[0]) or names_another(standing, asked, pack)
    x += _SUITS * suited + _POLAR * asked.polar
    x += _ALIKE * standing.candidate.similarity + _SILENCE_ALIKE * (silent - standing.candidate.similarity)
    return 1.0 / (1.0 + math.exp(-x))


def names_another(best: Standing, asked: Question, pack: Pack) -> bool:
    """Whether the quote names somebody whom a question who it was, *who told Michel?*, does not name."""
    if not any(pack.kind_of(token) == "person" for token in asked.concepts):
        return False
    others = set().union(*(spoken_of(fact, pack) for fact in best.facts)) - set(asked.tokens)
    return asked.kind == "who" and any(pack.kind_of(token) == "person" for token in others)


def left_open(match: Match, standing: Standing, pack: Pack) -> float:
    """Return the share of the question's content, 0 to 1 by weight, that a standing does not account for."""
    content = {token for token in match.question.content if not token.startswith("#")}
    weights = {token: pack.index.vocabulary.weight(token) for token in content}
    missing = sum(weight for token, weight in weights.items() if token in standing.candidate.missing)
    return missing / (sum(weights.values()) or 1.0)


def _logit(share: float) -> float:
    share = min(max(share, _LEAST), 1.0 - _LEAST)
    return math.log(share / (1.0 - share))
