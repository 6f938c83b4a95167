"""Faults of form, in an editor's words, each with its place; and what is right kept."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from knowledge import Library
from knowledge.errors import Problem
from knowledge.form import Place, sift
from knowledge.schema import ExamplesModel, FactsModel, LocaleModel, PackModel

SOURCE = 'publisher = "P"\nheadline = "H"\npublished = 2022-01-31\nlanguage = "en"'
FACT = 'id = "a"\nquote = "Q."\nquestions = ["Why?"]'
SHIPPED = Library.open().folders["kazakhstan-2022"]
FILES: list[tuple[str, type[BaseModel]]] = [
    ("pack.toml", PackModel),
    ("facts.toml", FactsModel),
    ("examples.toml", ExamplesModel),
    ("locales/ru.toml", LocaleModel),
]


def held(model: type[BaseModel], data: object) -> tuple[Any, list[str]]:
    """What is kept of data, and every fault as a line without its file."""
    problems: list[Problem] = []
    kept = sift(model, data, Place(file="f", problems=problems))
    return kept, [str(problem).removeprefix("f: ") for problem in problems]


def pack(text: str = "", source: str = SOURCE) -> list[str]:
    return held(
        PackModel, tomllib.loads(f'id = "x"\ntitle = "T"\nlanguages = ["en"]\n{text}\n[source]\n{source}')
    )[1]


def facts(text: str) -> list[str]:
    return held(FactsModel, tomllib.loads(text))[1]


def test_what_is_right_has_no_faults() -> None:
    assert pack() == []
    assert facts(f"[[facts]]\n{FACT}") == []


@pytest.mark.parametrize(
    ("published", "fine"),
    [
        ("2022-01-31", True),
        ("2022-01-31T18:30:00", True),
        ("2022-01-31T18:30:00+06:00", True),
        ('"2022-01-31"', True),
        ('"2022-01-31 18:30"', True),
        ('"soon"', False),
        ('"18:51, January 11, 2022"', False),
        ("2022", False),
        ("18:30:00", False),
        ("true", False),
        ("[]", False),
    ],
)
def test_a_bad_date_is_one_line(published: str, fine: bool) -> None:
    told = pack(source=SOURCE.replace("2022-01-31", published))
    line = "source, published: is not a date or a date-time; write it like 2022-01-31 or 2022-01-31T18:30:00"
    assert told == ([] if fine else [line])


@pytest.mark.parametrize(
    "url",
    [
        *("x", "ftp://a.b/c", "https://", "http://[", "mailto:a@b.c", "http:/example.org"),
        *("http:example.org",),
        *("https:///example.org/", "https://example/", "http://localhost/x", "https://example.org:0/"),
        *(" https://example.org", "https://example.org/a b", r"https://exam\\ple.org/"),
    ],
)
def test_a_bad_link_is_one_line(url: str) -> None:
    assert pack(source=f'{SOURCE}\nurl = "{url}"') == [
        "source, url: is not a link; write it in full, beginning with https://"
    ]
    assert pack(source=f'{SOURCE}\nurl = "https://example.org/a"') == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id = 3", "is not a text; write it in quotation marks"),
        ('id = "A b"', "holds more than a-z, 0-9 and -; use only these"),
        (f'id = "{"a" * 33}"', "is longer than 32 characters; shorten it"),
    ],
)
def test_a_bad_id_is_told_with_its_remedy(text: str, line: str) -> None:
    (told,) = facts("[[facts]]\n" + FACT.replace('id = "a"', text))
    assert told.endswith(f"id: {line}")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            'questions = ["Why?", ""]',
            'fact "a", questions, entry 2: is empty; write a text or remove the entry',
        ),
        ("questions = []", 'fact "a", questions: is empty; write at least 1'),
        ('questions = "Why?"', 'fact "a", questions: is not a list; write it in [ ]'),
        ("questions = [1]", 'fact "a", questions, entry 1: is not a text; write it in quotation marks'),
        (
            'questions = ["Why?"]\nwhen = 2022-01-31T10:00:00',
            'fact "a", when: is not a date; write it like 2022-01-31',
        ),
        ('questions = ["Why?"]\nanswr = "Q"', 'fact "a", answr: is not a known key; did you mean "answer"?'),
        ('questions = ["Why?"]\nxyz = "Q"', 'fact "a", xyz: is not a known key; remove it'),
        ("", 'fact "a", questions: is missing; add it'),
    ],
)
def test_a_fault_of_a_fact_names_the_fact(text: str, line: str) -> None:
    assert facts("[[facts]]\n" + FACT.replace('questions = ["Why?"]', text)) == [line]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ["facts: is missing; add it"]),
        ("facts = []", ["facts: is empty; write at least 1"]),
        ("facts = 3", ["facts: is not a list; write [[facts]] above each entry"]),
        (f"[facts]\n{FACT}", ["facts: is not a list; write [[facts]] above each entry"]),
        ("facts = [3]", ["facts, entry 1: is not a section; give it keys and values of its own"]),
    ],
)
def test_facts_that_are_no_facts(text: str, lines: list[str]) -> None:
    assert facts(text) == lines


def test_faults_of_a_pack_name_their_place() -> None:
    assert pack(
        'synonyms = [{words = ["a"]}]\n[[entities]]\nname = "N"\naliases = {EN = ["x"], en = "y"}'
    ) == [
        'entity "N", kind: is missing; add it',
        'entity "N", aliases, EN: is not a language code; use two or three small letters, such as en',
        'entity "N", aliases, en: is not a list; write it in [ ]',
        "synonyms, entry 1, words: is too short; write at least 2",
    ]
    assert held(PackModel, {"id": "x", "title": "T", "languages": ["en"]})[1] == [
        "source: is missing; add it"
    ]


def test_a_fault_of_a_locale_names_its_entry() -> None:
    text = '[facts.a]\nanswer = ""\n[silences]\nb = 1\n[topics]\nc = 2\n'
    assert held(LocaleModel, tomllib.loads(text))[1] == [
        "topics, c: is not a text; write it in quotation marks",
        'fact "a", answer: is empty; write a text or remove the entry',
        'silence "b": is not a section; give it keys and values of its own',
    ]
    assert held(LocaleModel, {"facts": []})[1] == [
        "facts: is not a section; give it keys and values of its own"
    ]


def test_a_text_that_breaks_a_rule_is_kept_for_what_speaks_of_it() -> None:
    kept, _ = held(FactsModel, {"facts": [{"id": "Not An Id", "quote": 3, "questions": ["Why?", ""]}]})
    (fact,) = kept.facts
    assert (fact.id, fact.quote, fact.questions, fact.answer) == ("Not An Id", "", ("Why?", ""), None)


@pytest.mark.parametrize(("name", "model"), FILES)
def test_what_has_no_fault_is_what_the_model_itself_makes_of_it(name: str, model: type[BaseModel]) -> None:
    data = tomllib.loads((SHIPPED / name).read_text(encoding="utf-8"))
    kept, told = held(model, data)
    assert told == []
    assert kept == model.model_validate(data)


KEYS = st.sampled_from(
    ["id", "facts", "quote", "questions", "source", "languages", "name", "aliases", "turns", "x"]
)
VALUES = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=5) | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(data=VALUES, model=st.sampled_from([model for _, model in FILES]))
@settings(deadline=None)
def test_any_data_has_faults_or_is_a_model(data: object, model: type[BaseModel]) -> None:
    kept, told = held(model, data)
    assert isinstance(kept, model)
    if not told:
        assert kept == model.model_validate(data)
