"""A decision on the terminal: plain words, bold and underlined where the terminal can, no colours."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from shutil import get_terminal_size
from typing import assert_never

import typer

from bot import wording
from bot.texts import Texts
from knowledge import (
    Ambiguous,
    Answered,
    Decision,
    Fact,
    NotInArticle,
    NotUnderstood,
    Pack,
    Reason,
    SmallTalk,
)

CHOICES = 3
Part = tuple[str, str]
"""A stretch of text and its emphasis: none, bold, underline or dim."""
Parts = list[Part]
_EMPHASIS = {"bold": {"bold": True}, "underline": {"underline": True}, "dim": {"dim": True}}


def show(decision: Decision, pack: Pack, *, why: bool = False) -> None:
    """Print a decision: wrapped and with emphasis on a terminal, plain and in whole lines elsewhere."""
    write(_joined([*blocks(decision, pack), *([_evidence(decision, pack)] if why else [])], "\n\n"))


def write(parts: Parts) -> None:
    """Print text with its emphasis, in the same manner."""
    text = plain(parts)
    if not sys.stdout.isatty():
        typer.echo(text)
        return
    lines, at, shown = _wrapped(text, get_terminal_size().columns), 0, ""
    for stretch, emphasis in parts:
        here = lines[at : at + len(stretch)]
        shown += typer.style(here, **_EMPHASIS[emphasis]) if emphasis else here
        at += len(stretch)
    typer.echo(shown, color=False if os.environ.get("TERM") == "dumb" else None)


def _wrapped(text: str, width: int) -> str:
    """A text with line breaks for spaces, so that no line passes a width in cells where it has a space."""
    from rich.cells import cell_len  # noqa: PLC0415  its console would take longer to import than an answer to find

    out, used, space = list(text), 0, None
    for at, letter in enumerate(text):
        if letter == "\n":
            used, space = 0, None
            continue
        used += cell_len(letter)
        if letter == " ":
            space = at
        elif used > width and space is not None:
            out[space] = "\n"
            used, space = cell_len(text[space + 1 : at + 1]), None
    return "".join(out)


def plain(parts: Iterable[Part]) -> str:
    """The text without its emphasis."""
    return "".join(text for text, _ in parts)


def blocks(decision: Decision, pack: Pack) -> list[Parts]:
    """What is said about a decision, in the order in which it is read."""
    texts = Texts(decision.language)
    said = list(_said(decision, pack, texts))
    if asked := questions(decision, pack):
        said[-1].extend((f"\n  {number}. {each}", "") for number, each in enumerate(asked, 1))
    return said


def questions(decision: Decision, pack: Pack) -> list[str]:
    """The questions that a decision offers in place of an answer, at most three."""
    match decision:
        case Ambiguous():
            facts = [found.fact for found in decision.offered]
        case NotInArticle(reason=Reason.OFF_TOPIC) | NotUnderstood() | SmallTalk(reason=Reason.GREETING):
            facts = wording.examples(pack)
        case NotInArticle():
            facts = [found.fact for found in decision.nearest[:1]]
        case Answered() | SmallTalk():
            facts = []
        case _:
            assert_never(decision)
    return [wording.phrasing(fact, pack, decision.language) for fact in facts[:CHOICES]]


def _said(decision: Decision, pack: Pack, texts: Texts) -> Iterator[Parts]:
    match decision:
        case Answered():
            yield from _answered(decision, pack, texts)
        case Ambiguous():
            yield [(texts.get("did-you-mean"), "")]
        case NotInArticle():
            yield [(wording.refusal(decision, pack, texts), "")]
            if decision.reason is Reason.OFF_TOPIC:
                yield [(texts.get("ask-away"), "")]
            elif decision.nearest:
                yield [(texts.get("nearest"), "")]
        case NotUnderstood():
            yield [(wording.misunderstanding(decision, texts), "")]
        case SmallTalk():
            yield [(wording.small_talk(decision, pack, texts), "")]
        case _:
            assert_never(decision)


def _answered(decision: Answered, pack: Pack, texts: Texts) -> Iterator[Parts]:
    if corrections := wording.corrections(decision, texts):
        yield [("\n".join(corrections), "")]
    for facts in wording.grouped(found.fact for found in decision.found):
        yield from _citation(facts, pack, texts)
    if notes := wording.notes(decision, pack, texts):
        yield [("\n".join(notes), "")]


def _citation(facts: Sequence[Fact], pack: Pack, texts: Texts) -> Iterator[Parts]:
    """The short answers, the quote that holds them, who said it; then the labelled translation."""
    first = facts[0]
    answers = dict.fromkeys(fact.answer_text for fact in facts if fact.answer_text)
    lines: list[Parts] = [[(" · ".join(answers), "bold")]] if answers else []
    lines.append([("“", ""), *_marked(facts), ("”", "")])
    lines.append([(wording.attribution(facts, pack, texts), "dim")])
    yield _joined(lines, "\n")
    if texts.language != pack.source.language and texts.language in first.translations:
        yield [(f"{texts.get('translation')}\n{first.translations[texts.language]}", "")]


def _marked(facts: Sequence[Fact]) -> Parts:
    """The quote that all these facts share, with their answers underlined."""
    first = facts[0]
    inside = {
        place - first.span.start
        for fact in facts
        if fact.answer
        for place in range(fact.answer.start, fact.answer.end)
    }
    runs = groupby(enumerate(first.quote), key=lambda placed: placed[0] in inside)
    return [("".join(letter for _, letter in run), "underline" if marked else "") for marked, run in runs]


def _joined(blocks: Iterable[Parts], between: str) -> Parts:
    """Blocks in one, with the same text between each two of them."""
    parts: Parts = []
    for block in blocks:
        parts += [(between, ""), *block] if parts else block
    return parts


def _evidence(decision: Decision, pack: Pack) -> Parts:
    """What the decision rests on, one line for each part."""
    evidence, best = decision.evidence, decision.best
    rows = {
        "rule": evidence.rule,
        "best fact": best.fact.id if best else "",
        "nearest phrasing": "" if evidence.nearest is None else pack.phrasings[evidence.nearest],
        "matched": ", ".join(evidence.matched),
        "missing": ", ".join(evidence.missing),
        "mended": ", ".join(f"{typed} → {understood}" for typed, understood in evidence.mended),
        "coverage": f"{evidence.coverage:.2f}",
        "score": f"{evidence.score:.2f}",
        "margin": f"{evidence.margin:.2f}",
        "runner-up": evidence.runner_up,
        "language": decision.language,
    }
    return [("\n".join(f"{name:<17} {wording.echo(value) or '-'}" for name, value in rows.items()), "")]
