"""What Telegram shows of the bot is brought up to date, and only where it differs."""

from __future__ import annotations

import logging

import pytest
from fakes import Call, Failure
from talking import Talk

from bot import profile
from bot.texts import LANGUAGES, Texts


def sets(calls: list[Call]) -> list[Call]:
    return [call for call in calls if call.method.startswith("set")]


async def test_commands_name_and_descriptions_are_set_in_every_language(talk: Talk) -> None:
    await profile.introduce(talk.app.bot)
    done = sets(talk.telegram.calls)
    assert len(done) == (len(LANGUAGES) + 1) * (len(profile.SCOPES) + 3)
    names = [call for call in done if call.method == "setMyName"]
    assert sorted(call.parameters.get("language_code", "") for call in names) == ["", *sorted(LANGUAGES)]
    scopes = {call["scope"]["type"] for call in done if call.method == "setMyCommands"}
    assert scopes == {"all_private_chats", "all_group_chats", "all_chat_administrators"}


async def test_settings_are_offered_to_the_admins_of_groups_and_to_nobody_else(talk: Talk) -> None:
    await profile.introduce(talk.app.bot)
    offered = {
        call["scope"]["type"]: {command["command"] for command in call["commands"]}
        for call in talk.telegram.of("setMyCommands")
    }
    assert {scope for scope, names in offered.items() if "settings" in names} == {"all_chat_administrators"}
    assert "language" in offered["all_chat_administrators"]


async def test_what_is_right_already_is_left_alone(talk: Talk) -> None:
    texts = Texts("en")
    talk.telegram.results |= {
        "getMyName": {"name": texts.get("bot-name")},
        "getMyDescription": {"description": texts.get("bot-description")},
        "getMyShortDescription": {"short_description": texts.get("bot-short-description")},
    }
    await profile.introduce(talk.app.bot)
    english = [
        call for call in sets(talk.telegram.calls) if call.parameters.get("language_code", "") in ("", "en")
    ]
    assert {call.method for call in english} == {"setMyCommands"}
    assert "setMyName" not in {call.method for call in sets(talk.telegram.calls)}
    commands = english[0]
    talk.telegram.results["getMyCommands"] = commands["commands"]
    since = len(talk.telegram.calls)
    await profile.introduce(talk.app.bot)
    again = [call for call in talk.telegram.calls[since:] if call.method == "setMyCommands"]
    unchanged = [call for call in again if call["scope"] == commands["scope"]]
    assert {call.parameters.get("language_code", "") for call in unchanged} == {"ru", "kk", "zh"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_fit_into_telegrams_limits(language: str) -> None:
    texts = Texts(language)
    limits = {"bot-name": 64, "bot-short-description": 120, "bot-description": 512}
    assert all(len(texts.get(key)) <= limit for key, limit in limits.items())
    for _, names in profile.SCOPES:
        assert all(1 <= len(texts.get(f"command-{name}")) <= 256 for name in names)


async def test_a_refusal_is_logged_and_no_more(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    talk.telegram.failures["setMyName"] = Failure(
        status=429, description="Too Many", parameters={"retry_after": 9000}
    )
    await profile.introduce(talk.app.bot)
    assert "profile in ru not up to date" in caplog.text


async def test_switches_are_logged_with_where_to_switch_them(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    profile.log_switches(talk.app.bot)
    assert "can_read_all_group_messages: off" in caplog.text
    assert "/setprivacy" in caplog.text
    assert "supports_inline_queries: on" in caplog.text
