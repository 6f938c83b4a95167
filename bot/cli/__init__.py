"""The command line: ``verbatim`` and ``python -m bot``."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Import the commands as fast as can be, and run the one that is wanted."""
    # One question is answered sooner than threads for its sums have started.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    hurried = sys.argv[1:2] == ["ask"] and "--batch" not in sys.argv
    gc.disable()  # importing leaves no garbage, one question little, and what they make stays to the end
    from bot.cli import commands  # noqa: PLC0415  only now, when both are set

    if not hurried:
        gc.freeze()
        gc.enable()
    try:
        commands.main()
    except SystemExit as ended:
        if hurried and isinstance(ended.code, int):
            sys.stderr.flush()
            os._exit(ended.code)  # all is said; Python's own taking down would last as long as an answer
        raise
