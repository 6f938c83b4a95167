"""Guest mode: a mention where the bot is no member."""

from __future__ import annotations

from typing import Any

import pytest
import updates
from fakes import BOT, Call
from talking import Talk
from updates import BOB, GROUP

from bot.texts import Texts
from knowledge import Fact

EN = Texts("en")
NAME = f"@{BOT['username']}"


async def ask(talk: Talk, text: str, **more: Any) -> Call:
    body = updates.message(text, chat=GROUP, guest_query_id="77", **more)
    (answer,) = await talk.take(updates.update("guest_message", body))
    assert answer.method == "answerGuestQuery"
    assert answer["guest_query_id"] == "77"
    return answer


def text_of(answer: Call) -> str:
    return str(answer["result"]["input_message_content"]["message_text"])


async def test_a_mention_is_answered_with_the_citation(talk: Talk, fact: Fact) -> None:
    answer = await ask(talk, f"{NAME} {fact.questions['en'][0]}")
    assert fact.quote in text_of(answer)
    assert answer["result"]["type"] == "article"


async def test_a_mention_without_a_question_looks_at_the_message_replied_to(talk: Talk, fact: Fact) -> None:
    earlier = updates.message(fact.questions["en"][0], chat=GROUP, sender=BOB)
    assert fact.quote in text_of(await ask(talk, NAME, reply_to_message=earlier))


async def test_a_mention_that_asks_nothing_gets_the_short_help(talk: Talk, fact: Fact) -> None:
    own = updates.message(fact.quote, chat=GROUP, sender=BOT)
    for more in ({}, {"reply_to_message": own}):
        text = text_of(await ask(talk, NAME, **more))
        assert text.startswith(EN.get("help-guest", bot=BOT["username"]))
        assert "/ask" not in text  # commands do not reach a bot that is no member


async def test_a_refusal_is_said_there_too(talk: Talk) -> None:
    assert text_of(await ask(talk, f"{NAME} recipe for apple pie"))


async def test_a_guest_message_without_a_query_cannot_be_answered(talk: Talk) -> None:
    assert await talk.take(updates.update("guest_message", updates.message(NAME, chat=GROUP))) == []


@pytest.mark.parametrize("form", ["{name} /ask {q}", "{name}/ask {q}", "/ask{name} {q}", "/ask {q}"])
async def test_ask_before_the_question_is_no_part_of_it(talk: Talk, fact: Fact, form: str) -> None:
    question = form.format(name=NAME, q=fact.questions["en"][0])
    assert fact.quote in text_of(await ask(talk, question))


@pytest.mark.parametrize("form", ["{name} /ask", "/ask{name}"])
async def test_ask_alone_looks_at_the_message_replied_to(talk: Talk, fact: Fact, form: str) -> None:
    earlier = updates.message(fact.questions["en"][0], chat=GROUP, sender=BOB)
    assert fact.quote in text_of(await ask(talk, form.format(name=NAME), reply_to_message=earlier))
