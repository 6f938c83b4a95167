"""/facts, /timeline and /who: the pack page by page."""

from __future__ import annotations

import re
from collections.abc import Callable

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.asking import show
from bot.kinds import NEW
from bot.pressing import acknowledge, pattern, pressed
from bot.render import Action, Press, Reply, notice, timeline, topic, topics, who
from bot.sending import edit
from bot.services import Services
from bot.texts import Texts
from bot.types import Context, Handler
from knowledge import Pack

Turning = Callable[[int, Pack, Texts], Reply | None]
COMMANDS: dict[str, Turning] = {
    "facts": lambda _, pack, texts: topics(pack, texts),
    "timeline": timeline,
    "who": who,
}
_PAGE = re.compile(r"(?:(\d{1,4})-)?(\d{1,4})")


def handlers(services: Services) -> list[Handler]:
    """Handlers of the commands and of the buttons that turn pages."""

    async def turn(update: Update, _: Context) -> None:
        if got := await pressed(services, update):
            page = _page(got.press, services.pack, got.shown_texts)
            await acknowledge(got.query, None if page else got.texts.get("button-stale"))
            if page is not None and got.shown is not None and page.differs_from(got.shown):
                await edit(services, got.shown.message_id, got.shown, page)

    actions = pattern(Action.TOPICS, Action.TOPIC, Action.TIMELINE, Action.WHO)
    return [*(_command(services, name) for name in COMMANDS), CallbackQueryHandler(turn, actions)]


def _command(services: Services, name: str) -> Handler:
    def first(pack: Pack, texts: Texts, _: object) -> Reply:
        return COMMANDS[name](0, pack, texts) or notice("nothing-there", texts)

    async def command(update: Update, _: Context) -> None:
        if update.message is not None:
            await show(services, update.message, first)

    return CommandHandler(name, command, NEW)


def _page(press: Press, pack: Pack, texts: Texts) -> Reply | None:
    found = _PAGE.fullmatch(press.subject)
    if found is None:
        return None
    page = int(found[2])
    match press.action:
        case Action.TOPIC:
            return topic(int(found[1] or 0), page, pack, texts)
        case Action.TIMELINE:
            return timeline(page, pack, texts)
        case Action.WHO:
            return who(page, pack, texts)
        case _:
            return topics(pack, texts)
