"""Compiles the code to bytecode where it is installed in place; elsewhere pip does that itself."""

from __future__ import annotations

import compileall
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BytecodeHook(BuildHookInterface):
    """Saves the first run, and all where Python may write no bytecode, the time to compile."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile both packages beside their sources for an editable install, and only for that."""
        del build_data
        if version == "editable":
            for package in ("bot", "knowledge"):
                compileall.compile_dir(Path(self.root) / package, quiet=1)
