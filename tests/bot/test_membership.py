"""Being added, removed, silenced, blocked and moved."""

from __future__ import annotations

from typing import Any

import pytest
import updates
from fakes import BOT, Call, Failure
from talking import Talk
from updates import ANN, BASIC_GROUP, BOB, CHANNEL, GROUP

from bot.texts import Texts
from knowledge import Fact

PRIVATE = {"id": ANN["id"], "type": "private", "first_name": "Ann"}
RIGHTS = dict.fromkeys(
    [
        "can_send_audios",
        "can_send_documents",
        "can_send_photos",
        "can_send_videos",
        "can_send_video_notes",
        "can_send_voice_notes",
        "can_send_polls",
        "can_send_other_messages",
        "can_add_web_page_previews",
        "can_change_info",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
        "can_edit_tag",
        "can_react_to_messages",
    ],
    False,
)


def member(status: str, **more: Any) -> dict[str, Any]:
    return {
        "status": status,
        "user": BOT,
        **({"until_date": 0} if status in ("kicked", "restricted") else {}),
        **more,
    }


async def becomes(
    talk: Talk, new: dict[str, Any], chat: Any = GROUP, old: str = "left", by: Any = ANN
) -> list[Call]:
    body = {"chat": chat, "from": by, "date": 1, "old_chat_member": member(old), "new_chat_member": new}
    return await talk.take(updates.update("my_chat_member", body))


async def test_it_introduces_itself_once(talk: Talk) -> None:
    (sent,) = await becomes(talk, member("member"))
    assert Texts("en").get("help-group", bot=BOT["username"]) in sent["text"]
    assert sent["disable_notification"]
    assert await becomes(talk, member("left"), old="member") == []
    assert await becomes(talk, member("member")) == []


async def test_it_introduces_itself_in_the_language_of_whoever_added_it(talk: Talk) -> None:
    (sent,) = await becomes(talk, member("member"), BASIC_GROUP, by=BOB)
    assert Texts("ru").get("start") in sent["text"]


@pytest.mark.parametrize("status", [400, 403])
async def test_where_it_may_not_write_it_stays_quiet(talk: Talk, status: int) -> None:
    talk.telegram.failures["sendMessage"] = Failure(status=status, description="no rights")
    await becomes(talk, member("member"))
    assert (await talk.services.store.chat(str(GROUP["id"]))).gone == (status == 403)


async def test_silenced_it_is_gone_and_given_its_voice_it_is_back(talk: Talk) -> None:
    for may in (False, True):
        new = member("restricted", is_member=True, can_send_messages=may, **RIGHTS)
        await becomes(talk, new, old="member")
        assert (await talk.services.store.chat(str(GROUP["id"]))).gone is not may


async def test_blocked_and_unblocked_in_private(talk: Talk) -> None:
    assert await becomes(talk, member("kicked"), PRIVATE, old="member") == []
    assert (await talk.services.store.chat(talk.place().chat)).gone
    assert await becomes(talk, member("member"), PRIVATE, old="kicked") == []
    assert not (await talk.services.store.chat(talk.place().chat)).gone


async def test_channels_are_not_greeted(talk: Talk) -> None:
    assert await becomes(talk, member("member"), CHANNEL) == []
    assert await becomes(talk, member("member"), {**GROUP, "is_direct_messages": True}) == []


async def test_a_group_that_becomes_a_supergroup_keeps_its_settings_and_context(
    talk: Talk, fact: Fact
) -> None:
    await talk.say(f"/ask {fact.questions['en'][0]}", chat=BASIC_GROUP)
    old, new = str(BASIC_GROUP["id"]), str(GROUP["id"])
    await talk.services.store.change_chat(old, language="kk")
    assert await talk.say(None, chat=BASIC_GROUP, migrate_to_chat_id=GROUP["id"]) == []
    assert await talk.say(None, chat=GROUP, migrate_from_chat_id=BASIC_GROUP["id"]) == []
    assert (await talk.services.store.chat(new)).language == "kk"
    after = talk.clock().replace(hour=0)
    assert await talk.services.store.last_sent(talk.place(chat=new), after=after, before=talk.clock())
    assert await talk.services.store.sent_as(new, 1000) is None
