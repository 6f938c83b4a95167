"""/ask QUESTION, in captions too, or /ask as a reply to the message that asks; also in channels."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.addressing import after_command, asked_about, replies_to
from bot.asking import respond, show
from bot.kinds import ASKING_CAPTION, NEW
from bot.render import usage
from bot.services import Services
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of /ask."""

    async def ask(update: Update, context: Context) -> None:
        message = update.effective_message
        if message is None:
            return
        question = after_command(message)
        if not question and not replies_to(context.bot.bot, message):
            question = asked_about(message)
        if question:
            await respond(services, message, question)
        else:
            await show(services, message, usage)

    kinds = NEW | filters.UpdateType.CHANNEL_POST
    return [CommandHandler("ask", ask, kinds), MessageHandler(kinds & ASKING_CAPTION, ask)]
