"""What is reported to Sentry says what failed and where, and nothing of anybody."""

from __future__ import annotations

import gzip
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import sentry_sdk
import updates
from fakes import TOKEN
from pydantic import SecretStr
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport
from talking import Talk
from telegram import Update

from bot import delivery, sentry
from bot.application import Answering
from bot.settings import Settings, SettingsError

DSN = "https://plantedkey@127.0.0.1:1/5"


class Outbox(Transport):
    """Keeps what would be sent."""

    sent: list[Envelope] = []  # noqa: RUF012 - one for the test, emptied before

    def capture_envelope(self, envelope: Envelope) -> None:
        self.sent.append(envelope)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"sentry_dsn": SecretStr(DSN)})


@pytest.fixture
def outbox(settings: Settings) -> Iterator[list[Envelope]]:
    """What is reported, while the settings name a project."""
    Outbox.sent.clear()
    sentry.set_up(settings, Outbox)
    yield Outbox.sent
    sentry_sdk.get_client().close()
    sentry_sdk.get_global_scope().set_client(None)


def event(outbox: list[Envelope]) -> Any:
    (envelope,) = outbox
    return envelope.get_event()


async def test_a_failed_update_is_reported_without_text_token_person_or_values(
    talk: Talk, outbox: list[Envelope], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: Any) -> None:
        secret_local = f"zanzibar {TOKEN}"
        raise ValueError(secret_local)

    monkeypatch.setattr("bot.asking.admitted", fail)
    person = updates.ANN | {"id": 987654321, "first_name": "Quirina"}
    update = updates.update("message", updates.message("zanzibar xylophones", sender=person))
    with pytest.raises(ValueError, match="zanzibar") as raised:
        await Answering(talk.app, talk.services)(Update.de_json(update, talk.app.bot))
    logging.getLogger("bot.window").error("update %d given up: %s", 5, TOKEN, exc_info=raised.value)
    reported = event(outbox)
    assert reported["logentry"] == {"message": "update %d given up: %s"}
    (error,) = reported["exception"]["values"]
    assert error["type"] == "ValueError"
    assert error["stacktrace"]["frames"][-1]["function"] == "fail"
    everything = str(reported) + outbox[0].serialize().decode()
    for private in (TOKEN, "plantedkey", "zanzibar", "xylophones", "Quirina", "987654321", "secret_local"):
        assert private not in everything
    assert not {"user", "request", "extra", "breadcrumbs", "contexts", "server_name"} & reported.keys()


def test_a_token_in_what_is_logged_is_hidden(outbox: list[Envelope]) -> None:
    logging.getLogger("bot").error(f"https://api.telegram.org/bot{TOKEN}/getMe")
    assert event(outbox)["logentry"] == {"message": "https://api.telegram.org/bot<token>/getMe"}


def test_the_whole_texts_of_other_libraries_stay_here(outbox: list[Envelope]) -> None:
    logging.getLogger("asyncio").error("Task exception was never retrieved: zanzibar")
    assert "zanzibar" not in str(event(outbox))


def test_what_is_no_error_is_not_reported(outbox: list[Envelope]) -> None:
    logging.getLogger("bot").warning("tried again")
    assert outbox == []


def test_without_the_extra_one_sentence_says_what_to_install(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    logging_as_it_was: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("sentry_sdk", "sentry_sdk.utils"):
        monkeypatch.setitem(sys.modules, name, None)
    assert delivery.run(settings) == 2
    said = capsys.readouterr().err
    assert 'VERBATIM_SENTRY_DSN needs the extra "sentry": pip install' in said
    assert "plantedkey" not in said
    assert len(said.splitlines()) == 1


def test_an_address_that_is_none_is_named_and_not_shown(settings: Settings) -> None:
    wrong = settings.model_copy(update={"sentry_dsn": SecretStr("planted nonsense")})
    with pytest.raises(SettingsError, match="VERBATIM_SENTRY_DSN") as raised:
        sentry.set_up(wrong)
    assert raised.value.__cause__ is raised.value.__context__ is None
    assert "planted" not in str(raised.value)


CRASHING = """
import sys
from bot import application
from bot.cli import main

def build(settings, *_):
    raise RuntimeError(f"zanzibar {settings.require_token()}")

application.build = build
sys.argv = ["verbatim", "run"]
main()
"""


def test_what_ends_the_program_is_reported_before_it_has_ended(tmp_path: Path) -> None:
    brought: list[bytes] = []

    class Project(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            brought.append(gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keeps the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Project) as server:
        threading.Thread(target=server.serve_forever).start()
        dsn = f"http://plantedkey@127.0.0.1:{server.server_port}/5"
        mine = {"VERBATIM_TOKEN": TOKEN, "VERBATIM_DATA_FOLDER": str(tmp_path), "VERBATIM_SENTRY_DSN": dsn}
        line = [sys.executable, "-c", CRASHING]
        done = subprocess.run(line, env=os.environ | mine, capture_output=True, text=True, check=False)
        server.shutdown()
    assert done.returncode == 70
    (envelope,) = brought
    assert b"RuntimeError" in envelope
    assert not [secret for secret in (TOKEN, "plantedkey", "zanzibar") if secret.encode() in envelope]
    assert "plantedkey" not in done.stdout + done.stderr


def test_without_an_address_nothing_is_set_up(settings: Settings) -> None:
    sentry.set_up(settings.model_copy(update={"sentry_dsn": None}))
    assert not sentry_sdk.get_client().is_active()
