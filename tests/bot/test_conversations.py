"""The README's conversations are the bot's own words."""

from __future__ import annotations

import conversations
import pytest
from talking import Talk

NAMES = ("in private", "in a group")


@pytest.mark.parametrize("number", range(len(NAMES)), ids=NAMES)
async def test_the_readme_shows_what_the_bot_says(talk: Talk, number: int) -> None:
    shown = conversations.in_readme()
    assert len(shown) == len(conversations.CONVERSATIONS)
    assert await conversations.held(talk, conversations.CONVERSATIONS[number]) == shown[number]


async def test_the_conversations_show_what_they_are_there_for(talk: Talk) -> None:
    private = await conversations.held(talk, conversations.PRIVATE)
    assert "250 pieces of equipment" in private
    assert ", not 79,000." in private
    group = await conversations.held(talk, conversations.IN_GROUP)
    assert group.count(f"\n{conversations.NAME}") == 2  # the first message is not for the bot
    assert all(len(line) <= conversations.WIDTH for line in (private + group).splitlines())
