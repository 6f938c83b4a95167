"""Answers that cite several quotes: each keeps its own paragraph and its own citation to copy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import updates
from fakes import Call
from talking import Talk
from updates import ANN

from bot.render import Venue, render
from bot.texts import Texts
from knowledge import Answered, Fact, Found, Pack

EN = Texts("en")
HERE = Venue(bot="VerbatimTestBot")
PRIVATE = {"id": ANN["id"], "type": "private", "first_name": "Ann"}
CONTEXT, HIDE, COPY = EN.get("in-context"), EN.get("hide-context"), EN.get("copy-citation")


@pytest.fixture
def short(pack: Pack) -> list[Fact]:
    """Facts of different quotes, the shortest first."""
    apart = list({each.span: each for each in pack.facts}.values())
    return sorted(apart, key=lambda each: len(each.quote))


def rows(pack: Pack, facts: list[Fact], venue: Venue = HERE) -> list[list[str]]:
    decision = Answered(question="?", found=tuple(Found(fact=each, score=1.0) for each in facts))
    return [[button.text for button in row] for row in render(decision, pack, EN, venue).buttons]


def test_each_quote_has_its_buttons_in_order(pack: Pack, short: list[Fact]) -> None:
    shown = rows(pack, short[:2])
    assert shown[-4:] == [
        [f"{CONTEXT} 1", f"{CONTEXT} 2"],
        [f"{COPY} 1", f"{COPY} 2"],
        [EN.get("share")],
        ["👍", "👎"],
    ]


def test_a_citation_that_does_not_fit_is_not_copied_in_part(pack: Pack, short: list[Fact]) -> None:
    shown = rows(pack, [short[0], short[-1]])
    assert [f"{COPY} 1"] in shown
    neither = rows(pack, short[-2:])
    assert not any(COPY in label for row in neither for label in row)
    assert [f"{CONTEXT} 1", f"{CONTEXT} 2"] in neither


def test_more_quotes_than_a_row_holds_are_only_shared(pack: Pack, short: list[Fact]) -> None:
    shown = rows(pack, short[:4])
    assert shown[-2:] == [[EN.get("share")], ["👍", "👎"]]
    assert not any(CONTEXT in label for row in shown for label in row)


def test_where_no_press_answers_there_is_no_context(pack: Pack, short: list[Fact]) -> None:
    shown = rows(pack, short[:2], replace(HERE, live=False))
    assert shown[-2:] == [[f"{COPY} 1", f"{COPY} 2"], [EN.get("share")]]


def folding(shown: Call | dict[str, Any]) -> list[str]:
    markup = shown["reply_markup"]["inline_keyboard"]
    return [each["text"] for row in markup for each in row if each["text"].startswith((CONTEXT, HIDE))]


async def press(talk: Talk, shown: dict[str, Any], label: str) -> dict[str, Any]:
    markup = [each for row in shown["reply_markup"]["inline_keyboard"] for each in row]
    data = next(each["callback_data"] for each in markup if each["text"] == label)
    _, edited = await talk.take(updates.press(data, shown))
    assert edited.method == "editMessageText"
    return updates.from_bot(edited, PRIVATE)


async def test_one_paragraph_gives_way_to_another_and_folds_back(
    talk: Talk, pack: Pack, short: list[Fact]
) -> None:
    decision = Answered(question="?", found=tuple(Found(fact=each, score=1.0) for each in short[:2]))
    reply = render(decision, pack, EN, HERE)
    assert reply.markup is not None
    entities = [entity.to_dict() for entity in reply.entities]
    said = {"text": reply.text, "entities": entities, "reply_markup": reply.markup.to_dict()}
    answer = {
        "message_id": 1000,
        "date": 1700000000,
        "chat": PRIVATE,
        "from": talk.app.bot.bot.to_dict(),
        **said,
    }
    first = await press(talk, answer, f"{CONTEXT} 1")
    assert folding(first) == [f"{HIDE} 1", f"{CONTEXT} 2"]
    second = await press(talk, first, f"{CONTEXT} 2")
    assert folding(second) == [f"{CONTEXT} 1", f"{HIDE} 2"]
    assert first["text"] != second["text"]
    for opened in (first, second):
        kinds = [entity["type"] for entity in opened["entities"]]
        assert kinds.count("expandable_blockquote") == 1
    closed = await press(talk, second, f"{HIDE} 2")
    assert {name: closed[name] for name in said} == said
