"""Updates that Telegram brings, over real HTTP: what it is told, and what is answered."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
import pytest
import updates
from fakes import Call, Failure
from pydantic import SecretStr
from talking import Talk, running

from bot import delivery, webhook
from bot.serving import Serving, serving
from bot.settings import Settings
from bot.stopping import Stop
from bot.webhook import LARGEST, PATH, SECRET, Desk
from knowledge import Fact, Library

SAID = "said-by-telegram"
HEADERS = {SECRET: SAID, "Content-Type": "application/json"}


@dataclass(kw_only=True)
class Replica:
    """A bot that takes updates at an address of its own."""

    talk: Talk
    stop: Stop
    desk: Desk
    door: Serving
    working: asyncio.Task[None]
    client: aiohttp.ClientSession

    async def bring(self, update: Any, **headers: str | None) -> int:
        """Brings an update as Telegram does; the status of the answer."""
        return (await self.request(json.dumps(update), **headers)).status

    async def request(self, body: Any, **headers: str | None) -> aiohttp.ClientResponse:
        """A request with some headers replaced, or left out where they are None."""
        merged = HEADERS | {name.replace("_", "-"): value for name, value in headers.items()}
        given = {name: value for name, value in merged.items() if value is not None}
        url = f"http://127.0.0.1:{self.door.port}{PATH}"
        async with self.client.post(url, data=body, headers=given) as response:
            await response.read()
            return response

    async def first_line(self, header: str, body: str = "", *, wait: bool = True) -> str:
        """The first line of what comes back for a request that is never finished."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.door.port)
        headers = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
        writer.write(f"POST {PATH} HTTP/1.1\r\nHost: here\r\n{header}\r\n{headers}\r\n{body}".encode())
        await writer.drain()
        line = await reader.readline() if wait else b""
        writer.close()
        return line.decode().strip()

    def answers(self) -> int:
        """Messages that were sent."""
        return len(self.talk.telegram.of("sendMessage"))


@asynccontextmanager
async def replica(talk: Talk) -> AsyncIterator[Replica]:
    """A bot with its desk open; closed in the end as by a signal."""
    stop = Stop()
    desk = Desk(talk.app, talk.services, stop)
    await desk.begin()
    async with serving(desk.routes(), "127.0.0.1", 0) as door, aiohttp.ClientSession() as client:
        working = asyncio.create_task(desk.work(door))
        try:
            yield Replica(talk=talk, stop=stop, desk=desk, door=door, working=working, client=client)
        finally:
            stop.now()
            await working


@pytest.fixture
def settings(settings: Settings) -> Settings:
    changed = {
        "mode": "webhook",
        "public_url": "https://bot.example.org/here",
        "webhook_secret": SecretStr(SAID),
    }
    return settings.model_copy(update=changed)


@pytest.fixture
async def bot(talk: Talk) -> AsyncIterator[Replica]:
    async with replica(talk) as bot:
        yield bot


@pytest.fixture
def asked(fact: Fact) -> Callable[..., dict[str, Any]]:
    def asked(**message: Any) -> dict[str, Any]:
        return updates.update("message", updates.message(fact.questions["en"][0], **message))

    return asked


Asked = Callable[..., dict[str, Any]]


async def test_telegram_is_told_where_to_bring_what(bot: Replica) -> None:
    (told,) = bot.talk.telegram.of("setWebhook")
    assert told["url"] == "https://bot.example.org/here/telegram"
    assert told["secret_token"] == SAID
    assert told["allowed_updates"] == updates.WANTED
    assert told["drop_pending_updates"] is False
    assert 1 <= told["max_connections"] <= 100


async def test_a_question_is_answered_before_it_is_confirmed(bot: Replica, asked: Asked) -> None:
    sending, go_on = asyncio.Event(), asyncio.Event()

    async def send(call: Call) -> Any:
        sending.set()
        await go_on.wait()
        return bot.talk.telegram.message(call)

    bot.talk.telegram.scripts["sendMessage"] = send
    bringing = asyncio.create_task(bot.bring(asked()))
    await sending.wait()
    assert not bringing.done()
    go_on.set()
    assert await bringing == 200
    assert bot.answers() == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({SECRET: None}, 401),
        ({SECRET: "wrong"}, 403),
        ({SECRET: "wröng"}, 403),
        ({"Content_Type": None}, 415),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/json; charset=utf-8"}, 200),
    ],
)
async def test_who_brings_it_and_as_what(
    bot: Replica, asked: Asked, headers: dict[str, str | None], status: int
) -> None:
    assert await bot.bring(asked(), **headers) == status
    assert bot.answers() == (1 if status == 200 else 0)


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "5", "{}", '{"update_id": "5"}', '{"update_id": true}', "[" * 100_000, "\xff"]
)
async def test_what_is_no_update_is_refused(bot: Replica, body: str) -> None:
    assert (await bot.request(body.encode("latin-1"))).status == 400


