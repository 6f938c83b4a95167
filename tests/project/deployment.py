"""What the bot is run with elsewhere, read: the Dockerfile, compose.yaml, and nginx's configuration in it."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import readme
import yaml
from program import free_port

DOCKERFILE = (readme.ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((readme.ROOT / "compose.yaml").read_text(encoding="utf-8"))
CONFIGURATION = COMPOSE["configs"]["nginx"]["content"].replace("$$", "$")
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
AROUND = """
daemon off;
{user}
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/default.conf;
}}
"""
"""What the image has around the configuration, in a folder that is thrown away."""


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions with what follows them, continued lines joined."""
    lines = re.sub(r"\\\n", " ", re.sub(r"(?m)^#.*\n", "", DOCKERFILE)).splitlines()
    parts = (line.partition(" ") for line in lines if line)
    return [(word, " ".join(rest.split())) for word, _, rest in parts]


def last_stage() -> list[tuple[str, str]]:
    """The instructions of the image that is run."""
    every = instructions()
    begins = max(at for at, (word, _) in enumerate(every) if word == "FROM")
    return every[begins:]


def unit() -> str:
    """The systemd unit in the README."""
    found = re.search(r"^```ini\n(\[Unit\]\n.*?)^```$", readme.TEXT, re.MULTILINE | re.DOTALL)
    assert found, "no unit"
    return found[1]


@dataclass(frozen=True, kw_only=True)
class Front:
    """nginx, before some replicas."""

    port: int
    own_port: int
    """For this machine only."""
    certificate: Path


@contextmanager
def nginx(folder: Path, replicas: Sequence[int]) -> Iterator[Front]:
    """nginx with the configuration of compose.yaml; only addresses, ports and paths are others."""
    assert NGINX is not None
    folder.mkdir()
    front = Front(port=free_port(), own_port=free_port(), certificate=folder / "fullchain.pem")
    _certify(folder)
    (folder / "default.conf").write_text(_moved(folder, front, replicas), encoding="utf-8")
    user = "user root;" if folder.owner() == "root" else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user), encoding="utf-8")
    line = [NGINX, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(line) as process:
        try:
            _wait(process, front.port)
            yield front
        finally:
            process.terminate()


def _moved(folder: Path, front: Front, replicas: Sequence[int]) -> str:
    found = re.search(r"( +server )bot:8080 resolve( .*;\n)", CONFIGURATION)
    assert found, "no upstream"
    servers = "".join(f"{found[1]}127.0.0.1:{port}{found[2]}" for port in replicas)
    moves = {
        found[0]: servers,
        "listen 443 ": f"listen 127.0.0.1:{front.port} ",
        "listen 8081;": f"listen 127.0.0.1:{front.own_port};",
        "/etc/nginx/certificates/": f"{folder}/",
    }
    text = CONFIGURATION
    for old, new in moves.items():
        assert old in text
        text = text.replace(old, new)
    return text


def _certify(folder: Path) -> None:
    keys = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    line = ["openssl", "req", "-x509", *curve, "-days", "2", *subject, *keys]
    subprocess.run(line, check=True, capture_output=True)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)  # nothing tells from outside that a port is open
    raise AssertionError("nginx does not listen")
