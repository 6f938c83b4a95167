"""/source: the article that the bot quotes."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler

from bot.asking import show
from bot.kinds import NEW
from bot.render import source
from bot.services import Services
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of /source."""

    async def source_(update: Update, _: Context) -> None:
        if update.message is not None:
            await show(services, update.message, lambda pack, texts, _: source(pack, texts))

    return [CommandHandler("source", source_, NEW)]
