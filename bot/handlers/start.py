"""/start: what the bot is, or the fact that a deep link names."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import CommandHandler

from bot.addressing import after_command
from bot.asking import admitted, open_fact, reader_texts, show
from bot.kinds import NEW
from bot.place import is_private, place_of
from bot.render import fact_in, group_help, welcome
from bot.services import Services
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of /start."""

    async def start(update: Update, _: Context) -> None:
        if update.message is not None:
            await _start(services, update.message)

    return [CommandHandler("start", start, NEW)]


async def _start(services: Services, message: Message) -> None:
    payload = after_command(message)
    fact = fact_in(payload, services.pack)
    if fact is not None:
        place = place_of(message, services.keys)
        if await admitted(services, message, place):
            texts = await reader_texts(services, place, message.from_user)
            await open_fact(services, message, place, fact, texts)
    elif is_private(message):
        await show(services, message, welcome)
    elif not payload:
        # With a payload it was just added by a link, and has introduced itself.
        await show(services, message, group_help)
