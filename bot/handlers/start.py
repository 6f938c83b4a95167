"""/start: what the bot is, or the fact that a deep link names."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import CommandHandler

from bot.addressing import after_command
from bot.asking import Page, show
from bot.kinds import NEW
from bot.place import is_private
from bot.render import cited, fact_in, group_help, welcome
from bot.services import Services
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of /start."""

    async def start(update: Update, _: Context) -> None:
        if update.message is not None:
            await show(services, update.message, _page(services, update.message))

    return [CommandHandler("start", start, NEW)]


def _page(services: Services, message: Message) -> Page:
    fact = fact_in(after_command(message), services.pack)
    if fact is not None:
        return lambda pack, texts, venue: cited(fact, pack, texts, venue)
    return welcome if is_private(message) else group_help
