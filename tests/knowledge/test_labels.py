"""Which phrasing stands for a fact where readers choose."""

from __future__ import annotations

from knowledge import Pack
from knowledge.labels import labels


def label(pack: Pack, *phrasings: str, language: str = "en") -> str:
    return labels({"fact": {language: phrasings}}, pack.lexicon)["fact"][language]


def test_a_label_is_the_first_phrasing_that_asks(pack: Pack) -> None:
    assert label(pack, "death toll", "how many people died") == "How many people died?"
    assert label(pack, "death toll", "dead?") == "Dead?"
    assert label(pack, "who won?", "what is it?") == "Who won?"


def test_a_label_tells_which_of_two_facts_is_meant(pack: Pack) -> None:
    first = {"en": ("How many died?", "How many died in all?")}
    second = {"en": ("how many died", "How many officers died?")}
    both = labels({"first": first, "second": second}, pack.lexicon)
    assert both == {"first": {"en": "How many died in all?"}, "second": {"en": "How many officers died?"}}
    need = labels({"only": {"en": ("How many died?",)}, "second": second}, pack.lexicon)
    assert need["only"] == {"en": "How many died?"}


def test_a_label_is_the_first_phrasing_where_none_asks(pack: Pack) -> None:
    assert label(pack, "death toll", "the dead") == "Death toll"


def test_labels_ask_with_the_signs_of_their_language(pack: Pack) -> None:
    assert label(pack, "погибшие", "сколько погибло", language="ru") == "Сколько погибло?"
    assert label(pack, "死亡人数是多少", language="zh") == "死亡人数是多少？"


def test_a_language_without_phrasings_has_no_label(pack: Pack) -> None:
    assert labels({"fact": {"en": ["how many died"], "zh": []}}, pack.lexicon) == {
        "fact": {"en": "How many died?"}
    }
