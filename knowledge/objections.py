"""Why a fact that is likely is no answer all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.confidence import names_another
from knowledge.decision import Reason
from knowledge.facts import Fact
from knowledge.figures import normalise
from knowledge.guard import Verdict
from knowledge.languages import language
from knowledge.matcher import Match, Standing, suits
from knowledge.pack import Pack
from knowledge.premises import spoken_of, states_an_hour
from knowledge.question import Question, asking_words, asks_for_the_hour, kind_of
from knowledge.speakers import says, speaker_of
from knowledge.stems import stem
from knowledge.text import is_han

Objection = tuple[Reason, str]
"""The reason to refuse, and the rule that found it."""

_ALIKE = 0.9
"""Similarity to a phrasing from which a fact's kind need not be of the type asked for."""
_NEARBY = 0.5
"""Similarity to a phrasing from which it tells which type of answer a fact gives."""
_FIRM = 0.5
"""Score from which a fact of another type may answer a loose question."""
_FAINT = 0.25
"""Share of the best score up to which a silence counts for little."""
_BELOW = 0.5
"""Share of the best score up to which a silence is well below it."""
_STRICT = frozenset({"how-many", "how-much", "how-long", "when", "where", "which", "sort"})
"""Types of answer that no other kind of fact can give."""
_CIRCUMSTANCES = frozenset({"why", "when", "where"})
"""Types of answer that tell of a deed: nothing is told where the deed is not."""
_QUANTITIES = frozenset({"how-many", "how-much"})
_PARTS = {("how", "many", "of"), ("how", "much", "of"), ("which", "part", "of"), ("what", "part", "of")}
_ARTICLES = frozenset({"the", "a", "an", "very"})
_LEFT = 0.25
"""Share of a question for a number from which one word that is not told makes it another one's number."""
_SURE = 0.7
"""Score from which a number is told of what is counted, whatever else is said."""
_TOLD = 0.45
"""Share of a question's weight from which what does not fit contradicts a fact, where words were mended."""


def objections(
    match: Match, asked: Question, best: Standing, verdict: Verdict, pack: Pack
) -> Iterator[Objection]:
    """Yield why the best fact does not answer the question although it is likely.

    A pack without entities and silences tells nothing of what it leaves out: there a firm score decides.
    """
    fact = best.facts[0]
    if pack.entities or pack.silences or best.support < _FIRM:
        yield from _untold(match, asked, best, verdict, pack)
    if verdict.corrections and match.mended and best.candidate.coverage < _TOLD:
        yield Reason.NO_MATCH, "too little of it is what the fact states"
    if asks_for_the_hour(asked) and not states_an_hour(fact, pack):
        yield Reason.NO_MATCH, "no time of the day is stated"
    if already := _given(asked, fact, pack):
        yield Reason.NO_MATCH, f"more is asked of {already} than is stated"
    suited = suits(asked, fact) or asked.polar or verdict.corrections or _asked_alike(asked, best, pack)
    if not (suited or _answers_anyway(match, best, asked, pack)):
        yield Reason.NO_MATCH, f'a {fact.kind} does not answer "{asked.kind}"'


def _untold(
    match: Match, asked: Question, best: Standing, verdict: Verdict, pack: Pack
) -> Iterator[Objection]:
    """What the question speaks of, or asks for, and the fact does not tell."""
    beyond = set(asked.tokens) - set(match.question.tokens)
    if verdict.foreign and (beyond or best.candidate.similarity < 1):
        yield Reason.SWAPPED, f"the fact does not speak of {', '.join(verdict.foreign)}"
    speaker = speaker_of(asked, pack)
    if speaker and best.candidate.similarity < _ALIKE and not says(speaker, best.facts[0], pack):
        yield Reason.NO_MATCH, f"the fact is not what {asked.surface(speaker)} says"
    counted = asked.kind in _QUANTITIES and not asked.polar and best.support < _SURE
    if counted and (other := _counted_elsewhere(match, best, pack)):
        yield Reason.NO_MATCH, f'the number is not told of "{other}"'
    if not (asked.polar or verdict.corrections) and (deed := _only_named(match, best, pack)):
        yield Reason.NO_MATCH, f'nothing is told of "{deed}", only of the name beside it'
    if not asked.polar and (part := _part(asked, best)):
        yield Reason.NO_MATCH, f'nothing is told of a part: "{part}"'
    if not asked.polar and asked.kind and (rank := _rank(asked, best, pack)):
        yield Reason.NO_MATCH, f'"{rank}" is not told'
    if best.candidate.missing and (more := _more(asked, best)):
        yield Reason.NO_MATCH, f'nothing is told besides: "{more}"'
    if not verdict.corrections and (reaction := _reaction(asked, best, pack)):
        yield Reason.NO_MATCH, f'the fact states nobody\'s reaction: "{reaction}"'


