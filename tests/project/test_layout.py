"""What lies where."""

from __future__ import annotations

import subprocess
import sys

import pytest
import readme

TOP = {
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "Dockerfile",
    "compose.yaml",
}
TOP |= {"bot", "knowledge", "tests"}
"""What may lie at the top beside dotfiles."""
NAMELESS = {"utils", "helpers", "common", "core", "misc", "manager"}
LONGEST_MODULE = 250


def tracked() -> list[str]:
    """The files under version control, or all of them where there is none."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=readme.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.splitlines() if (readme.ROOT / name).exists()]


def test_the_top_level_holds_only_what_belongs_there() -> None:
    top = {name.partition("/")[0] for name in tracked()}
    assert {name for name in top if not name.startswith(".")} <= TOP


def test_every_name_says_what_lives_there() -> None:
    stems = {part.partition(".")[0] for name in tracked() for part in name.split("/")}
    assert not stems & NAMELESS


def test_modules_stay_short() -> None:
    lengths = {
        name: len((readme.ROOT / name).read_text(encoding="utf-8").splitlines())
        for name in tracked()
        if name.endswith(".py") and not name.startswith("tests/")
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["ask"],
        ["chat"],
        ["pack", "check"],
        ["pack", "build"],
        ["run"],
        ["doctor"],
        ["data", "erase"],
        ["data", "dead-letters"],
    ],
)
def test_help_shows_an_example_and_no_markup(command: list[str]) -> None:
    line = [sys.executable, "-m", "bot", *command, "--help"]
    done = subprocess.run(line, cwd=readme.ROOT, capture_output=True, text=True, check=True)
    assert " ".join(["verbatim", *command]) in done.stdout
    assert "Example" in done.stdout
    assert "\b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
