"""Learning a pack: from its phrasings to the weights that the index asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from knowledge.calibration import uncalibrated
from knowledge.classifier import discriminate, pruned
from knowledge.examples import Example, word_weights
from knowledge.spelling import lookalikes
from knowledge.stems import stem
from knowledge.trials import Learn, calibration
from knowledge.weights import Weights, digest, pack_text, starts_of

__all__ = ["Example", "Weights", "learn"]

_MANY = 30


def learn(examples: Sequence[Example], *, synonyms: Sequence[Sequence[str]] = ()) -> Weights:
    """Learn a pack's weights; the order of examples changes nothing but the numbers of the nearest ones.

    ``synonyms`` holds groups of normalised words that mean about the same; a word may be in several.
    Raises ValueError where there is no example with a word in it.
    """
    numbered = [(number, example) for number, example in enumerate(examples) if example.tokens]
    numbered.sort(key=lambda pair: (pair[1].target, pair[1].language, pair[1].tokens))
    if not numbered:
        message = "a pack needs at least one phrasing with a word in it"
        raise ValueError(message)
    kept = [example for _, example in numbered]
    again = learner(kept, synonyms)
    numbers = np.array([number for number, _ in numbered], dtype=np.int32)
    return replace(again(kept), phrasing_numbers=numbers, calibration=calibration(kept, again))


def learner(examples: Sequence[Example], synonyms: Sequence[Sequence[str]]) -> Learn:
    """Return what learns all but the calibration from some sorted examples of a pack."""
    senses = _senses(examples, synonyms)
    return lambda some: _weights(some, np.arange(len(some), dtype=np.int32), senses)


def _senses(examples: Sequence[Example], synonyms: Sequence[Sequence[str]]) -> list[tuple[str, int]]:
    """Return (stem, number of its group) for the groups that the pack uses a word of.

    Where a target has many phrasings they tell synonyms better than any list, and none is used.
    """
    if len(examples) >= _MANY * len({(example.target, example.language) for example in examples}):
        return []
    used = {stem(word) for example in examples for word in example.tokens}
    groups = [sorted({stem(word) for word in group}) for group in synonyms]
    kept = sorted(group for group in groups if used.intersection(group))
    return sorted((one, number) for number, group in enumerate(kept) for one in group)


def _weights(examples: Sequence[Example], numbers: np.ndarray, senses: Sequence[tuple[str, int]]) -> Weights:
    """Learn all but the calibration from sorted examples."""
    targets = sorted({example.target for example in examples})
    place = {target: number for number, target in enumerate(targets)}
    asked = np.array([place[example.target] for example in examples], dtype=np.int32)
    words, unknown = word_weights(examples)
    stems, _ = word_weights(examples, stem)
    hashes, table, bias = discriminate(examples, asked, words, stems, senses)
    starts, columns, values = pruned(table)
    vocabulary = _vocabulary(examples, words)
    return Weights(
        targets=pack_text(targets),
        **vocabulary,
        stems=pack_text(sorted(stems)),
        stem_weights=np.array([stems[one] for one in sorted(stems)], dtype=np.float32),
        sense_stems=pack_text([one for one, _ in senses]),
        senses=np.array([sense for _, sense in senses], dtype=np.int32),
        unknown=np.array([unknown], dtype=np.float32),
        phrasing_targets=asked,
        phrasing_numbers=numbers,
        phrasing_digests=np.array([digest(example.tokens) for example in examples], dtype=np.uint64),
        phrasing_weights=_phrasing_weights(vocabulary, len(examples)),
        features=hashes,
        feature_starts=starts,
        feature_targets=columns,
        feature_values=values,
        bias=bias,
        calibration=uncalibrated(),
    )


def _vocabulary(examples: Sequence[Example], weights: Mapping[str, float]) -> dict[str, np.ndarray]:
    """Return the fields that have a row for each word."""
    words = sorted(weights)
    column = {word: number for number, word in enumerate(words)}
    counts = Counter(word for example in examples for word in set(example.tokens))
    starts, rows = _rows(
        [sorted({column[word] for word in example.tokens}) for example in examples], len(words)
    )
    alike = [sorted(row, key=lambda pair: (pair[1], -pair[0])) for row in lookalikes(words)]
    return {
        "words": pack_text(words),
        "word_weights": np.array([weights[word] for word in words], dtype=np.float32),
        "word_counts": np.array([counts[word] for word in words], dtype=np.int32),
        "alike_starts": starts_of([len(row) for row in alike]),
        "alike": np.array([word for row in alike for word, _ in row], dtype=np.int32),
        "alike_similarity": np.array(
            [similarity for row in alike for _, similarity in row], dtype=np.float32
        ),
        "posting_starts": starts,
        "postings": rows,
    }


def _phrasing_weights(vocabulary: Mapping[str, np.ndarray], count: int) -> np.ndarray:
    """Sum the weights of each phrasing's words, every word once."""
    weights = np.repeat(vocabulary["word_weights"], np.diff(vocabulary["posting_starts"]))
    return np.bincount(vocabulary["postings"], weights, minlength=count)


def _rows(columns: Sequence[Sequence[int]], width: int) -> tuple[np.ndarray, np.ndarray]:
    """Turn lists of columns, one for each row, into (starts, rows) by column."""
    flat = np.array([column for row in columns for column in row], dtype=np.int32)
    rows = np.repeat(np.arange(len(columns), dtype=np.int32), [len(row) for row in columns])
    order = np.argsort(flat, kind="stable")
    return starts_of(np.bincount(flat, minlength=width).tolist()), rows[order]
