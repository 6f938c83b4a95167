"""A pack as it is kept between runs: contents and learned weights in one file, known by its digest.

Behind a mark, a checksum and a header of JSON stand the parts: each of the contents as JSON, each array as
its bare bytes. The file is valid only for the very files and the very code that it was made from.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np

_SUFFIX = ".compiled"
_MARK = b"verbatim pack 1\n"
_HEADER = len(_MARK) + 8
"""Where the header starts: behind the mark, the checksum of all that follows it, and the header's length."""
_ALIGNED = 16
_CODE = (
    *("text", "dates", "figures", "lexicon", "builder", "examples", "stems", "features", "spelling", "lexis"),
    *("signals", "calibration", "classifier", "trials", "learning", "weights", "index", "compiled"),
    *("question", "labels", "pinyin", "homophones"),
)
"""Modules whose change makes a compiled pack stale."""


class Contents(Mapping[str, Any]):
    """The contents of a compiled file, each decoded when it is first asked for."""

    def __init__(self, parts: Mapping[str, memoryview]) -> None:
        self._parts = parts
        self._decoded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._decoded:
            self._decoded[name] = json.loads(bytes(self._parts[name]))
        return self._decoded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


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
            held = path.read_bytes()
            held = held.replace(b"\r\n", b"\n") if b"\r" in held else held
            hashed.update(hashlib.sha256(held).digest())
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


def read(path: Path, digest_: str) -> tuple[Contents, dict[str, np.ndarray]] | None:
    """Return (contents, arrays) of a compiled file, or None where it is absent, damaged or stale."""
    held = _held(path)
    checked = held[len(_MARK) : len(_MARK) + 4]
    if held[: len(_MARK)] != _MARK or checked != _checksum(held[len(_MARK) + 4 :]):
        return None
    start = _HEADER + int.from_bytes(held[_HEADER - 4 : _HEADER], "little")
    header = json.loads(bytes(held[_HEADER:start]))
    if header["digest"] != digest_:
        return None
    contents, arrays = {}, {}
    for name, type_, count in header["parts"]:
        size = count * np.dtype(type_).itemsize if type_ else count
        if type_:
            arrays[name] = np.frombuffer(held, type_, count, start)
        else:
            contents[name] = held[start : start + size]
        start += size + -size % _ALIGNED
    shapes = header["shapes"]
    return Contents(contents), {name: array.reshape(shapes[name]) for name, array in arrays.items()}


def _held(path: Path) -> memoryview:
    """A file, mapped into memory since copying it takes long; nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    except (OSError, ValueError):  # an empty file cannot be mapped
        return memoryview(b"")


def write(path: Path, digest_: str, contents: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> None:
    """Write a compiled file in one step, so that a reader never meets half of it.

    Raises:
        OSError: where the folder cannot be written.
    """
    from tempfile import NamedTemporaryFile  # noqa: PLC0415  whoever only reads does without

    path.parent.mkdir(parents=True, exist_ok=True)
    body = _body(digest_, contents, arrays)
    with NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        file.write(_MARK + _checksum(body) + body)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def _body(digest_: str, contents: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> bytes:
    """What the checksum covers: the header's length, the header, the parts."""
    texts = {name: _json(value) for name, value in contents.items()}
    parts = [(name, "", len(text)) for name, text in texts.items()]
    parts += [(name, array.dtype.str, array.size) for name, array in arrays.items()]
    shapes = {name: array.shape for name, array in arrays.items()}
    header = _json({"digest": digest_, "parts": parts, "shapes": shapes})
    header += b" " * (-(_HEADER + len(header)) % _ALIGNED)
    stored = [*texts.values(), *(array.tobytes() for array in arrays.values())]
    aligned = (part + bytes(-len(part) % _ALIGNED) for part in stored)
    return len(header).to_bytes(4, "little") + header + b"".join(aligned)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _checksum(body: bytes | memoryview) -> bytes:
    return zlib.crc32(body).to_bytes(4, "little")
