"""/ask QUESTION, wherever commands are heard."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot import asking
from bot.render import usage
from bot.sending import send
from bot.services import Services
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of /ask."""

    async def ask(update: Update, _: Context) -> None:
        if update.message is None:
            return
        asker, question = update.effective_user, asking.after_command(update.message)
        if question:
            await send(update.message, asking.answer(services, question))
        else:
            await send(update.message, usage(services.pack, asking.reader_texts(asker)))

    return [CommandHandler("ask", ask, filters.UpdateType.MESSAGE)]
