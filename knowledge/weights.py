"""What is learned from a pack, as arrays that are kept in a file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from knowledge.signals import Thresholds


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Weights:
    """All that is learned from a pack, as arrays; texts are UTF-8 bytes, one item a line.

    Sparse tables are given by rows: row r holds the entries starts[r] to starts[r + 1].
    """

    targets: np.ndarray
    """Ids of the targets, sorted."""
    words: np.ndarray
    """Known words, sorted."""
    word_weights: np.ndarray
    word_counts: np.ndarray
    stems: np.ndarray
    """Stems of the known words, sorted."""
    stem_weights: np.ndarray
    unknown: np.ndarray
    """Weight of a word never seen (one number)."""
    sense_stems: np.ndarray
    """Stems that have synonyms, one for each of their groups."""
    senses: np.ndarray
    """Number of that group."""
    alike_starts: np.ndarray
    alike: np.ndarray
    alike_similarity: np.ndarray
    """Words alike to a word (rows: words), least alike first."""
    posting_starts: np.ndarray
    postings: np.ndarray
    """Phrasings that hold a word (rows: words)."""
    phrasing_targets: np.ndarray
    """Target of each phrasing, ascending."""
    phrasing_numbers: np.ndarray
    """Number of each phrasing among the examples."""
    phrasing_digests: np.ndarray
    phrasing_weights: np.ndarray
    """Weight of all words of each phrasing."""
    features: np.ndarray
    """Hashes of the features, sorted."""
    feature_starts: np.ndarray
    feature_targets: np.ndarray
    feature_values: np.ndarray
    """What a feature says for or against a target (rows: features)."""
    bias: np.ndarray
    calibration: np.ndarray
    """Rows centre, scale and slope; the last column holds the bias, accept and margin."""

    def arrays(self) -> dict[str, np.ndarray]:
        """Return the arrays by name, as ``numpy.savez`` takes them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def from_arrays(cls, arrays: dict[str, np.ndarray]) -> Weights:
        """Take the arrays back; others are ignored, a missing one raises KeyError."""
        return cls(**{field.name: arrays[field.name] for field in fields(cls)})

    @property
    def thresholds(self) -> Thresholds:
        """The stock policy."""
        return Thresholds(accept=float(self.calibration[1, -1]), margin=float(self.calibration[2, -1]))


def pack_text(items: Sequence[str]) -> np.ndarray:
    """Write strings without line breaks as one array of bytes."""
    return np.frombuffer("\n".join(items).encode(), dtype=np.uint8)


def unpack_text(array: np.ndarray) -> list[str]:
    """Undo ``pack_text``; an empty array holds no items."""
    return array.tobytes().decode().split("\n") if len(array) else []


def by_stem(stems: Sequence[str], senses: Sequence[int]) -> dict[str, list[int]]:
    """Return the groups of synonyms that each stem belongs to."""
    groups: dict[str, list[int]] = {}
    for one, sense in zip(stems, senses, strict=True):
        groups.setdefault(one, []).append(sense)
    return groups


def digest(tokens: Sequence[str]) -> int:
    """Return 64 bits that stand for a sequence of words."""
    return int.from_bytes(hashlib.blake2b(" ".join(tokens).encode(), digest_size=8).digest(), "little")


def starts_of(lengths: Sequence[int]) -> np.ndarray:
    """Return where each of consecutive rows starts, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
