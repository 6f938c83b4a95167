"""Channels where the bot is an admin, and the groups that discuss them."""

from __future__ import annotations

from typing import Any

import pytest
import updates
from talking import Talk
from updates import CHANNEL, GROUP, TELEGRAM

from bot.texts import Texts
from knowledge import Fact

EN = Texts("en")
FORWARD: dict[str, Any] = {
    "is_automatic_forward": True,
    "sender_chat": CHANNEL,
    "sender": TELEGRAM,
    "chat": GROUP,
}


def post_of(number: int) -> dict[str, Any]:
    """Where a copy in the discussion group comes from."""
    return {"type": "channel", "date": 1, "chat": CHANNEL, "message_id": number}


async def test_a_post_that_asks_is_answered_with_links_only(talk: Talk, fact: Fact) -> None:
    post = updates.message(f"/ask {fact.questions['en'][0]}", chat=CHANNEL, sender=None, sender_chat=CHANNEL)
    (sent,) = await talk.take(updates.update("channel_post", post))
    assert fact.quote in sent["text"]
    assert sent["reply_parameters"]["message_id"] == post["message_id"]
    buttons = [button for row in sent["reply_markup"]["inline_keyboard"] for button in row]
    assert all("url" in button or "copy_text" in button for button in buttons)


async def test_other_posts_are_left_alone(talk: Talk, fact: Fact) -> None:
    post = updates.message(fact.questions["en"][0], chat=CHANNEL, sender=None, sender_chat=CHANNEL)
    assert await talk.take(updates.update("channel_post", post)) == []


async def test_posts_are_commented_only_where_switched_on(talk: Talk) -> None:
    assert await talk.say("A story", **FORWARD) == []
    await talk.services.store.change_chat(str(GROUP["id"]), comments=True)
    sent = await talk.reply("A story", **FORWARD)
    assert sent["text"] == EN.get("ask-about-story")
    assert len(sent["reply_markup"]["inline_keyboard"]) == 4


async def test_what_was_answered_in_the_channel_is_left_alone_below_it(talk: Talk, fact: Fact) -> None:
    await talk.services.store.change_chat(str(GROUP["id"]), comments=True)
    question = f"/ask {fact.questions['en'][0]}"
    asked = updates.message(question, chat=CHANNEL, sender=None, sender_chat=CHANNEL)
    (answer,) = await talk.take(updates.update("channel_post", asked))
    assert await talk.say(question, forward_origin=post_of(asked["message_id"]), **FORWARD) == []
    assert await talk.say(answer["text"], forward_origin=post_of(1000), **FORWARD) == []
    assert len(await talk.say("A story", forward_origin=post_of(1001), **FORWARD)) == 1


async def test_commands_in_posts_are_left_alone(talk: Talk) -> None:
    for command in ("/ask", "/help", "/facts"):
        assert await talk.say(command, **FORWARD) == []


async def test_an_album_gets_one_comment(talk: Talk) -> None:
    await talk.services.store.change_chat(str(GROUP["id"]), comments=True, language="ru")
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    sent = await talk.reply(None, photo=photo, caption="A story", media_group_id="1", **FORWARD)
    assert sent["text"] == Texts("ru").get("ask-about-story")
    assert await talk.say(None, photo=photo, media_group_id="1", **FORWARD) == []


@pytest.mark.parametrize("kind", ["photo", "dice"])
async def test_a_post_without_words_is_commented_too(talk: Talk, kind: str) -> None:
    await talk.services.store.change_chat(str(GROUP["id"]), comments=True)
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    shown = {"photo": photo} if kind == "photo" else {"dice": {"emoji": "🎲", "value": 1}}
    for album in ({}, {"media_group_id": "1"}):
        assert (await talk.reply(None, **shown, **album, **FORWARD))["text"] == EN.get("ask-about-story")
    assert await talk.say(None, **shown, media_group_id="1", **FORWARD) == []


async def test_an_album_that_asks_the_bot_and_what_telegram_notes_get_no_comment(
    talk: Talk, fact: Fact
) -> None:
    await talk.services.store.change_chat(str(GROUP["id"]), comments=True)
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    asking = {"caption": f"/ask {fact.questions['en'][0]}"}
    for caption in (asking, {}):
        assert await talk.say(None, photo=photo, media_group_id="1", **caption, **FORWARD) == []
    assert await talk.say(None, pinned_message=updates.message("hello"), **FORWARD) == []
