"""What every pressed button needs first: validated, answered at once, with its place and language."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest

from bot.asking import reader_texts
from bot.limits import Verdict, verdict
from bot.place import place_of_press
from bot.render import Action, Press
from bot.services import Services
from bot.storage import Place
from bot.texts import Texts
from knowledge import Fact, Pack

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """A press of one of the bot's own buttons."""

    query: CallbackQuery
    message: MaybeInaccessibleMessage
    """The message that carries the button; Telegram may no longer show what it says."""
    press: Press
    place: Place
    texts: Texts
    """The language of the one who pressed."""

    @property
    def shown_texts(self) -> Texts:
        """The language of the message that carries the button."""
        return Texts(self.press.language) if self.press.language else self.texts

    @property
    def shown(self) -> Message | None:
        """The message with what it says, None where Telegram no longer tells.

        python-telegram-bot makes such a one a Message too, so its type says nothing.
        """
        return _readable(self.message)


LASTING = (Action.OPEN, Action.GOOD, Action.BAD)
"""What a button still does where Telegram no longer shows whether the message has it."""


def pattern(*actions: Action) -> str:
    """Callback data of these actions, for a handler."""
    return rf"^[{''.join(actions)}]:"


async def pressed(services: Services, update: Update) -> Pressed | None:
    """Reads a press; one that is forged ends here, one that is stale or too many is told so."""
    query = update.callback_query
    if query is None:
        return None
    # A message sent through inline mode carries none of these buttons.
    if query.message is None or _is_forged(query.message, query.data):
        await acknowledge(query)
        return None
    place = place_of_press(query, query.message, services.keys)
    texts = await reader_texts(services, place, query.from_user)
    press = Press.read(query.data)
    if press is None or _is_stale(press, query.message, services.pack):
        await acknowledge(query, texts.get("button-stale"))
    elif await verdict(services, place) is not Verdict.ANSWER:
        await acknowledge(query, texts.get("too-many"))
    else:
        return Pressed(query=query, message=query.message, press=press, place=place, texts=texts)
    return None


def _is_forged(message: MaybeInaccessibleMessage, data: str | None) -> bool:
    """Whether no button of a message says that: Telegram takes whatever a client makes up."""
    if message.chat.type == ChatType.CHANNEL:
        return True  # what the bot posts there has links only
    shown = _readable(message)
    if shown is None:
        return False
    rows = shown.reply_markup.inline_keyboard if shown.reply_markup else ()
    return data not in {button.callback_data for row in rows for button in row if button.callback_data}


def _is_stale(press: Press, message: MaybeInaccessibleMessage, pack: Pack) -> bool:
    return press.pack != pack.id or (_readable(message) is None and press.action not in LASTING)


def _readable(message: MaybeInaccessibleMessage) -> Message | None:
    return message if isinstance(message, Message) and message.is_accessible else None


async def pressed_fact(services: Services, update: Update) -> tuple[Pressed, Fact] | None:
    """Reads a press about a fact; one that the pack no longer has is told so."""
    got = await pressed(services, update)
    if got is None:
        return None
    fact = services.pack.fact(got.press.subject)
    if fact is None:
        await acknowledge(got.query, got.texts.get("button-stale"))
        return None
    return got, fact


async def acknowledge(query: CallbackQuery, words: str | None = None) -> None:
    """Stops the button's spinner, with a short notice if there is one."""
    try:
        await query.answer(words)
    except BadRequest as error:
        # Telegram forgets a press within seconds: the reader has long seen it give up.
        logger.info("press not acknowledged: %s", error)
