"""Limits: one notice, then silence, then another minute."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import updates
from fakes import BOT, TOKEN
from pydantic import SecretStr
from talking import Talk
from updates import BOB, GROUP

from bot.application import build
from bot.settings import Settings
from bot.texts import Texts
from knowledge import Fact, Pack

EN = Texts("en")


@pytest.fixture
async def limited(talk: Talk) -> Talk:
    tight = talk.services.settings.model_copy(update={"user_limit": 2, "chat_limit": 3})
    return await _again(talk, tight)


async def _again(talk: Talk, settings: Settings) -> Talk:
    services = replace(talk.services, settings=settings)
    app = build(settings, services, talk.telegram)
    await app.initialize()
    return replace(talk, app=app, services=services)


async def test_a_person_is_told_once_and_then_not_answered(limited: Talk, fact: Fact) -> None:
    question = fact.questions["en"][0]
    for _ in range(2):
        assert fact.quote in (await limited.reply(question))["text"]
    assert (await limited.reply(question))["text"] == EN.get("too-many")
    assert await limited.say(question) == []
    assert await limited.say("/help") == []
    assert await limited.say(f"/start f_{limited.services.pack.id}_{fact.id}") == []
    limited.clock.later(minutes=1)
    assert fact.quote in (await limited.reply(question))["text"]


async def test_a_chat_has_a_limit_of_its_own(limited: Talk, fact: Fact) -> None:
    eve = {**BOB, "id": 13}
    for sender in (updates.ANN, updates.ANN, BOB):
        assert await limited.say("/help", chat=GROUP, sender=sender)
    assert (await limited.reply("/help", chat=GROUP, sender=BOB))["text"] == Texts("ru").get("too-many")
    assert await limited.say("/help", chat=GROUP, sender=eve) == []


async def test_one_who_asks_too_much_silences_nobody_else(limited: Talk) -> None:
    for _ in range(9):
        await limited.say("/help", chat=GROUP)
    sent = await limited.reply("/help", chat=GROUP, sender=BOB)
    assert sent["text"].startswith(Texts("ru").get("help-group", bot=BOT["username"]))


@pytest.mark.parametrize("where", [{}, {"chat": GROUP}])
async def test_forgetting_counts_too_and_lifts_no_limit(limited: Talk, where: dict[str, Any]) -> None:
    question = "/ask How many died?"
    await limited.say(question, **where)
    assert "text" in (await limited.reply("/forget", **where)).parameters
    assert (await limited.reply("/forget", **where))["text"] == EN.get("too-many")
    assert await limited.say("/forget", **where) == []
    assert await limited.say(question, **where) == []


async def test_what_waited_while_the_bot_was_away_counts_when_it_was_asked(talk: Talk, fact: Fact) -> None:
    folder = talk.services.settings.data_folder
    usual = await _again(talk, Settings(token=SecretStr(TOKEN), data_folder=folder))
    began = int(usual.clock().timestamp())
    usual.clock.later(hours=2)
    for number in range(30):
        sent = await usual.reply(fact.questions["en"][0], date=began + 240 * number)
        assert fact.quote in sent["text"]
    for _ in range(usual.services.settings.user_limit):
        await usual.say("/help", date=began + 7201)
    assert (await usual.reply("/help", date=began + 7202))["text"] == EN.get("too-many")


async def test_edits_count_too(limited: Talk, pack: Pack, fact: Fact) -> None:
    asked = updates.message(fact.questions["en"][0])
    await limited.take(updates.update("message", asked))
    sent = []
    for other in [each for each in pack.facts if each.span != fact.span][:3]:
        changed = {**asked, "text": other.questions["en"][0]}
        sent.append([call.method for call in await limited.take(updates.update("edited_message", changed))])
    assert sent == [["editMessageText"], ["sendMessage"], []]


async def test_mentions_elsewhere_count_too(limited: Talk, fact: Fact) -> None:
    texts = []
    for _ in range(4):
        text = f"@{BOT['username']} {fact.questions['en'][0]}"
        body = updates.message(text, chat=GROUP, guest_query_id="77")
        answers = await limited.take(updates.update("guest_message", body))
        texts.append([call["result"]["input_message_content"]["message_text"] for call in answers])
    answered, again, told, silent = texts
    assert answered == again
    assert told == [EN.get("too-many")]
    assert silent == []


async def test_presses_count_too(limited: Talk, fact: Fact) -> None:
    sent = await limited.reply(fact.questions["en"][0])
    shown = updates.from_bot(sent, {"id": 11, "type": "private", "first_name": "Ann"})
    data = sent["reply_markup"]["inline_keyboard"][-1][0]["callback_data"]
    await limited.take(updates.press(data, shown))
    (acknowledged,) = await limited.take(updates.press(data, shown))
    assert acknowledged["text"] == EN.get("too-many")
