"""What Telegram refuses: what ends quietly, and what is a failure."""

from __future__ import annotations

import logging
from typing import Any

import pytest
import updates
from fakes import Failure
from talking import Talk
from telegram import Update
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.application import Answering
from knowledge import Fact

GONE = "Bad Request: message to be replied not found"
LATE = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def answer(talk: Talk, update: dict[str, Any]) -> None:
    taken = Update.de_json(update, talk.app.bot)
    assert taken
    await Answering(talk.app, talk.services)(taken)


def refuse(talk: Talk, method: str, description: str, status: int = 400) -> None:
    talk.telegram.failures[method] = Failure(status=status, description=description)


def inline(words: str) -> dict[str, Any]:
    return updates.update("inline_query", {"id": "5", "from": updates.ANN, "query": words, "offset": ""})


def guest(words: str) -> dict[str, Any]:
    return updates.update("guest_message", updates.message(words, guest_query_id="7", chat=updates.GROUP))


@pytest.mark.parametrize(
    "description",
    [
        GONE,
        "Bad Request: not enough rights to send text messages to the chat",
        "Bad Request: TOPIC_CLOSED",
        "Bad Request: CHAT_WRITE_FORBIDDEN",
    ],
)
async def test_where_nobody_can_be_answered_it_ends_quietly(
    talk: Talk, fact: Fact, description: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    refuse(talk, "sendMessage", description)
    await answer(talk, updates.update("message", updates.message(fact.questions["en"][0])))
    assert len(talk.telegram.of("sendMessage")) == 1
    assert caplog.text == ""


@pytest.mark.parametrize("chat", [updates.GROUP, None], ids=["group", "private"])
async def test_where_nothing_may_be_sent_for_long_whoever_waits_is_told(
    talk: Talk, fact: Fact, chat: dict[str, Any] | None
) -> None:
    talk.telegram.failures["sendMessage"] = Failure(
        status=429, description="Too Many Requests: retry after 3600", parameters={"retry_after": 3600}
    )
    asked = updates.update("message", updates.message(f"/ask {fact.questions['en'][0]}", chat=chat))
    with pytest.raises(RetryAfter):
        await answer(talk, asked)
    assert len(talk.telegram.of("sendMessage")) == 1


async def test_a_message_that_telegram_does_not_take_is_a_failure(talk: Talk, fact: Fact) -> None:
    refuse(talk, "sendMessage", "Bad Request: entities are invalid")
    with pytest.raises(BadRequest, match="Entities"):
        await answer(talk, updates.update("message", updates.message(fact.questions["en"][0])))


@pytest.mark.parametrize(("method", "update"), [("answerInlineQuery", inline), ("answerGuestQuery", guest)])
async def test_a_query_that_has_expired_ends_quietly_and_another_refusal_does_not(
    talk: Talk, fact: Fact, method: str, update: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    refuse(talk, method, LATE)
    await answer(talk, update(fact.questions["en"][0]))
    assert caplog.text == ""
    refuse(talk, method, "Bad Request: results are invalid")
    with pytest.raises(BadRequest, match="Results"):
        await answer(talk, update(fact.questions["en"][0]))


async def test_a_guest_whose_chat_is_closed_to_the_bot_is_left_alone(talk: Talk, fact: Fact) -> None:
    refuse(talk, "answerGuestQuery", "Forbidden: bot was kicked", 403)
    await answer(talk, guest(fact.questions["en"][0]))
    assert len(talk.telegram.of("answerGuestQuery")) == 1


async def test_an_answer_in_a_group_that_moved_is_not_mended(talk: Talk, fact: Fact) -> None:
    question = updates.message(fact.questions["en"][0])
    await talk.take(updates.update("message", question))
    moved = {"migrate_to_chat_id": -1001}
    talk.telegram.failures["editMessageText"] = Failure(status=400, description="moved", parameters=moved)
    edited = question | {"text": fact.questions["ru"][0], "edit_date": 1}
    await answer(talk, updates.update("edited_message", edited))
    assert len(talk.telegram.of("editMessageText")) == 1


async def test_who_blocked_the_bot_is_marked_and_not_tried_again(talk: Talk, fact: Fact) -> None:
    refuse(talk, "sendMessage", "Forbidden: bot was blocked by the user", 403)
    await answer(talk, updates.update("message", updates.message(fact.questions["en"][0])))
    assert len(talk.telegram.of("sendMessage")) == 1
    assert (await talk.services.store.chat(talk.place().chat)).gone


async def test_other_errors_are_failures_too(talk: Talk, fact: Fact) -> None:
    refuse(talk, "sendMessage", "Conflict: odd", 409)
    with pytest.raises(TelegramError):
        await answer(talk, updates.update("message", updates.message(fact.questions["en"][0])))
