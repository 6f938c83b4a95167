"""Posts of a channel in its discussion group: a comment that offers questions, where switched on."""

from __future__ import annotations

from telegram import Update
from telegram.ext import MessageHandler

from bot.asking import reader_texts
from bot.kinds import GROUPS, NEW, POST, WORDS
from bot.memory import chat_settings
from bot.place import place_of, venue_of
from bot.render import story
from bot.sending import send
from bot.services import Services
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of automatic forwards; the words stand in one message of an album, so it gets one comment."""

    async def post(update: Update, _: Context) -> None:
        if update.message is None:
            return
        place = place_of(update.message, services.keys)
        if (await chat_settings(services, place)).comments:
            texts = await reader_texts(services, place, None)
            await send(services, update.message, story(services.pack, texts, venue_of(update.message)))

    return [MessageHandler(NEW & GROUPS & POST & WORDS, post)]
