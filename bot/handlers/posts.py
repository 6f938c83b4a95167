"""Posts of a channel in its discussion group: a comment that offers questions, where switched on."""

from __future__ import annotations

from telegram import Message, MessageOriginChannel, Update
from telegram.ext import MessageHandler, filters

from bot.addressing import asks
from bot.asking import reader_texts
from bot.kinds import POST
from bot.memory import chat_settings, is_first_of_album, recalled
from bot.place import place_of, venue_of
from bot.render import story
from bot.sending import send
from bot.services import Services
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of automatic forwards, whatever they show; an album gets one comment."""

    async def post(update: Update, context: Context) -> None:
        if update.message is None or not await is_first_of_album(services, update.message):
            return
        if asks(context.bot.bot, update.message):
            return
        place = place_of(update.message, services.keys)
        if (await chat_settings(services, place)).comments and not await _is_ours(services, update.message):
            texts = await reader_texts(services, place, None)
            await send(services, update.message, story(services.pack, texts, venue_of(update.message)))

    return [MessageHandler(POST & ~filters.StatusUpdate.ALL, post)]


async def _is_ours(services: Services, forward: Message) -> bool:
    """Whether the bot wrote the post itself, in answer to another one."""
    origin = forward.forward_origin
    if not isinstance(origin, MessageOriginChannel):
        return False
    channel = services.keys.chat(origin.chat.id)
    return await recalled(services, services.store.sent_as(channel, origin.message_id), None) is not None
