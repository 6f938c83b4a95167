"""A text of the newsroom's, sent to the private chats whose addresses are kept for that."""

from __future__ import annotations

import asyncio
import logging
import os
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

# Read by python-telegram-bot when it is imported: durations as timedelta, without a warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")

from telegram import Bot, LinkPreviewOptions
from telegram.error import Forbidden, InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.metrics import Metrics
from bot.outgoing import Outgoing
from bot.rates import Rates
from bot.request import AiohttpRequest
from bot.settings import PREFIX, Settings, SettingsError
from bot.storage import Keys, StorageError, Store

logger = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
PATIENCE = 600
"""Seconds for which one message is tried: nobody waits for it as for an answer."""
REACHING = 60
"""Seconds until Telegram is taken for not reached."""


@dataclass(frozen=True, kw_only=True)
class Announced:
    """In how many chats an announcement ended how."""

    sent: int = 0
    gone: int = 0
    """The reader has blocked the bot, or is no more."""
    failed: int = 0


async def announce(text: str, settings: Settings, store: Store, keys: Keys) -> Announced:
    """Sends a text to every chat that has an address, one after the other.

    Raises:
        SettingsError: if there is no token, Telegram refuses it, or is not reached.
        StorageError: if the addresses cannot be read.
    """
    bot = _sender(settings)
    try:
        async with asyncio.timeout(REACHING):
            await bot.initialize()
        return await _announced(text, bot, store, keys)
    except InvalidToken:
        raise SettingsError(f"Telegram refuses the token: compare {PREFIX}TOKEN.") from None
    except (TelegramError, TimeoutError) as error:
        raise SettingsError(f"Telegram is not reached: compare {PREFIX}API_URL.") from error
    finally:
        await bot.shutdown()


def _sender(settings: Settings) -> Bot:
    """A bot that sends at the set rates, and does nothing else."""
    rates = Rates(overall=settings.rate, group=settings.group_rate, chat=settings.chat_rate)
    return ExtBot(
        token=settings.require_token(),
        base_url=f"{settings.api_url}/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
        rate_limiter=Outgoing(rates, Metrics.new(), patience=PATIENCE),
    )


async def _announced(text: str, bot: Bot, store: Store, keys: Keys) -> Announced:
    outcomes: Counter[str] = Counter()
    for chat, address in (await store.addresses()).items():
        outcome = await _told(text, bot, keys, address)
        outcomes[outcome] += 1
        if outcome == "gone":
            with suppress(StorageError):  # the others are told all the same
                await store.mark_gone(chat, True)
    return Announced(**outcomes)


async def _told(text: str, bot: Bot, keys: Keys, address: str) -> Literal["sent", "gone", "failed"]:
    try:
        await bot.send_message(int(keys.unseal(address)), text, link_preview_options=NO_PREVIEW)
    except Forbidden:
        return "gone"
    except InvalidToken:
        raise
    except (TelegramError, StorageError) as error:
        logger.warning("not announced: %s", error)
        return "failed"
    return "sent"
