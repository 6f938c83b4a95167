"""An edited question: its earlier answer is edited too."""

from __future__ import annotations

from telegram import Message, Update, User
from telegram.ext import MessageHandler, filters

from bot.addressing import after_command, asks, question_to, words
from bot.asking import respond_again
from bot.kinds import EDITED, WORDS
from bot.place import is_private
from bot.services import Services
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of edited messages and posts."""

    async def edited(update: Update, context: Context) -> None:
        message = update.effective_message
        question = _question(context.bot.bot, message) if message else None
        if message is not None and question:
            await respond_again(services, message, question)

    kinds = EDITED | filters.UpdateType.EDITED_CHANNEL_POST
    return [MessageHandler(kinds & WORDS, edited)]


def _question(me: User, message: Message) -> str | None:
    if asks(me, message):
        return after_command(message)
    return words(message) if is_private(message) else question_to(me, message)
