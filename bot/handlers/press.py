"""Buttons under replies."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler

from bot.asking import reader_texts
from bot.render import Press, cited
from bot.sending import send
from bot.services import Services
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of button presses."""

    async def press(update: Update, _: Context) -> None:
        query = update.callback_query
        if query is None:
            return
        texts, asked = reader_texts(query.from_user), Press.read(query.data)
        fact = services.pack.fact(asked.fact) if asked and asked.pack == services.pack.id else None
        await query.answer(None if fact else texts.get("button-stale"))
        if fact is not None and isinstance(query.message, Message):
            await send(query.message, cited(fact, services.pack, texts))

    return [CallbackQueryHandler(press)]
