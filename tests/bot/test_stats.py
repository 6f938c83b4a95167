"""/stats: figures for admins, and nothing for anybody else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import updates
from talking import Talk, running
from telegram import Update

from bot.application import Answering
from bot.handlers import stats
from bot.settings import Settings
from bot.storage import Asked, DeadLetter, Feedback, StorageError
from bot.texts import LANGUAGES, Texts
from knowledge import Fact, Library

ADMIN = updates.ANN | {"id": 71}


@pytest.fixture
async def talk(settings: Settings, library: Library) -> AsyncIterator[Talk]:
    """A bot with an admin."""
    async with running(settings.model_copy(update={"admins": (71,)}), library) as talk:
        yield talk


async def keep_question(talk: Talk, number: int, decision: str, *, days: float = 0, **more: Any) -> None:
    """A question as it is kept."""
    at = talk.clock() - timedelta(days=days)
    told = {"decision": decision, "language": "en", "pack": "p", "version": "1", "at": at} | more
    await talk.services.store.keep_asked(Asked(place=talk.place(11), message=number, **told))


async def test_an_admin_sees_what_was_asked_and_what_went_wrong(talk: Talk) -> None:
    store, now = talk.services.store, talk.clock()
    for number, days in enumerate((0, 0, 3, 8)):
        await keep_question(talk, number, "answered", days=days, facts=("troops-count", "troops-role"))
    await keep_question(talk, 5, "answered", days=2, facts=("troops-role",))
    for number in (6, 7):
        await keep_question(talk, number, "not_in_article", days=2, best="damage-total")
    await keep_question(talk, 8, "small_talk", best="not-counted")
    for message, good in ((1, True), (2, True), (3, False)):
        place = talk.place(11)
        verdict = {"pack": "p", "version": "1", "fact": "f", "good": good, "at": now}
        await store.keep_feedback(Feedback(place=place, message=message, **verdict))
    for number, days in ((1, 0), (2, 5), (3, 30)):
        at = now - timedelta(days=days)
        await store.bury(DeadLetter(update=number, kind="ValueError", message="", at=at))
    talk.services.metrics.retries.inc(4)
    lines = (await talk.reply("/stats", sender=ADMIN))["text"].splitlines()
    assert lines[:9] == [
        "Questions today (UTC) / in 7 days: 3 / 7",
        "• answered: 2 / 4",
        "• not in the article: 0 / 2",
        "• small talk: 1 / 1",
        "Cited most in 7 days: troops-role 4, troops-count 3",
        "Unanswered in 7 days, by the nearest fact: damage-total 2",
        "Feedback in 7 days: 👍 2, 👎 1",
        "Updates given up today / in 7 days: 1 / 2",
        "",
    ]
    assert "This process has run for 0 h 0 min." in lines
    assert "Calls made once more: 4; messages that may have arrived twice: 0" in lines
    assert f"Pack: {talk.services.pack.id}, version {talk.services.pack.version}" in lines


async def test_without_the_database_there_is_what_the_process_knows(
    talk: Talk, fact: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise StorageError("down")

    await talk.say(fact.questions["en"][0])
    monkeypatch.setattr(talk.services.store, "figures", fail)
    lines = (await talk.reply("/stats", sender=ADMIN))["text"].splitlines()
    assert "does not answer" in lines[0]
    assert lines[1] == "• answered: 1"
    assert "Failures of the database: 2" in lines


async def test_a_database_that_hangs_is_not_waited_for(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(_: datetime) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(stats, "COUNTING", 0.01)
    monkeypatch.setattr(talk.services.store, "figures", hang)
    sent = await talk.reply("/stats", sender=ADMIN)
    assert "does not answer" in sent["text"]
    assert "Failures of the database: 2" in sent["text"]


@pytest.mark.parametrize("sender", [updates.ANN, updates.BOB])
async def test_to_others_it_is_an_unknown_command(talk: Talk, sender: dict[str, Any]) -> None:
    unknown = await talk.reply("/nonsense", sender=sender)
    assert (await talk.reply("/stats", sender=sender)).parameters["text"] == unknown["text"]


async def test_neither_a_forwarded_command_nor_a_name_makes_an_admin(talk: Talk) -> None:
    pretending = updates.BOB | {"first_name": "71", "username": "71"}
    origin = {"type": "user", "sender_user": ADMIN, "date": 1700000000}
    sent = await talk.reply("/stats", sender=pretending, forward_origin=origin)
    assert Texts("ru").get("help") in sent["text"] or Texts("en").get("help") in sent["text"]


async def test_in_a_group_it_is_answered_to_nobody(talk: Talk) -> None:
    assert await talk.say("/stats", sender=ADMIN, chat=updates.GROUP) == []


async def test_without_admins_nobody_is_one(settings: Settings, library: Library) -> None:
    async with running(settings, library) as talk:
        unknown = await talk.reply("/nonsense", sender=ADMIN)
        assert (await talk.reply("/stats", sender=ADMIN))["text"] == unknown["text"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_is_said_in_the_admins_language(talk: Talk, language: str) -> None:
    sent = await talk.reply("/stats", sender=ADMIN | {"language_code": language})
    assert Texts(language).get("stats-questions", today=0, week=0) in sent["text"]


async def test_an_edited_command_is_not_answered_again(talk: Talk) -> None:
    edited = updates.update("edited_message", updates.message("/stats", sender=ADMIN))
    await Answering(talk.app, talk.services)(Update.de_json(edited, talk.app.bot))
    assert talk.telegram.of("sendMessage") == []