async def test_too_much_is_refused(bot: Replica) -> None:
    assert "413" in await bot.first_line(f"Content-Length: {LARGEST + 1}")
    chunk = f"{LARGEST + 1:x}\r\n{' ' * (LARGEST + 1)}\r\n"
    assert "413" in await bot.first_line("Transfer-Encoding: chunked", chunk)


async def test_only_updates_are_taken_there(bot: Replica) -> None:
    async with bot.client.get(f"http://127.0.0.1:{bot.door.port}{PATH}") as response:
        assert response.status == 405


async def test_a_body_that_does_not_come_is_not_waited_for(
    bot: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "SLOWEST", 0.01)
    assert "408" in await bot.first_line("Content-Length: 5")


async def test_who_goes_away_in_the_middle_harms_nobody(bot: Replica, asked: Asked) -> None:
    await bot.first_line("Content-Length: 5", "{", wait=False)
    assert await bot.bring(asked()) == 200


async def test_a_redelivery_is_answered_once(bot: Replica, asked: Asked) -> None:
    question = asked()
    assert await asyncio.gather(*(bot.bring(question) for _ in range(5))) == [200] * 5
    assert bot.answers() == 1


async def test_a_redelivery_to_another_replica_is_answered_once(
    bot: Replica, settings: Settings, library: Library, asked: Asked
) -> None:
    question = asked()
    async with running(settings, library) as talk, replica(talk) as other:
        assert await bot.bring(question) == 200
        assert await other.bring(question) == 200
        assert (bot.answers(), other.answers()) == (1, 0)


async def test_one_that_is_at_work_in_another_replica_comes_again(
    bot: Replica, settings: Settings, library: Library, asked: Asked
) -> None:
    question, sending, go_on = asked(), asyncio.Event(), asyncio.Event()

    async def send(call: Call) -> Any:
        sending.set()
        await go_on.wait()
        return bot.talk.telegram.message(call)

    bot.talk.telegram.scripts["sendMessage"] = send
    async with running(settings, library) as talk, replica(talk) as other:
        bringing = asyncio.create_task(bot.bring(question))
        await sending.wait()
        response = await other.request(json.dumps(question))
        assert (response.status, response.headers["Retry-After"]) == (503, "1")
        go_on.set()
        assert await bringing == 200
        assert await other.bring(question) == 200
        assert other.answers() == 0


async def test_one_that_failed_is_answered_when_it_comes_again(bot: Replica, asked: Asked) -> None:
    question = asked()
    bot.talk.telegram.scripts["sendMessage"] = lambda call: {"no": "message"}
    assert await bot.bring(question) == 500
    del bot.talk.telegram.scripts["sendMessage"]
    assert await bot.bring(question) == 200
    assert bot.answers() == 2
    assert await bot.talk.services.store.dead_letters() == []


async def test_a_poisonous_one_stops_nobody(
    bot: Replica, asked: Asked, caplog: pytest.LogCaptureFixture
) -> None:
    question = asked()
    bot.talk.telegram.scripts["sendMessage"] = lambda call: {"no": "message"}
    assert [await bot.bring(question) for _ in range(4)] == [500, 500, 200, 200]
    del bot.talk.telegram.scripts["sendMessage"]
    (letter,) = await bot.talk.services.store.dead_letters()
    assert letter.update == question["update_id"]
    assert f"update {question['update_id']} given up" in caplog.text
    assert await bot.bring(asked()) == 200


async def test_one_that_cannot_be_read_is_given_up_like_others(bot: Replica) -> None:
    assert [await bot.bring({"update_id": 5, "message": 7}) for _ in range(3)] == [500, 500, 200]
    assert len(await bot.talk.services.store.dead_letters()) == 1


