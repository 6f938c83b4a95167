"""/help: how to ask."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot.asking import reader_texts
from bot.render import help_page
from bot.sending import send
from bot.services import Services
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of /help."""

    async def help_(update: Update, _: Context) -> None:
        if update.message is not None:
            await send(update.message, help_page(services.pack, reader_texts(update.effective_user)))

    return [CommandHandler("help", help_, filters.UpdateType.MESSAGE)]
