"""/privacy and /forget: what is stored about the asker, and its erasure."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import CommandHandler

from bot.asking import admitted, reader_texts, show
from bot.kinds import NEW
from bot.memory import changed
from bot.place import is_private, place_of
from bot.render import Reply, notice
from bot.render import privacy as privacy_page
from bot.sending import send
from bot.services import Services
from bot.settings import Settings
from bot.storage import Place
from bot.texts import Texts
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of /privacy and /forget."""

    async def privacy(update: Update, _: Context) -> None:
        if update.message is not None:
            await show(services, update.message, lambda _, texts, __: _page(services.settings, texts))

    async def forget(update: Update, _: Context) -> None:
        message = update.message
        if message is None:
            return
        place = place_of(message, services.keys)
        if await admitted(services, message, place):
            texts = await reader_texts(services, place, message.from_user)
            await send(services, message, await _forgotten(services, message, place, texts))

    return [CommandHandler("privacy", privacy, NEW), CommandHandler("forget", forget, NEW)]


async def _forgotten(services: Services, message: Message, place: Place, texts: Texts) -> Reply:
    """Erases what is stored of the one who writes, and tells how much that was."""
    # Nobody is erased by halves: without a known person there is nothing of theirs to find.
    if not place.asker:
        return notice("forget-anonymous", texts)
    own_chat = place.chat if is_private(message) else ""
    count = await changed(services, services.store.forget(place.asker, own_chat), -1)
    return notice("forget-failed", texts) if count < 0 else notice("forgotten", texts, count=count)


def _page(settings: Settings, texts: Texts) -> Reply:
    return privacy_page(
        settings.retention_days, texts, text=settings.keep_text, announced=settings.announcements
    )
