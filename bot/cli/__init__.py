"""The command line: ``verbatim`` and ``python -m bot``."""

from __future__ import annotations

import gc
import os


def main() -> None:
    """Import the commands as fast as can be, and run the one that is wanted."""
    # One question is answered sooner than threads for its sums have started.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.disable()  # importing leaves no garbage, and what it makes stays to the end
    from bot.cli import commands  # noqa: PLC0415  only now, when both are set

    gc.freeze()
    gc.enable()
    commands.main()
