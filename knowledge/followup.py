"""Follow-ups: what a question leans on, and what the next one may lean on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.continuation import asks_for_more, asks_for_part, asks_who_said, leans, opens
from knowledge.conversation import Conversation
from knowledge.ellipsis import replacements
from knowledge.facts import Fact
from knowledge.figures import normalise
from knowledge.languages import fillers, language
from knowledge.outcome import Outcome
from knowledge.pack import Pack
from knowledge.premises import states_a_day
from knowledge.question import Question, of_tokens

_THINGS = 4
"""Words of the earlier question, at most, for which *they* may stand."""
_CANDIDATES = 2
"""People, at most, whom *he* may stand for."""
_BARE = 5
"""Words, at most, of a question for another type of answer and nothing else."""
_REMEMBERED = 8
"""So many names are kept, the most recent ones."""
_PERSONS = (
    "he", "him", "his", "she", "her", "он", "его", "ему", "им", "нем", "она", "ее", "ол", "оны", "онын",
    "оган", "олардын", "他", "她",
)  # fmt: skip
_BODIES = ("it", "its", "they", "them", "their", "они", "их", "олар")
PLACES = frozenset({"there", "там", "туда", "оттуда", "онда", "сонда"})
"""Words that stand for a place."""
_STANDS_FOR = (
    dict.fromkeys(_PERSONS, "person") | dict.fromkeys(_BODIES, "organisation"),
    dict.fromkeys(PLACES, "place"),
)
"""Pronouns and the kind of name that each stands for."""
_TYPES = {
    "when": {"date", "duration"}, "where": {"place"}, "who": {"person", "organisation"}, "why": {"reason"},
    "how": {"manner"}, "how-many": {"count"}, "how-much": {"amount", "count"}, "how-long": {"duration"},
}  # fmt: skip
_SAYING = {
    "say", "said", "says", "tell", "told", "talk", "talked", "speak", "spoke", "happen", "happened", "meet",
    "met", "publish", "published", "take", "place", "call", "called", "сказал", "сказала", "говорил",
    "говорит", "было", "была", "был", "произошло", "болды", "айтты", "деді", "дейді", "说", "了", "的",
}  # fmt: skip
_ELSE = {"else", "another", "other", "еще", "тагы", "баска"}


def _cited(conversation: Conversation, pack: Pack) -> tuple[Fact, ...]:
    """The facts that the last citation held, as far as the pack still has them."""
    return tuple(fact for id_ in conversation.facts if (fact := pack.fact(id_)))


def asks_again(question: Question, conversation: Conversation, pack: Pack) -> tuple[Fact, ...]:
    """Return the facts cited last, where the message asks who said so or whether it is sure.

    *More* gets the first related fact that has another quote.
    """
    cited = _cited(conversation, pack)
    if not cited:
        return ()
    if asks_who_said(question):
        return cited
    if asks_for_more(question):
        quotes = {fact.span for fact in cited}
        related = (pack.fact(id_) for fact in cited for id_ in fact.related)
        other = next((fact for fact in related if fact and fact.span not in quotes), None)
        return (other,) if other else cited
    return ()


def of_another_type(question: Question, conversation: Conversation, pack: Pack) -> tuple[Fact, ...]:
    """Return the fact beside those cited last that gives another type of answer: *when?*, *to whom?*, *why?*.

    The same quote comes first; nothing where the question has content of its own or no fact is of that type.
    """
    tables = language(question.language)
    wanted = _TYPES.get(question.kind)
    asking = {phrase for phrase, kind in tables.question_words.items() if kind == question.kind}
    asking = {word for phrase in asking for word in phrase.split()}
    empty = asking | tables.generic | tables.pronouns | language("en").pronouns | _SAYING
    own = set(question.content) - empty
    if wanted is None or own or question.figures or question.days or question.concepts:
        return ()
    if len(question.words) > _BARE:
        return ()
    cited = _cited(conversation, pack)
    if any(fact.kind in wanted for fact in cited) and question.kind != "who":
        return tuple(fact for fact in cited if fact.kind in wanted)
    beside = [
        fact for fact in pack.facts if fact.kind in wanted and any(fact.span == other.span for other in cited)
    ]
    if question.kind == "when" and not beside and set(question.content) <= tables.generic:
        return tuple(fact for fact in cited if states_a_day(fact))
    return tuple(beside[:1])


def leaning(
    question: Question, conversation: Conversation, pack: Pack, *, fragment: bool
) -> Iterator[list[Question]]:
    """Readings of a question together with what was said before it, likelier kinds of reading first.

    A pronoun stands for a name; a ``fragment`` is read in the place of a part of the earlier question; the
    words of both questions are taken together.
    """
    if conversation.empty or not (fragment or leans(question)):
        return
    stood = stood_for(question, conversation, pack)
    named = [_named(question, stood.pronoun, name, pack) for name in stood.names] if stood else []
    yield named
    yield [_named_thing(question, word, pack) for word in _things(question, conversation)]
    earlier = conversation.question or _first_phrasing(conversation, pack, question.language)
    if fragment:
        yield [_of(question, words, pack) for words in replacements(question, earlier)]
    if earlier:
        yield [_joined(named[0] if named else question, earlier, pack)]


@dataclass(frozen=True, kw_only=True, eq=False)
class Stood:
    """A pronoun, empty where it is left out, and the names that it may stand for, the likeliest first."""

    pronoun: str
    kind: str
    names: tuple[str, ...]


def stood_for(question: Question, conversation: Conversation, pack: Pack) -> Stood | None:
    """Return a pronoun of the question with the names spoken of last that it may stand for, if any."""
    for pronouns in _STANDS_FOR:
        hit = next((token for token in question.tokens if token in pronouns), None)
        kind = pronouns.get(hit or "", "")
        names = tuple(name for name in conversation.names if pack.kind_of(name) == kind)
        if hit and names:
            most = _CANDIDATES if kind == "person" else 1
            return Stood(pronoun=hit, kind=kind, names=names[:most])
    if question.language == "en" or not (question.kind and opens(question)) or question.concepts:
        return None
    people = tuple(name for name in conversation.names if pack.kind_of(name) == "person")
    return Stood(pronoun="", kind="person", names=people[:_CANDIDATES]) if people else None


def _named(question: Question, pronoun: str, name: str, pack: Pack) -> Question:
    """The question with its pronoun read as a name spoken of."""
    words: Sequence[str] = normalise(pack.name_of(name, question.language))
    words = next(((word,) for word in reversed(words) if name in pack.lexicon.annotate((word,))), words)
    tokens = [part for token in question.words for part in (words if token == pronoun else (token,))]
    if not pronoun:
        tokens = [*words, *tokens]
    return _of(question, tokens, pack)


def _things(question: Question, conversation: Conversation) -> list[str]:
    """The nouns of the earlier question that *they* or *it* may stand for."""
    if not set(_BODIES) & set(question.tokens) or (asks_for_part(question) and question.content):
        return []
    empty = fillers() | language(question.language).generic
    words = [word for word in conversation.question if not word.startswith(("@", "#")) and word not in empty]
    return words[:_THINGS]


def _named_thing(question: Question, thing: str, pack: Pack) -> Question:
    """The question with its pronoun read as a thing spoken of."""
    return _of(question, [thing if word in _BODIES else word for word in question.words], pack)


def _joined(question: Question, earlier: Sequence[str], pack: Pack) -> Question:
    """The question's words, then the content of the earlier one that it does not replace."""
    asked = language(question.language).question_words
    figures = bool(question.figures or question.days)
    rest = [
        token
        for token in earlier
        if token not in question.words
        and not token.startswith("@")
        and not (question.kind and token in asked)
        and not (figures and token.startswith("#"))
    ]
    return _of(question, [*question.words, *rest], pack)


