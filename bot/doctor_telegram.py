"""Whether Telegram is reached, knows the bot, and brings its updates; and whether the clock is right."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

# Read by python-telegram-bot when it is imported: durations as timedelta, without a warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")

import aiohttp
from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.doctor import Finding, fault, fine, hint, skipped
from bot.profile import SWITCHES
from bot.request import AiohttpRequest, authorities
from bot.settings import PREFIX, Settings, SettingsError
from bot.webhook import PATH

PATIENCE = aiohttp.ClientTimeout(total=10)
SKEW = timedelta(seconds=30)
"""How far the clock may be off."""
RECENT = timedelta(hours=1)
"""How long a failure of the webhook is told."""
TWO = "If another installation is to answer, give each a bot of its own."
DOOR = "See that VERBATIM_PUBLIC_URL leads to {listen}, with a certificate that Telegram accepts."
MANY = 100
"""Updates that wait and are more than a moment's."""
UNREACHED = "Check the network, a proxy or firewall on the way, and VERBATIM_API_URL."


async def examine(settings: Settings, clock: Callable[[], datetime]) -> AsyncIterator[Finding]:
    """Everything that Telegram's server tells, without fetching an update."""
    yield await _clock(settings, clock)
    try:
        token = settings.require_token()
    except SettingsError as error:
        yield fault("token", "none is set", str(error))
        for subject in ("webhook", "switches"):
            yield skipped(subject, "needs the token")
        return
    request = AiohttpRequest()
    await request.initialize()
    try:
        bot = Bot(token, f"{settings.api_url}/bot", request=request, get_updates_request=request)
        async for finding in _bot(bot, settings, clock):
            yield finding
    finally:
        await request.shutdown()


async def _bot(bot: Bot, settings: Settings, clock: Callable[[], datetime]) -> AsyncIterator[Finding]:
    try:
        await bot.get_me()
        yield fine("token", f"accepted: @{bot.username}")
        yield _webhook(await bot.get_webhook_info(), settings, clock())
        for finding in _switches(bot):
            yield finding
    except InvalidToken:
        yield fault("token", "Telegram refuses it", f"Compare {PREFIX}TOKEN with what @BotFather shows.")
    except TelegramError as error:
        yield fault("Telegram", f"{settings.api_url}: {error.message}", UNREACHED)


def _webhook(info: WebhookInfo, settings: Settings, moment: datetime) -> Finding:
    """How updates come, and whether they do."""
    waiting = f"{info.pending_update_count} updates wait"
    wanted = f"{settings.public_url}{PATH}" if settings.mode == "webhook" else ""
    if info.url and info.url != wanted:
        what = f"set to {_host(info.url)}, and not to this installation; {waiting}"
        return fault("webhook", what, f'"verbatim run" {"sets" if wanted else "removes"} it. {TWO}')
    if info.last_error_date and moment - info.last_error_date < RECENT:
        what = f"Telegram could not bring updates: {info.last_error_message}; {waiting}"
        return fault("webhook", what, DOOR.format(listen=f"{settings.listen_host}:{settings.listen_port}"))
    if info.pending_update_count >= MANY:
        return hint("webhook", waiting, 'Start the bot with "verbatim run", or look into its log.')
    if wanted and not info.url:
        return hint("webhook", f"none is set yet; {waiting}", '"verbatim run" sets it when it starts.')
    return fine(
        "webhook", f"{'set to this installation' if wanted else 'none, as polling wants it'}; {waiting}"
    )


def _switches(bot: Bot) -> list[Finding]:
    me = bot.bot
    return [
        fine("switches", f"{name}: on") if getattr(me, name) else hint("switches", f"{name}: off", remedy)
        for name, remedy in SWITCHES.items()
    ]


async def _clock(settings: Settings, clock: Callable[[], datetime]) -> Finding:
    try:
        said = await _date(settings.api_url)
    except (aiohttp.ClientError, OSError) as error:
        return fault("clock", f"{settings.api_url} is not reached ({type(error).__name__})", UNREACHED)
    if said is None:
        return skipped("clock", f"{settings.api_url} does not tell the time")
    off = round((clock() - said).total_seconds())
    if abs(off) <= SKEW.total_seconds():
        return fine("clock", "right")
    way = "ahead" if off > 0 else "behind"
    remedy = "Let it be set by NTP, such as with: timedatectl set-ntp true"
    return fault("clock", f"{abs(off)} s {way}", remedy)


async def _date(address: str) -> datetime | None:
    """What a server takes the time to be; the request names no bot."""
    async with (
        aiohttp.ClientSession(timeout=PATIENCE, trust_env=True) as session,
        session.get(f"{address}/", allow_redirects=False, ssl=authorities()) as answer,
    ):
        try:
            said = parsedate_to_datetime(answer.headers.get("Date", ""))
        except ValueError:
            return None
    return said if said.tzinfo else said.replace(tzinfo=UTC)


def _host(address: str) -> str:
    """The server alone: what follows it may be meant to be secret."""
    return urlsplit(address).hostname or "another address"