def _given(asked: Question, fact: Fact, pack: Pack) -> str | None:
    """A figure of the fact, or of another sentence, asked on: *of the 16, how many were police?*."""
    if asked.kind not in _QUANTITIES or asked.polar:
        return None
    for figure in asked.figures:
        stating = [other for other in pack.facts if figure in normalise(other.answer_text or "")]
        if fact in stating or (stating and all(other.span != fact.span for other in stating)):
            return asked.surface(figure)
    return None


def _part(asked: Question, best: Standing) -> str | None:
    """What is asked of a part, *how much of it was insured?*, *who else?*, and not told."""
    missing = [word for word in asked.words if word in best.candidate.missing]
    if asked.words[:3] in _PARTS:
        return next((word for word in missing if word in asked.content), None)
    return "else" if asked.words[:2] == ("who", "else") and "else" in missing else None


def _only_named(match: Match, best: Standing, pack: Pack) -> str | None:
    """A word that the pack knows of others, where a fact shares only a name with what is asked of it."""
    question, known = match.question, pack.index.vocabulary.number
    if question.kind not in _CIRCUMSTANCES or best.candidate.similarity >= _ALIKE:
        return None
    named = {question.words[at] for at in question.named}
    asking = set(asking_words(question.kind, question.language))
    said = [word for word in question.content if word not in named | asking]
    if not named or set(said) - set(best.candidate.missing):
        return None
    return next((word for word in said if known(word) >= 0), None)


def _counted_elsewhere(match: Match, best: Standing, pack: Pack) -> str | None:
    """A word of weight that the pack knows, but not of what is counted here: the damage of the *floods*."""
    weight, content = pack.index.vocabulary.weight, match.question.content
    total = sum(map(weight, content)) or 1.0
    strange = [word for word in content if word in best.candidate.missing and not word.startswith("#")]
    known = [word for word in strange if pack.index.vocabulary.number(word) >= 0]
    return next((word for word in known if weight(word) > _LEFT * total), None)


def _more(asked: Question, best: Standing) -> str | None:
    """What is asked for besides, *did they also talk about trade?*, and not told."""
    adding = language(asked.language).additions & set(asked.words)
    besides = next((word for word in asked.content if word in best.candidate.missing), None)
    return besides if adding and asked.polar else None


def _asked_alike(asked: Question, best: Standing, pack: Pack) -> bool:
    """Whether the nearest phrasing asks for the same type of answer."""
    phrasing = normalise(pack.phrasings[best.candidate.nearest])
    return best.candidate.similarity >= _NEARBY and kind_of(phrasing, asked.language) == asked.kind


def _rank(asked: Question, best: Standing, pack: Pack) -> str | None:
    """A word that singles one out of several, *the first to*, and is so of neither quote nor phrasings."""
    fact, ranks = best.facts[0], language(asked.language).ranks - spoken_of(best.facts[0], pack)
    words = ("", *asked.words, "")
    for at, word in enumerate(words):
        if word in ranks and not _phrased(words[at - 1 : at + 2], fact, asked.language):
            return word
    return None


def _phrased(words: Sequence[str], fact: Fact, code: str) -> bool:
    """Whether a fact is asked for with a word beside the same one."""
    before, rank, after = map(stem, words)
    for phrasing in (text for text in fact.questions.get(code, ()) if words[1] in text.casefold()):
        pairs = set(pairwise(map(stem, normalise(phrasing))))
        if (rank, after) in pairs or (words[0] not in _ARTICLES and (before, rank) in pairs):
            return True
    return False


def _reaction(asked: Question, best: Standing, pack: Pack) -> str | None:
    """A word for how somebody took something, which the fact does not have: agreed, replied."""
    strange = set(best.candidate.missing) - spoken_of(best.facts[0], pack)
    reactions, text = language(asked.language).reactions, "".join(asked.words)
    if is_han(text):
        return next((word for word in sorted(reactions) if word in text and strange & set(word)), None)
    stems = {stem(word) for word in reactions}
    return next((word for word in asked.words if word in strange and stem(word) in stems), None)


def _answers_anyway(match: Match, best: Standing, asked: Question, pack: Pack) -> bool:
    """Whether a fact may be cited although its kind is not the type asked for.

    Never for a quantity or a time, which another kind cannot give.
    """
    silent = max((standing.score for standing in match.standings if standing.silence), default=0.0)
    if names_another(best, asked, pack):
        return silent < best.score * _BELOW
    loose = asked.kind not in _STRICT and best.score >= _FIRM and silent < best.score * _FAINT
    return loose or best.candidate.similarity >= _ALIKE
