"""The README shows what happens: its commands are run and its tables compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import readme
from prometheus_client import Counter, Gauge, Histogram
from pydantic import SecretStr
from pydantic_core import PydanticUndefined

from bot.metrics import Metrics
from bot.settings import PREFIX, Settings

COMMANDS = (
    "ask",
    "chat",
    "pack check",
    "pack build",
    "run",
    "doctor",
    "data erase",
    "data dead-letters",
    "data announce",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the README's own story, where its commands are run."""
    place = tmp_path_factory.mktemp("readme")
    readme.write_story(place)
    return place


@pytest.mark.parametrize("shown", readme.transcripts(), ids=lambda shown: shown.command)
def test_each_command_prints_what_is_shown_below_it(shown: readme.Transcript, folder: Path) -> None:
    assert readme.seen(shown.command, folder) == shown.output


def test_the_story_has_all_its_files() -> None:
    assert readme.story().keys() == {"article.txt", "pack.toml", "facts.toml", "examples.toml"}


def test_the_two_lines_that_set_everything_up_are_there() -> None:
    lines = readme.TEXT.splitlines()
    assert 'pip install -e . && verbatim ask "How many peacekeepers were sent?"' in lines
    assert 'pip install -e ".[test]" && pytest' in lines


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_shown(command: str) -> None:
    assert f"verbatim {command}" in readme.TEXT


def shown_default(name: str) -> str:
    """The default of a setting as the table writes it."""
    default = Settings.model_fields[name].default
    if default is PydanticUndefined or default is None or default in ("", ()):
        return ""
    assert not isinstance(default, SecretStr)
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_stands_in_the_table_with_its_default_and_meaning(name: str) -> None:
    default, meaning = readme.settings()[f"{PREFIX}{name.upper()}"]
    expected = shown_default(name)
    assert default == expected or (not expected and default and not default.startswith("`"))
    assert meaning == Settings.model_fields[name].description


def test_the_table_holds_no_setting_that_is_gone() -> None:
    known = {f"{PREFIX}{name.upper()}" for name in (*Settings.model_fields, "cache")}
    assert readme.settings().keys() <= known


def packages() -> list[str]:
    """Every package of the project, as a path."""
    found = (path.parent for top in ("bot", "knowledge") for path in (readme.ROOT / top).rglob("__init__.py"))
    return sorted(f"{path.relative_to(readme.ROOT).as_posix()}/" for path in found)


def test_the_tree_has_a_line_for_each_package_and_none_that_is_gone() -> None:
    block = readme.TEXT.rpartition("```text\n")[2].partition("```")[0]
    named = [re.split(r"\s{2,}", line)[0] for line in block.splitlines()]
    assert set(packages()) <= set(named)
    assert [name for name in named if not (readme.ROOT / name).exists()] == []


def test_every_metric_stands_in_the_table_with_its_labels_and_meaning() -> None:
    table = dict(re.findall(r"^\| `verbatim_(\w+(?:\{\w+\})?)` \| (.*?) \|$", readme.TEXT, re.MULTILINE))
    assert table == dict(described(Metrics.new()))


def described(metrics: Metrics) -> Iterator[tuple[str, str]]:
    """Name with labels, as the text of a measurement has it, and meaning."""
    for value in vars(metrics).values():
        if isinstance(value, Counter | Gauge | Histogram):
            (family,) = value.describe()
            labels = ",".join(value._labelnames)
            total = "_total" if isinstance(value, Counter) else ""
            name = f"{family.name.removeprefix('verbatim_')}{total}"
            yield f"{name}{{{labels}}}" if labels else name, family.documentation
