"""``verbatim chat``: a conversation in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import typer

from bot import wording
from bot.cli import options, terminal
from bot.texts import LANGUAGES, Texts
from knowledge import Conversation, Pack

HELP = """Talk about the article in this terminal, as one would in Telegram.

A number picks one of the questions offered. Ctrl-D or "quit" ends the conversation.

\b
Examples:
  verbatim chat
  verbatim chat --pack my-story
"""
PROMPT = "> "
QUIT = {"quit", "exit", "/quit", "/exit"}


def chat(context: typer.Context, pack: options.PackOption = "", why: options.WhyOption = False) -> None:
    """Answer line after line, each in the light of those before it."""
    chosen = options.chosen(context, pack)
    typer.echo(_opening(chosen))
    conversation, offered = Conversation(), list[str]()
    for typed in _typed():
        decision = chosen.ask(_picked(typed, offered), conversation)
        terminal.show(decision, chosen, why=why)
        conversation, offered = decision.conversation, terminal.questions(decision, chosen)


def _opening(pack: Pack) -> str:
    texts = Texts(LANGUAGES[0])
    source = pack.source
    published = texts.date(source.published)
    publisher = wording.publisher(pack, texts)
    about = texts.get("article", headline=source.headline, publisher=publisher, date=published)
    return f'{about}\nCtrl-D or "quit" ends the conversation.'


def _typed() -> Iterator[str]:
    """What is typed, line by line, until the end."""
    interactive = sys.stdin.isatty()
    if interactive:
        import readline  # noqa: F401, PLC0415  line editing, where somebody types
    while True:
        try:
            line = input(f"\n{PROMPT}" if interactive else "").strip()
        except (EOFError, KeyboardInterrupt):
            return
        if line.casefold() in QUIT:
            return
        if line:
            if not interactive:
                # Where somebody types, the prompt keeps the replies apart.
                typer.echo()
            yield line


def _picked(typed: str, offered: Sequence[str]) -> str:
    """The question offered under a number; anything else as it was typed."""
    numbered = {str(number): question for number, question in enumerate(offered, 1)}
    return numbered.get(typed, typed)
