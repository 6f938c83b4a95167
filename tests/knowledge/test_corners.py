"""Corners of reading a question: what is rare, but reaches a reader all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import Library
from knowledge.builder import contents, examples
from knowledge.facts import Fact, Span
from knowledge.lexicon import Lexicon
from knowledge.loader import load
from knowledge.pack import Pack
from knowledge.premises import day_claims, figure_claims, words_of
from knowledge.question import Question, read
from knowledge.readings import alternatives
from knowledge.spoken import sentences, stripped

EMPTY = Lexicon(phrases={})


def fact_of(quote: str, **rest: object) -> Fact:
    return Fact(id="one", quote=quote, span=Span(start=0, end=len(quote)), **rest)  # type: ignore[arg-type]


def asked(text: str) -> Question:
    return read(text, EMPTY)


def test_a_word_that_does_not_stand_in_the_message_is_named_as_it_is() -> None:
    assert asked("how many wounded?").surface("@army") == "army"


def test_a_small_number_beside_no_count_is_no_claim(pack: Pack) -> None:
    statement = fact_of("They met twice.", kind="statement")
    assert list(figure_claims(asked("did the 2 ministers meet?"), statement, pack)) == []


def test_a_day_that_no_calendar_has_contradicts_nothing_by_its_weekday(pack: Pack) -> None:
    quote = "They met on February 30."
    claims = list(day_claims(asked("was it on February 30?"), fact_of(quote), pack))
    assert claims == []


def test_a_weekday_stands_for_the_last_one_before_publication(pack: Pack) -> None:
    monday = fact_of("They met on Monday.")
    assert list(day_claims(asked("was it on January 10?"), monday, pack)) == []
    assert [stated for _, stated in day_claims(asked("was it on January 9?"), monday, pack)] == ["Monday"]


def test_words_that_are_not_there_are_not_found() -> None:
    assert words_of(fact_of("They met."), lambda part: "never" in part) is None


def test_latin_words_beside_cyrillic_ones_are_still_read_by_sound(pack: Pack) -> None:
    assert alternatives("skolko pogiblo людей 5 qantar vyvedut mirotvorcev", pack.index) != []


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("hi hello hey please thanks ok so well how many?", "well how many?"),
        ("hello, Straße gesperrt?", "hello, Straße gesperrt?"),
    ],
)
def test_politeness_is_taken_off_a_bounded_number_of_times(message: str, left: str) -> None:
    assert stripped(message) == left


def test_marks_without_words_are_no_sentence() -> None:
    assert sentences("how many? ... !!! ; . . who?") == ["how many?", "who?"]


def test_a_translated_phrasing_without_a_word_is_left_out(ferry: Path) -> None:
    locale = ferry / "locales/ru.toml"
    locale.write_text(locale.read_text().replace("questions = [", 'questions = ["?!", ', 1))
    held = contents(load(ferry))
    assert "?!" not in [text for _, text in examples(held, Lexicon.from_values(held["lexicon"]))]


def test_synonyms_share_a_concept(ferry: Path) -> None:
    pack = ferry / "pack.toml"
    pack.write_text(pack.read_text() + '\n[[synonyms]]\nwords = ["fare", "ticket price"]\n')
    held = contents(load(ferry))
    lexicon = Lexicon.from_values(held["lexicon"])
    assert lexicon.annotate(("ticket", "price")) == ("ticket", "price", "@fare")
    assert "price of a trip" in [text for _, text in examples(held, lexicon)]


def test_what_a_pack_is_asked_by_is_no_small_talk(ferry: Path, tmp_path: Path) -> None:
    facts = ferry / "facts.toml"
    facts.write_text(facts.read_text().replace('"What is the fare?"', '"What is the fare?", "who are you?"'))
    decision = Library.open([ferry], cache=tmp_path).pack("ferry").ask("who are you?")
    assert [found.fact.id for found in getattr(decision, "found", ())] == ["fare"]
