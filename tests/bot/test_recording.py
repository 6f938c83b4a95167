"""What is kept of questions, after their answer went out."""

from __future__ import annotations

from typing import Any

import pytest
import updates
from talking import Talk
from updates import GROUP

from bot.recording import tidy
from bot.storage import Asked, Chat, StorageError
from knowledge import Fact

NOWHERE = "What was the price of fuel?"
HELP = "is my brother alive?"


def set_to(talk: Talk, **settings: Any) -> None:
    """Changes settings of a running bot."""
    changed = talk.services.settings.model_copy(update=settings)
    object.__setattr__(talk.services, "settings", changed)


async def kept(talk: Talk, question: str) -> Asked:
    """What is kept of a question that was just asked."""
    await talk.say(question, message_id=1)
    asked = await talk.services.store.asked(talk.place().chat, 1)
    assert asked is not None
    return asked


async def test_an_answered_question_is_kept_without_its_text(talk: Talk, fact: Fact) -> None:
    asked = await kept(talk, fact.questions["en"][0])
    assert (asked.decision, asked.facts, asked.best) == ("answered", (fact.id,), fact.id)
    assert 0 < asked.score <= 1
    assert (asked.pack, asked.version) == (talk.services.pack.id, talk.services.pack.version)
    assert (asked.place, asked.language, asked.text) == (talk.place(), "en", None)


async def test_a_question_without_an_answer_is_kept_with_its_text(talk: Talk) -> None:
    asked = await kept(talk, NOWHERE)
    assert (asked.decision, asked.reason, asked.text) == ("not_in_article", "silence", NOWHERE)


@pytest.mark.parametrize(("policy", "texts"), [("off", (False, False)), ("all", (True, True))])
async def test_the_policy_says_whose_text_is_kept(
    talk: Talk, fact: Fact, policy: str, texts: tuple[bool, bool]
) -> None:
    set_to(talk, keep_text=policy)
    for question, stays in zip((fact.questions["en"][0], NOWHERE), texts, strict=True):
        assert ((await kept(talk, question)).text == question) is stays


async def test_a_cry_for_help_is_kept_by_no_policy(talk: Talk) -> None:
    set_to(talk, keep_text="all")
    asked = await kept(talk, HELP)
    assert (asked.decision, asked.reason, asked.text) == ("small_talk", "distress", None)


async def test_an_edit_replaces_what_was_kept(talk: Talk, fact: Fact) -> None:
    await kept(talk, NOWHERE)
    edited = updates.message(fact.questions["en"][0], message_id=1)
    await talk.take(updates.update("edited_message", edited))
    asked = await talk.services.store.asked(talk.place().chat, 1)
    assert asked
    assert (asked.decision, asked.text) == ("answered", None)


async def test_a_private_chats_address_is_kept_for_announcements_only(talk: Talk, fact: Fact) -> None:
    store, chat = talk.services.store, talk.place().chat
    await talk.say(fact.questions["en"][0])
    assert await store.chat(chat) == Chat()
    set_to(talk, announcements=True)
    await talk.say(fact.questions["en"][0])
    await talk.say(f"/ask {fact.questions['en'][0]}", chat=GROUP)
    assert talk.services.keys.unseal((await store.chat(chat)).address) == "11"
    assert await store.chat(str(GROUP["id"])) == Chat()
    await tidy(talk.services)
    assert (await store.chat(chat)).address
    set_to(talk, announcements=False)
    await tidy(talk.services)
    assert not (await store.chat(chat)).address


async def test_what_cannot_be_erased_is_told_and_counted(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object, **__: object) -> int:
        raise StorageError("down")

    monkeypatch.setattr(talk.services.store, "sweep", fail)
    await tidy(talk.services)
    assert "old rows are not erased" in caplog.text
    assert talk.services.metrics.value("database_errors_total", access="write") == 1