async def test_one_chat_in_order_and_no_more_at_once_than_is_set(
    settings: Settings, library: Library, asked: Asked
) -> None:
    at_work: list[int] = []
    most = 0

    async def send(call: Call) -> Any:
        nonlocal most
        at_work.append(call["chat_id"])
        most = max(most, len(at_work))
        assert len(set(at_work)) == len(at_work)
        await asyncio.sleep(0.01)
        at_work.remove(call["chat_id"])
        return talk.telegram.message(call)

    few = settings.model_copy(update={"in_flight": 2})
    people = [updates.ANN | {"id": 50 + number % 5} for number in range(20)]
    async with running(few, library) as talk, replica(talk) as bot:
        talk.telegram.scripts["sendMessage"] = send
        questions = [asked(sender=person) for person in people]
        assert await asyncio.gather(*map(bot.bring, questions)) == [200] * 20
    assert most == 2
    replied = [call["reply_parameters"]["message_id"] for call in talk.telegram.of("sendMessage")]
    for number in range(5):
        mine = [question["message"]["message_id"] for question in questions[number::5]]
        assert [each for each in replied if each in mine] == mine


async def test_before_telegram_was_reached_nothing_is_taken(talk: Talk, asked: Asked) -> None:
    desk = Desk(talk.app, talk.services, Stop())
    async with serving(desk.routes(), "127.0.0.1", 0) as door, aiohttp.ClientSession() as client:
        url = f"http://127.0.0.1:{door.port}{PATH}"
        async with client.post(url, json=asked(), headers={SECRET: SAID}) as response:
            assert response.status == 503


async def test_stopped_it_finishes_what_is_at_work_and_the_rest_comes_again(
    settings: Settings, library: Library, asked: Asked
) -> None:
    sending, go_on = asyncio.Event(), asyncio.Event()

    async def send(call: Call) -> Any:
        sending.set()
        await go_on.wait()
        return talk.telegram.message(call)

    one_by_one = settings.model_copy(update={"in_flight": 1})
    async with running(one_by_one, library) as talk, replica(talk) as bot:
        talk.telegram.scripts["sendMessage"] = send
        first = asyncio.create_task(bot.bring(asked()))
        await sending.wait()
        second = asyncio.create_task(bot.bring(asked(sender=updates.BOB)))
        while len(bot.desk._line._chats) < 2:
            await asyncio.sleep(0.01)
        bot.stop.now()
        assert await second == 503
        go_on.set()
        assert await first == 200
        await bot.door.close()
        with pytest.raises(aiohttp.ClientConnectionError):
            await bot.bring(asked())
    assert bot.answers() == 1


async def ready(client: aiohttp.ClientSession, url: str) -> bool:
    """Whether a bot says so; also false while nobody listens there."""
    try:
        async with client.get(f"{url}/readyz") as response:
            return response.status == 200
    except aiohttp.ClientConnectionError:
        return False


async def test_the_bot_runs_by_webhook_with_its_health_on_the_same_port(
    talk: Talk, settings: Settings, asked: Asked
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    services = replace(talk.services, settings=settings.model_copy(update={"listen_port": port}))
    stop = Stop()
    running = asyncio.create_task(delivery._run(talk.app, services, stop))
    url = f"http://127.0.0.1:{port}"
    async with aiohttp.ClientSession() as client:
        while not await ready(client, url):
            await asyncio.sleep(0.01)
        async with client.post(f"{url}{PATH}", data=json.dumps(asked()), headers=HEADERS) as response:
            assert response.status == 200
    stop.now()
    await running
    assert len(talk.telegram.of("sendMessage")) == 1
    assert not talk.telegram.of("deleteWebhook", "getUpdates")


async def test_a_refused_token_ends_it_and_the_update_comes_again(
    bot: Replica, asked: Asked, caplog: pytest.LogCaptureFixture
) -> None:
    bot.talk.telegram.failures["sendMessage"] = Failure(status=401, description="Unauthorized")
    assert await bot.bring(asked()) == 500
    await bot.working
    assert bot.stop.status == 1
    assert caplog.text.count("VERBATIM_TOKEN") == 1


async def test_a_server_that_ends_by_itself_ends_the_bot(
    bot: Replica, caplog: pytest.LogCaptureFixture
) -> None:
    bot.door.close_door()
    await bot.working
    assert bot.stop.status == 1
    assert "has ended" in caplog.text


async def test_the_secret_is_the_same_for_every_replica_and_tells_nothing_of_the_token(
    settings: Settings,
) -> None:
    made = settings.model_copy(update={"webhook_secret": None})
    assert made.secret_for_webhook() == made.model_copy().secret_for_webhook()
    assert len(made.secret_for_webhook()) == 64
    other = made.model_copy(update={"token": SecretStr("other")})
    assert made.secret_for_webhook() != other.secret_for_webhook()
    assert settings.secret_for_webhook() == SAID
