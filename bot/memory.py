"""What earlier turns mean for this one; a store that fails or is slow costs memory, never an answer."""

from __future__ import annotations

import logging
from collections.abc import Coroutine
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from telegram import MaybeInaccessibleMessage, Message
from telegram.constants import MessageEntityType

from bot import wording
from bot.addressing import words
from bot.patience import Patience
from bot.place import is_private, place_of
from bot.render import Reply
from bot.services import Services
from bot.storage import Chat, Place, Sent, StorageError
from knowledge import Answered, Conversation, Decision, Fact, Pack

logger = logging.getLogger(__name__)

T = TypeVar("T")

PATIENCE = timedelta(milliseconds=200)
"""How long an answer waits for what is remembered, in all."""
WRITING = timedelta(seconds=2)
"""How long it is tried to write for one update, in all; the next question of the chat waits for this."""
FOLLOW_UP = timedelta(minutes=15)
"""How long a question may lean on the one before."""
ALBUM = timedelta(minutes=10)
"""How long pictures of one album may take to arrive."""
REPEAT = timedelta(minutes=10)
"""How long a group is pointed to an answer instead of reading it again."""


_reading: ContextVar[Patience] = ContextVar("reading")
_writing: ContextVar[Patience] = ContextVar("writing")
"""What is left for reading and for writing of the time for the update at work."""


def begin() -> None:
    """From here on, in this task and those it starts, reading shares one update's time; so does writing."""
    _reading.set(Patience(PATIENCE.total_seconds()))
    _writing.set(Patience(WRITING.total_seconds()))


async def recalled(services: Services, reading: Coroutine[Any, Any, T], otherwise: T) -> T:
    """What the store says, or something else when it cannot say it soon."""
    patience = _reading.get(None) or Patience(PATIENCE.total_seconds())
    try:
        return await patience.wait(reading)
    except Exception as error:  # whatever it is, it costs no answer
        services.metrics.database_errors.labels("read").inc()
        logger.warning("going on without what is stored: %s", _named(error))
        return otherwise


async def changed(services: Services, writing: Coroutine[Any, Any, T], otherwise: T) -> T:
    """What the store says to a change, or something else when it was not made."""
    patience = _writing.get(None) or Patience(WRITING.total_seconds())
    try:
        return await patience.wait(writing)
    except Exception as error:  # whatever it is, it costs no answer
        services.metrics.database_errors.labels("write").inc()
        logger.warning("not stored: %s", _named(error))
        return otherwise


def _named(error: Exception) -> str:
    """What went wrong; of what nobody foresaw only the kind, as its words may be somebody's own."""
    return repr(error) if isinstance(error, StorageError | TimeoutError) else type(error).__name__


async def kept(services: Services, writing: Coroutine[Any, Any, None]) -> None:
    """Writes; a failure is logged and costs nothing else."""
    await changed(services, writing, None)


async def chat_settings(services: Services, place: Place) -> Chat:
    """What is set for the chat."""
    return await recalled(services, services.store.chat(place.chat), Chat())


async def context(
    services: Services, message: Message, place: Place, before: datetime | None = None
) -> Conversation:
    """What a question may lean on: the answer it replies to, else the asker's own last one there."""
    replied = message.reply_to_message
    if replied is not None and _is_ours(replied):
        sent = await recalled(services, services.store.sent_as(place.chat, replied.message_id), None)
        return sent.conversation if sent else Conversation.about(*cited_in(replied, services.pack))
    if not place.asker:
        return Conversation()
    now = before or services.clock()
    reading = services.store.last_sent(place, after=now - FOLLOW_UP, before=now)
    last = await recalled(services, reading, None)
    return last.conversation if last else Conversation()


async def is_first_of_album(services: Services, message: Message) -> bool:
    """Whether no other picture of the same album came before; each is a message of its own."""
    if message.media_group_id is None:
        return True
    key = services.keys.digest("album", message.media_group_id)
    return await recalled(services, services.store.count(key, now=services.clock(), span=ALBUM), 1) == 1


