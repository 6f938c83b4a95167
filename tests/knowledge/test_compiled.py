"""Compiled files: read back as written, or not at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from knowledge import compiled

DIGEST = "5" * 64
CONTENTS = {
    "title": "Паром · 渡轮",
    "phrasings": ["one", "two"],
    "questions": {"fare": {"en": ["How much?"]}},
}
ARRAYS = {
    "bytes": np.frombuffer(b"a\nb", dtype=np.uint8),
    "halves": np.array([[1.5, -2], [0, 4]], dtype=np.float16),
    "none": np.array([], dtype=np.int32),
    "long": np.array([2**63], dtype=np.uint64),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A compiled file."""
    path = tmp_path / "kept" / "ferry.compiled"
    compiled.write(path, DIGEST, CONTENTS, ARRAYS)
    return path


def test_what_is_written_is_read(path: Path) -> None:
    read = compiled.read(path, DIGEST)
    assert read is not None
    contents, arrays = read
    assert contents == CONTENTS
    assert len(contents) == 3
    assert {name: (array.dtype, array.tolist()) for name, array in arrays.items()} == {
        name: (array.dtype, array.tolist()) for name, array in ARRAYS.items()
    }
    assert all(array.flags.aligned for array in arrays.values())


def test_contents_are_decoded_once(path: Path) -> None:
    read = compiled.read(path, DIGEST)
    assert read is not None
    assert read[0]["phrasings"] is read[0]["phrasings"]
    with pytest.raises(KeyError):
        read[0]["absent"]


def test_nothing_is_left_beside_the_file(path: Path) -> None:
    assert [each.name for each in path.parent.iterdir()] == ["ferry.compiled"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_equal_contents_make_equal_files(path: Path, tmp_path: Path) -> None:
    compiled.write(tmp_path / "again", DIGEST, CONTENTS, ARRAYS)
    assert (tmp_path / "again").read_bytes() == path.read_bytes()


def test_a_stale_or_absent_file_is_not_read(path: Path, tmp_path: Path) -> None:
    assert compiled.read(path, "6" * 64) is None
    assert compiled.read(tmp_path / "absent", DIGEST) is None
    assert compiled.read(tmp_path, DIGEST) is None


def test_a_damaged_file_is_not_read(path: Path) -> None:
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert compiled.read(path, DIGEST) is None, at


def test_a_part_of_a_file_is_not_read(path: Path) -> None:
    whole = path.read_bytes()
    for end in (0, 8, 20, 24, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:end])
        assert compiled.read(path, DIGEST) is None, end
    path.write_bytes(whole + b"\n")
    assert compiled.read(path, DIGEST) is None


def test_the_digest_depends_on_every_file_of_a_pack(ferry: Path) -> None:
    digests = {compiled.digest(ferry)}
    for file in ("article.txt", "facts.toml", "pack.toml", "locales/ru.toml"):
        (ferry / file).write_text((ferry / file).read_text(encoding="utf-8") + "\n", encoding="utf-8")
        digests.add(compiled.digest(ferry))
    (ferry / "locales" / "kk.toml").touch()
    digests.add(compiled.digest(ferry))
    shutil.rmtree(ferry / "locales")
    (ferry / "facts.toml").unlink()
    digests.add(compiled.digest(ferry))
    assert len(digests) == 7
    assert all(len(digest) == 64 for digest in digests)


def test_the_digest_depends_on_neither_line_ends_nor_place(ferry: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere"
    shutil.copytree(ferry, moved)
    for file in moved.glob("*.t*"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert compiled.digest(moved) == compiled.digest(ferry)


def test_the_code_that_learns_is_part_of_the_digest() -> None:
    here = Path(compiled.__file__).parent
    assert [name for name in compiled._CODE if not (here / f"{name}.py").is_file()] == []


def test_places(tmp_path: Path) -> None:
    assert compiled.beside(tmp_path / "ferry") == tmp_path / "ferry.compiled"
    assert compiled.cached(DIGEST, tmp_path) == tmp_path / f"{DIGEST}.compiled"
    assert compiled.cached(DIGEST, None).name == f"{DIGEST}.compiled"


def test_contents_are_plain_json(path: Path) -> None:
    assert json.dumps(CONTENTS["questions"], separators=(",", ":")).encode() in path.read_bytes()
