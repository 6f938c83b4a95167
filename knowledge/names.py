"""Names, offices and things of a question that a fact does not speak of, or that stand in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from knowledge.case import Case
from knowledge.figures import is_weekday, normalise
from knowledge.languages import language
from knowledge.lexis import is_common, is_word
from knowledge.premises import words_of
from knowledge.question import Question

ACTORS = frozenset({"person", "organisation", "role"})
SLOTS = ACTORS | {"place"}
AUXILIARIES = frozenset({
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "will", "would", "can", "could",
    "should",
})  # fmt: skip
_COUNTED = (("how", "many"), ("number", "of"))
_BOTH = 2
_AFTER = {"of", "with", "to", "for", "from", "by", "against"}
"""Words behind which stands nobody who does something."""
_SPELT = 2
"""Characters from which a run is a name."""
_ARE = {("is",), ("was",)}
_HEADED = {("is", "the"), ("was", "the"), ("are", "the"), ("were", "the")}
_CHOSEN = frozenset({"which", "what"})

Claim = tuple[str, str | None]
"""A token of the question, and what is stated in its place; None where the fact says nothing of the sort."""


def name_claims(case: Case) -> Iterator[Claim]:
    """Yield the names, offices and things that the fact does not have as the question has them."""
    named = (_concepts, _names, _adjacent, _sounded, _offices)
    for claims in (*named, _reversed, _identified, _singled_out, _counted, _singular):
        yield from claims(case)


def _concepts(case: Case) -> Iterator[Claim]:
    """Names known to the pack that the quote does not hold: (token, what is stated instead, or None)."""
    question, fact, pack = case.question, case.fact, case.pack
    for concept in dict.fromkeys(question.concepts):
        if concept in case.spoken or (concept in case.subject and not _misplaced(concept, case)):
            continue
        actor = pack.kind_of(concept) in ACTORS
        if (
            case.premised
            and not case.answer & set(question.concepts)
            and (fact.kind in SLOTS or (fact.kind == "manner" and not actor))
        ):
            yield concept, fact.answer_text
        elif case.premised and case.retold and (stated := _instead(concept, case, actor=actor)):
            yield concept, stated
        elif concept in case.missing:
            yield concept, None


def _misplaced(concept: str, case: Case) -> bool:
    """Whether a question puts a person of the story where the fact has another one."""
    return case.premised and case.fact.kind in {"person", "role"} and case.pack.kind_of(concept) == "person"


def _names(case: Case) -> Iterator[Claim]:
    """Other names that the quote does not hold: (token, what is stated instead, or None)."""
    question, fact, pack = case.question, case.fact, case.pack
    known = case.subject | case.spoken
    named = {token for at, end, _ in pack.lexicon.spans(question.words) for token in question.words[at:end]}
    for word in dict.fromkeys(question.content):
        if word.startswith("#") or word in named or {word, word.removesuffix("s")} & known:
            continue
        if is_weekday(word) or not (
            question.is_capitalised(word) or (pack.is_name(word) and not is_common(word))
        ):
            continue
        aside = case.retold and _beside(word, question)
        if case.premised and (aside or fact.kind in SLOTS | {"manner"}):
            yield word, fact.answer_text
        elif (
            case.premised
            and case.retold
            and (stated := _instead(word, case, actor=not _placed(word, question)))
        ):
            yield word, stated
        elif word in case.missing:
            yield word, None


def _adjacent(case: Case) -> Iterator[Claim]:
    """Names of several words, *United States*, that neither the quote nor a phrasing has side by side."""
    question, fact = case.question, case.fact
    named = {at for begin, end, _ in case.pack.lexicon.spans(question.words) for at in range(begin, end)}
    capital = [
        at not in named and word in question.content and question.is_capitalised(word)
        for at, word in enumerate(question.words)
    ]
    asked = (text for text in fact.questions.get(question.language, ()) if " or " not in text)
    texts = [fact.quote, *asked]
    known = {pair for text in texts for pair in pairwise(normalise(text))} if any(capital) else set()
    for at, pair in enumerate(pairwise(question.words)):
        office = case.premised and set(pair) & language(question.language).offices
        named_so = capital[at] and capital[at + 1] and not office
        if named_so and pair not in known and not set(pair) & case.missing:
            yield pair[0], fact.answer_text if case.premised and fact.kind in SLOTS else None


def _sounded(case: Case) -> Iterator[Claim]:
    """Names spelt by sound in a script without capitals, of characters that the fact does not hold."""
    words, syllables = case.question.words, language(case.question.language).syllables
    named = {at for begin, end, _ in case.pack.lexicon.spans(words) for at in range(begin, end)}
    spelt = [word in syllables and word in case.missing and at not in named for at, word in enumerate(words)]
    for sounded, places in groupby(range(len(words)), lambda at: spelt[at]):
        name = "".join(words[at] for at in places)
        if sounded and len(name) >= _SPELT:
            yield name, case.fact.answer_text if case.premised and case.fact.kind in SLOTS else None


def _beside(word: str, question: Question) -> bool:
    """Whether a word names one with whom, or for whom, something is done."""
    at = question.words.index(word)
    return at > 0 and question.words[at - 1] in language(question.language).companions


def _placed(word: str, question: Question) -> bool:
    """Whether a word stands where a place does: in, at, from it."""
    at = question.words.index(word)
    return at > 0 and question.words[at - 1] in language(question.language).locatives


def _instead(name: str, case: Case, *, actor: bool) -> str | None:
    """What the article has in place of a wrong name: speaker, a fact beside it, or a like name."""
    if case.pack.kind_of(name) == "organisation":
        return None  # people speak for a body, and a body for people
    if actor and case.fact.attributed_to:
        return case.fact.attributed_to[-1]
    kinds = {"person", "organisation"} if actor else {"place"}
    beside = (fact for fact in case.pack.facts if fact.span == case.fact.span and fact.kind in kinds)
    return next((fact.answer_text for fact in beside if fact.answer_text), None) or _alike(name, case)


def _alike(concept: str, case: Case) -> str | None:
    """The words of the quote that hold a name of the same kind: *Moscow-led* for Beijing."""
    pack = case.pack
    names = {name for name in case.spoken - set(case.question.concepts) if name.startswith("@")}
    same = {name for name in names if pack.kind_of(name) == pack.kind_of(concept)}
    return words_of(case.fact, lambda part: bool(same & set(pack.lexicon.annotate(normalise(part)))))


def _offices(case: Case) -> Iterator[Claim]:
    """An office that a question gives to somebody whom the article names with another one."""
    fact, code = case.fact, case.question.language
    if not case.premised or not fact.answer_text:
        return
    told = fact.kind in {"role", "person"}
    at_home = told and code == case.pack.source.language  # elsewhere the answer has other words
    for token in case.question.content:
        strange = token not in case.answer if at_home else token in case.missing
        if token in language(code).offices and strange and (told or fact.attributed_to or case.retold):
            yield token, fact.attributed_to[-1] if fact.attributed_to and not told else fact.answer_text


def _reversed(case: Case) -> Iterator[Claim]:
    """*Did Michel brief Tokayev?* where it is the other way round: who does something to whom."""
    question = case.question
    doing = language(question.language).directed & set(question.words)
    names = [name for name in question.concepts if name in case.spoken]
    if not case.premised or len(names) != _BOTH or not doing or "by" in question.words:
        return
    words = normalise(case.fact.quote)
    order = [
        name
        for begin, _, name in case.pack.lexicon.spans(words)
        if name in names and (begin == 0 or words[begin - 1] not in _AFTER)
    ]
    between = question.tokens[question.tokens.index(names[0]) : question.tokens.index(names[1])]
    if order[:1] == [names[1]] and doing & set(between):
        yield names[0], case.fact.answer_text if names[1] in case.answer else case.fact.quote


def _identified(case: Case) -> Iterator[Claim]:
    """*Is Putin the president of Kazakhstan?*: two people of the story taken for one."""
    question, answer = case.question, case.fact.answer_text
    people = [name for name in question.concepts if case.pack.kind_of(name) == "person"]
    if question.words[:1] not in _ARE or len(people) != _BOTH or answer is None:
        return
    if people[0] in case.answer and people[1] not in case.answer:
        yield people[1], answer


def _singled_out(case: Case) -> Iterator[Claim]:
    """*Is it Putin who decides?* where the answer is somebody else whom the quote names as well."""
    words = case.question.words
    if (
        case.fact.kind not in ACTORS
        or not case.fact.answer_text
        or words[:2] not in {("is", "it"), ("was", "it")}
    ):
        return
    end = next((at for at, word in enumerate(words) if word in {"who", "that", "which"}), 0)
    single = [token for token in case.pack.lexicon.annotate(words[2:end]) if token.startswith("@")]
    if single and any(token.startswith("@") for token in case.answer) and not case.answer & set(single):
        yield single[0], case.fact.answer_text


def _counted(case: Case) -> Iterator[Claim]:
    """The thing asked for, *how many tents*, *which orders did*, must be one that the fact speaks of."""
    if not case.missing or case.premised:
        return
    words = (*case.question.words, "")
    strange = case.missing & set(case.question.content) - language("en").generic
    things = {word for word in strange if normalise(word) == (word,)}  # billions are none
    for at in range(1, len(words) - 1):
        before, noun, after = words[:at], words[at], words[at + 1]
        same = {word for group in language("en").synonyms if noun in group for word in group}
        if (
            noun in things
            and not same & case.spoken
            and (
                before[-2:] in _COUNTED
                or (before[-2:] in _HEADED and after == "of" and is_word(noun))
                or (before[-1] in _CHOSEN and is_word(noun) and after in AUXILIARIES)
            )
        ):
            yield noun, None


def _singular(case: Case) -> Iterator[Claim]:
    """The first, the most, the one that did not: one out of several, where the fact singles none out."""
    if case.premised or not case.question.content:
        return
    tables, words = language(case.question.language), case.question.words
    strange = case.missing - case.spoken
    asked = next((at for at, word in enumerate(words) if word in tables.question_words), len(words))
    for at, word in enumerate(words):
        helped = words[at - 1] in AUXILIARIES or case.question.language != "en"
        denied = word in tables.negations and at > asked and helped
        if word in strange and (denied or word in tables.ranks):
            yield word, None
