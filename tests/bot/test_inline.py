"""Inline mode: results to choose from, or the way to a private chat; never a guess."""

from __future__ import annotations

from typing import Any

import pytest
import updates
from fakes import BOT, Call, Failure
from talking import Talk
from updates import ANN, BOB

from bot.texts import Texts
from knowledge import Fact, Pack

EN = Texts("en")


async def ask(talk: Talk, query: str, sender: Any = ANN) -> Call:
    body = {"id": "5", "from": sender, "query": query, "offset": ""}
    (answer,) = await talk.take(updates.update("inline_query", body))
    assert answer.method == "answerInlineQuery"
    return answer


async def test_the_answer_comes_first_then_what_is_near(talk: Talk, fact: Fact) -> None:
    answer = await ask(talk, fact.questions["en"][0])
    first, *others = answer["results"]
    assert first["title"] == fact.answer_text
    assert fact.quote.startswith(first["description"].rstrip("…"))
    assert fact.quote in first["input_message_content"]["message_text"]
    assert {result["id"] for result in others} <= {*fact.related}
    assert len({result["id"] for result in answer["results"]}) == len(answer["results"]) <= 10
    assert not answer["is_personal"]
    assert answer["cache_time"] == 300


async def test_ask_before_the_question_is_no_part_of_it(talk: Talk, fact: Fact) -> None:
    answer = await ask(talk, f"/ask {fact.questions['en'][0]}")
    assert answer["results"][0]["title"] == fact.answer_text
    assert (await ask(talk, f"/ask@{BOT['username']}"))["results"] == (await ask(talk, ""))["results"]


@pytest.mark.parametrize("query", ["", "How many peacekeepers were sent?"])
async def test_no_result_shows_a_preview_of_a_link(talk: Talk, query: str) -> None:
    results = (await ask(talk, query))["results"]
    assert results
    for result in results:
        assert result["input_message_content"]["link_preview_options"] == {"is_disabled": True}


async def test_shared_answers_carry_links_and_no_callbacks(talk: Talk, pack: Pack, fact: Fact) -> None:
    answer = await ask(talk, fact.questions["en"][0])
    rows = answer["results"][0]["reply_markup"]["inline_keyboard"]
    buttons = [button for row in rows for button in row]
    assert not any("callback_data" in button or "switch_inline_query" in button for button in buttons)
    link = f"https://t.me/{BOT['username']}?start=f_{pack.id}_{fact.related[0]}"
    assert link in [button.get("url") for button in buttons]
    assert all(len(button.get("url", "").rpartition("start=")[2]) <= 64 for button in buttons[:2])


async def test_an_empty_query_lists_facts_of_every_topic_in_the_readers_language(
    talk: Talk, pack: Pack
) -> None:
    answer = await ask(talk, "", BOB)
    assert len(answer["results"]) == min(10, len(pack.topics))
    assert answer["is_personal"]
    assert answer["cache_time"] == 300
    assert pack.topic_label(pack.topics[0], "ru") in answer["results"][0]["description"]


async def test_a_refusal_offers_the_private_chat_instead_of_a_guess(talk: Talk) -> None:
    answer = await ask(talk, "recipe for apple pie")
    assert answer["results"] == []
    assert answer["button"] == {"text": EN.get("inline-not-said"), "start_parameter": "ask"}
    answer = await ask(talk, "???")
    assert answer["button"]["text"] == EN.get("inline-ask")


async def test_a_bare_figure_is_answered_in_the_language_of_the_readers_app_and_for_them_alone(
    talk: Talk,
) -> None:
    for reader, said in ((BOB, True), (ANN, False)):
        answer = await ask(talk, "164", reader)
        text = answer["results"][0]["input_message_content"]["message_text"]
        assert "164 people were killed" in text
        assert (Texts("ru").get("translation") in text) is said
        assert answer["is_personal"]
    answer = await ask(talk, "???", BOB)
    assert answer["button"]["text"] == Texts("ru").get("inline-ask")
    assert answer["is_personal"]


async def test_an_answer_that_comes_too_late_is_no_error(talk: Talk, fact: Fact) -> None:
    talk.telegram.failures["answerInlineQuery"] = Failure(status=400, description="query is too old")
    await ask(talk, fact.questions["en"][0])
