"""Builds python-telegram-bot's application from settings and services."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.ext import ApplicationBuilder
from telegram.request import BaseRequest

from bot.handlers import handlers
from bot.request import AiohttpRequest, UpdatesRequest
from bot.services import Services
from bot.settings import Settings
from bot.types import App, Context

logger = logging.getLogger(__name__)


def build(settings: Settings, services: Services, request: BaseRequest | None = None) -> App:
    """An application with every handler.

    ``request`` replaces the transport, for tests.

    Raises:
        SettingsError: if there is no token.
    """
    builder = (
        ApplicationBuilder()
        .token(settings.require_token())
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .updater(None)
        .job_queue(None)
        .request(request or AiohttpRequest())
        .get_updates_request(request or UpdatesRequest())
    )
    application: App = builder.build()
    application.add_handlers(handlers(services))
    application.add_error_handler(_failed)
    return application


async def _failed(update: object, context: Context) -> None:
    """Logs what a handler raised, with the update's id and none of its text."""
    number = update.update_id if isinstance(update, Update) else None
    logger.error("update %s failed", number, exc_info=context.error)
