"""Sends and edits the way a guest in the chat would: answering the asker, quietly, without previews."""

from __future__ import annotations

import logging

from telegram import Bot, LinkPreviewOptions, MaybeInaccessibleMessage, Message, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.memory import kept
from bot.place import is_private, topic_of
from bot.refusals import is_expected
from bot.render import Reply
from bot.services import Services

logger = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(services: Services, question: MaybeInaccessibleMessage, reply: Reply) -> Message | None:
    """Answers a message in its chat and topic; None where the bot may not write.

    Raises:
        TelegramError: if Telegram refuses what is sent, or is not reached in time.
    """
    bot = question.get_bot()
    try:
        return await bot.send_message(
            chat_id=question.chat.id,
            text=reply.text,
            entities=reply.entities,
            reply_markup=reply.markup,
            reply_parameters=ReplyParameters(
                reply.points_to or question.message_id, allow_sending_without_reply=True
            ),
            message_thread_id=topic_of(question),
            disable_notification=not is_private(question),
            link_preview_options=NO_PREVIEW,
        )
    except Forbidden:
        await mark_gone(services, question.chat.id)
    except BadRequest as error:
        _end_quietly(error, "not sent")
    return None


async def say(services: Services, bot: Bot, chat_id: int, reply: Reply) -> None:
    """Sends something that answers nobody, silently."""
    try:
        await bot.send_message(
            chat_id=chat_id,
            text=reply.text,
            entities=reply.entities,
            reply_markup=reply.markup,
            disable_notification=True,
            link_preview_options=NO_PREVIEW,
        )
    except Forbidden:
        await mark_gone(services, chat_id)
    except BadRequest as error:
        _end_quietly(error, "not sent")


async def edit(services: Services, message: int, question: Message, reply: Reply) -> None:
    """Replaces what an earlier message of the bot says."""
    try:
        await question.get_bot().edit_message_text(
            text=reply.text,
            entities=reply.entities,
            reply_markup=reply.markup,
            chat_id=question.chat.id,
            message_id=message,
            link_preview_options=NO_PREVIEW,
        )
    except Forbidden:
        await mark_gone(services, question.chat.id)
    except (BadRequest, ChatMigrated) as error:
        _end_quietly(error, "not edited")


async def mark_gone(services: Services, chat_id: int, gone: bool = True) -> None:
    """Notes that the bot may no longer write to a chat, or may again."""
    await kept(services, services.store.mark_gone(services.keys.chat(chat_id), gone))


def _end_quietly(error: TelegramError, what: str) -> None:
    """Logs that nobody could be told anything there: no right to write, a closed topic; raises the rest."""
    if not is_expected(error):
        raise error
    logger.info("%s: %s", what, error)
