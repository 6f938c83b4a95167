"""From Enter to answer, beside what importing the libraries alone costs; run it as a program."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

RUNS = 15
LIBRARIES = ["-c", "import pydantic, typer, rich, rapidfuzz"]
ASKING = {
    "answer": ["-m", "bot", "ask", "How many peacekeepers were sent?"],
    "refusal": ["-m", "bot", "ask", "What was the price of fuel?"],
    "JSON": ["-m", "bot", "ask", "How many peacekeepers were sent?", "--json"],
}


def milliseconds(arguments: list[str]) -> float:
    """The median of several runs, after one that is not counted."""
    taken = [_once(arguments) for _ in range(RUNS + 1)]
    return median(taken[1:])


def _once(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
    return (time.perf_counter() - start) * 1e3


def main() -> None:
    """Print each case with its ratio to the libraries' import."""
    libraries = milliseconds(LIBRARIES)
    print(f"{'libraries alone':<16} {libraries:6.0f} ms")
    for name, arguments in ASKING.items():
        taken = milliseconds(arguments)
        print(f"{name:<16} {taken:6.0f} ms  {taken / libraries:4.1f} times")


if __name__ == "__main__":
    main()
