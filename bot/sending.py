"""Sends replies the way a guest in the chat would: answering the asker, quietly, without previews."""

from __future__ import annotations

from telegram import LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ChatType

from bot.render import Reply

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(question: Message, reply: Reply) -> Message:
    """Answers a message in its chat and topic; silently in groups."""
    thread = question.message_thread_id if question.is_topic_message else None
    return await question.get_bot().send_message(
        chat_id=question.chat.id,
        text=reply.text,
        entities=reply.entities,
        reply_markup=reply.markup,
        reply_parameters=ReplyParameters(question.message_id, allow_sending_without_reply=True),
        message_thread_id=thread,
        disable_notification=question.chat.type != ChatType.PRIVATE,
        link_preview_options=NO_PREVIEW,
    )
