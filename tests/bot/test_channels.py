"""Channels where the bot is an admin, and the groups that discuss them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import updates
from talking import Talk
from updates import CHANNEL, GROUP, TELEGRAM

from bot.storage import Chat
from bot.texts import Texts
from knowledge import Fact

EN = Texts("en")
FORWARD: dict[str, Any] = {
    "is_automatic_forward": True,
    "sender_chat": CHANNEL,
    "sender": TELEGRAM,
    "chat": GROUP,
}


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
    await talk.services.store.keep_chat(str(GROUP["id"]), replace(Chat(), comments=True))
    sent = await talk.reply("A story", **FORWARD)
    assert sent["text"] == EN.get("ask-about-story")
    assert len(sent["reply_markup"]["inline_keyboard"]) == 4


async def test_an_album_gets_one_comment(talk: Talk) -> None:
    await talk.services.store.keep_chat(str(GROUP["id"]), replace(Chat(), comments=True, language="ru"))
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    sent = await talk.reply(None, photo=photo, caption="A story", media_group_id="1", **FORWARD)
    assert sent["text"] == Texts("ru").get("ask-about-story")
    assert await talk.say(None, photo=photo, media_group_id="1", **FORWARD) == []
