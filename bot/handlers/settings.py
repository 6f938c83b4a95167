"""/settings and /language: what can be set for a chat, in groups by its admins."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.admins import may_press, may_set
from bot.asking import app_language, present, show
from bot.kinds import NEW
from bot.memory import chat_settings, kept
from bot.place import is_private, place_of
from bot.pressing import Pressed, acknowledge, pattern, pressed
from bot.render import AUTOMATIC, OFF, ON, Action, Reply, language_choice, notice, settings_page
from bot.sending import edit
from bot.services import Services
from bot.storage import Chat
from bot.texts import LANGUAGES, Texts
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of /settings and /language, and of their buttons."""

    async def settings(update: Update, _: Context) -> None:
        if update.message is not None:
            await _settings(services, update.message)

    async def language(update: Update, _: Context) -> None:
        if update.message is not None:
            await _language(services, update.message)

    async def chosen(update: Update, _: Context) -> None:
        if got := await pressed(services, update):
            await _chosen(services, got)

    return [
        CommandHandler("settings", settings, NEW),
        CommandHandler("language", language, NEW),
        CallbackQueryHandler(chosen, pattern(Action.LANGUAGE, Action.COMMENTS)),
    ]


async def _settings(services: Services, message: Message) -> None:
    if is_private(message):
        await _language(services, message)
    elif await may_set(message):
        known = await chat_settings(services, place_of(message, services.keys))
        await show(services, message, lambda pack, texts, _: settings_page(known.comments, pack, texts))
    else:
        await present(services, message, "admins-only")


async def _language(services: Services, message: Message) -> None:
    if await may_set(message):
        known = await chat_settings(services, place_of(message, services.keys))
        await show(services, message, lambda pack, texts, _: language_choice(known.language, pack, texts))
    else:
        await present(services, message, "admins-only")


async def _chosen(services: Services, got: Pressed) -> None:
    if not await may_press(got.query, got.message):
        await acknowledge(got.query, got.texts.get("admins-only"))
        return
    known = await chat_settings(services, got.place)
    change = _change(got)
    await acknowledge(got.query, None if change else got.texts.get("button-stale"))
    if change is None:
        return
    # What is known of the rest may be nothing, where the database was slow to say it.
    await kept(services, services.store.change_chat(got.place.chat, **change))
    confirmation = _confirmation(services, got, replace(known, **change))
    if got.shown is not None and confirmation.differs_from(got.shown):
        await edit(services, got.shown.message_id, got.shown, confirmation)


def _change(got: Pressed) -> dict[str, Any] | None:
    """What a press sets; None for a choice that there is not."""
    choice = got.press.subject
    if got.press.action is Action.COMMENTS:
        return {"comments": choice == ON} if choice in (ON, OFF) else None
    if choice == AUTOMATIC:
        return {"language": ""}
    return {"language": choice} if choice in LANGUAGES else None


def _confirmation(services: Services, got: Pressed, wanted: Chat) -> Reply:
    if got.press.action is Action.COMMENTS:
        return settings_page(wanted.comments, services.pack, got.shown_texts)
    texts = Texts(wanted.language or app_language(got.query.from_user))
    return notice("language-set" if wanted.language else "language-follows", texts)
