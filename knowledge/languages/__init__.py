"""What the matcher knows of each language, as tables: one module a language, one word list a name.

A table holds words in the normal form of `knowledge.text` (lower case, ё as е, Kazakh letters folded to
their Russian look-alikes). Languages without a table work by names, figures and character n-grams.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import MappingProxyType

NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Language:
    """The closed word classes of one language; every word in normal form."""

    code: str
    fillers: frozenset[str] = frozenset()
    """Words without content that may be dropped when weighing what a question is about."""
    politeness: tuple[str, ...] = ()
    """Phrases around a question, longest first: greetings, thanks, preambles."""
    question_words: Mapping[str, str] = field(default_factory=lambda: NONE)
    """Word or phrase to the type it asks for: who, when, where, how-many, how-much, why, how, what."""
    amounts: frozenset[str] = frozenset()
    """Of these, nouns that ask for a number only where no question word follows."""
    numbers: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Number words; a value of 100 or more multiplies what stands before it."""
    months: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    weekdays: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Weekday names, Monday 0."""
    contractions: Mapping[str, str] = field(default_factory=lambda: NONE)
    spellings: Mapping[str, str] = field(default_factory=lambda: NONE)
    """Words as they are typed in haste or by ear: wat, what."""
    countries: frozenset[str] = frozenset()
    """Names of countries beside those of Unicode's tables: turkey, holland."""
    negations: frozenset[str] = frozenset()
    evils: frozenset[str] = frozenset()
    """What it is no enmity to be against: violence, riots."""
    contrasts: tuple[tuple[frozenset[str], ...], ...] = ()
    """Groups of mutually exclusive word sets: (support …, condemn …); stems of four letters or more."""
    opposites: tuple[tuple[frozenset[str], ...], ...] = ()
    """The same, where only what is asked for may be held against the question, not the whole sentence."""
    meant: frozenset[str] = frozenset()
    """Words that say what one wanted to ask: meant, asking."""
    regrets: frozenset[str] = frozenset()
    """Words that may stand around them: no, sorry, I."""
    meanings: frozenset[str] = frozenset()
    """Words by which one asks what a figure is: mean, stand."""
    claims: frozenset[str] = frozenset()
    """Words by which one asks whose a statement is: gave, said, figure, estimate."""
    pronouns: frozenset[str] = frozenset()
    """Words that point back: he, they, it, there, that."""
    generic: frozenset[str] = frozenset()
    """Nouns that name only the type of an answer: date, city, number."""
    joiners: frozenset[str] = frozenset()
    """Words that join clauses: and, but, so."""
    first_person: frozenset[str] = frozenset()
    """Words by which people speak of themselves: I, my, we."""
    offices: frozenset[str] = frozenset()
    """Words that name an office and tell it from others: president, prime, ambassador."""
    locatives: frozenset[str] = frozenset()
    """Words behind which a place stands: in, at, from."""
    companions: frozenset[str] = frozenset()
    """Words behind which stands with whom or for whom something is done: with, against."""
    over: frozenset[str] = frozenset()
    """Words that make a figure a lower bound: over, more."""
    under: frozenset[str] = frozenset()
    """Words that make a figure an upper bound: under, fewer."""
    ranks: frozenset[str] = frozenset()
    """Words that single one out of several: first, most, last."""
    additions: frozenset[str] = frozenset()
    """Words that ask for somebody or something besides: also, too."""
    directed: frozenset[str] = frozenset()
    """Verbs for what one does to another, and not the other way round: brief, offer, praise."""
    denials: frozenset[str] = frozenset()
    """Words that deny what stands behind them: no, without."""
    nobody: frozenset[str] = frozenset()
    """Words that deny all: nobody, none."""
    pending: tuple[str, ...] = ()
    """Words before what has not happened: yet to be."""
    attitudes: frozenset[str] = frozenset()
    """Words for how somebody puts a thing, which contradict nothing: told, sees, merely."""
    daytimes: frozenset[str] = frozenset()
    """Parts of a day: morning, evening."""
    syllables: frozenset[str] = frozenset()
    """Characters that spell foreign names by their sound, and little else, where script has no capitals."""
    saying: frozenset[str] = frozenset()
    """Verbs of saying, beside which the speaker stands: say, said."""
    reactions: frozenset[str] = frozenset()
    """Verbs and nouns for how somebody takes what another says or does: agree, reply."""
    particles: frozenset[str] = frozenset()
    """Words that end a yes-or-no question; two of them, *this or that*, name the choices."""
    approximations: frozenset[str] = frozenset()
    """Words that make a figure a round one: about, a couple of."""
    hours: tuple[str, ...] = ()
    """Phrases that ask for the hour, where a day is no answer: what time."""
    now: frozenset[str] = frozenset()
    """Words for the present: now, today, still."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that mean about the same in any story; a word may be in several."""


LANGUAGES = ("en", "ru", "kk", "zh")
BACKGROUND = 20
"""Targets that every pack has in mind beside its own; all hold every filler and nothing else."""


@cache
def language(code: str) -> Language:
    """Return the tables of a language; empty ones where there are none."""
    if code not in LANGUAGES:
        return Language(code=code)
    found = import_module(f"knowledge.languages.{code}").LANGUAGE
    assert isinstance(found, Language)  # noqa: S101  the modules are ours
    return found


@cache
def fillers() -> frozenset[str]:
    """Return the words without content of all languages."""
    return frozenset().union(*(language(code).fillers for code in LANGUAGES))


@cache
def spellings() -> dict[str, str]:
    """Return how words of all languages are written in haste, each with the word that it stands for."""
    return {hasty: word for code in LANGUAGES for hasty, word in language(code).spellings.items()}
