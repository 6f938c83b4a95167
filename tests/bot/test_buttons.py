"""Buttons under answers, pressed as meant, twice, too late or with forged data."""

from __future__ import annotations

from typing import Any

import pytest
import updates
from fakes import Call, Failure
from talking import Talk
from updates import ANN, BOB, GROUP

from bot.texts import Texts
from knowledge import Fact, Pack

EN = Texts("en")
PRIVATE = {"id": ANN["id"], "type": "private", "first_name": "Ann"}


def labels(shown: Any) -> list[str]:
    return [button["text"] for row in shown["reply_markup"]["inline_keyboard"] for button in row]


def data_of(shown: Any, label: str) -> str:
    buttons = [button for row in shown["reply_markup"]["inline_keyboard"] for button in row]
    return next(button["callback_data"] for button in buttons if button["text"] == label)


@pytest.fixture
async def answer(talk: Talk, fact: Fact) -> Call:
    return await talk.reply(fact.questions["en"][0])


async def press(talk: Talk, data: str, on: Any = None, **more: Any) -> tuple[Call, list[Call]]:
    acknowledged, *others = await talk.take(updates.press(data, on, **more))
    assert acknowledged.method == "answerCallbackQuery"
    return acknowledged, others


async def test_an_answer_carries_related_questions_actions_and_feedback(answer: Call, fact: Fact) -> None:
    shown = labels(answer)
    assert shown[-5:] == [EN.get("in-context"), EN.get("copy-citation"), EN.get("share"), "👍", "👎"]
    assert 1 <= len(shown[:-5]) <= 2
    rows = answer["reply_markup"]["inline_keyboard"]
    copied = next(button for row in rows for button in row if "copy_text" in button)["copy_text"]["text"]
    assert fact.quote in copied
    assert len(copied) <= 256


async def test_a_fact_opened_again_in_a_group_is_pointed_to(talk: Talk, fact: Fact) -> None:
    answer = await talk.reply(f"/ask {fact.questions['en'][0]}", chat=GROUP)
    shown, data = updates.from_bot(answer, GROUP), data_of(answer, labels(answer)[0])
    _, (opened,) = await press(talk, data, shown)
    _, (pointer,) = await press(talk, data, shown)
    assert pointer["text"] == EN.get("answered-above")
    assert pointer["entities"][0]["url"].endswith("/1001")
    talk.clock.later(minutes=11)
    _, (again,) = await press(talk, data, shown)
    assert again["text"] == opened["text"]


async def test_a_related_question_opens_its_fact(talk: Talk, answer: Call, pack: Pack, fact: Fact) -> None:
    label = labels(answer)[0]
    acknowledged, (sent,) = await press(talk, data_of(answer, label), updates.from_bot(answer, PRIVATE))
    assert "text" not in acknowledged.parameters
    related = pack.fact(fact.related[0])
    assert related is not None
    assert related.quote in sent["text"]
    kept = await talk.services.store.sent_as(talk.place().chat, 1001)
    assert kept is not None
    assert kept.conversation.facts == (related.id,)


async def test_the_context_unfolds_in_place_and_folds_back(
    talk: Talk, answer: Call, pack: Pack, fact: Fact
) -> None:
    shown = updates.from_bot(answer, PRIVATE)
    _, (opened,) = await press(talk, data_of(answer, EN.get("in-context")), shown)
    assert opened.method == "editMessageText"
    assert opened["text"].startswith(answer["text"])
    assert opened["entities"][-2]["type"] == "expandable_blockquote" or any(
        entity["type"] == "expandable_blockquote" for entity in opened["entities"]
    )
    assert len(opened["text"]) > len(answer["text"]) + len(fact.quote)
    unfolded = updates.from_bot(opened, PRIVATE)
    _, (closed,) = await press(talk, data_of(opened, EN.get("hide-context")), unfolded)
    assert closed["text"] == answer["text"]
    assert closed["entities"] == answer["entities"]
    assert closed["reply_markup"] == answer["reply_markup"]


