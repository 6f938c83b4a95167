"""The README, read: its transcripts, its files, its table; run by itself, it writes anew what they show."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE = ROOT / "README.md"
TEXT = FILE.read_text(encoding="utf-8")

_TRANSCRIPT = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```(?:toml|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"`bridge/([\w./]+)`")
_ROW = re.compile(r"^\| `(\w+)` \| (.*?) \| (.*?) \|$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Transcript:
    """A command and the output shown below it."""

    command: str
    output: str


def transcripts() -> list[Transcript]:
    """Every command behind a ``$`` with what is shown up to the next one."""
    return [each for block in _TRANSCRIPT.findall(TEXT) for each in _commands(block)]


def _commands(block: str) -> Iterator[Transcript]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Transcript(command=command, output=output)


def story() -> dict[str, str]:
    """The files of the story that the README tells how to write: name to text."""
    chapter = TEXT.partition("## Add your own story")[2].partition("\n## ")[0]
    files, end = {}, 0
    for fence in _FENCE.finditer(chapter):
        *_, name = _NAMED.findall(chapter, end, fence.start())
        files[name], end = fence[1], fence.end()
    return files


def write_story(folder: Path) -> None:
    """Write the story's files as an editor would save them."""
    for name, text in story().items():
        path = folder / "bridge" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def settings() -> dict[str, tuple[str, str]]:
    """The table of settings: variable to (default, meaning)."""
    return {name: (default, meaning) for name, default, meaning in _ROW.findall(TEXT)}


def seen(command: str, folder: Path) -> str:
    """What a terminal of 80 columns shows for a command run in a folder, without what cannot be seen."""
    program = f'verbatim() {{ "{sys.executable}" -m bot "$@"; }}; '
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VERBATIM_")}
    environment |= {"TERM": "dumb", "COLUMNS": "80", "VERBATIM_CACHE": str(folder / "cache")}
    line = ["bash", "-c", program + command]
    ours, theirs = pty.openpty()
    with subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=theirs, cwd=folder, env=environment):
        os.close(theirs)
        shown = _all_of(ours)
    return "".join(f"{line.rstrip()}\n" for line in shown.splitlines())


def _all_of(terminal: int) -> str:
    """Read until the other side has closed, which Linux tells as an error."""
    chunks = []
    try:
        while chunk := os.read(terminal, 65536):
            chunks.append(chunk)
    except OSError:
        pass
    os.close(terminal)
    return b"".join(chunks).decode()


def _anew(block: re.Match[str], folder: Path) -> str:
    """A block of transcripts as the commands print them now."""
    shown = [f"$ {each.command}\n{seen(each.command, folder)}" for each in _commands(block[1])]
    return "```console\n" + "".join(shown) + "```"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        write_story(Path(place))
        FILE.write_text(_TRANSCRIPT.sub(lambda block: _anew(block, Path(place)), TEXT), encoding="utf-8")
