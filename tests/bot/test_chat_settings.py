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
from bot.storage import Chat
from bot.texts import LANGUAGES, Texts
from knowledge import Pack

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
    assert (
        shown["text"]
        == f"{own.get('language-ask')}\n\n{own.get('language-now', language=own.get('language-name'))}"
    )
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


@pytest.mark.parametrize(
    ("language", "admin", "mode"),
    [
        ("en", "I must be an admin here", "privacy mode must be off"),
        ("ru", "права администратора", "выключенный режим приватности"),
        ("kk", "әкімші", "құпиялық режимі өшірулі"),
        ("zh", "管理员", "关闭隐私模式"),
    ],
)
async def test_settings_say_what_the_bot_needs_to_see_posts(
    talk: Talk, language: str, admin: str, mode: str
) -> None:
    talk.telegram.admins.add(ANN["id"])
    await talk.services.store.change_chat(str(GROUP["id"]), language=language)
    text = (await talk.reply("/settings", chat=GROUP))["text"]
    for words in (admin, mode, "@BotFather"):
        assert words in text


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


async def test_the_language_that_is_set_is_shown(talk: Talk) -> None:
    follows, russian = EN.get("language-auto"), RU.get("language-name")
    assert (await talk.reply("/language"))["text"].endswith(EN.get("language-now", language=follows))
    talk.telegram.admins.add(ANN["id"])
    await talk.services.store.change_chat(str(GROUP["id"]), language="ru")
    shown = await talk.reply("/language", chat=GROUP)
    assert shown["text"].endswith(RU.get("language-now", language=russian))


@pytest.mark.parametrize(("action", "choice"), [("s", "maybe"), ("s", "auto"), ("l", "on")])
async def test_a_choice_that_there_is_not_sets_nothing(
    talk: Talk, pack: Pack, action: str, choice: str
) -> None:
    talk.telegram.admins.add(ANN["id"])
    await talk.services.store.change_chat(str(GROUP["id"]), comments=True)
    shown = updates.from_bot(await talk.reply("/settings", chat=GROUP), GROUP)
    made_up = f"{action}:{pack.id}:{choice}:en"
    _, told = await talk.take(updates.press(made_up, updates.carrying(shown, made_up)))
    assert told["text"] == EN.get("button-stale")
    assert await talk.services.store.chat(str(GROUP["id"])) == Chat(comments=True)


async def test_the_settings_of_a_group_keep_their_language_whoever_presses(talk: Talk) -> None:
    talk.telegram.admins |= {ANN["id"], BOB["id"]}
    shown = await talk.reply("/settings", chat=GROUP)
    _, edit = await choose(talk, shown, EN.get("comments-on"), GROUP, sender=BOB)
    assert edit["text"].startswith(EN.get("comments-are-on"))
