"""What the shipped pack promises: the whole article, asked for in many ways."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from itertools import combinations

import pytest
from rapidfuzz import fuzz, process

from knowledge import Entity, Fact, Library, Pack, Silence
from knowledge.loader import load
from knowledge.schema import LocaleModel
from knowledge.verify import Files

FOLDER = Library.open().folders["kazakhstan-2022"]
ARTICLE = "4124419351a699f87fea392002c81562e4bf151af21fa2b893a8411d10deb812"
ALIKE = 90
"""Token set ratio, 0 to 100, above which two phrasings are near-copies."""
WORDS = 3
"""Words a phrasing needs to be compared: of two words nearly every longer phrasing is a copy."""
CONTRACTIONS = {
    "can't": "can not",
    "won't": "will not",
    "n't": " not",
    "'s": " is",
    "'re": " are",
    "'ve": " have",
    "'ll": " will",
    "'d": " would",
    "'m": " am",
}
"""What English contractions stand for, the irregular ones first."""
SPEAKERS = {
    "president-of-kazakhstan": (),
    "putin-role": (),
    "support-who": (),
    "csto-solidarity": (),
    "call-purpose": (),
    "michel-briefing": (),
    "troops-figure-source": (),
    "toll-source": (),
    "terrorist-said-when": (),
    "militants-said-when": (),
    "troops-count": ("Kassym-Jomart Tokayev",),
    "economic-damage": ("Kassym-Jomart Tokayev",),
    "security-killed": ("Kassym-Jomart Tokayev",),
    "tokayev-terrorist-attack": ("Kassym-Jomart Tokayev",),
    "people-killed": ("Kazakh Health Ministry", "Interior Ministry"),
    "troops-withdrawal": ("Vladimir Putin",),
    "militants-used-for": ("Vladimir Putin",),
    "csto-joint-measures": ("Vladimir Putin",),
    "china-assistance": ("Wang Yi",),
    "michel-reliable-info": ("Charles Michel",),
    "michel-sovereignty": ("Kazakh presidential website", "Charles Michel"),
}
"""Who makes the claim, as the article has it; nobody where the agency speaks for itself."""


@pytest.fixture(scope="module")
def files() -> Files:
    return load(FOLDER)


@pytest.fixture(scope="module")
def source(pack: Pack) -> str:
    return pack.source.language


def plain(text: str) -> str:
    """A phrasing without what makes no difference to a reader."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def spelt_out(text: str) -> str:
    """A phrasing in plain words, its contractions written in full."""
    whole = text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    for short, full in CONTRACTIONS.items():
        whole = re.sub(rf"{short}\b", full, whole)
    return plain(whole)


def facts_by_phrasing(pack: Pack) -> dict[tuple[str, str], set[str]]:
    """Which facts stand under each phrasing, by (language, phrasing)."""
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in pack.facts:
        for language, questions in fact.questions.items():
            for question in questions:
                held[language, plain(question)].add(fact.id)
    return held


def test_the_article_is_the_one_published() -> None:
    assert hashlib.sha256((FOLDER / "article.txt").read_bytes()).hexdigest() == ARTICLE


def test_every_sentence_is_quoted(pack: Pack) -> None:
    quoted = [(fact.span.start, fact.span.end) for fact in pack.facts]
    unquoted = [
        pack.article.text[sentence.start : sentence.end]
        for sentence in pack.article.sentences
        if not any(start <= sentence.start and sentence.end <= end for start, end in quoted)
    ]
    assert unquoted == []


def test_every_quote_and_answer_is_the_articles_own_text(pack: Pack) -> None:
    text = pack.article.text
    assert [fact.id for fact in pack.facts if text[fact.span.start : fact.span.end] != fact.quote] == []
    answers = [(fact.answer, fact) for fact in pack.facts if fact.answer]
    assert [fact.id for span, fact in answers if text[span.start : span.end] != fact.answer_text] == []
    assert [
        fact.id for span, fact in answers if not fact.span.start <= span.start < span.end <= fact.span.end
    ] == []


def answers(pack: Pack) -> list[str]:
    """What can be asked for by itself: the short answers, and quotes that are answers as a whole."""
    return [fact.answer_text or fact.quote for fact in pack.facts]


