"""From a reader's words to a reply: the one road that every surface takes."""

from __future__ import annotations

from collections.abc import Callable

from telegram import MaybeInaccessibleMessage, Message, User

from bot import memory
from bot.deciding import decide
from bot.limits import Verdict, verdict
from bot.place import place_of, venue_of
from bot.recording import record
from bot.render import Reply, Venue, cited, earlier_answer, notice, render, slow_down
from bot.sending import edit, send
from bot.services import Services
from bot.storage import Place
from bot.texts import LANGUAGES, Texts
from bot.watching import note
from knowledge import Conversation, Decision, Fact, NotUnderstood, Pack

Page = Callable[[Pack, Texts, Venue], Reply]
"""A reply that depends on no question."""


async def respond(services: Services, message: Message, question: str) -> None:
    """Answers a question where it was asked, and remembers that."""
    place = place_of(message, services.keys)
    if not await admitted(services, message, place):
        return
    conversation = await memory.context(services, message, place)
    decision, texts = await decided(services, question, conversation, place, message.from_user)
    earlier = await memory.repeated(services, message, place, conversation, decision)
    if earlier is not None:
        reply = earlier_answer(message.chat, earlier.message, texts)
    else:
        reply = render(decision, services.pack, texts, venue_of(message))
    sent = await send(services, message, reply)
    if sent is not None:
        await memory.keep(services, message, sent, reply, decision)
        await record(services, message, decision)


async def respond_again(services: Services, message: Message, question: str) -> None:
    """Mends the earlier answer, if there is one, when the words of its question were edited."""
    place = place_of(message, services.keys)
    earlier = await memory.recalled(services, services.store.sent_to(place.chat, message.message_id), None)
    if earlier is None or earlier.asked == memory.asked_digest(services, message):
        return
    if not await admitted(services, message, place):
        return
    conversation = await memory.context(services, message, place, earlier.at)
    decision, texts = await decided(services, question, conversation, place, message.from_user)
    reply = render(decision, services.pack, texts, venue_of(message))
    if memory.reply_digest(services, reply) != earlier.reply:
        await edit(services, earlier.message, message, reply)
        await memory.keep_again(services, message, earlier, reply, decision)
        await record(services, message, decision)


async def open_fact(
    services: Services, message: MaybeInaccessibleMessage, place: Place, fact: Fact, texts: Texts
) -> None:
    """Sends a fact by itself, or points to it, and remembers it as what the next question may lean on."""
    note(shown="fact", facts=[fact.id])
    earlier = await memory.cited_lately(services, message, place, [fact.id], texts.language)
    if earlier is not None:
        reply = earlier_answer(message.chat, earlier.message, texts)
    else:
        reply = cited(fact, services.pack, texts, venue_of(message))
    sent = await send(services, message, reply)
    if sent is not None:
        await memory.keep_card(services, sent, place, reply, fact, texts.language)


async def show(services: Services, message: Message, page: Page) -> None:
    """Sends a page in the reader's language."""
    place = place_of(message, services.keys)
    if await admitted(services, message, place):
        note(shown="page")
        texts = await reader_texts(services, place, message.from_user)
        await send(services, message, page(services.pack, texts, venue_of(message)))


async def present(services: Services, message: Message, key: str) -> None:
    """Sends a text of the catalogue in the reader's language."""
    await show(services, message, lambda _, texts, __: notice(key, texts))


async def admitted(services: Services, message: Message, place: Place) -> bool:
    """Whether the limits let this through; the first message too many is told so."""
    judged = await verdict(services, place, message)
    if judged is Verdict.NOTICE:
        await send(services, message, slow_down(await reader_texts(services, place, message.from_user)))
    return judged is Verdict.ANSWER


async def decided(
    services: Services, question: str, conversation: Conversation, place: Place, reader: User | None
) -> tuple[Decision, Texts]:
    """The decision on a question, and its reply's language."""
    texts = await reader_texts(services, place, reader)
    decision = decide(services, question, conversation, texts.language)
    return decision, reply_texts(decision, texts)


def reply_texts(decision: Decision, reader: Texts) -> Texts:
    """The language of a reply: the question's, or the reader's where there is no question."""
    return reader if isinstance(decision, NotUnderstood) else Texts(decision.language)


async def reader_texts(services: Services, place: Place, reader: User | None) -> Texts:
    """The interface in the chat's language, else the one of the reader's app, else English."""
    settings = await memory.chat_settings(services, place)
    return Texts(settings.language or app_language(reader))


def app_language(reader: User | None) -> str:
    """The language of the reader's app, English where it is not told."""
    code = (reader.language_code or "") if reader else ""
    return code.partition("-")[0] or LANGUAGES[0]
