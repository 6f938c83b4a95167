"""Where a message stands and who speaks, as keys under which it may be remembered."""

from __future__ import annotations

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message
from telegram.constants import ChatType

from bot.render.venue import Venue
from bot.storage import Keys, Place


def place_of(message: Message, keys: Keys) -> Place:
    """The place of a message that somebody wrote."""
    return Place(chat=keys.chat(message.chat.id), topic=topic_of(message) or 0, asker=_speaker(message, keys))


def place_of_press(query: CallbackQuery, message: MaybeInaccessibleMessage, keys: Keys) -> Place:
    """The place of somebody who pressed a button; Telegram always tells who."""
    topic = topic_of(message) or 0
    return Place(chat=keys.chat(message.chat.id), topic=topic, asker=keys.person(query.from_user.id))


def topic_of(message: MaybeInaccessibleMessage) -> int | None:
    """Id of the forum topic; None in General and elsewhere, where Telegram takes none.

    Threads of comments carry an id too, but are no topics.
    """
    if isinstance(message, Message) and message.is_topic_message:
        return message.message_thread_id
    return None


def venue_of(message: MaybeInaccessibleMessage) -> Venue:
    """What replies to a message can carry."""
    bot = message.get_bot()
    live = message.chat.type != ChatType.CHANNEL
    return Venue(bot=bot.username, inline=bool(bot.supports_inline_queries), live=live)


def is_private(message: MaybeInaccessibleMessage) -> bool:
    """Whether nobody but the asker reads along."""
    return message.chat.type == ChatType.PRIVATE


def _speaker(message: Message, keys: Keys) -> str:
    if message.sender_chat is not None:
        # An anonymous admin speaks as the group itself: several people behind one name.
        anonymous = message.sender_chat.id == message.chat.id
        return "" if anonymous else keys.person(message.sender_chat.id)
    return keys.person(message.from_user.id) if message.from_user else ""
