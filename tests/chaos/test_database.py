"""No answer is lost while the database cannot be used."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from botapi import BotApi
from load import answered, ask, confirmed, twice
from postgres import Postgres
from program import running

OUTAGE = 3.0
"""Seconds for which the database is away, each time."""
CHUNK = 60
WITHOUT_RIGHTS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
"""Takes root's right to read and write what forbids it; others have none."""


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another program keeps the database to itself."""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=10)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")


@contextmanager
def forbidden(folder: Path) -> Iterator[None]:
    """Neither the folder nor anything in it may be read or written."""
    inside = list(folder.iterdir())
    for path in inside:
        path.chmod(0)
    folder.chmod(0)
    try:
        yield
    finally:
        folder.chmod(0o700)
        for path in inside:
            if path.exists():
                path.chmod(0o600)


class Asking:
    """Asks all the time, in the background, no faster than answers come."""

    def __init__(self, api: BotApi) -> None:
        self._api, self.asked = api, 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def __enter__(self) -> Asking:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _ask(self) -> None:
        while not self._over.is_set():
            ask(self._api, range(self.asked + 1, self.asked + CHUNK + 1))
            self.asked += CHUNK
            with self._api.changed:
                self._api.changed.wait_for(
                    lambda: len(self._api.replies) > self.asked - CHUNK or self._over.is_set()
                )


def during(api: BotApi, seconds: float = OUTAGE) -> int:
    """Lets time pass; how many answers came meanwhile."""
    before = len(api.replies)
    time.sleep(seconds)
    return len(api.replies) - before


def test_a_locked_file_costs_no_answer(api: BotApi, tmp_path: Path, report: Callable[[str], None]) -> None:
    file, meanwhile = tmp_path / "data" / "verbatim.sqlite3", []
    with running(api, tmp_path), Asking(api) as asking:
        for _ in range(2):
            api.wait(answered(api, len(api.replies) + CHUNK))
            with locked(file):
                meanwhile.append(during(api))
        asking.__exit__()
        api.wait(answered(api, asking.asked))
        api.wait(confirmed(api, asking.asked))
    report(
        f"SQLite locked twice for {OUTAGE:g} s: {asking.asked} questions, 0 lost, {twice(api)} answered "
        f"twice, {meanwhile} answered meanwhile"
    )
    assert twice(api) == 0


@pytest.mark.skipif(
    os.geteuid() == 0 and not shutil.which("setpriv"),
    reason="root may read everything, and setpriv is missing",
)
def test_a_folder_that_may_not_be_read_costs_no_answer(
    api: BotApi, tmp_path: Path, report: Callable[[str], None]
) -> None:
    folder = tmp_path / "data"
    with running(api, tmp_path, before=WITHOUT_RIGHTS), Asking(api) as asking:
        api.wait(answered(api, CHUNK))
        with forbidden(folder):
            meanwhile = during(api)
        asking.__exit__()
        api.wait(answered(api, asking.asked))
        api.wait(confirmed(api, asking.asked))
    report(
        f"rights to the data folder taken for {OUTAGE:g} s: {asking.asked} questions, 0 lost, "
        f"{twice(api)} answered twice, {meanwhile} answered meanwhile"
    )
    assert twice(api) == 0


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_postgres_that_is_stopped_and_started_costs_no_answer(
    api: BotApi, own_postgres: Postgres, tmp_path: Path, report: Callable[[str], None], mode: str
) -> None:
    meanwhile = []
    with running(api, tmp_path, DATABASE_URL=own_postgres.database()), Asking(api) as asking:
        for _ in range(2):
            api.wait(answered(api, len(api.replies) + CHUNK))
            own_postgres.stop(mode)
            meanwhile.append(during(api))
            own_postgres.start()
        api.wait(answered(api, len(api.replies) + CHUNK))
        asking.__exit__()
        api.wait(answered(api, asking.asked))
        api.wait(confirmed(api, asking.asked))
    report(
        f"PostgreSQL stopped ({mode}) twice for {OUTAGE:g} s: {asking.asked} questions, 0 lost, "
        f"{twice(api)} answered twice, {meanwhile} answered meanwhile"
    )
    assert twice(api) == 0


def test_a_start_without_the_database_costs_no_answer(
    api: BotApi, own_postgres: Postgres, tmp_path: Path, report: Callable[[str], None]
) -> None:
    database = own_postgres.database()
    own_postgres.stop("immediate")
    ask(api, range(1, CHUNK + 1))
    with running(api, tmp_path, DATABASE_URL=database):
        api.wait(answered(api, CHUNK))
        own_postgres.start()
        ask(api, range(CHUNK + 1, 2 * CHUNK + 1))
        api.wait(answered(api, 2 * CHUNK))
        api.wait(confirmed(api, 2 * CHUNK))
    report(f"started while PostgreSQL was away: {2 * CHUNK} questions, 0 lost, {twice(api)} answered twice")
    assert twice(api) == 0