def _of(question: Question, tokens: Sequence[str], pack: Pack) -> Question:
    made = of_tokens(question.text, pack.lexicon.annotate(tokens), pack.lexicon, question.language)
    return replace(made, language=question.language, kind=question.kind or made.kind, polar=question.polar)


def _first_phrasing(conversation: Conversation, pack: Pack, code: str) -> tuple[str, ...]:
    """Where only a fact is known, its first phrasing stands for the question that led to it."""
    fact = next(iter(_cited(conversation, pack)), None)
    phrasings = (fact.questions.get(code) or fact.questions.get(pack.source.language) or ()) if fact else ()
    return pack.lexicon.annotate(normalise(phrasings[0])) if phrasings else ()


def near_context(fact: Fact, conversation: Conversation, pack: Pack) -> bool:
    """Whether a fact belongs to what was cited last: the same quote or the same topic."""
    return any(
        fact.span == other.span or (fact.topic and fact.topic == other.topic)
        for other in _cited(conversation, pack)
    )


def elsewhere(question: Question, conversation: Conversation, pack: Pack) -> frozenset[tuple[int, int]]:
    """Return the quotes not to cite again, where the question asks for something else than was said."""
    if not set(question.tokens) & _ELSE:
        return frozenset()
    return frozenset((fact.span.start, fact.span.end) for fact in _cited(conversation, pack))


def remember(conversation: Conversation, outcome: Outcome, pack: Pack) -> Conversation:
    """Return the conversation after an outcome."""
    question, facts = outcome.question, [found.fact for found in outcome.found]
    names = list(question.concepts)
    for fact in facts:
        spoken = (*fact.attributed_to, fact.answer_text or "", fact.quote)
        names += [
            token
            for text in spoken
            for token in pack.lexicon.annotate(normalise(text))
            if token.startswith("@")
        ]
    said = tuple(dict.fromkeys((*names, *conversation.names)))[:_REMEMBERED]
    if not facts and not outcome.offered:
        aged = conversation.aged()
        return replace(
            aged,
            names=said if names else aged.names,
            question=question.tokens if question.content else aged.question,
        )
    return Conversation(
        facts=tuple(fact.id for fact in facts) or conversation.facts,
        question=question.tokens,
        names=said,
        offered=tuple(found.fact.id for found in outcome.offered),
    )
