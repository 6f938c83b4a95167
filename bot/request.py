"""The way to Telegram's server: python-telegram-bot's transport, on aiohttp."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import re
import ssl
from typing import Any

import aiohttp
import certifi
from telegram import Update
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.response import OK, UnclearError, check

logger = logging.getLogger(__name__)

CONNECT = 5.0
"""Seconds for reaching the server, and as many for a place in the pool."""
SEND = 10.0
"""Seconds for handing a request over."""
READ = 10.0
"""Seconds without a byte of the answer."""
KEEP_ALIVE = 75.0
"""Seconds for which an idle connection stays open, so that a quiet bot need not connect again."""
CONNECTIONS = 100
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")


class Unanswered(TimedOut):
    """The request went out and no answer came: what was asked for may have been done."""

    def __init__(self) -> None:
        super().__init__("Timed out while waiting for the answer")


class ConnectionLostError(NetworkError):
    """The connection broke after the request went out: what was asked for may have been done."""


UNKNOWN = (Unanswered, ConnectionLostError, UnclearError)
"""Errors after which what was asked for may have been done."""


class AiohttpRequest(BaseRequest):
    """Requests over a pool of connections that stay open.

    Its errors are those of ``HTTPXRequest``; none of them holds the address, which contains the token.
    """

    def __init__(
        self, *, connect: float = CONNECT, send: float = SEND, read: float = READ, size: int = CONNECTIONS
    ) -> None:
        self._connect, self._send, self._read, self._size = connect, send, read, size
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds for which an answer is waited for unless a call says otherwise."""
        return self._read

    async def initialize(self) -> None:
        """Opens the pool, if it is not open."""
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._size, keepalive_timeout=KEEP_ALIVE, ttl_dns_cache=300, ssl=authorities()
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trace_configs=[_tracing()],
                trust_env=True,
            )

    async def shutdown(self) -> None:
        """Closes the pool, if it is open."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917 - the base class's parameters
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body of the answer.

        Raises:
            Unanswered: if the request went out and no answer came in time.
            ConnectionLostError: if the connection broke before the answer was there.
            UnclearError: if the answer is none of Telegram's.
            TimedOut: if the server was not reached in time.
            NetworkError: if anything else went wrong on the way.
        """
        connect = _given(connect_timeout, self._connect)
        pool = _given(pool_timeout, self._connect)
        timeout = aiohttp.ClientTimeout(
            connect=None if connect is None or pool is None else connect + pool,
            sock_connect=connect,
            sock_read=_given(read_timeout, self._read),
        )
        sending = _Sending(_given(write_timeout, self._send), timeout.sock_read)
        failure: TelegramError
        try:
            status, body = await self._exchange(method, url, request_data, timeout, sending)
        except TimeoutError:
            failure = Unanswered() if sending.connected else TimedOut("Timed out: the server was not reached")
        except (aiohttp.ClientError, OSError) as error:
            kind = ConnectionLostError if sending.connected else NetworkError
            failure = kind(f"aiohttp.{type(error).__name__}: {_cleaned(str(error))}")
        else:
            if method == "POST":  # what is fetched otherwise are files
                check(url.rpartition("/")[2], status, body)
            return status, body
        # Outside of the except clauses: aiohttp's errors may hold the address, and must not be chained.
        raise failure

    async def _exchange(
        self,
        method: str,
        url: str,
        data: RequestData | None,
        timeout: aiohttp.ClientTimeout,
        sending: _Sending,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("This request is not initialized!")
        async with (
            sending.limit,
            self._session.request(
                method,
                url,
                data=_body(data) if data else None,
                timeout=timeout,
                allow_redirects=False,
                trace_request_ctx=sending,
            ) as response,
        ):
            # The answer has begun: from now on only its own pace counts.
            sending.limit.reschedule(None)
            body = await response.read()
        if response.status not in OK:
            body = _cleaned(body.decode(errors="replace")).encode()
        return response.status, body


class UpdatesRequest(AiohttpRequest):
    """Fetches updates so that one which cannot be read does not hide those fetched with it."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer, with every unreadable update emptied of all but its id."""
        answer: dict[str, Any] = json.loads(payload.decode(errors="replace"))
        if isinstance(result := answer.get("result"), list):
            answer["result"] = [readable(update) for update in result]
        return answer


class _Sending:
    """How far a request has come; ``limit`` ends one that gets stuck before its answer begins."""

    def __init__(self, send: float | None, read: float | None) -> None:
        self._seconds = None if send is None or read is None else send + read
        self.connected = False
        self.limit = asyncio.timeout(None)

    def begin(self) -> None:
        """The connection is there, and the request goes out."""
        self.connected = True
        if self._seconds is not None:
            self.limit.reschedule(asyncio.get_running_loop().time() + self._seconds)


def _tracing() -> aiohttp.TraceConfig:
    trace = aiohttp.TraceConfig()

    async def begun(_: object, context: Any, __: object) -> None:
        context.trace_request_ctx.begin()

    trace.on_connection_create_end.append(begun)
    trace.on_connection_reuseconn.append(begun)
    return trace


def _given(timeout: ODVInput[float], otherwise: float) -> float | None:
    return otherwise if isinstance(timeout, DefaultValue) else timeout


def _body(data: RequestData) -> aiohttp.FormData | dict[str, str]:
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        whole = content if isinstance(content, bytes) else content.read()
        form.add_field(name, io.BytesIO(whole), filename=filename, content_type=kind)
    return form


def readable(update: dict[str, Any]) -> dict[str, Any]:
    """An update, emptied of all but its id if python-telegram-bot cannot read it."""
    try:
        Update.de_json(update, None)
    except Exception as error:
        logger.error("update %s cannot be read: %r", update["update_id"], type(error))
        return {"update_id": update["update_id"]}
    return update


def _cleaned(text: str) -> str:
    return _TOKEN.sub("<token>", text)


def authorities() -> ssl.SSLContext:
    """The authorities that the system trusts, and those that travel with Python's packages."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
