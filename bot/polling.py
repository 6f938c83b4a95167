"""Polling: updates are fetched, and confirmed after they were answered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.application import UPDATES, Answering
from bot.line import GRACE, Line
from bot.once import Holder, Once
from bot.reaching import came_back, insistently
from bot.services import Services
from bot.stopping import Stop
from bot.types import App
from bot.window import SHOWN, Window

logger = logging.getLogger(__name__)

Fetch = Callable[[], Coroutine[Any, Any, Sequence[Update]]]

HOLDER = Holder(name="polling")
"""Telegram lets one program poll: what an earlier one left behind is taken over at once."""
POLL = timedelta(seconds=30)
"""How long one request waits for updates."""
PAUSE = 0.55
"""Seconds until it is asked again, while an update is at work, whether there are others.

Whoever asks for the same updates again within half a second is shown one of them only, and no new ones.
"""

CONFIRMING = 3.0
"""Seconds for the last confirmation: behind what is finished first, supervisors leave no more."""


async def begin(bot: Bot, stop: Stop) -> None:
    """Removes a webhook, which would keep every update from being fetched; what waits there is kept."""
    await insistently(partial(bot.delete_webhook, drop_pending_updates=False), stop)


async def poll(application: App, services: Services, stop: Stop) -> None:
    """Fetches and answers until the end is asked for.

    Raises:
        InvalidToken: if Telegram refuses the token.
    """
    back = partial(came_back, application.bot, stop)
    once = Once(Answering(application, services), services, stop, HOLDER, back)
    window = Window(Line(once, in_flight=services.settings.in_flight))
    try:
        await _fill(window, application.bot, stop)
    finally:
        await window.close(GRACE)
    logger.info("%d updates answered, %d given up", once.answered, once.given_up)
    await _confirm(application.bot, window.offset)


async def _fill(window: Window, bot: Bot, stop: Stop) -> None:
    clock, confirmed, again = asyncio.get_running_loop().time, -1, 0.0
    while not stop.asked:
        offset, stuck = window.offset, window.busy or window.full
        if window.full:
            window.make_room()
        if offset == confirmed and (stuck or clock() < again):
            # Telegram answers at once as long as something is not confirmed: asking again must wait.
            await stop.unless(window.changed(None if stuck else again - clock()))
            continue
        idle, begun = window.empty, clock()
        # With all at work, what was answered is confirmed: little would be answered twice after a crash.
        fetch = _fetch(bot, window, limit=1 if stuck else SHOWN)
        new = window.add(await insistently(fetch, stop) or ())
        confirmed, again = offset, (clock() if new or not idle else begun) + PAUSE


def _fetch(bot: Bot, window: Window, limit: int = SHOWN) -> Fetch:
    async def fetch() -> Sequence[Update]:
        offset, timeout = window.offset, POLL if window.empty else timedelta()
        window.forget_before(offset)
        return await bot.get_updates(offset, limit, timeout, UPDATES)

    return fetch


async def _confirm(bot: Bot, offset: int) -> None:
    """Confirms what was answered last; what else is waiting comes again after the next start."""
    try:
        async with asyncio.timeout(CONFIRMING):
            await bot.get_updates(offset=offset, limit=1, timeout=0, allowed_updates=UPDATES)
    except (TelegramError, TimeoutError) as error:
        logger.warning("The last updates may be fetched once more: %r", error)
