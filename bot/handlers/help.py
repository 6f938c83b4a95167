"""/help: how to ask."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler

from bot.asking import show
from bot.kinds import NEW
from bot.place import is_private
from bot.render import group_help, help_page
from bot.services import Services
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of /help."""

    async def help_(update: Update, _: Context) -> None:
        if update.message is not None:
            page = help_page if is_private(update.message) else group_help
            await show(services, update.message, page)

    return [CommandHandler("help", help_, NEW)]
