"""``verbatim doctor``: what is wrong with this installation, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.cli import options, terminal

if TYPE_CHECKING:
    from bot.doctor import Finding

HELP = """Check settings, packs, database, token, webhook and clock, and say for each what to do.

Nothing is changed, no update is fetched, and no secret is shown. The exit status is 0 if the bot can
run, and 1 otherwise.

\b
Example:
  verbatim doctor
"""
INDENT = " " * 9


def doctor() -> None:
    """Print every finding as it comes."""
    import asyncio  # noqa: PLC0415  the other commands do without
    import logging  # noqa: PLC0415  likewise

    logging.getLogger().addHandler(logging.NullHandler())  # what is logged meanwhile is for the bot's log
    raise typer.Exit(asyncio.run(_examine()))


async def _examine() -> int:
    from bot.doctor import Grade, examine  # noqa: PLC0415  the other commands need no pydantic

    status = 0
    async for finding in examine():
        terminal.write(_parts(finding))
        if finding.grade is Grade.FAULT:
            status = options.FAULTY
    return status


def _parts(finding: Finding) -> terminal.Parts:
    emphasis = "bold" if finding.remedy else "dim"
    parts = [(f"{finding.grade.value:<9}", emphasis), (f"{finding.subject}: {finding.what}", "")]
    return [*parts, (f"\n{INDENT}{finding.remedy}", "")] if finding.remedy else parts
