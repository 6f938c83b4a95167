"""Questions by people who never saw the code, where a folder of them is at hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import readme

FOLDER = os.environ.get("VERBATIM_EVAL", "")


@pytest.mark.skipif(not FOLDER, reason="VERBATIM_EVAL names no folder with score.py and its questions")
def test_the_evaluation_runs_through_and_all_that_is_cited_is_verbatim(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asking = f"{sys.executable} -m bot ask --batch"
    line = [sys.executable, str(Path(FOLDER) / "score.py"), "--cmd", asking]
    done = subprocess.run(line, cwd=readme.ROOT, capture_output=True, text=True, check=False)
    with capsys.disabled():
        sys.stdout.write(f"\n{done.stdout}")
    assert done.returncode == 0, done.stderr
    assert "not verbatim: 0;" in done.stdout
