"""The matcher beside rapidfuzz and BM25 on the shipped pack, or that in a folder given; run it as a program.

Questions are the pack's own examples. The other methods answer with the best phrasing's fact and refuse where
it belongs to a silence or scores below a cutoff: none, or the one that suits these very questions best.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
from rapidfuzz import fuzz, process

from knowledge import Answered, Library, builder, learning, loader
from knowledge.calibration import Trial, calibrate
from knowledge.facts import JOINED
from knowledge.figures import normalise
from knowledge.languages import language
from knowledge.learning import Example
from knowledge.lexicon import Lexicon
from knowledge.library import SHIPPED
from knowledge.trials import tried

Found = tuple[frozenset[str], float]
"""Ids of what a question was taken to ask for, and how surely."""


@dataclass(frozen=True, kw_only=True)
class Questions:
    """The examples of a pack."""

    texts: tuple[str, ...]
    wanted: tuple[frozenset[str], ...]
    """Facts that must answer; none where the question must be refused."""

    @classmethod
    def of(cls, folder: Path) -> Questions:
        """Read them."""
        held = tomllib.loads((folder / "examples.toml").read_text(encoding="utf-8"))
        asks = [(one["question"], frozenset(one["facts"])) for one in held.get("asks", ())]
        refuses = [(one["question"], frozenset[str]()) for one in held.get("refuses", ())]
        texts, wanted = zip(*asks, *refuses, strict=True)
        return cls(texts=texts, wanted=wanted)


def phrasings(folder: Path) -> list[Example]:
    """The pack's phrasings in normal form, in the order in which they are learned."""
    contents = builder.contents(loader.load(folder))
    pairs = builder.examples(contents, Lexicon.from_values(contents["lexicon"]))
    return sorted((one for one, _ in pairs), key=lambda one: (one.target, one.language, one.tokens))


def expected_error(examples: Sequence[Example], codes: Sequence[str]) -> float:
    """Expected calibration error of the best score in ten bins, each turn judged by a fit on the others."""
    learner = learning.learner(examples, [group for code in codes for group in language(code).synonyms])
    turns = list(tried(examples, learner))
    judged = []
    for held, turn in enumerate(turns):
        model = calibrate([trial for n, other in enumerate(turns) if n != held for trial in other])
        judged += [_judged(model.scores(trial.signals), trial) for trial in turn]
    scores, hits, weights = (np.array(column, dtype=float) for column in zip(*judged, strict=True))
    inside = weights == 1
    weights = np.where(inside, 0.75 / inside.sum(), 0.25 / max((~inside).sum(), 1))
    bins = np.minimum((scores * 10).astype(int), 9)
    return sum(abs(float(weights[bins == n] @ (scores - hits)[bins == n])) for n in range(10))


def _judged(scores: np.ndarray, trial: Trial) -> tuple[float, bool, bool]:
    best = int(np.argmax(scores))
    return float(scores[best]), best == trial.right, trial.inside


def by_ratio(examples: Sequence[Example], scorer: Callable[..., float]) -> Callable[[str], Found]:
    """The nearest phrasing by one of rapidfuzz's ratios."""
    texts = [" ".join(one.tokens) for one in examples]

    def ask(text: str) -> Found:
        best = process.extractOne(" ".join(normalise(text)), texts, scorer=scorer)
        return frozenset(examples[best[2]].target.split(JOINED)), best[1]

    return ask


def by_words(examples: Sequence[Example]) -> Callable[[str], Found]:
    """The nearest phrasing by BM25."""
    index = bm25s.BM25()
    index.index([list(one.tokens) for one in examples], show_progress=False)

    def ask(text: str) -> Found:
        found, scores = index.retrieve([list(normalise(text)) or ["?"]], k=1, show_progress=False)
        return frozenset(examples[int(found[0, 0])].target.split(JOINED)), float(scores[0, 0])

    return ask


def by_matcher(folder: Path) -> Callable[[str], Found]:
    """What the pack decides, refusals included."""
    pack = Library.open([folder]).pack(folder)

    def ask(text: str) -> Found:
        decision = pack.ask(text)
        ids = [found.fact.id for found in decision.found] if isinstance(decision, Answered) else []
        return frozenset(ids), decision.evidence.score

    return ask


def judge(
    ask: Callable[[str], Found], questions: Questions, facts: frozenset[str]
) -> tuple[list[Found], float]:
    """Return (what was found, silences taken out, milliseconds a question)."""
    ask(questions.texts[0])
    start = time.perf_counter()
    found = [ask(text) for text in questions.texts]
    taken = (time.perf_counter() - start) * 1e3 / len(found)
    return [(ids & facts, score) for ids, score in found], taken


def shares(found: Sequence[Found], questions: Questions, cutoff: float) -> tuple[float, float]:
    """Return (answered right, refused) as shares of the questions that must be."""
    asserted = [ids if score >= cutoff else frozenset() for ids, score in found]
    pairs = list(zip(asserted, questions.wanted, strict=True))
    right = [bool(ids) and ids <= wanted for ids, wanted in pairs if wanted]
    refused = [not ids for ids, wanted in pairs if not wanted]
    return float(np.mean(right or [0.0])), float(np.mean(refused or [0.0]))


def report(name: str, found: Sequence[Found], questions: Questions, taken: float, *, cut: bool) -> None:
    """Print a method's line, and a second one at its best cutoff."""
    right, refused = shares(found, questions, -np.inf)
    print(f"{name:<30} {right:8.1%} {refused:8.1%} {taken:8.2f} ms")
    if cut:
        cutoffs = sorted({score for _, score in found})
        best = max(cutoffs, key=lambda cutoff: sum(shares(found, questions, cutoff)))
        right, refused = shares(found, questions, best)
        print(f"{f'  from {best:.1f} on':<30} {right:8.1%} {refused:8.1%}")


def main() -> None:
    """Print one line a method, and the calibration error."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pack", nargs="?", type=Path, default=SHIPPED / "kazakhstan-2022")
    folder = parser.parse_args().pack.resolve()
    examples, questions = phrasings(folder), Questions.of(folder)
    facts = frozenset(fact.id for fact in loader.load(folder).facts.facts)
    print(f"{folder.name}: {len(questions.texts)} questions, {len(examples)} phrasings")
    print(f"{'':<30} {'right':>8} {'refused':>8} {'each':>11}")
    report("matcher", *_both(by_matcher(folder), questions, facts), cut=False)
    report("rapidfuzz WRatio", *_both(by_ratio(examples, fuzz.WRatio), questions, facts), cut=True)
    report(
        "rapidfuzz token_sort_ratio",
        *_both(by_ratio(examples, fuzz.token_sort_ratio), questions, facts),
        cut=True,
    )
    report("bm25s", *_both(by_words(examples), questions, facts), cut=True)
    error = expected_error(examples, loader.load(folder).pack.languages)
    print(f"expected calibration error of the score, cross-validated: {error:.3f}")


def _both(
    ask: Callable[[str], Found], questions: Questions, facts: frozenset[str]
) -> tuple[list[Found], Questions, float]:
    found, taken = judge(ask, questions, facts)
    return found, questions, taken


if __name__ == "__main__":
    main()