async def test_pressed_twice_nothing_is_edited_again(talk: Talk, answer: Call) -> None:
    unfold = data_of(answer, EN.get("in-context"))
    shown = updates.from_bot(answer, PRIVATE)
    _, (opened,) = await press(talk, unfold, shown)
    acknowledged, others = await press(talk, unfold, updates.from_bot(opened, PRIVATE))
    assert (acknowledged["text"], others) == (EN.get("button-idle"), [])
    acknowledged, others = await press(talk, data_of(opened, EN.get("hide-context")), shown)
    assert (acknowledged["text"], others) == (EN.get("button-idle"), [])


async def test_there_is_no_context_where_it_does_not_fit(talk: Talk, answer: Call) -> None:
    full = updates.from_bot(answer, PRIVATE) | {"text": "x" * 4000, "entities": []}
    _, others = await press(talk, data_of(answer, EN.get("in-context")), full)
    assert others == []


async def test_a_message_that_telegram_no_longer_shows_is_not_edited(talk: Talk, answer: Call) -> None:
    gone = {"chat": PRIVATE, "message_id": 1000, "date": 0}
    _, others = await press(talk, data_of(answer, EN.get("in-context")), gone)
    assert others == []
    _, (sent,) = await press(talk, data_of(answer, labels(answer)[0]), gone)
    assert sent.method == "sendMessage"


async def test_feedback_is_thanked_for_and_the_last_verdict_counts(talk: Talk, answer: Call) -> None:
    shown = updates.from_bot(answer, PRIVATE)
    for verdict in "👍👎":
        acknowledged, others = await press(talk, data_of(answer, verdict), shown)
        assert (acknowledged["text"], others) == (EN.get("feedback-thanks"), [])
    assert await talk.services.store.forget(talk.place().asker, "") == 3


@pytest.mark.parametrize(
    "data",
    [
        "",
        "zzz",
        "f:other-pack:troops-count",
        "f:{pack}:gone",
        "c:{pack}:gone",
        "g:{pack}:gone",
        "f:{pack}:" + "x" * 33,
        "o:{pack}:99-0",
        "o:{pack}:0-99",
        "o:{pack}:x",
        "k:{pack}:999",
        "w:{pack}:999",
        "l:{pack}:xx",
        "q:{pack}:1",
    ],
)
async def test_forged_and_stale_data_is_told_so(talk: Talk, answer: Call, pack: Pack, data: str) -> None:
    acknowledged, others = await press(talk, data.format(pack=pack.id), updates.from_bot(answer, PRIVATE))
    assert (acknowledged["text"], others) == (EN.get("button-stale"), [])


async def test_a_press_on_an_inline_message_is_only_acknowledged(talk: Talk, pack: Pack, fact: Fact) -> None:
    _, others = await press(talk, "zzz", None)
    assert others == []
    _, others = await press(talk, f"f:{pack.id}:{fact.id}", None)
    assert others == []


async def test_a_press_that_telegram_forgot_is_no_error(talk: Talk, answer: Call) -> None:
    talk.telegram.failures["answerCallbackQuery"] = Failure(status=400, description="query is too old")
    _, (sent,) = await press(talk, data_of(answer, labels(answer)[0]), updates.from_bot(answer, PRIVATE))
    assert sent.method == "sendMessage"


async def test_a_card_that_cannot_be_sent_is_not_kept(talk: Talk, answer: Call) -> None:
    talk.telegram.failures["sendMessage"] = Failure(status=403, description="Forbidden: bot was kicked")
    await press(talk, data_of(answer, labels(answer)[0]), updates.from_bot(answer, PRIVATE))
    assert await talk.services.store.sent_as(talk.place().chat, 1001) is None


async def test_somebody_else_may_press_in_a_group_and_reads_their_language(talk: Talk, fact: Fact) -> None:
    sent = await talk.reply(f"/ask {fact.questions['en'][0]}", chat=GROUP)
    _, (opened,) = await press(
        talk, data_of(sent, labels(sent)[0]), updates.from_bot(sent, GROUP), sender=BOB
    )
    assert Texts("ru").get("share") in labels(opened)
