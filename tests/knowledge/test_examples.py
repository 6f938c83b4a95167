"""Every example of every shipped pack, each a test of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from knowledge import Answered, Conversation, Decision, Library, Pack
from knowledge.loader import load
from knowledge.schema import AsksModel, DialogModel, ExamplesModel, RefusesModel, TurnModel

LIBRARY = Library.open()


@cache
def examples(folder: Path) -> ExamplesModel:
    return load(folder).examples


def cases(kind: str) -> list[Any]:
    """Examples of a kind with the id of their pack."""
    return [
        _case(id_, example)
        for id_, folder in LIBRARY.folders.items()
        for example in getattr(examples(folder), kind)
    ]


def _case(id_: str, example: AsksModel | RefusesModel | DialogModel) -> Any:
    """An example under its own words; one that is known to be missed must fail until it no longer is."""
    first = example.turns[0].question if isinstance(example, DialogModel) else example.question
    marks = [pytest.mark.xfail(reason=example.known_miss, strict=True)] if example.known_miss else []
    return pytest.param(id_, example, id=f"{id_}-{first[:60]}", marks=marks)


def cited(decision: Decision) -> set[str]:
    """The quotes that are asserted."""
    return {found.fact.quote for found in decision.found} if isinstance(decision, Answered) else set()


def quotes(pack: Pack, ids: Iterable[str]) -> set[str]:
    return {fact.quote for id_ in ids if (fact := pack.fact(id_))}


@pytest.mark.parametrize(("id_", "example"), cases("asks"))
def test_a_question_is_answered_with_its_quotes_and_nothing_else(id_: str, example: AsksModel) -> None:
    pack = LIBRARY.pack(id_)
    assert cited(pack.ask(example.question)) == quotes(pack, example.facts)


@pytest.mark.parametrize(("id_", "example"), cases("refuses"))
def test_what_the_article_does_not_say_is_refused(id_: str, example: RefusesModel) -> None:
    assert cited(LIBRARY.pack(id_).ask(example.question)) == set()


@pytest.mark.parametrize(("id_", "example"), cases("dialogs"))
def test_a_dialog_goes_as_written(id_: str, example: DialogModel) -> None:
    pack = LIBRARY.pack(id_)
    assert [cited(turn) for turn in spoken(pack, example.turns)] == [
        quotes(pack, turn.facts) for turn in example.turns
    ]


def spoken(pack: Pack, turns: Iterable[TurnModel]) -> Iterator[Decision]:
    """What is decided turn by turn."""
    conversation = Conversation()
    for turn in turns:
        decision = pack.ask(turn.question, conversation)
        conversation = decision.conversation
        yield decision
