"""Words under a picture count as a message's text does."""

from __future__ import annotations

from typing import Any

import pytest
import updates
from fakes import BOT, Call
from talking import Talk
from updates import BOB, CHANNEL, GROUP

from bot.texts import Texts
from knowledge import Fact

EN = Texts("en")
NAME = f"@{BOT['username']}"
PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]


@pytest.fixture
def question(fact: Fact) -> str:
    return fact.questions["en"][0]


def picture(caption: str, **more: Any) -> dict[str, Any]:
    marks = updates.entities_of(caption)
    return updates.message(None, photo=PHOTO, caption=caption, caption_entities=marks, **more)


async def shown(talk: Talk, caption: str, **more: Any) -> list[Call]:
    return await talk.take(updates.update("message", picture(caption, **more)))


async def test_ask_in_a_caption_is_answered_in_private(talk: Talk, fact: Fact, question: str) -> None:
    (sent,) = await shown(talk, f"/ask {question}")
    assert fact.quote in sent["text"]


@pytest.mark.parametrize("form", ["/ask {}", f"/ask{NAME} {{}}", f"{NAME} {{}}", "{} " + NAME])
async def test_a_caption_that_asks_in_a_group_is_answered(
    talk: Talk, fact: Fact, question: str, form: str
) -> None:
    (sent,) = await shown(talk, form.format(question), chat=GROUP)
    assert fact.quote in sent["text"]


@pytest.mark.parametrize("form", ["{}", "/ask@OtherBot {}", "/ban {}", f"/ban {NAME} {{}}", "see /ask {}"])
async def test_other_captions_in_a_group_are_not_for_the_bot(talk: Talk, question: str, form: str) -> None:
    assert await shown(talk, form.format(question), chat=GROUP) == []


async def test_an_album_without_words_gets_one_line(talk: Talk) -> None:
    sent = [await talk.say(None, photo=PHOTO, media_group_id="7") for _ in range(3)]
    assert [[call["text"] for call in calls] for calls in sent] == [[EN.get("no-text")], [], []]


async def test_an_album_is_answered_by_its_caption(talk: Talk, fact: Fact, question: str) -> None:
    (answer,) = await shown(talk, question, media_group_id="8")
    assert fact.quote in answer["text"]
    assert await talk.say(None, photo=PHOTO, media_group_id="8") == []
    assert len(await talk.say(None, photo=PHOTO, media_group_id="9")) == 1


async def test_ask_alone_in_a_caption_asks_what_is_replied_to(talk: Talk, fact: Fact, question: str) -> None:
    earlier = picture(question, chat=GROUP, sender=BOB)
    (sent,) = await shown(talk, "/ask", chat=GROUP, reply_to_message=earlier)
    assert fact.quote in sent["text"]
    (usage,) = await shown(talk, "/ask", chat=GROUP)
    assert usage["text"] == EN.get("ask-usage")


async def test_an_edited_caption_mends_its_answer(talk: Talk, fact: Fact, question: str) -> None:
    asked = picture("/ask recipe for apple pie", chat=GROUP)
    (sent,) = await talk.take(updates.update("message", asked))
    assert fact.quote not in sent["text"]
    mended = picture(f"/ask {question}", chat=GROUP) | {"message_id": asked["message_id"], "edit_date": 1}
    (edited,) = await talk.take(updates.update("edited_message", mended))
    assert edited.method == "editMessageText"
    assert fact.quote in edited["text"]


async def test_a_post_of_a_channel_may_ask_in_its_caption(talk: Talk, fact: Fact, question: str) -> None:
    post = picture(f"/ask {question}", chat=CHANNEL, sender=None, sender_chat=CHANNEL)
    (sent,) = await talk.take(updates.update("channel_post", post))
    assert fact.quote in sent["text"]


async def test_another_command_in_a_caption_explains_itself_in_private(talk: Talk) -> None:
    (sent,) = await shown(talk, "/nonsense")
    assert EN.get("help") in sent["text"]


@pytest.mark.parametrize("form", ["/ask {}", f"{NAME} {{}}", "{}"])
async def test_direct_messages_to_a_channel_are_left_to_its_admins(
    talk: Talk, question: str, form: str
) -> None:
    chat = {**GROUP, "is_direct_messages": True}
    topic = {"topic_id": 11, "user": BOB}
    assert await talk.say(form.format(question), chat=chat, direct_messages_topic=topic) == []
    assert await shown(talk, form.format(question), chat=chat, direct_messages_topic=topic) == []
