"""Which of its phrasings stands for a fact where readers choose: on buttons, in lists, as an example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from knowledge.lexicon import Lexicon
from knowledge.question import ASKING, read


def labels(
    questions: Mapping[str, Mapping[str, Sequence[str]]], lexicon: Lexicon
) -> dict[str, dict[str, str]]:
    """Return the label of each fact in each language, from the phrasings of all facts by id and language.

    Editors list keywords too, and leave question marks out: the first phrasing that asks is shown with one.
    One that stands under other facts too would not tell which of them is meant, and is shown only if need be.
    """
    codes = {code for by_language in questions.values() for code in by_language}
    shared = {
        code: _shared(by_language.get(code, ()) for by_language in questions.values()) for code in codes
    }
    return {
        id_: {
            code: _label(sorted(phrasings, key=lambda each: _bare(each) in shared[code]), code, lexicon)
            for code, phrasings in by_language.items()
            if phrasings
        }
        for id_, by_language in questions.items()
    }


def _label(phrasings: Sequence[str], code: str, lexicon: Lexicon) -> str:
    asking = next((each for each in phrasings if _asks(each, code, lexicon)), None)
    label = asking or phrasings[0]
    sign = "？" if code == "zh" else "?"
    return label[:1].upper() + label[1:] + ("" if asking is None or label.endswith(ASKING) else sign)


def _shared(phrasings: Iterable[Sequence[str]]) -> frozenset[str]:
    """What stands under several facts."""
    counted = Counter(_bare(each) for of_one in phrasings for each in of_one)
    return frozenset(each for each, count in counted.items() if count > 1)


def _bare(phrasing: str) -> str:
    return phrasing.casefold().rstrip("?？ ")


def _asks(words: str, code: str, lexicon: Lexicon) -> bool:
    return words.endswith(ASKING) or bool(read(words, lexicon, code).kind)
