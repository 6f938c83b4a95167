"""The installed program as a process of its own, speaking to a Bot API server on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from botapi import BotApi
from fakes import TOKEN

VERBATIM = Path(sys.executable).with_name("verbatim")
UNLIMITED = {"USER_LIMIT": "0", "CHAT_LIMIT": "0", "RATE": "0", "GROUP_RATE": "0", "CHAT_RATE": "0"}
"""Settings without any limit of rates."""


def environment(api: BotApi, folder: Path, **settings: str) -> dict[str, str]:
    """This process's environment with nothing of Verbatim's but these settings."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("VERBATIM_")}
    mine = {"TOKEN": TOKEN, "API_URL": api.url, "DATA_FOLDER": str(folder / "data"), "PROFILE": "false"}
    mine |= UNLIMITED | settings
    return outside | {f"VERBATIM_{name}": value for name, value in mine.items()}


@contextmanager
def running(
    api: BotApi, folder: Path, *, before: Sequence[str] = (), **settings: str
) -> Iterator[subprocess.Popen[bytes]]:
    """``verbatim run`` with these settings, killed in the end; it logs to ``bot.log`` in the folder.

    ``before`` is a command that runs it, such as one that takes rights away.
    """
    line = [*before, str(VERBATIM), "run"]
    with (
        (folder / "bot.log").open("ab") as log,
        subprocess.Popen(line, env=environment(api, folder, **settings), stdout=log, stderr=log) as process,
    ):
        watching = threading.Thread(target=_watch, args=(process, api, folder / "bot.log"))
        watching.start()
        try:
            yield process
        finally:
            process.kill()
            watching.join()


def went_on_without_database(folder: Path) -> int:
    """How often a bot with its log in a folder did not wait for the database any longer."""
    return (folder / "bot.log").read_text(encoding="utf-8").count("going on without what is stored")


SECRET = "said-by-telegram"  # noqa: S105 - made up
"""What Telegram proves itself with at the webhook of ``as_replica``."""


def as_replica(port: int, database: str) -> dict[str, str]:
    """Settings of one of several bots that share a webhook."""
    return {
        "MODE": "webhook",
        "PUBLIC_URL": "https://bot.example.org",
        "WEBHOOK_SECRET": SECRET,
        "LISTEN_PORT": str(port),
        "DATABASE_URL": database,
        "DATA_KEY": "the same for every replica",
    }


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def until_ready(process: subprocess.Popen[bytes], port: int, log: Path, timeout: float = 60) -> None:
    """Waits until a bot takes updates."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text(encoding="utf-8")[-2000:]
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)  # nothing tells from outside that a port is open
    raise AssertionError(f"not ready within {timeout:g} s: {log.read_text(encoding='utf-8')[-2000:]}")


def _watch(process: subprocess.Popen[bytes], api: BotApi, log: Path) -> None:
    """Tells whoever waits at the server when the program ended by itself."""
    if process.wait() > 0:
        with api.changed:
            api.bot_ended = f"verbatim run ended with {process.returncode}:\n{log.read_text()[-2000:]}"
            api.changed.notify_all()
