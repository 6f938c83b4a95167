"""Whether somebody may change a group's settings; always asked of the server."""

from __future__ import annotations

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden

from bot.place import is_private

ADMINS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)


async def may_set(message: Message) -> bool:
    """Whether the writer of a message runs the chat; in private everybody runs their own."""
    if is_private(message):
        return True
    if message.sender_chat is not None:
        # Only an admin can speak as the group itself; a channel that speaks here may be anybody's.
        return message.sender_chat.id == message.chat.id
    return message.from_user is not None and await _is_admin(message, message.from_user.id)


async def may_press(query: CallbackQuery, message: MaybeInaccessibleMessage) -> bool:
    """Whether the one who pressed a button runs the chat."""
    return is_private(message) or await _is_admin(message, query.from_user.id)


async def _is_admin(message: MaybeInaccessibleMessage, user: int) -> bool:
    try:
        member = await message.get_bot().get_chat_member(message.chat.id, user)
    except (BadRequest, Forbidden):
        return False
    return member.status in ADMINS
