"""A decision on the terminal: plain words, bold and underlined where the terminal can, no colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from rich.console import Console
from rich.text import Text

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


def show(decision: Decision, pack: Pack, *, why: bool = False) -> None:
    """Print a decision; lines are wrapped on a terminal and left whole in a pipe."""
    console = Console(highlight=False)
    parts = [*blocks(decision, pack), *([_evidence(decision)] if why else [])]
    console.print(Text("\n\n").join(parts), soft_wrap=not console.is_terminal)


def blocks(decision: Decision, pack: Pack) -> list[Text]:
    """What is said about a decision, in the order in which it is read."""
    texts = Texts(decision.language)
    said = list(_said(decision, pack, texts))
    if asked := questions(decision, pack):
        said[-1].append("".join(f"\n  {number}. {each}" for number, each in enumerate(asked, 1)))
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


def _said(decision: Decision, pack: Pack, texts: Texts) -> Iterator[Text]:
    match decision:
        case Answered():
            yield from _answered(decision, pack, texts)
        case Ambiguous():
            yield Text(texts.get("did-you-mean"))
        case NotInArticle():
            yield Text(wording.refusal(decision, pack, texts))
            if decision.reason is Reason.OFF_TOPIC:
                yield Text(texts.get("ask-away"))
            elif decision.nearest:
                yield Text(texts.get("nearest"))
        case NotUnderstood():
            yield Text(wording.misunderstanding(decision, texts))
        case SmallTalk():
            yield Text(wording.small_talk(decision, pack, texts))
        case _:
            assert_never(decision)


def _answered(decision: Answered, pack: Pack, texts: Texts) -> Iterator[Text]:
    if corrections := wording.corrections(decision, texts):
        yield Text("\n".join(corrections))
    facts = [found.fact for found in decision.found]
    for _, group in groupby(facts, key=lambda fact: (fact.span, fact.attributed_to)):
        yield from _citation(list(group), pack, texts)
    if notes := wording.notes(decision, pack, texts):
        yield Text("\n".join(notes))


def _citation(facts: Sequence[Fact], pack: Pack, texts: Texts) -> Iterator[Text]:
    """The short answers, the quote that holds them, who said it; then the labelled translation."""
    first = facts[0]
    answers = dict.fromkeys(fact.answer_text for fact in facts if fact.answer_text)
    quote = Text(first.quote)
    for answer in (fact.answer for fact in facts if fact.answer):
        quote.stylize("underline", answer.start - first.span.start, answer.end - first.span.start)
    lines = [Text(" · ".join(answers), style="bold")] if answers else []
    lines.append(Text.assemble("“", quote, "”"))
    lines.append(Text(wording.attribution(first, pack, texts), style="dim"))
    yield Text("\n").join(lines)
    if texts.language != pack.source.language and texts.language in first.translations:
        yield Text(f"{texts.get('translation')}\n{first.translations[texts.language]}")


def _evidence(decision: Decision) -> Text:
    """What the decision rests on, one line for each part."""
    evidence, best = decision.evidence, decision.best
    rows = {
        "rule": evidence.rule,
        "best fact": best.fact.id if best else "",
        "nearest phrasing": evidence.nearest,
        "matched": ", ".join(evidence.matched),
        "missing": ", ".join(evidence.missing),
        "mended": ", ".join(f"{typed} → {understood}" for typed, understood in evidence.mended),
        "coverage": f"{evidence.coverage:.2f}",
        "score": f"{evidence.score:.2f}",
        "margin": f"{evidence.margin:.2f}",
        "runner-up": evidence.runner_up,
        "language": decision.language,
    }
    return Text("\n".join(f"{name:<17} {wording.echo(value) or '-'}" for name, value in rows.items()))