def test_every_number_can_be_asked_for(pack: Pack) -> None:
    numbers = set(re.findall(r"\d+(?:[,.:]\d+)*", pack.article.text))
    held = {number for answer in answers(pack) for number in re.findall(r"\d+(?:[,.:]\d+)*", answer)}
    assert numbers - held == set()


def test_every_name_can_be_asked_for(pack: Pack) -> None:
    text = pack.article.text
    starts = {sentence.start for sentence in pack.article.sentences}
    names = {
        found[0]
        for found in re.finditer(r"\b[A-Z][\w-]+(?:\.[A-Z]\.)?", text)
        if found.start() not in starts and text[found.start() - 1] != '"'
    }
    assert {name for name in names if not any(name in answer for answer in answers(pack))} == set()


def test_every_fact_has_twenty_phrasings_or_more(pack: Pack, source: str) -> None:
    assert {
        fact.id: len(fact.questions[source]) for fact in pack.facts if len(fact.questions[source]) < 20
    } == {}


def test_every_silence_has_phrasings(pack: Pack, source: str) -> None:
    assert len(pack.silences) >= 30
    assert [silence.id for silence in pack.silences if len(silence.questions[source]) < 3] == []
    assert [silence.id for silence in pack.silences if not silence.about[source]] == []


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_no_two_phrasings_of_a_fact_are_near_copies(language: str, pack: Pack) -> None:
    """Not asked of Chinese, whose words are not set apart by spaces."""
    assert [
        (fact.id, first, second)
        for fact in pack.facts
        for first, second in near_copies(fact.questions[language])
    ] == []


def near_copies(phrasings: tuple[str, ...]) -> list[tuple[str, str]]:
    """Pairs of phrasings that differ in hardly a word, of those with `WORDS` words or more."""
    longer = [phrasing for phrasing in phrasings if len(spelt_out(phrasing).split()) >= WORDS]
    spoken = [spelt_out(phrasing) for phrasing in longer]
    alike = process.cdist(spoken, spoken, scorer=fuzz.token_set_ratio)
    pairs = combinations(range(len(spoken)), 2)
    return [(longer[one], longer[other]) for one, other in pairs if alike[one][other] > ALIKE]


def test_near_copies_are_found_behind_punctuation_and_contractions() -> None:
    assert near_copies(("who's Vladimir Putin?", "Who is... Vladimir Putin")) == [
        ("who's Vladimir Putin?", "Who is... Vladimir Putin")
    ]
    assert near_copies(("can't they leave", "Can not they leave?")) != []
    assert near_copies(("who's Putin", "how many troops were sent")) == []


def test_phrasings_are_shared_only_by_facts_that_answer_together(pack: Pack) -> None:
    """Facts that belong together share several phrasings; a single one in common is a slip."""
    together: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for (_, phrasing), ids in facts_by_phrasing(pack).items():
        if len(ids) > 1:
            together[tuple(sorted(ids))].append(phrasing)
    assert {ids: phrasings for ids, phrasings in together.items() if len(phrasings) < 2} == {}


def test_no_phrasing_of_a_fact_is_one_of_a_silence(pack: Pack) -> None:
    told = facts_by_phrasing(pack)
    assert [
        (silence.id, question)
        for silence in pack.silences
        for language, questions in silence.questions.items()
        for question in questions
        if (language, plain(question)) in told
    ] == []


def test_there_are_many_examples_and_none_is_a_phrasing(pack: Pack, files: Files) -> None:
    examples = files.examples
    assert len(examples.asks) + len(examples.refuses) + len(examples.dialogs) >= 200
    entries: list[Fact | Silence] = [*pack.facts, *pack.silences]
    held = {plain(q) for entry in entries for questions in entry.questions.values() for q in questions}
    asked = [example.question for example in (*examples.asks, *examples.refuses)]
    assert [question for question in asked if plain(question) in held] == []


def test_no_example_stands_twice(files: Files) -> None:
    asked = [plain(example.question) for example in (*files.examples.asks, *files.examples.refuses)]
    assert sorted({question for question in asked if question and asked.count(question) > 1}) == []


