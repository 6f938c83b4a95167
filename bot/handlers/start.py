"""/start: what the bot is, and three questions to begin with."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot.asking import reader_texts
from bot.render import welcome
from bot.sending import send
from bot.services import Services
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of /start in private chats."""

    async def start(update: Update, _: Context) -> None:
        if update.message is not None:
            await send(update.message, welcome(services.pack, reader_texts(update.effective_user)))

    return [CommandHandler("start", start, filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE)]
