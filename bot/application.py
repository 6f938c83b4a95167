"""Builds python-telegram-bot's application from settings and services."""

from __future__ import annotations

from telegram import Update
from telegram.constants import UpdateType
from telegram.ext import ApplicationBuilder
from telegram.request import BaseRequest

from bot.handlers import handlers
from bot.memory import kept
from bot.outgoing import Outgoing
from bot.rates import Rates
from bot.request import AiohttpRequest, UpdatesRequest
from bot.services import Services
from bot.settings import Settings
from bot.types import App, Context
from bot.watching import watched

UPDATES = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CHANNEL_POST,
    UpdateType.EDITED_CHANNEL_POST,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.GUEST_MESSAGE,
    UpdateType.MY_CHAT_MEMBER,
)
"""What Telegram is asked to send; the bot has handlers for no other kind."""
SHARE = 0.9
"""Share of an update's time after which a call is given up, so that this is known before the time is over."""


class UnreadableError(Exception):
    """An update that python-telegram-bot cannot make sense of."""


def build(settings: Settings, services: Services, request: BaseRequest | None = None) -> App:
    """An application with every handler.

    ``request`` replaces the transport, for tests.

    Raises:
        SettingsError: if there is no token.
    """

    async def moved(old: int, new: int) -> None:
        chats = services.keys.chat(old), services.keys.chat(new)
        await kept(services, services.store.migrate(*chats))

    rates = Rates(overall=settings.rate, group=settings.group_rate, chat=settings.chat_rate)
    outgoing = Outgoing(rates, services.metrics, patience=SHARE * settings.deadline, moved=moved)
    builder = (
        ApplicationBuilder()
        .token(settings.require_token())
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .updater(None)
        .job_queue(None)
        .request(request or AiohttpRequest())
        .get_updates_request(request or UpdatesRequest())
        .rate_limiter(outgoing)
    )
    application: App = builder.build()
    application.add_handlers(handlers(services))
    return application


class Answering:
    """Answers one update at a call, and raises what its handler raised.

    The application itself swallows that, and tells it to error handlers only.
    """

    def __init__(self, application: App, services: Services) -> None:
        self._application, self._services = application, services
        self._raised: dict[int, Exception] = {}
        application.add_error_handler(self._note)

    async def __call__(self, update: Update) -> None:
        """Answers an update.

        Raises:
            Exception: whatever its handler raised.
        """
        try:
            with watched(self._services, update):
                await self._application.process_update(update)
                if error := self._raised.get(update.update_id):
                    raise error
                if _is_empty(update):
                    raise UnreadableError(f"update {update.update_id} cannot be read")
        finally:
            self._raised.pop(update.update_id, None)

    async def _note(self, update: object, context: Context) -> None:
        if isinstance(update, Update) and context.error is not None:
            self._raised[update.update_id] = context.error


def _is_empty(update: Update) -> bool:
    """Whether nothing is left of an update but its number; of a kind that is not known, something is."""
    return not update.api_kwargs and all(getattr(update, kind) is None for kind in Update.ALL_TYPES)
