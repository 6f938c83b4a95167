"""Any text in a private chat is a question."""

from __future__ import annotations

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot import asking
from bot.render import nothing_to_read
from bot.sending import send
from bot.services import Services
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of text, captions and everything else that is sent in private."""

    async def question(update: Update, _: Context) -> None:
        if update.message is not None:
            words = asking.words(update.message)
            await send(update.message, asking.answer(services, words))

    async def wordless(update: Update, _: Context) -> None:
        if update.message is not None:
            await send(update.message, nothing_to_read(asking.reader_texts(update.effective_user)))

    # filters.TEXT alone would also fire on edits, channel posts and guest messages.
    private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & ~filters.VIA_BOT
    return [
        MessageHandler(private & (filters.TEXT | filters.CAPTION), question),
        MessageHandler(private & ~filters.StatusUpdate.ALL, wordless),
    ]
