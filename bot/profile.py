"""What Telegram shows of the bot before anybody writes to it: commands, name, descriptions."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bot.texts import LANGUAGES, Texts

logger = logging.getLogger(__name__)

READING = ("ask", "facts", "timeline", "who", "source")
SCOPES: tuple[tuple[BotCommandScope, Sequence[str]], ...] = (
    (BotCommandScopeAllPrivateChats(), (*READING, "language", "privacy", "forget", "help")),
    (BotCommandScopeAllGroupChats(), (*READING, "privacy", "help")),
    (BotCommandScopeAllChatAdministrators(), (*READING, "settings", "language", "privacy", "help")),
)
SWITCHES = {
    "can_read_all_group_messages": (
        "mentions in groups may not arrive and channel posts in discussion groups do not: "
        "@BotFather, /setprivacy, Disable, or make the bot an admin"
    ),
    "supports_inline_queries": "@bot question in other chats: @BotFather, /setinline",
    "supports_guest_queries": "mentions in chats without the bot: @BotFather, Bot Settings, Guest Mode",
}


def log_switches(bot: Bot) -> None:
    """Logs what @BotFather has switched on, and for the rest what is missing and where to switch."""
    for name, remedy in SWITCHES.items():
        if getattr(bot.bot, name):
            logger.info("%s: on", name)
        else:
            logger.info("%s: off (%s)", name, remedy)


async def introduce(bot: Bot) -> None:
    """Brings commands, name and descriptions up to date, in every language; failures are logged.

    The default, for readers with another language, is English.
    """
    codes = [("", LANGUAGES[0]), *((language, language) for language in LANGUAGES)]
    for code, language in codes:
        texts = Texts(language)
        try:
            await asyncio.gather(
                *(_set_commands(bot, scope, names, code, texts) for scope, names in SCOPES),
                _set_name(bot, code, texts.get("bot-name")),
                _set_description(bot, code, texts.get("bot-description")),
                _set_short_description(bot, code, texts.get("bot-short-description")),
            )
        except TelegramError as error:
            logger.warning("profile in %s not up to date: %s", language, error)


async def _set_commands(
    bot: Bot, scope: BotCommandScope, names: Sequence[str], code: str, texts: Texts
) -> None:
    wanted = tuple(BotCommand(name, texts.get(f"command-{name}")) for name in names)
    if tuple(await bot.get_my_commands(scope, code)) != wanted:
        await bot.set_my_commands(wanted, scope, code)


async def _set_name(bot: Bot, code: str, name: str) -> None:
    if (await bot.get_my_name(code)).name != name:
        await bot.set_my_name(name, code)


async def _set_description(bot: Bot, code: str, description: str) -> None:
    if (await bot.get_my_description(code)).description != description:
        await bot.set_my_description(description, code)


async def _set_short_description(bot: Bot, code: str, description: str) -> None:
    if (await bot.get_my_short_description(code)).short_description != description:
        await bot.set_my_short_description(description, code)