def test_everyone_and_every_place_of_the_article_has_a_role(pack: Pack) -> None:
    named = [entity for entity in pack.entities if entity.name in pack.article.text]
    assert [entity.name for entity in named if not entity.role] == []


def test_every_name_has_a_spelling_in_every_language(pack: Pack, files: Files) -> None:
    for language in others(files):
        assert [entity.name for entity in pack.entities if not entity.labels.get(language)] == []
        assert [entity.name for entity in pack.entities if not entity.roles.get(language)] == []


def others(files: Files) -> dict[str, LocaleModel]:
    """The languages beside the source's own."""
    return {code: locale for code, locale in files.locales.items() if code != files.pack.source.language}


def test_the_pack_speaks_four_languages(files: Files) -> None:
    assert (
        {*others(files), files.pack.source.language} == set(files.pack.languages) == {"en", "ru", "kk", "zh"}
    )


@pytest.mark.parametrize("language", ["ru", "kk", "zh"])
def test_every_fact_is_translated_and_asked_for_in_ten_ways(language: str, pack: Pack) -> None:
    assert [fact.id for fact in pack.facts if not fact.translations.get(language)] == []
    assert [fact.id for fact in pack.facts if fact.answer and not fact.answers.get(language)] == []
    assert {
        fact.id: len(fact.questions.get(language, ()))
        for fact in pack.facts
        if len(fact.questions.get(language, ())) < 10
    } == {}


@pytest.mark.parametrize("language", ["ru", "kk", "zh"])
def test_every_silence_is_named_and_asked_for_in_ten_ways(language: str, pack: Pack) -> None:
    assert [silence.id for silence in pack.silences if not silence.about.get(language)] == []
    assert {
        silence.id: len(silence.questions.get(language, ()))
        for silence in pack.silences
        if len(silence.questions.get(language, ())) < 10
    } == {}


def test_every_topic_has_a_label_in_every_language(pack: Pack) -> None:
    for language in pack.languages:
        assert [topic for topic in pack.topics if topic not in pack.labels.get(language, {})] == []


def test_who_makes_a_claim_is_known(pack: Pack) -> None:
    names = {entity.name for entity in pack.entities}
    assert [fact.id for fact in pack.facts if not set(fact.attributed_to) <= names] == []


@pytest.mark.parametrize(("fact", "speakers"), SPEAKERS.items())
def test_a_claim_is_ascribed_to_whom_the_article_ascribes_it_to(
    fact: str, speakers: tuple[str, ...], pack: Pack
) -> None:
    held = pack.fact(fact)
    assert held is not None
    assert held.attributed_to == speakers


def test_whoever_makes_a_claim_is_named_beside_it(pack: Pack, source: str) -> None:
    """By name, alias or role, in the quote, in the sentence before it or in the one after it."""
    called = {entity.name: names_of(entity, source) for entity in pack.entities}
    assert [
        (fact.id, speaker)
        for fact in pack.facts
        for speaker in fact.attributed_to
        if not any(name in around(fact, pack) for name in called[speaker])
    ] == []


def names_of(entity: Entity, language: str) -> set[str]:
    """What the article may call an entity, in small letters."""
    said = (entity.name, entity.role or entity.name, *entity.aliases.get(language, ()))
    return {name.casefold() for name in said}


def around(fact: Fact, pack: Pack) -> str:
    """A fact's quote with the sentence before it and the one after it, in small letters."""
    sentences = pack.article.sentences
    quoted = [
        place
        for place, sentence in enumerate(sentences)
        if sentence.start < fact.span.end and fact.span.start < sentence.end
    ]
    first, last = max(quoted[0] - 1, 0), min(quoted[-1] + 1, len(sentences) - 1)
    return pack.article.text[sentences[first].start : sentences[last].end].casefold()


@pytest.mark.parametrize(
    ("words", "countries"),
    [
        ("partner of iran", {"iran"}),
        ("in north korea", {"korea"}),
        ("помощь турции и ирана", {"турции", "ирана"}),
        ("a man in the world", set()),
        ("солдаты в стране", set()),
    ],
)
def test_countries_are_known_though_written_small(words: str, countries: set[str], pack: Pack) -> None:
    assert pack.countries_in(words.split()) == countries