async def repeated(
    services: Services, message: Message, place: Place, conversation: Conversation, decision: Decision
) -> Sent | None:
    """The earlier reply in this group with the same answer, if it is recent.

    None where the message answers one about these very facts: who asks "who says so?" there has it in view.
    """
    if not isinstance(decision, Answered) or decision.corrections:
        return None
    groups = wording.grouped(found.fact for found in decision.found)
    facts = [fact.id for group in groups for fact in group]
    replied = message.reply_to_message
    if replied is not None and _is_ours(replied) and {*facts} == {*conversation.facts}:
        return None
    return await cited_lately(services, message, place, facts, decision.language)


async def cited_lately(
    services: Services, message: MaybeInaccessibleMessage, place: Place, facts: list[str], language: str
) -> Sent | None:
    """The recent reply in this group that cites exactly these facts in that language."""
    if is_private(message):
        return None
    reading = services.store.last_citing(place, facts, language, after=services.clock() - REPEAT)
    return await recalled(services, reading, None)


async def keep(
    services: Services, question: Message, answer: Message, reply: Reply, decision: Decision
) -> None:
    """Remembers a reply to a question."""
    # A group that became a supergroup meanwhile was answered there.
    place = replace(place_of(question, services.keys), chat=services.keys.chat(answer.chat.id))
    sent = Sent(
        place=place,
        question=question.message_id,
        message=answer.message_id,
        asked=asked_digest(services, question),
        reply=reply_digest(services, reply),
        pack=services.pack.id,
        version=services.pack.version,
        language=decision.language,
        facts=reply.facts,
        conversation=decision.conversation,
        at=services.clock(),
    )
    await kept(services, services.store.keep_sent(sent))


async def keep_card(  # noqa: PLR0913, PLR0917  a pointer cites nothing, so the fact comes beside the reply
    services: Services, card: Message, place: Place, reply: Reply, fact: Fact, language: str
) -> None:
    """Remembers a fact that was opened by its button, so that a reply to it is understood."""
    sent = Sent(
        place=place,
        question=0,
        message=card.message_id,
        asked="",
        reply=reply_digest(services, reply),
        pack=services.pack.id,
        version=services.pack.version,
        language=language,
        facts=reply.facts,
        conversation=Conversation.about(fact.id),
        at=services.clock(),
    )
    await kept(services, services.store.keep_sent(sent))


async def keep_again(
    services: Services, question: Message, earlier: Sent, reply: Reply, decision: Decision
) -> None:
    """Remembers what an earlier reply says since it was edited."""
    sent = replace(
        earlier,
        asked=asked_digest(services, question),
        reply=reply_digest(services, reply),
        language=decision.language,
        facts=reply.facts,
        conversation=decision.conversation,
    )
    await kept(services, services.store.keep_sent(sent))


def asked_digest(services: Services, question: Message) -> str:
    """Tells an edit that changes what a message says from one that leaves its words alone."""
    return services.keys.digest("question", words(question))


def reply_digest(services: Services, reply: Reply) -> str:
    """Tells replies apart that look different in the chat."""
    markup = reply.markup.to_json() if reply.markup else ""
    return services.keys.digest("reply", f"{reply.text}\n{markup}")


def cited_in(message: Message, pack: Pack) -> list[str]:
    """Ids of the facts whose quote stands in a message; those with their answer in bold if there are any."""
    text = message.text or message.caption or ""
    quoted = [fact for fact in pack.facts if fact.quote in text]
    shown = set(message.parse_entities([MessageEntityType.BOLD]).values()) if message.text else set()
    answered = [fact for fact in quoted if fact.answer_text in shown]
    return [fact.id for fact in (answered or _one_for_each_quote(quoted))]


def _one_for_each_quote(facts: list[Fact]) -> list[Fact]:
    return list({fact.span: fact for fact in reversed(facts)}.values())[::-1]


def _is_ours(message: Message) -> bool:
    me = message.get_bot().id
    senders = (message.from_user, message.via_bot)
    return any(sender is not None and sender.id == me for sender in senders)
