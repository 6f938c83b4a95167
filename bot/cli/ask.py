"""``verbatim ask``: one question, or many of them as JSON Lines."""

from __future__ import annotations

import json
import sys
from typing import Annotated, assert_never

import typer

from bot.cli import options, terminal
from bot.cli.record import record
from knowledge import Ambiguous, Answered, Decision, NotInArticle, NotUnderstood, SmallTalk

HELP = """Answer one question with the cited sentence.

The exit status is 0 for an answer or an offer, 1 for a refusal, 2 for wrong use.

\b
Examples:
  verbatim ask "How many peacekeepers were sent?"
  verbatim ask "how many wonded" --why
  verbatim ask "How many people died?" --pack my-story --json
  verbatim ask --batch < questions.jsonl > answers.jsonl

With --batch, each line of standard input is an object such as
{"id": "q1", "question": "How many?", "chat": "a", "language": "en"}; only the question is required,
and lines of the same chat are one conversation. One line is printed for each, in order.
The exit status is 1 if a line could not be read.
"""


def ask(  # noqa: PLR0913, PLR0917  typer reads the options off the parameters
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="QUESTION", help="What to ask.", show_default=False)
    ] = None,
    pack: options.PackOption = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the decision as one JSON object.")] = False,
    why: options.WhyOption = False,
    many: Annotated[bool, typer.Option("--batch", help="Read JSON Lines, print JSON Lines.")] = False,
) -> None:
    """Decide on the question, or on every line of standard input, and show what came out."""
    if many == (words is not None):
        raise typer.BadParameter("give either a QUESTION or --batch")
    chosen = options.chosen(context, pack)
    if words is None:
        from bot.cli import batch  # noqa: PLC0415  one question does without

        raise typer.Exit(batch.answer_all(chosen, sys.stdin.buffer, sys.stdout, why=why))
    decision = chosen.ask(" ".join(words))
    if as_json:
        typer.echo(json.dumps(record(decision, chosen, why=why)))
    else:
        terminal.show(decision, chosen, why=why)
    raise typer.Exit(_status(decision))


def _status(decision: Decision) -> int:
    """The exit status: 0 answered or offered, 1 refused."""
    match decision:
        case Answered() | Ambiguous():
            return 0
        case NotInArticle() | NotUnderstood() | SmallTalk():
            return 1
        case _:
            assert_never(decision)
