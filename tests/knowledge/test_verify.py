"""Faults of meaning: each planted in a pack that is fine otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.loader import check

TWIN = '[[entities]]\nname = "The ferryman"\nkind = "person"\n\n[[entities]]'
TRIP = "A trip costs nine crowns."
PLANTED = [
    ("facts.toml", "for a year", "for two years", 'fact "waiting": quote is not in article.txt'),
    ("facts.toml", " said the ferryman.", "", 'fact "waiting": quote is not one or more whole'),
    ("article.txt", "A trip costs", f"{TRIP} A trip costs", 'fact "fare": quote stands 2 times'),
    ("facts.toml", '"nine crowns"', '"ten crowns"', 'fact "fare": answer is not in the quote'),
    ("facts.toml", '"nine crowns"', '"n"', 'fact "fare": answer stands 3 times in the quote'),
    ("facts.toml", '["fare"]', '["start"]', 'fact "start": related "start" is no other fact'),
    ("facts.toml", '["fare"]', '["nowhere"]', 'fact "start": related "nowhere" is no other fact'),
    (
        "facts.toml",
        '["The ferryman"]',
        '["Ann"]',
        'fact "waiting": attributed_to "Ann" is not among the entities',
    ),
    ("facts.toml", '"price of a trip"', '"!!!"', 'fact "fare": "!!!" holds no word'),
    ("facts.toml", 'id = "waiting"', 'id = "fare"', '"fare": stands 2 times as an id'),
    ("facts.toml", '"price of a trip"', '"what IS the  fare?"', '"what is the fare?" stands 2 times'),
    ("facts.toml", '"price of a trip"', '"how fast is the ferry?"', 'stands under silence "speed" too'),
    ("facts.toml", '"How fast is the ferry?"', '"Fast?", "fast?"', 'silence "speed": "fast?" stands 2 times'),
    ("pack.toml", '"en", "ru"', '"en", "ru", "kk"', 'languages: "kk" has no locales/kk.toml'),
    ("pack.toml", '"en", "ru"', '"en"', "locales/ru.toml: is a language that pack.toml does not list"),
    ("pack.toml", "[[entities]]", TWIN, "stands 2 times"),
    ("pack.toml", 'kind = "person"', 'kind = "person"\nof = "Ann"', 'of = "Ann" is not among the entities'),
    (
        "locales/ru.toml",
        "[facts.fare]",
        "[facts.fair]",
        'locales/ru.toml: fact "fair": there is no such fact',
    ),
    ("locales/ru.toml", "[silences.speed]", "[silences.sped]", 'silence "sped": there is no such silence'),
    ("locales/ru.toml", '"The ferryman"', '"Ann"', 'entity "Ann": there is no such entity'),
    ("examples.toml", '["fare"]', '["fair"]', '"how much is it to cross": there is no fact "fair"'),
    ("examples.toml", 'reason = "silence"', 'reason = "because"', '"speed in knots": "because" is no reason'),
    ("examples.toml", 'reason = "thanks"', 'reason = "thx"', '"thanks": "thx" is no reason'),
    ("examples.toml", ', reason = "thanks"', "", '"thanks": needs either facts or a reason'),
    ("examples.toml", 'reason = "thanks"', 'reason = "thanks", facts = ["fare"]', '"thanks": needs either'),
]


def plant(folder: Path, name: str, before: str, after: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert before in text
    (folder / name).write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize(("name", "before", "after", "line"), PLANTED)
def test_a_planted_fault_is_the_only_line(name: str, before: str, after: str, line: str, ferry: Path) -> None:
    plant(ferry, name, before, after)
    told = [str(problem) for problem in check(ferry)]
    assert len(told) == 1
    assert line in told[0]
    assert not told[0].endswith("; ")


def test_faults_of_form_hide_none_of_meaning(ferry: Path) -> None:
    for name, before, after in [
        ("pack.toml", 'title = "The ferry"', ""),
        ("pack.toml", '"en", "ru"', '"en", "ru", "kk"'),
        ("facts.toml", '"price of a trip"', '""'),
        ("facts.toml", '"nine crowns"', '"ten crowns"'),
        ("facts.toml", '["fare"]', '["nowhere"]'),
        ("locales/ru.toml", "[facts.fare]", "[facts.fair]\ncolour = 1"),
        ("examples.toml", '["fare"]', "[]"),
        ("examples.toml", 'reason = "thanks"', 'reason = "thx"'),
    ]:
        plant(ferry, name, before, after)
    assert [str(problem).partition(";")[0] for problem in check(ferry)] == [
        'examples.toml: "thanks": "thx" is no reason',
        'examples.toml: example "how much is it to cross", facts: is empty',
        'facts.toml: fact "fare": answer is not in the quote',
        'facts.toml: fact "fare", questions, entry 2: is empty',
        'facts.toml: fact "start": related "nowhere" is no other fact',
        'locales/ru.toml: fact "fair": there is no such fact',
        'locales/ru.toml: fact "fair", colour: is not a known key',
        'pack.toml: languages: "kk" has no locales/kk.toml',
        "pack.toml: title: is missing",
    ]


def test_what_is_blank_is_told_once(ferry: Path) -> None:
    (ferry / "facts.toml").write_text('[[facts]]\nanswer = "x"\n[[facts]]\n', encoding="utf-8")
    (ferry / "locales/ru.toml").write_text("", encoding="utf-8")
    (ferry / "examples.toml").unlink()
    assert [str(problem).partition(";")[0] for problem in check(ferry)] == [
        f"facts.toml: facts, entry {number}, {key}: is missing"
        for number in (1, 2)
        for key in ("id", "questions", "quote")
    ]


@pytest.mark.parametrize("name", ["pack.toml", "facts.toml"])
def test_an_unreadable_file_is_not_blamed_on_the_others(name: str, ferry: Path) -> None:
    (ferry / name).write_text("= =", encoding="utf-8")
    assert [problem.file for problem in check(ferry)] == [name]
