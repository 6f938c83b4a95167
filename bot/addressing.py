"""Whether a message in a group speaks to the bot, and what it asks; pure."""

from __future__ import annotations

import re

from telegram import Message, MessageEntity, User
from telegram.constants import MessageEntityType

_COMMAND = re.compile(r"/\w+(@\w+)?\s*")
_ASK = re.compile(r"/ask(?:@(\w+))?(?!\w)", re.IGNORECASE)
_GAP_BEFORE_SIGN = re.compile(r"\s*[,;:]*\s*(?=[?!.]*$)")


def words(message: Message) -> str:
    """What a message says: its text or its caption."""
    return message.text or message.caption or ""


def after_command(message: Message) -> str:
    """What follows the command that a message starts with."""
    return _COMMAND.sub("", words(message).lstrip(), count=1).strip()


def question_to(me: User, message: Message) -> str | None:
    """The question that a group message puts to the bot: empty if it only calls, None if to others."""
    if _starts_with_command(message):
        return None
    if mentions(me, message):
        return called_to_ask(me, message)
    if replies_to(me, message):
        return called_to_ask(me, message) or None
    return None


def called_to_ask(me: User, message: Message) -> str:
    """What a message asks besides calling the bot, by its name or by /ask."""
    return without_ask(me, without_mentions(message))


def without_ask(me: User, text: str) -> str:
    """A question without the /ask to this bot that some people put before it."""
    found = _ask_to(me, text)
    return text[found.end() :].strip() if found else text


def asks(me: User, message: Message) -> bool:
    """Whether a message is /ask to this bot."""
    return _ask_to(me, words(message).lstrip()) is not None


def asked_about(message: Message) -> str:
    """What the message that this one answers says, to whomever: the part that the asker marked, if any."""
    if message.quote is not None and message.quote.is_manual:
        return message.quote.text
    earlier = message.reply_to_message
    if earlier is None:
        return ""
    text = without_mentions(earlier)
    return _COMMAND.sub("", text, count=1).strip() if _starts_with_command(earlier) else text


def replies_to(me: User, message: Message) -> bool:
    """Whether a message answers one of the bot's own.

    In a topic every message formally answers the one that opened it, which the bot may have sent.
    """
    earlier = message.reply_to_message
    if earlier is None or earlier.forum_topic_created is not None:
        return False
    return earlier.from_user is not None and earlier.from_user.id == me.id


def mentions(me: User, message: Message) -> bool:
    """Whether a real mention, as Telegram marks it, names the bot."""
    return any(_names(me, entity, text) for entity, text in _marks(message).items())


def without_mentions(message: Message) -> str:
    """What a message says besides calling somebody's name."""
    raw = words(message).encode("utf-16-le", "replace")
    marks = sorted(_marks(message), key=lambda entity: entity.offset, reverse=True)
    for entity in marks:
        start, end = entity.offset * 2, (entity.offset + entity.length) * 2
        raw = raw[:start] + " ".encode("utf-16-le") + raw[end:]
    text = " ".join(raw.decode("utf-16-le", "ignore").split())
    if not any(character.isalnum() for character in text):
        return ""
    return _GAP_BEFORE_SIGN.sub("", text.lstrip(" ,;:-–—")) if marks else text


def _ask_to(me: User, text: str) -> re.Match[str] | None:
    found, name = _ASK.match(text), (me.username or "").casefold()
    return found if found and (found[1] or name).casefold() == name else None


def _marks(message: Message) -> dict[MessageEntity, str]:
    kinds: list[str | None] = [MessageEntityType.MENTION, MessageEntityType.TEXT_MENTION]
    found = message.parse_entities(kinds) if message.text else {}
    return found or (message.parse_caption_entities(kinds) if message.caption else {})


def _names(me: User, entity: MessageEntity, text: str) -> bool:
    if entity.type == MessageEntityType.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return text.casefold() == f"@{me.username}".casefold()


def _starts_with_command(message: Message) -> bool:
    entities = message.entities or message.caption_entities
    return any(entity.type == MessageEntityType.BOT_COMMAND and entity.offset == 0 for entity in entities)
