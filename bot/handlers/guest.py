"""Guest mode: a mention in a chat that the bot never joined."""

from __future__ import annotations

import logging

from telegram import InlineQueryResultArticle, Message, Update
from telegram.error import BadRequest, Forbidden
from telegram.ext import MessageHandler, filters

from bot import memory
from bot.addressing import asked_about, called_to_ask, replies_to
from bot.asking import decided, reader_texts
from bot.kinds import HUMAN
from bot.limits import Verdict, verdict
from bot.place import place_of
from bot.recording import record
from bot.refusals import is_expected, is_late
from bot.render import Venue, page_result, slow_down, usage_result, whole_answer
from bot.services import Services
from bot.storage import Place
from bot.types import Context, Handler

logger = logging.getLogger(__name__)


def handlers(services: Services) -> list[Handler]:
    """Handlers of guest messages."""

    async def guest(update: Update, context: Context) -> None:
        if update.guest_message is not None and update.guest_message.guest_query_id:
            await _answer(services, update.guest_message, context)

    return [MessageHandler(filters.UpdateType.GUEST_MESSAGE & HUMAN, guest)]


async def _answer(services: Services, message: Message, context: Context) -> None:
    venue = Venue(bot=context.bot.username, live=False)
    place = place_of(message, services.keys)
    judged = await verdict(services, place, message)
    if judged is not Verdict.ANSWER:
        await _refuse(services, message, place, judged)
        return
    question = called_to_ask(context.bot.bot, message)
    if not question and not replies_to(context.bot.bot, message):
        question = asked_about(message)
    if not question:
        texts = await reader_texts(services, place, message.from_user)
        await _send(message, usage_result(services.pack, texts, venue))
        return
    conversation = await memory.context(services, message, place)
    decision, texts = await decided(services, question, conversation, place, message.from_user)
    await _send(message, whole_answer(decision, services.pack, texts, venue))
    await record(services, message, decision)


async def _refuse(services: Services, message: Message, place: Place, judged: Verdict) -> None:
    """Says once that it is too much, as everywhere."""
    if judged is Verdict.NOTICE:
        await _send(message, page_result(slow_down(await reader_texts(services, place, message.from_user))))


async def _send(message: Message, result: InlineQueryResultArticle) -> None:
    try:
        await message.answer_guest_query(result)
    except (BadRequest, Forbidden) as error:
        # Telegram waits for seconds only, and the chat is not the bot's own.
        if not (is_late(error) or is_expected(error) or isinstance(error, Forbidden)):
            raise
        logger.info("guest not answered: %s", error)
