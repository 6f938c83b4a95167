"""Inline mode: ``@bot question`` in any chat."""

from __future__ import annotations

import logging

from telegram import InlineQuery, InlineQueryResultsButton, Update
from telegram.error import BadRequest
from telegram.ext import InlineQueryHandler

from bot import wording
from bot.addressing import without_ask
from bot.asking import app_language, reply_texts
from bot.deciding import decide
from bot.refusals import is_late
from bot.render import Venue, main_facts, results
from bot.services import Services
from bot.texts import Texts
from bot.types import Context, Handler
from knowledge import NotUnderstood

logger = logging.getLogger(__name__)

CACHE_SECONDS = 300
"""How long Telegram may give the same results to the same query."""
START = "ask"
"""What /start is given when a reader comes over from inline mode."""


def handlers(services: Services) -> list[Handler]:
    """Handlers of inline queries."""

    async def inline(update: Update, context: Context) -> None:
        if update.inline_query is not None:
            venue = Venue(bot=context.bot.username, live=False)
            try:
                asked = without_ask(context.bot.bot, update.inline_query.query.strip())
                await _answer(services, update.inline_query, asked, venue)
            except BadRequest as error:
                # The reader has typed on: Telegram takes no answer to an old query.
                if not is_late(error):
                    raise
                logger.info("inline query not answered: %s", error)

    return [InlineQueryHandler(inline)]


async def _answer(services: Services, query: InlineQuery, asked: str, venue: Venue) -> None:
    pack, reader = services.pack, Texts(app_language(query.from_user))
    if not asked:
        # The list follows the reader's language, so Telegram must not show it to others.
        found = main_facts(pack, reader, venue)
        await query.answer(found, cache_time=CACHE_SECONDS, is_personal=True)
        return
    decision = decide(services, asked, None, reader.language)
    texts = reply_texts(decision, reader)
    found = results(decision, pack, texts, venue)
    label = wording.inline_refusal(decision, texts)
    button = None if found else InlineQueryResultsButton(label, start_parameter=START)
    personal = isinstance(decision, NotUnderstood) or wording.leaves_language_open(asked, pack)
    await query.answer(found, cache_time=CACHE_SECONDS, is_personal=personal, button=button)
