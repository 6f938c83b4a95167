"""Names and synonyms of a story, found in a question in any of their spellings."""

from __future__ import annotations

import pytest

from knowledge.figures import normalise
from knowledge.lexicon import Lexicon, concept

LEXICON = Lexicon.of(
    [
        ("CSTO", "@csto"),
        ("Collective Security Treaty Organization", "@csto"),
        ("ОДКБ", "@csto"),
        ("Назарбаев", "@nazarbayev"),
        ("protests", "@protest"),
        ("protests in Almaty", "@almaty-protest"),
        ("Almaty", "@almaty"),
        ("Almaty", "@other"),
        ("阿拉木图", "@almaty"),
        ("—", "@nothing"),
    ]
)


@pytest.mark.parametrize(
    ("text", "annotated"),
    [
        ("what is the CSTO", "what is the csto @csto"),
        ("collective security", "collective security"),
        ("Collective Security Treaty Organization!", "collective security treaty organization @csto"),
        ("зачем ОДКБ", "зачем одкб @csto"),
        ("о Назарбаеве", "о назарбаеве @nazarbayev"),
        ("о назарбаевскими-то", "о назарбаевскими @nazarbayev то"),
        ("the protests in Almaty today", "the protests in almaty @almaty-protest today"),
        ("protests in Astana", "protests @protest in astana"),
        ("Almatys", "almatys @almaty"),
        ("阿拉木图", "阿 拉 木 图 @almaty"),
        ("", ""),
    ],
)
def test_concepts_are_set_behind_the_words_that_name_them(text: str, annotated: str) -> None:
    assert " ".join(LEXICON.annotate(normalise(text))) == annotated


def test_a_concept_is_not_set_twice() -> None:
    once = LEXICON.annotate(normalise("CSTO in Almaty"))
    assert LEXICON.annotate(once) == once


def test_the_first_concept_of_an_alias_counts_and_empty_aliases_do_not() -> None:
    assert LEXICON.phrases["almaty",] == "@almaty"
    assert LEXICON.concepts == {"@csto", "@nazarbayev", "@protest", "@almaty-protest", "@almaty"}


def test_values_make_the_same_lexicon_again() -> None:
    assert Lexicon.from_values(LEXICON.values()) == LEXICON


def test_a_concept_is_named_after_its_words() -> None:
    assert concept("Kassym-Jomart Tokayev") == "@kassym-jomart-tokayev"
    assert concept("10 January") == "@01-10"


def test_spans_say_where_names_stand() -> None:
    tokens = normalise("the protests in Almaty and the CSTO")
    assert list(LEXICON.spans(tokens)) == [(1, 4, "@almaty-protest"), (6, 7, "@csto")]
