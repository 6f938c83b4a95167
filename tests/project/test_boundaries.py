"""What may import what, in the code and when it runs."""

from __future__ import annotations

import subprocess
import sys

import pytest
import readme

SLOW = {"telegram", "pydantic", "pydantic_settings", "sklearn", "scipy", "httpx", "sqlalchemy", "asyncio"}
"""Packages that an answer in the terminal does without."""


def test_the_import_contracts_hold() -> None:
    code = "from importlinter.cli import lint_imports_command as run; run()"
    line = [sys.executable, "-c", code, "--no-cache"]
    done = subprocess.run(line, cwd=readme.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def imported_by(statements: str) -> set[str]:
    """Top-level names of what a fresh Python holds after these statements."""
    code = f"{statements}\nimport sys; print('\\n'.join(sys.modules), file=sys.stderr)"
    line = [sys.executable, "-c", code]
    done = subprocess.run(line, cwd=readme.ROOT, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stderr.splitlines()}


def test_importing_knowledge_leaves_telegram_out() -> None:
    held = imported_by("import knowledge")
    assert "knowledge" in held
    assert not held & SLOW


ASKING = """
import sys
from bot.cli.commands import main
sys.argv = ["verbatim", "ask", "How many peacekeepers were sent?", *{options}]
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
"""


@pytest.mark.parametrize("options", [[], ["--json"], ["--why"]])
def test_asking_leaves_all_that_is_slow_out(options: list[str]) -> None:
    held = imported_by("import knowledge\nknowledge.Library.open().default")  # learned, if need be, before
    assert "knowledge" in held
    assert imported_by(ASKING.format(options=options)) & SLOW == set()


def test_json_needs_no_terminal() -> None:
    assert "rich" not in imported_by(ASKING.format(options=["--json"]))
