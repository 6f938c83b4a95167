"""/language and /settings: in groups only for admins, as the server knows them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import updates
from fakes import Call, Failure
from talking import Talk
from updates import ANN, ANONYMOUS, BOB, CHANNEL, GROUP

from bot import memory
from bot.texts import LANGUAGES, Texts

EN, RU = Texts("en"), Texts("ru")
PRIVATE = {"id": ANN["id"], "type": "private", "first_name": "Ann"}


def data(shown: Call, label: str) -> str:
    rows = shown["reply_markup"]["inline_keyboard"]
    return next(button["callback_data"] for row in rows for button in row if button["text"] == label)


async def choose(talk: Talk, shown: Call, label: str, chat: Any, sender: Any = ANN) -> list[Call]:
    done = await talk.take(updates.press(data(shown, label), updates.from_bot(shown, chat), sender=sender))
    return [call for call in done if call.method != "getChatMember"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_chosen_language_is_kept_until_it_is_automatic_again(talk: Talk, language: str) -> None:
    own = Texts(language)
    shown = await talk.reply("/language")
    _, edit = await choose(talk, shown, own.get("language-name"), PRIVATE)
    assert edit["text"] == own.get("language-set")
    shown = await talk.reply("/settings")
    assert shown["text"] == own.get("language-ask")
    _, edit = await choose(talk, shown, own.get("language-auto"), PRIVATE)
    assert edit["text"] == EN.get("language-follows")


async def test_what_holds_already_is_confirmed_too_and_once(talk: Talk) -> None:
    shown = await talk.reply("/language")
    chosen = data(shown, EN.get("language-auto"))
    _, edit = await choose(talk, shown, EN.get("language-auto"), PRIVATE)
    assert edit["text"] == EN.get("language-follows")
    assert len(await talk.take(updates.press(chosen, updates.from_bot(edit, PRIVATE)))) == 1


async def test_a_settings_page_that_is_out_of_date_is_brought_up_to_date(talk: Talk) -> None:
    talk.telegram.admins.add(ANN["id"])
    first, second = [await talk.reply("/settings", chat=GROUP) for _ in range(2)]
    await choose(talk, first, EN.get("comments-on"), GROUP)
    _, edit = await choose(talk, second, EN.get("comments-on"), GROUP)
    assert edit["text"].startswith(EN.get("comments-are-on"))


async def test_a_choice_changes_nothing_else_where_the_database_is_slow_to_say_what_is_set(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.telegram.admins.add(ANN["id"])
    await choose(talk, await talk.reply("/settings", chat=GROUP), EN.get("comments-on"), GROUP)
    shown = await talk.reply("/language", chat=GROUP)
    with monkeypatch.context() as slow:
        slow.setattr(memory, "PATIENCE", timedelta())
        await choose(talk, shown, RU.get("language-name"), GROUP)
    assert (await talk.reply("/settings", chat=GROUP))["text"].startswith(RU.get("comments-are-on"))


@pytest.mark.parametrize("command", ["/settings", "/language"])
async def test_members_are_told_that_admins_set_a_group(talk: Talk, command: str) -> None:
    assert (await talk.reply(command, chat=GROUP))["text"] == EN.get("admins-only")
    assert (await talk.reply(command, chat=GROUP, sender=ANONYMOUS, sender_chat=CHANNEL))["text"] == EN.get(
        "admins-only"
    )


@pytest.mark.parametrize("command", ["/settings", "/language"])
async def test_admins_may_also_when_they_are_anonymous(talk: Talk, command: str) -> None:
    talk.telegram.admins.add(ANN["id"])
    for speaker in ({"sender": ANN}, {"sender": ANONYMOUS, "sender_chat": GROUP}):
        assert "reply_markup" in (await talk.reply(command, chat=GROUP, **speaker)).parameters


async def test_nobody_may_where_the_server_does_not_know_them(talk: Talk) -> None:
    talk.telegram.failures["getChatMember"] = Failure(status=400, description="Bad Request: user not found")
    assert (await talk.reply("/settings", chat=GROUP))["text"] == EN.get("admins-only")


async def test_comments_are_switched_by_admins_only(talk: Talk) -> None:
    talk.telegram.admins.add(ANN["id"])
    shown = await talk.reply("/settings", chat=GROUP)
    (refused,) = await choose(talk, shown, EN.get("comments-on"), GROUP, sender=BOB)
    assert refused["text"] == RU.get("admins-only")
    _, edit = await choose(talk, shown, EN.get("comments-on"), GROUP)
    assert edit["text"].startswith(EN.get("comments-are-on"))
    _, edit = await choose(talk, edit, EN.get("comments-off"), GROUP)
    assert edit["text"].startswith(EN.get("comments-are-off"))


async def test_a_message_that_is_gone_is_not_edited_but_the_choice_holds(talk: Talk) -> None:
    shown = await talk.reply("/language")
    gone = {"chat": PRIVATE, "message_id": 1000, "date": 0}
    (_,) = await talk.take(updates.press(data(shown, "Русский"), gone))
    assert (await talk.reply("/language"))["text"] == RU.get("language-ask")
