"""Webhook: Telegram brings updates, and is told that it may forget one after that was answered."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import secrets
from functools import partial
from http import HTTPStatus
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update

from bot.application import UPDATES, Answering
from bot.line import GRACE, Line, PostponedError
from bot.once import Holder, Once
from bot.reaching import came_back, insistently
from bot.request import readable
from bot.services import Services
from bot.serving import Serving
from bot.stopping import Stop
from bot.types import App

logger = logging.getLogger(__name__)

PATH = "/telegram"
"""Where updates are brought, below the public address."""
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
LARGEST = 1024 * 1024
"""Bytes of an update; Telegram's are far below."""
SLOWEST = 10.0
"""Seconds for the body of a request."""
CONNECTIONS = 100
"""Updates that Telegram brings at once: the most that it allows, since those of one replica wait in line."""
TRIES = 3
"""Deliveries after which an update that fails is given up."""


class Desk:
    """Takes updates, and answers Telegram when they were answered."""

    def __init__(self, application: App, services: Services, stop: Stop) -> None:
        # Two replicas must never be taken for one, and one that starts again may be another one by then.
        holder = Holder(name=secrets.token_hex(8), tries=TRIES)
        back, answering = partial(came_back, application.bot, stop), Answering(application, services)
        self._once = Once(answering, services, stop, holder, back)
        self._line = Line(self._once, in_flight=services.settings.in_flight)
        self._bot, self._settings, self._stop = application.bot, services.settings, stop
        self._secret = services.settings.secret_for_webhook()
        self._open = False

    def routes(self) -> list[Route]:
        """The one address that Telegram knows."""
        return [Route(PATH, self.take, methods=["POST"])]

    async def begin(self) -> None:
        """Tells Telegram where to bring updates; every replica does, and each says the same.

        Raises:
            InvalidToken: if Telegram refuses the token.
        """

        async def register() -> bool:
            return await self._bot.set_webhook(
                f"{self._settings.public_url}{PATH}",
                max_connections=CONNECTIONS,
                allowed_updates=UPDATES,
                drop_pending_updates=False,
                secret_token=self._secret,
            )

        self._open = True
        await insistently(register, self._stop)

    async def work(self, door: Serving) -> None:
        """Takes updates until the end is asked for; then finishes those at work."""
        await self._stop.unless(door.closed())
        if not self._stop.asked:
            logger.error("The server that takes updates has ended")
            self._stop.now(1)
        door.close_door()
        await self._line.close(GRACE)
        logger.info("%d updates answered, %d given up", self._once.answered, self._once.given_up)

    async def take(self, request: Request) -> Response:
        """Answers an update, and then the request."""
        if refusal := self._refusal(request):
            return _plain(refusal)
        try:
            async with asyncio.timeout(SLOWEST):
                body = await _body(request)
        except TimeoutError:
            return _plain(HTTPStatus.REQUEST_TIMEOUT)
        except ClientDisconnect:
            return _plain(HTTPStatus.BAD_REQUEST)
        if body is None:
            return _plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        update = _update(body, self._bot)
        return _plain(HTTPStatus.BAD_REQUEST) if update is None else await self._answer(update)

    def _refusal(self, request: Request) -> HTTPStatus | None:
        given = request.headers.get(SECRET)
        if given is None:
            return HTTPStatus.UNAUTHORIZED
        if not hmac.compare_digest(given.encode("latin-1"), self._secret.encode()):
            return HTTPStatus.FORBIDDEN
        if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        if int(request.headers.get("Content-Length", 0)) > LARGEST:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        # Before Telegram has been reached nothing can be answered.
        return None if self._open else HTTPStatus.SERVICE_UNAVAILABLE

    async def _answer(self, update: Update) -> Response:
        try:
            # The answer goes on when the one who waits for it has gone.
            await asyncio.shield(self._line.put(update))
        except PostponedError as postponed:
            if postponed.after is None:
                return _plain(HTTPStatus.INTERNAL_SERVER_ERROR)
            return _plain(HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": str(postponed.after)})
        return _plain(HTTPStatus.OK)


async def _body(request: Request) -> bytes | None:
    """What was brought; None if it is too much."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _update(body: bytes, bot: Bot) -> Update | None:
    try:
        brought: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(brought, dict) or type(brought.get("update_id")) is not int:
        return None
    return Update.de_json(readable(brought), bot)


def _plain(status: HTTPStatus, headers: dict[str, str] | None = None) -> Response:
    return Response(status_code=status, headers=headers)
