"""Which of the facts that fit a question speak of what it names: a figure, a body, the words of a topic."""

from __future__ import annotations

from dataclasses import replace

from knowledge.facts import Fact
from knowledge.figures import normalise
from knowledge.languages import fillers, language
from knowledge.matcher import Match, Standing
from knowledge.pack import Pack
from knowledge.premises import answer_of, spoken_of
from knowledge.question import Question
from knowledge.stems import stem

_TOPIC = 3
"""Words of content that a bare topic has at most; Chinese has them by characters."""
_HEARD = 0.05
"""Score from which a fact is told of by a bare topic whose words its sentence holds."""


def narrowed(standing: Standing, asked: Question, pack: Pack) -> Standing:
    """Return facts that answer together without those that lack a figure or name which others have."""
    facts = standing.facts
    figures = () if asked.polar else asked.figures  # only 16, is it? no: 164
    for token in (*figures, *asked.concepts):
        having = tuple(fact for fact in facts if token in spoken_of(fact, pack))
        facts = having or facts
    return standing if facts == standing.facts else replace(standing, facts=facts)


def told_topic(match: Match, asked: Question) -> Match | None:
    """Return the match with only facts whose sentence holds all words of a bare topic: *key facilities*.

    None where something is asked, or no sentence holds them; then silences compete with facts as ever.
    """
    words = set(asked.content) - language(asked.language).generic
    most = _TOPIC if asked.language != "zh" else 2 * _TOPIC
    if asked.kind or asked.polar or "?" in asked.text or not 0 < len(words) <= most:
        return None
    stems = set(map(stem, words))
    told = tuple(
        standing
        for standing in match.standings
        if standing.facts and standing.score >= _HEARD and stems <= _stems(standing.facts[0], asked.language)
    )
    return replace(match, standings=told) if told else None


def _stems(fact: Fact, code: str) -> set[str]:
    """The stems of a quote, in the language of the question where it is translated."""
    return set(map(stem, normalise(fact.translations.get(code) or fact.quote)))


def stated_figure(question: Question, pack: Pack) -> tuple[Fact, ...]:
    """Return the fact whose answer holds a figure of which the meaning is asked: *what is 1,300?*."""
    tables = language(question.language)
    empty = tables.claims | tables.generic | tables.attitudes | tables.meanings | fillers()
    if len(question.figures) != 1 or question.days or question.polar or question.concepts:
        return ()
    if question.kind not in {"", "what", "sort"} or set(question.content) - empty - set(question.figures):
        return ()
    return tuple(fact for fact in pack.facts if question.figures[0] in answer_of(fact, pack))[:1]
