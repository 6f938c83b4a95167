"""/privacy and /forget."""

from __future__ import annotations

from dataclasses import replace

import pytest
from talking import Talk
from updates import ANONYMOUS, BOB, GROUP

from bot.render import privacy
from bot.storage import StorageError
from bot.texts import Texts
from knowledge import Fact

EN = Texts("en")


async def test_privacy_says_how_long_things_are_kept(talk: Talk) -> None:
    assert "30 days" in (await talk.reply("/privacy"))["text"]


async def test_privacy_says_whose_text_is_kept(talk: Talk) -> None:
    assert EN.get("privacy-text-unanswered") in (await talk.reply("/privacy"))["text"]
    assert EN.get("privacy-announcements") not in (await talk.reply("/privacy"))["text"]


def test_privacy_says_so_where_nothing_expires_and_addresses_are_kept() -> None:
    text = privacy(0, EN, text="all", announced=True).text
    assert text.endswith(EN.get("privacy-announcements") + "\n" + EN.get("privacy-kept"))


async def test_forget_erases_the_askers_rows_everywhere(talk: Talk, fact: Fact) -> None:
    question = fact.questions["en"][0]
    await talk.say(question)
    await talk.say(f"/ask {question}", chat=GROUP)
    assert (await talk.reply("/forget"))["text"] == EN.get("forgotten", count=4)
    assert (await talk.reply("/forget"))["text"] == EN.get("forgotten", count=0)


async def test_what_an_anonymous_admin_asks_is_nobodys_and_that_is_said(talk: Talk, fact: Fact) -> None:
    anonymous = {"chat": GROUP, "sender": ANONYMOUS, "sender_chat": GROUP}
    await talk.say(f"/ask {fact.questions['en'][0]}", **anonymous)
    assert (await talk.reply("/forget", **anonymous))["text"] == EN.get("forget-anonymous")
    assert await talk.services.store.sent_as(str(GROUP["id"]), 1000)


async def test_forget_leaves_other_peoples_rows(talk: Talk, fact: Fact) -> None:
    await talk.say(f"/ask {fact.questions['en'][0]}", chat=GROUP)
    assert (await talk.reply("/forget", chat=GROUP, sender=BOB))["text"] == Texts("ru").get(
        "forgotten", count=0
    )
    assert await talk.services.store.sent_as(str(GROUP["id"]), 1000)


async def test_a_failing_store_is_admitted(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> int:
        raise StorageError("down")

    monkeypatch.setattr(talk.services.store, "forget", fail)
    assert (await talk.reply("/forget"))["text"] == EN.get("forget-failed")


async def test_people_and_private_chats_are_kept_as_hashes(talk: Talk, fact: Fact) -> None:
    await talk.say(fact.questions["en"][0], sender={"id": 4242, "is_bot": False, "first_name": "Eve"})
    kept = await talk.services.store.sent_as(talk.place(4242).chat, 1000)
    assert kept is not None
    assert "4242" not in repr(replace(kept, asked="", reply=""))
