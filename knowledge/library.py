"""The packs at hand: those that travel with the package, and folders of one's own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge import compiled
from knowledge.errors import PackNotFound
from knowledge.index import Index
from knowledge.languages import language
from knowledge.lexicon import Lexicon
from knowledge.pack import Pack, contents_of
from knowledge.weights import Weights

SHIPPED = Path(__file__).parent / "packs"


@dataclass(frozen=True, kw_only=True, eq=False)
class Library:
    """Folders of packs by id; a pack is read when it is first asked for."""

    folders: Mapping[str, Path]
    cache: Path | None = None
    """Folder for what was learned from packs of one's own; None for the platform's cache folder."""
    _opened: dict[Path, Pack] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(cls, folders: Iterable[Path] = (), *, cache: Path | None = None) -> Library:
        """Find the shipped packs and those in extra folders (each a pack, or a folder of packs).

        Raises:
            PackNotFound: if there is no such folder.
        """
        found: dict[str, Path] = {}
        for folder in (SHIPPED, *folders):
            if not folder.is_dir():
                raise PackNotFound(str(folder), tuple(found))
            places = [folder] if (folder / "pack.toml").is_file() else sorted(folder.glob("*/"))
            found.update({place.name: place for place in places if (place / "pack.toml").is_file()})
        return cls(folders=found, cache=cache)

    @property
    def ids(self) -> tuple[str, ...]:
        """Names of the packs, those of one's own last."""
        return tuple(self.folders)

    @property
    def default(self) -> Pack:
        """The pack asked when none is named: the last one added."""
        return self.pack(self.ids[-1])

    def pack(self, name: str | Path) -> Pack:
        """Return a pack by id or folder; raise PackNotFound or PackInvalid."""
        folder = self.folders.get(str(name), Path(name))
        if not folder.is_dir():
            raise PackNotFound(str(name), self.ids)
        if folder not in self._opened:
            self._opened[folder] = self._read(folder)
        return self._opened[folder]

    def _read(self, folder: Path) -> Pack:
        """From the compiled file beside the folder, else from the cache, else learned now and cached."""
        digest = compiled.digest(folder)
        if (held := compiled.read(compiled.beside(folder), digest)) is not None:
            return _pack(*held, digest)
        cached = compiled.cached(digest, self.cache)
        if (held := compiled.read(cached, digest)) is not None:
            return _pack(*held, digest)
        contents, arrays = learn(folder)
        with contextlib.suppress(OSError):  # a read-only home costs time, not the answer
            compiled.write(cached, digest, contents, arrays)
        return _pack(contents, arrays, digest)


def learn(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Verify a pack's folder and learn from it; return what the compiled file holds."""
    from knowledge import builder, homophones, labels, learning, loader  # noqa: PLC0415  slow to import, and not needed to ask

    contents = builder.contents(loader.load(folder))
    lexicon = Lexicon.from_values(contents["lexicon"])
    pairs = builder.examples(contents, lexicon)
    contents["phrasings"] = [text for _, text in pairs]
    asked = {fact["id"]: contents["questions"][fact["id"]] for fact in contents["facts"]}
    contents["labels"] = labels.labels(asked, lexicon)
    contents["countries"] = builder.countries(contents["languages"])
    contents["names"] = builder.names(contents)
    contents |= homophones.learn(contents["phrasings"])
    groups = [group for code in contents["languages"] for group in language(code).synonyms]
    return contents, learning.learn([example for example, _ in pairs], synonyms=groups).arrays()


def build(folder: Path) -> Pack:
    """Verify and learn a pack and write the compiled file that travels beside its folder."""
    digest = compiled.digest(folder)
    contents, arrays = learn(folder)
    compiled.write(compiled.beside(folder), digest, contents, arrays)
    return _pack(contents, arrays, digest)


def _pack(contents: Mapping[str, Any], arrays: dict[str, Any], digest: str) -> Pack:
    return Pack(**contents_of(contents), version=digest[:12], index=Index(Weights.from_arrays(arrays)))
