"""The transport, against a server on loopback that misbehaves in every way."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

import pytest
from fakes import TOKEN
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.request import AiohttpRequest, Unanswered, UpdatesRequest
from bot.response import UnclearError

Streams = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Server:
    """What has reached the server, and how it answers."""

    def __init__(self) -> None:
        self.connections = 0
        self.requests: list[bytes] = []
        self.answers: list[tuple[int, bytes]] = []
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                fields = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:-2])
                size = int(fields.get(b"Content-Length", 0))
                self.requests.append(head + await reader.readexactly(size))
                status, body = self.answers.pop(0)
                writer.write(b"HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body))
        except asyncio.IncompleteReadError:
            writer.close()


@asynccontextmanager
async def listening(handler: Streams) -> AsyncIterator[str]:
    tasks: set[asyncio.Task[None]] = set()

    async def kept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        tasks.add(task)
        try:
            await handler(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(kept, "127.0.0.1", 0, limit=2**20)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot"
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    async with listening(server.serve) as server.url:
        yield server


@asynccontextmanager
async def asking(url: str, request: AiohttpRequest | None = None) -> AsyncIterator[Bot]:
    request = request or AiohttpRequest(connect=5, send=5, read=5)
    async with request:
        yield Bot(TOKEN, base_url=url, request=request, get_updates_request=request)


def answer(result: object) -> tuple[int, bytes]:
    return 200, json.dumps({"ok": True, "result": result}).encode()


async def test_connections_stay_open_and_forms_are_decodable(server: Server) -> None:
    server.answers = [answer(True), answer(True)]
    async with asking(server.url) as bot:
        assert await bot.delete_webhook()
        assert await bot.set_my_name("Имя & more", "ru")
    assert server.connections == 1
    assert server.requests[1].endswith(
        b"name=%D0%98%D0%BC%D1%8F+%26+more&language_code=ru"
    ) or server.requests[1].endswith(b"language_code=ru&name=%D0%98%D0%BC%D1%8F+%26+more")


@pytest.mark.parametrize("handle", [False, True])
async def test_files_are_sent_in_parts(server: Server, handle: bool) -> None:
    server.answers = [answer({"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}})]
    file = InputFile(io.BytesIO(b"whole content"), filename="a.txt", read_file_handle=not handle)
    async with asking(server.url) as bot:
        await bot.send_document(1, file, caption="about")
    assert b"multipart/form-data" in server.requests[0]
    assert b'filename="a.txt"' in server.requests[0]
    assert b"whole content" in server.requests[0]
    assert b"about" in server.requests[0]


@pytest.mark.parametrize(
    ("status", "more", "error"),
    [
        (400, {}, BadRequest),
        (401, {}, InvalidToken),
        (403, {}, Forbidden),
        (404, {}, InvalidToken),
        (409, {}, Conflict),
        (429, {"parameters": {"retry_after": 3}}, RetryAfter),
        (400, {"parameters": {"migrate_to_chat_id": -100}}, ChatMigrated),
        (500, {}, NetworkError),
        (502, {}, NetworkError),
        (301, {}, NetworkError),
    ],
)
async def test_statuses_become_the_errors_of_the_library(
    server: Server, status: int, more: dict[str, object], error: type[TelegramError]
) -> None:
    server.answers = [(status, json.dumps({"ok": False, "description": "no"} | more).encode())]
    async with asking(server.url) as bot:
        with pytest.raises(TelegramError) as raised:
            await bot.delete_webhook()
    assert type(raised.value) is error


async def test_what_a_failing_server_repeats_is_cleaned(server: Server) -> None:
    server.answers = [(502, f"<p>/bot{TOKEN}/getMe \xff".encode("latin-1"))]
    async with asking(server.url) as bot:
        with pytest.raises(NetworkError, match="<token>") as raised:
            await bot.delete_webhook()
    assert TOKEN not in "".join(traceback.format_exception(raised.value))


ODD = [b"", b"<html>", b'"text"', b"[]", b"{}", b"null", b'{"ok": false}', b'{"ok": true}']


@pytest.mark.parametrize("kind", [AiohttpRequest, UpdatesRequest])
@pytest.mark.parametrize("body", [*ODD, b'{"ok": true, "result": null}', b"[" * 100_000])
async def test_an_answer_that_is_not_telegrams_tells_nothing(
    server: Server, kind: type[AiohttpRequest], body: bytes
) -> None:
    server.answers = [(200, body)]
    async with asking(server.url, kind()) as bot:
        with pytest.raises(UnclearError):
            await bot.delete_webhook()


@pytest.mark.parametrize("result", [None, {}, "x", 1, [1], [{}], [{"update_id": "5"}]])
async def test_a_result_that_is_none(server: Server, result: object) -> None:
    server.answers = [answer(result), answer(result), answer(result)]
    async with asking(server.url, UpdatesRequest()) as bot:
        for call in (bot.get_updates, bot.get_me, partial(bot.send_message, 1, "hello")):
            with pytest.raises(UnclearError):
                await call()


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 407, 409, 413, 429, 500, 502, 504])
@pytest.mark.parametrize("body", [*ODD[:6], b'{"ok": false, "description": 5}', b'{"error": "no"}'])
async def test_what_something_on_the_way_says_is_no_word_of_telegrams(
    server: Server, status: int, body: bytes
) -> None:
    server.answers = [(status, body)]
    async with asking(server.url) as bot:
        with pytest.raises(NetworkError) as raised:
            await bot.delete_webhook()
    assert type(raised.value) is (UnclearError if status == 504 else NetworkError)


async def dropped(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")


async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
    await writer.drain()


async def garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"not HTTP at all\r\n\r\n")
    await writer.drain()


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    await asyncio.Event().wait()


async def halting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await cut(reader, writer)
    await asyncio.Event().wait()


async def deaf(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


def told(raised: pytest.ExceptionInfo[TelegramError]) -> str:
    """Everything that the error or what it hangs on could say."""
    assert raised.value.__cause__ is raised.value.__context__ is None
    return "".join(traceback.format_exception(raised.value)) + repr(raised.value)


@pytest.mark.parametrize("handler", [dropped, cut, garbage])
async def test_a_connection_that_breaks(handler: Streams, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with listening(handler) as url, asking(url) as bot:
        with pytest.raises(NetworkError, match="aiohttp") as raised:
            await bot.delete_webhook()
    assert not isinstance(raised.value, TimedOut)
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("telegram")]
    assert TOKEN not in told(raised) + "".join(ours)


@pytest.mark.parametrize("handler", [silent, halting])
async def test_no_answer_in_time_may_have_been_done(handler: Streams) -> None:
    async with listening(handler) as url, asking(url, AiohttpRequest(read=0.05)) as bot:
        with pytest.raises(Unanswered) as raised:
            await bot.delete_webhook()
    assert TOKEN not in told(raised)


async def test_a_request_that_cannot_be_handed_over(server: Server) -> None:
    async with listening(deaf) as url, asking(url, AiohttpRequest(send=0.05, read=0.05)) as bot:
        with pytest.raises(Unanswered):
            await bot.send_document(1, b"x" * 20_000_000, write_timeout=0.05)


async def test_nobody_listens() -> None:
    async with listening(dropped) as url:
        pass
    async with asking(url) as bot:
        with pytest.raises(NetworkError, match="ClientConnectorError") as raised:
            await bot.delete_webhook()
    assert TOKEN not in told(raised)


async def test_the_server_is_not_reached_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*_: object, **__: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("aiohttp.TCPConnector._create_connection", never)
    async with asking("http://127.0.0.1:9/bot", AiohttpRequest(connect=0.02)) as bot:
        with pytest.raises(TimedOut) as raised:
            await bot.delete_webhook()
    assert not isinstance(raised.value, Unanswered)


async def test_no_place_in_the_pool_is_not_sent() -> None:
    arrived = asyncio.Event()

    async def occupied(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        arrived.set()
        await silent(reader, writer)

    async with listening(occupied) as url, asking(url, AiohttpRequest(size=1)) as bot:
        first = asyncio.create_task(bot.delete_webhook())
        await arrived.wait()
        with pytest.raises(TimedOut) as raised:
            await bot.delete_webhook(pool_timeout=0.02, connect_timeout=0.02)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
    assert not isinstance(raised.value, Unanswered)


async def test_without_time_limits_it_waits(server: Server) -> None:
    server.answers = [answer(True)]
    async with asking(server.url) as bot:
        assert await bot.delete_webhook(
            read_timeout=None, write_timeout=None, connect_timeout=None, pool_timeout=None
        )


async def test_an_address_that_is_none() -> None:
    async with asking("http://:x/bot") as bot:
        with pytest.raises(NetworkError) as raised:
            await bot.delete_webhook()
    assert TOKEN not in told(raised)


async def test_it_opens_and_closes_once_and_can_be_opened_again(server: Server) -> None:
    request = AiohttpRequest(read=3)
    assert request.read_timeout == 3
    with pytest.raises(NetworkError, match="not initialized"):
        await request.retrieve(server.url)
    server.answers = [(200, b"file")]
    await request.initialize()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()
    async with request:
        assert await request.retrieve(server.url) == b"file"


async def test_an_update_that_cannot_be_read_hides_no_other(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    message = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "hi"}
    server.answers = [
        answer([{"update_id": 1, "message": {"text": "secret"}}, {"update_id": 2, "message": message}])
    ]
    server.answers.append(answer(True))
    async with asking(server.url, UpdatesRequest()) as bot:
        first, second = await bot.get_updates()
        assert await bot.delete_webhook()
    assert (first.update_id, first.message) == (1, None)
    assert second.message is not None
    assert second.message.text == "hi"
    assert "update 1 cannot be read" in caplog.text
    assert "secret" not in caplog.text
