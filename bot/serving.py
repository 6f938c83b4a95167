"""An HTTP server inside of the bot's own loop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from bot.line import GRACE
from bot.settings import PREFIX, SettingsError

KEEP_ALIVE = 75
"""Seconds for which an idle connection stays open; longer than proxies commonly keep theirs."""
BACKLOG = 512


class _Server(uvicorn.Server):
    """Leaves signals to the bot."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Serving:
    """A server that listens."""

    def __init__(self, server: uvicorn.Server, working: asyncio.Task[None], port: int) -> None:
        self._server, self._working = server, working
        self.port = port
        """The port that it listens on."""

    def close_door(self) -> None:
        """Takes no more connections; those that wait for an answer get it."""
        self._server.should_exit = True

    async def closed(self) -> None:
        """Waits until it serves no more."""
        await asyncio.wait({self._working})

    async def close(self) -> None:
        """Closes the door and waits until everybody has left."""
        self.close_door()
        await self._working


@asynccontextmanager
async def serving(routes: Sequence[Route], host: str, port: int) -> AsyncIterator[Serving]:
    """Serves routes as long as the context is open.

    Raises:
        SettingsError: if it cannot listen there.
    """
    door = _door(host, port)
    config = uvicorn.Config(
        Starlette(routes=list(routes)),
        lifespan="off",
        ws="none",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=int(GRACE),
    )
    server = _Server(config)
    open_ = Serving(server, asyncio.create_task(server.serve([door])), door.getsockname()[1])
    try:
        yield open_
    finally:
        await open_.close()


def _door(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        reason = (error.strerror or "").partition(" (")[0]
        remedy = f"set {PREFIX}LISTEN_HOST and the port to an address that is free"
        raise SettingsError(f"Cannot listen on {host}:{port} ({reason}): {remedy}.") from error
