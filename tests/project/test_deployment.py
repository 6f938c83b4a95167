"""What the README offers for running the bot elsewhere holds, as far as no container engine is needed."""

from __future__ import annotations

import json
import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import deployment
import pytest
from botapi import BotApi, serving
from deployment import COMPOSE, DOCKERFILE, Front
from postgres import Postgres
from program import SECRET, as_replica, free_port, running, until_ready

from bot.settings import PREFIX, Settings

SYSTEMD = shutil.which("systemd-analyze")
QUESTION = "How many peacekeepers were sent?"
KNOWN = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
SERVICES = COMPOSE["services"]


def test_every_setting_that_is_named_is_one() -> None:
    named = set(re.findall(rf"\b{PREFIX}[A-Z_]+\b", DOCKERFILE))
    named |= {name for name in SERVICES["bot"]["environment"] if name.startswith(PREFIX)}
    assert len(named) > 8
    assert named <= KNOWN


def test_secrets_come_from_outside_and_have_no_default() -> None:
    environment = SERVICES["bot"]["environment"] | SERVICES["database"]["environment"]
    for name in ("VERBATIM_TOKEN", "VERBATIM_DATA_KEY", "VERBATIM_DATABASE_URL", "POSTGRES_PASSWORD"):
        assert re.search(r"\$\{[A-Z_]+:\?[^}]+\}", environment[name]), name
    assert not re.search(r"(?i)(token|key|password|dsn)\S*=", DOCKERFILE)


def test_there_are_two_replicas_a_database_and_nginx() -> None:
    assert SERVICES.keys() == {"bot", "database", "nginx"}
    assert SERVICES["bot"]["deploy"]["replicas"] == 2


def test_the_replicas_together_send_no_faster_than_one_would() -> None:
    replicas, environment = SERVICES["bot"]["deploy"]["replicas"], SERVICES["bot"]["environment"]
    for name in ("rate", "group_rate", "chat_rate"):
        assert replicas * float(environment[f"{PREFIX}{name.upper()}"]) == Settings.model_fields[name].default


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_is_started_again_looked_after_and_limited(name: str) -> None:
    service = SERVICES[name]
    assert service["restart"] == "unless-stopped"
    assert service["deploy"]["resources"]["limits"].keys() == {"cpus", "memory"}
    assert "healthcheck" in service or name == "bot"  # the bot's is the image's
    assert "build" in service or re.fullmatch(r"[a-z]+:\d+(\.\d+)?-alpine", service["image"])


def test_the_bot_writes_nowhere_but_to_memory() -> None:
    bot = SERVICES["bot"]
    assert bot["read_only"] is True
    written = {bot["environment"][f"{PREFIX}{name}"] for name in ("CACHE", "DATA_FOLDER")}
    assert all(path == "/tmp" or path.startswith("/tmp/") for path in written)  # noqa: S108 - the container's
    assert bot["tmpfs"] == ["/tmp"]  # noqa: S108 - likewise
    assert bot["cap_drop"] == ["ALL"]


