"""A pack as it is kept between runs: contents and learned weights in one file, known by its digest.

The file is a NumPy archive without pickles: one array of JSON bytes beside the weights' arrays. It is
valid only for the very files and the very code that it was made from.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np

_SUFFIX = ".npz"
_CODE = (
    "text figures lexicon builder examples stems features spelling lexis calibration classifier trials learning "
    "weights index compiled"
).split()
"""Modules whose change makes a compiled pack stale."""


def digest(folder: Path) -> str:
    """Name a pack's contents: 64 hexadecimal digits over its files and the code that reads them."""
    here = Path(__file__).parent
    hashed = hashlib.sha256()
    files = [folder / name for name in ("pack.toml", "article.txt", "facts.toml")]
    files += sorted((folder / "locales").glob("*.toml"))
    files += [here / f"{name}.py" for name in _CODE] + sorted((here / "languages").glob("*.py"))
    for path in files:
        hashed.update(path.name.encode() + b"\0")
        if path.is_file():
            hashed.update(hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).digest())
    return hashed.hexdigest()


def beside(folder: Path) -> Path:
    """Where the compiled file of a shipped pack travels: beside its folder."""
    return folder.with_name(folder.name + _SUFFIX)


def cached(digest_: str, folder: Path | None) -> Path:
    """Where the compiled file of any other pack is kept: the given folder, or the platform's cache folder."""
    if folder is None:
        from platformdirs import user_cache_path  # noqa: PLC0415  only packs of one's own come here

        folder = user_cache_path("verbatim")
    return folder / (digest_ + _SUFFIX)


def read(path: Path, digest_: str) -> tuple[dict[str, Any], dict[str, np.ndarray]] | None:
    """Return (contents, arrays) of a compiled file, or None where it is absent, damaged or stale."""
    try:
        with np.load(path, allow_pickle=False) as archive:
            if archive["digest"].tobytes() != digest_.encode():
                return None
            contents = json.loads(archive["contents"].tobytes())
            return contents, {name: archive[name] for name in archive.files if name not in {"digest", "contents"}}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def write(path: Path, digest_: str, contents: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
    """Write a compiled file in one step, so that a reader never meets half of it; raise OSError where it cannot."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(contents, ensure_ascii=False, separators=(",", ":")).encode()
    with NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        np.savez(
            file,
            digest=np.frombuffer(digest_.encode(), dtype=np.uint8),
            contents=np.frombuffer(text, dtype=np.uint8),
            **arrays,  # type: ignore[arg-type]
        )
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)
