"""Plain messages: any text in a private chat, and in groups what speaks to the bot."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from bot import memory
from bot.addressing import asked_about, question_to, replies_to, words
from bot.asking import respond, show
from bot.kinds import COMMAND_CAPTION, GROUPS, NEW, PRIVATE, WORDS
from bot.render import group_help, help_page, nothing_to_read
from bot.services import Services
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of text, captions and whatever else is sent in private."""

    async def private(update: Update, _: Context) -> None:
        if update.message is not None:
            await memory.is_first_of_album(services, update.message)
            await respond(services, update.message, words(update.message))

    async def unknown_command(update: Update, _: Context) -> None:
        if update.message is not None:
            await show(services, update.message, help_page)

    async def wordless(update: Update, _: Context) -> None:
        if update.message is not None and await memory.is_first_of_album(services, update.message):
            await show(services, update.message, lambda _, texts, __: nothing_to_read(texts))

    async def group(update: Update, context: Context) -> None:
        if update.message is not None:
            await _in_group(services, update.message, context)

    return [
        MessageHandler(NEW & PRIVATE & (filters.COMMAND | COMMAND_CAPTION), unknown_command),
        MessageHandler(NEW & PRIVATE & WORDS, private),
        MessageHandler(NEW & PRIVATE & ~filters.StatusUpdate.ALL, wordless),
        MessageHandler(NEW & GROUPS & WORDS, group),
    ]


async def _in_group(services: Services, message: Message, context: Context) -> None:
    me = context.bot.bot
    question = question_to(me, message)
    if question is None:
        return
    if not question and not replies_to(me, message):
        question = asked_about(message)
    if question:
        await respond(services, message, question)
    else:
        await show(services, message, group_help)
