"""``python -m bot`` is the same as ``verbatim``."""

from bot.cli import main

main()
