"""``verbatim pack``: what an editor is told about a folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

FAULTS_OF_FORM = {
    "pack.toml": """id = "The Bridge"
title = ""
languages = ["en"]
motto = "an unknown key"

[source]
publisher = "Harbour Gazette"
published = "soon"
language = "en"
""",
    "facts.toml": """[[facts]]
id = "no-phrasings"
quote = "Mayor Ann Lee said that the repairs would take six weeks."
questions = []

[[facts]]
id = "empty-phrasing"
quote = "Mayor Ann Lee said that the repairs would take six weeks."
questions = ["How long?", ""]

[[facts]]
id = "misspelt"
qoute = "Mayor Ann Lee said that the repairs would take six weeks."
questions = ["When?"]
""",
}
FORM_LINES = [
    "pack.toml: id: ",
    "pack.toml: title: ",
    "pack.toml: motto: ",
    "pack.toml: source, headline: ",
    "pack.toml: source, published: ",
    'facts.toml: fact "no-phrasings", questions: ',
    'facts.toml: fact "empty-phrasing", questions, entry 2: ',
    'facts.toml: fact "misspelt", qoute: ',
    'facts.toml: fact "misspelt", quote: ',
]
FAULTS_OF_MEANING = {
    "pack.toml": """id = "bridge"
title = "The harbour bridge"
languages = ["en", "ru", "kk"]

[source]
publisher = "Harbour Gazette"
headline = "Bridge closed after inspection"
published = 2026-03-02
language = "en"

[[entities]]
name = "Harbour Gazette"
kind = "organisation"
""",
    "facts.toml": """[[facts]]
id = "not-in-the-article"
quote = "Mayor Ann Lee said that the repairs would take ten weeks."
questions = ["How many weeks?"]

[[facts]]
id = "half-a-sentence"
quote = "Mayor Ann Lee said"
questions = ["Who said it?"]

[[facts]]
id = "other-answer"
quote = "Mayor Ann Lee said that the repairs would take six weeks."
answer = "ten weeks"
attributed_to = ["Bob Lee"]
questions = ["How long?"]

[[facts]]
id = "twice"
quote = "Mayor Ann Lee said that the repairs would take six weeks."
questions = ["Until when?", "until  when?"]
related = ["nowhere"]

[[silences]]
id = "twice"
about = "who is to blame"
questions = ["How long?"]
""",
    "examples.toml": """[[asks]]
question = "how long then"
facts = ["nothing"]
""",
}
MEANING_LINES = [
    'pack.toml: languages: "kk" has no ',
    'facts.toml: fact "not-in-the-article": quote is not in article.txt',
    'facts.toml: fact "half-a-sentence": quote is not ',
    'facts.toml: fact "other-answer": answer is not in the quote',
    'facts.toml: fact "other-answer": attributed_to "Bob Lee" ',
    'facts.toml: fact "other-answer": "how long?" stands under silence "twice" too',
    'facts.toml: fact "twice": related "nowhere" ',
    'facts.toml: "twice": stands 2 times as an id',
    '"until when?" stands 2 times',
    'examples.toml: "how long then": there is no fact "nothing"',
    'locales/ru.toml: fact "repair-time": there is no such fact',
]


@pytest.fixture
def own(story: Path, tmp_path: Path) -> Path:
    """A copy of the story that a test may spoil."""
    return shutil.copytree(story, tmp_path / "bridge")


def test_a_fine_folder_is_one_line_of_counts(story: Path, verbatim: Run) -> None:
    ran = verbatim("pack", "check", str(story))
    assert ran.out == "bridge: 3 facts, 1 silence, 13 phrasings in en, ru; no problems\n"
    assert ran.status == 0


def test_without_a_folder_all_known_packs_are_checked(
    story: Path, verbatim: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBATIM_PACKS", str(story))
    ran = verbatim("pack", "check")
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["kazakhstan-2022", "bridge"]
    assert ran.status == 0


def planted(own: Path, *sets: dict[str, str]) -> None:
    """Write files with faults in them; what several sets give for one file is joined."""
    for name in {name for each in sets for name in each}:
        (own / name).write_text("\n".join(each[name] for each in sets if name in each), encoding="utf-8")


def unlisted(expected: list[str], lines: list[str]) -> list[str]:
    """The faults that no line speaks of."""
    return [fault for fault in expected if not any(fault in line for line in lines)]


@pytest.mark.parametrize(
    ("faults", "expected"), [(FAULTS_OF_FORM, FORM_LINES), (FAULTS_OF_MEANING, MEANING_LINES)]
)
def test_every_planted_fault_has_a_line_with_its_file_and_place(
    faults: dict[str, str], expected: list[str], own: Path, verbatim: Run
) -> None:
    planted(own, faults)
    ran = verbatim("pack", "check", str(own))
    lines = ran.out.splitlines()
    assert unlisted(expected, lines) == []
    assert all(line.startswith(f"{own}/") for line in lines)
    assert len(set(lines)) == len(lines)
    assert (ran.status, ran.err) == (1, "")


def test_faults_of_form_do_not_hide_those_of_meaning(own: Path, verbatim: Run) -> None:
    form = {"facts.toml": FAULTS_OF_FORM["facts.toml"]}
    planted(own, FAULTS_OF_MEANING, form)
    ran = verbatim("pack", "check", str(own))
    assert unlisted([*MEANING_LINES, *FORM_LINES[5:]], ran.out.splitlines()) == []


@pytest.mark.parametrize("name", ["pack.toml", "article.txt", "facts.toml"])
@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"= ="])
def test_a_missing_empty_or_malformed_file_is_a_line_and_never_a_traceback(
    name: str, content: bytes | None, own: Path, verbatim: Run
) -> None:
    (own / name).unlink()
    if content is not None:
        (own / name).write_bytes(content)
    ran = verbatim("pack", "check", str(own))
    assert ran.status == 1
    assert str(own) in ran.out
    asked = verbatim("ask", "anything", "--pack", str(own))
    assert (asked.status, asked.out) == (1, "")
    assert f"bridge/{name}" in asked.err or "bridge/facts.toml" in asked.err


def test_a_folder_that_is_not_there_is_wrong_use(verbatim: Run, tmp_path: Path) -> None:
    assert verbatim("pack", "check", str(tmp_path / "nowhere")).status == 2


def test_build_writes_the_compiled_file_beside_the_folder(own: Path, verbatim: Run) -> None:
    ran = verbatim("pack", "build", str(own))
    assert ran.out.startswith("bridge: built version ")
    assert own.with_name("bridge.compiled").is_file()
