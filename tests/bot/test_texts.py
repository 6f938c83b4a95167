"""The catalogues: complete, well formed, and right in their plurals."""

from __future__ import annotations

import ast
import datetime as dt
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import get_args

import pytest
from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.settings import KeepText
from bot.texts import CATALOGUES, LANGUAGES, Texts, plain

BOT = Path(str(resources.files("bot")))
BUILT = {
    f"command-{name}"
    for name in [
        "ask",
        "facts",
        "timeline",
        "who",
        "source",
        "language",
        "privacy",
        "forget",
        "help",
        "settings",
    ]
}
BUILT |= {f"privacy-text-{policy}" for policy in get_args(KeepText)}
BUILT |= {f"month-{month}" for month in range(1, 13)}
"""Keys that the code puts together."""


class Variables(Visitor):
    """Collects the variables that a message uses."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - the visitor's own naming
        self.names.add(node.id.name)


def messages(language: str) -> dict[str, frozenset[str]]:
    """Keys of a language with their variables."""
    found = {}
    for name in CATALOGUES:
        text = (BOT / "texts" / language / name).read_text(encoding="utf-8")
        for entry in FluentParser().parse(text).body:
            assert not isinstance(entry, ftl.Junk), entry.content
            if isinstance(entry, ftl.Message):
                variables = Variables()
                variables.visit(entry)
                assert entry.id.name not in found
                found[entry.id.name] = frozenset(variables.names)
    return found


def keys_in_code() -> set[str]:
    """Every literal key that the code asks for."""
    found = set()
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_messages_with_the_same_variables(language: str) -> None:
    assert messages(language) == messages("en")


def test_every_message_is_used() -> None:
    assert messages("en").keys() - BUILT - keys_in_code() == set()
    assert messages("en").keys() >= BUILT


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_said(language: str) -> None:
    for key, variables in messages(language).items():
        for number in (0, 1, 2, 5, 21):
            said = Texts(language).get(key, **dict.fromkeys(variables, number))
            assert said.strip() == said != ""


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 предложение"), (3, "3 предложения"), (5, "5 предложений"), (21, "21 предложение")],
)
def test_russian_plurals(count: int, said: str) -> None:
    assert said in Texts("ru").get("citable", count=count)


def test_an_unknown_language_is_english() -> None:
    assert Texts("tlh").get("thanks") == Texts("en").get("thanks")


def test_a_missing_key_or_variable_is_an_error() -> None:
    with pytest.raises(LookupError, match="no text nonsense"):
        Texts("en").get("nonsense")
    with pytest.raises(LookupError, match="as-of"):
        Texts("en").get("as-of")


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_written_as_the_language_writes_them(language: str, month: int) -> None:
    day = dt.date(2022, month, 9)
    locale = "zh_Hans" if language == "zh" else language
    assert Texts(language).date(day) == format_date(day, format="long", locale=locale)


def test_a_moment_has_the_time_of_day_where_there_is_one() -> None:
    day = dt.date(2022, 1, 11)
    assert Texts("en").moment(day) == "January 11, 2022"
    assert Texts("en").moment(dt.datetime(2022, 1, 11, 18, 51)) == "January 11, 2022, 18:51"  # noqa: DTZ001


def test_importing_the_texts_loads_neither_telegram_nor_fluent() -> None:
    code = "import bot.texts, bot.wording, sys; print({'telegram', 'fluent', 'babel'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_messages_are_read_as_fluent_reads_them(language: str) -> None:
    catalogue = "\n".join(
        (BOT / "texts" / language / name).read_text(encoding="utf-8") for name in CATALOGUES
    )
    read = plain.messages(catalogue)
    assert "citable" not in read
    assert len(read) > 100
    for key, text in read.items():
        values = {name: f"<{name}>" for name in messages(language)[key]}
        assert plain.filled(text, values) == as_fluent_has_it(catalogue, key, values)


def as_fluent_has_it(catalogue: str, key: str, values: dict[str, str]) -> str:
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource(catalogue))
    pattern = bundle.get_message(key).value
    assert pattern is not None
    return str(bundle.format_pattern(pattern, values)[0])


@pytest.mark.parametrize(
    "message",
    [
        "key = one\n  two",
        "key = one\n\n  two",
        "key =\n  one",
        'key = one {"{"} two',
        "key = { $count ->\n  *[other] many\n}",
        "key = { other }",
        "key = { NUMBER($count) }",
    ],
)
def test_what_needs_fluent_is_not_taken_for_plain(message: str) -> None:
    assert plain.messages(f"before = x\n{message}\nafter = y\n") == {"before": "x", "after": "y"}
