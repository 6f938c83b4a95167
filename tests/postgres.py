"""A real PostgreSQL on loopback, from the machine's own binaries, in a folder that is thrown away."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

REQUIRED = bool(os.environ.get("VERBATIM_POSTGRES_REQUIRED"))
"""Whether a missing PostgreSQL fails the tests that need it, instead of skipping them."""
USERS = ("postgres", "nobody")
"""Who may run it where the tests run as root, which it refuses."""


def binaries() -> Path | None:
    """The folder of PostgreSQL's programs, of the newest version if there are several; None without any."""
    if program := shutil.which("initdb"):
        return Path(program).resolve().parent
    # Debian keeps them off the path, in a folder for each version.
    return max(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), default=None
    )


@dataclass(kw_only=True)
class Postgres:
    """A server; each database that it is asked for is empty."""

    programs: Path
    folder: Path
    port: int
    user: str | None
    """Who runs it, where that is not whoever runs the tests."""
    _numbers: Iterator[int] = field(default_factory=count)

    def start(self) -> None:
        """Starts it; returns once it takes connections."""
        options = f"-h 127.0.0.1 -p {self.port} -k {self.folder} -c fsync=off -c max_connections=200"
        self._run("pg_ctl", "start", "-w", "-s", "-D", "data", "-l", "log", "-o", options)

    def stop(self, mode: str = "fast") -> None:
        """Stops it: ``fast`` breaks its connections, ``immediate`` is as if it were killed."""
        self._run("pg_ctl", "stop", "-w", "-s", "-D", "data", "-m", mode)

    def database(self) -> str:
        """The address of a new database."""
        name = f"test_{next(self._numbers)}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "verbatim", name)
        return f"postgresql://verbatim@127.0.0.1:{self.port}/{name}"

    def make(self) -> None:
        """Makes its folder."""
        self._run("initdb", "-D", "data", "-U", "verbatim", "-A", "trust", "-E", "UTF8", "--no-sync")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self.programs / program), *arguments],
            cwd=self.folder,
            user=self.user,
            group=None if self.user is None else pwd.getpwnam(self.user).pw_gid,
            extra_groups=None if self.user is None else [],
            env={"LC_ALL": "C", "PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=True,
        )


@contextmanager
def serving(programs: Path) -> Iterator[Postgres]:
    """A server on a free port of loopback, stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="postgres") as folder:
        user = _unprivileged()
        if user is not None:
            shutil.chown(folder, user)
        server = Postgres(programs=programs, folder=Path(folder), port=_free_port(), user=user)
        server.make()
        server.start()
        try:
            yield server
        finally:
            if (server.folder / "data" / "postmaster.pid").exists():
                server.stop("immediate")


def _unprivileged() -> str | None:
    if os.geteuid():
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in USERS if name in known)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