def test_what_is_kept_lies_in_a_volume_and_is_reached_from_inside_only() -> None:
    assert SERVICES["database"]["volumes"][0].partition(":")[0] in COMPOSE["volumes"]
    assert SERVICES["database"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert not any("ports" in SERVICES[name] for name in ("bot", "database"))


def test_the_image_is_slim_pinned_and_not_run_by_root() -> None:
    bases = [rest for word, rest in deployment.instructions() if word == "FROM"]
    assert all(re.fullmatch(r"python:3\.\d+-slim( AS \w+)?", base) for base in bases)
    last = dict(deployment.last_stage())
    assert int(last["USER"]) > 0
    assert last["VOLUME"] == "/data"
    assert json.loads(last["ENTRYPOINT"]) + json.loads(last["CMD"]) == ["verbatim", "run"]


def test_what_is_copied_into_the_image_is_let_through() -> None:
    through = (deployment.readme.ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copies = [rest.split()[:-1] for word, rest in deployment.instructions() if word == "COPY"]
    copied = [name for names in copies for name in names if not name.startswith("--")]
    assert {f"!{name}" for name in copied} <= set(through)
    assert all((deployment.readme.ROOT / name).exists() for name in copied)


@pytest.fixture
def api() -> Iterator[BotApi]:
    with serving() as api:
        yield api


@dataclass(frozen=True, kw_only=True)
class Replica:
    """A bot that takes updates by webhook."""

    port: int
    process: subprocess.Popen[bytes]


@contextmanager
def replica(api: BotApi, folder: Path, database: str) -> Iterator[Replica]:
    """One that takes updates."""
    folder.mkdir()
    port = free_port()
    with running(api, folder, **as_replica(port, database)) as process:
        until_ready(process, port, folder / "bot.log")
        yield Replica(port=port, process=process)


def test_the_image_asks_for_health_where_the_bot_tells_it(api: BotApi, tmp_path: Path) -> None:
    found = re.search(r"CMD (\[.*\])", dict(deployment.last_stage())["HEALTHCHECK"])
    assert found
    _, *arguments = json.loads(found[1])

    def healthy(port: int) -> bool:
        line = [sys.executable, *(each.replace("8080", str(port)) for each in arguments)]
        return subprocess.run(line, capture_output=True, check=False).returncode == 0

    with replica(api, tmp_path / "bot", f"sqlite:///{tmp_path}/bot.sqlite3") as bot:
        assert healthy(bot.port)
        bot.process.kill()
        bot.process.wait()
        assert not healthy(bot.port)


@dataclass(frozen=True, kw_only=True)
class Site:
    """Two replicas behind nginx, as Telegram reaches them."""

    api: BotApi
    replicas: list[Replica]
    front: Front
    client: aiohttp.ClientSession

    async def bring(self, number: int, **headers: str) -> int:
        """Brings an update; what is answered."""
        person = {"id": 1000 + number, "is_bot": False, "first_name": "Ann", "language_code": "en"}
        message: dict[str, Any] = {"message_id": number, "date": 1700000000, "from": person, "text": QUESTION}
        message["chat"] = {"id": person["id"], "type": "private", "first_name": "Ann"}
        given = {"X-Telegram-Bot-Api-Secret-Token": SECRET} | headers
        url = f"https://127.0.0.1:{self.front.port}/telegram"
        update = {"update_id": number, "message": message}
        async with self.client.post(url, json=update, headers=given) as response:
            return response.status

    async def get(self, path: str, *, inside: bool = False) -> int:
        """The status of a page, from outside or from this machine."""
        port, scheme = (self.front.own_port, "http") if inside else (self.front.port, "https")
        async with self.client.get(f"{scheme}://127.0.0.1:{port}{path}") as response:
            return response.status


@pytest.fixture
async def site(api: BotApi, postgres: Postgres, tmp_path: Path) -> AsyncIterator[Site]:
    if deployment.NGINX is None:
        pytest.skip("no nginx on this machine")
    database = postgres.database()
    with ExitStack() as stack:
        replicas = [stack.enter_context(replica(api, tmp_path / name, database)) for name in ("one", "other")]
        ports = [each.port for each in replicas]
        front = stack.enter_context(deployment.nginx(tmp_path / "nginx", ports))
        trust = ssl.create_default_context(cafile=front.certificate)
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=trust)) as client:
            yield Site(api=api, replicas=replicas, front=front, client=client)


async def test_nginx_passes_updates_to_both_replicas_and_nothing_else(site: Site) -> None:
    assert [await site.bring(number) for number in (1, 2, 2, 3)] == [200] * 4
    assert site.api.replies.total() == 3
    assert await site.bring(4, **{"X-Telegram-Bot-Api-Secret-Token": "guessed"}) == 403
    for path in ("/", "/telegram/", "/healthz", "/readyz", "/metrics"):
        assert await site.get(path) == 404
    inside = [await site.get(path, inside=True) for path in ("/healthz", "/readyz", "/metrics")]
    assert inside == [200, 200, 404]


async def test_nginx_goes_on_with_the_replica_that_is_left(site: Site) -> None:
    site.replicas[0].process.kill()
    site.replicas[0].process.wait()
    assert [await site.bring(number) for number in range(1, 9)] == [200] * 8
    assert len(site.api.replies) == 8


@pytest.mark.skipif(SYSTEMD is None, reason="no systemd-analyze on this machine")
def test_systemd_takes_the_unit_and_finds_little_exposed(tmp_path: Path) -> None:
    unit = tmp_path / "verbatim.service"
    unit.write_text(deployment.unit().replace("/opt/verbatim/bin/verbatim", sys.executable), encoding="utf-8")
    for check in (["verify"], ["security", "--offline=true", "--threshold=20"]):
        line = ["systemd-analyze", *check, str(unit)]
        done = subprocess.run(line, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert unit.name not in done.stderr


def test_the_unit_names_settings_that_are_there() -> None:
    named = set(re.findall(rf"\b{PREFIX}[A-Z_]+\b", deployment.unit()))
    assert named
    assert named <= KNOWN
