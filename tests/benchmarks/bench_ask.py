"""From Enter to answer, beside what importing the libraries alone costs; run it as a program.

Runs of all cases take turns and the least of each counts, since whatever else a machine does only adds.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from importlib.util import cache_from_source
from pathlib import Path

import bot

RUNS = 20
LIBRARIES = ["-c", "import pydantic, typer, rich, rapidfuzz"]
QUESTIONS = {
    "answer": "How many peacekeepers were sent?",
    "misspelt": "how mny peacekeprs were snt",
    "silence": "What was the price of fuel?",
    "off topic": "who won the football game",
    "Russian": "сколько людей погибло",
    "Kazakh": "қанша адам қаза тапты",
    "Chinese": "有多少人死亡",
    "Chinese, a slip": "多少人被补",
    "small talk": "hello",
}
CASES = {
    "libraries alone": LIBRARIES,
    **{name: ["-m", "bot", "ask", question] for name, question in QUESTIONS.items()},
    "JSON": ["-m", "bot", "ask", QUESTIONS["answer"], "--json"],
}


def milliseconds(arguments: list[str]) -> tuple[float, float]:
    """Return the time that one run takes by the clock, and of the processor (user and system)."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return wall * 1e3, busy * 1e3


def least() -> dict[str, tuple[float, float]]:
    """Return each case's least time by the clock and of the processor, its first run not counted."""
    rounds = [{name: milliseconds(arguments) for name, arguments in CASES.items()} for _ in range(RUNS + 1)]
    columns = {name: zip(*(each[name] for each in rounds[1:]), strict=True) for name in CASES}
    return {name: (min(wall), min(busy)) for name, (wall, busy) in columns.items()}


def main() -> None:
    """Print each case with its ratios to the libraries' import."""
    taken = least()
    compiled = Path(cache_from_source(bot.__file__)).is_file()
    print(f"bytecode {'at hand' if compiled else 'missing'}; least of {RUNS} runs in turn")
    wall, busy = taken["libraries alone"]
    for name, (clock, processor) in taken.items():
        print(
            f"{name:<16} {clock:6.0f} ms  {clock / wall:5.2f} times"
            f"   processor {processor:6.0f} ms  {processor / busy:5.2f} times"
        )


if __name__ == "__main__":
    main()
