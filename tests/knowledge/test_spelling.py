"""Mending of unknown words: what is a slip, what is another word, and what must not be touched."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import spelling
from knowledge.features import features
from knowledge.lexis import is_common, is_word
from knowledge.spelling import Vocabulary, lookalikes, plausibility, sound
from knowledge.stems import fixed, stem

TEXT = """
    kazakhstan kazakh putin tokayev peacekeepers withdrawal businesses damage minister president troops killed
    airport airports michel european council @tokayev #2030 how many who
    погибло премьер министр президент беларусь
"""
WORDS = sorted(TEXT.split())


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary(WORDS, np.linspace(1, 4, len(WORDS)), np.ones(len(WORDS), dtype=np.int32), 5.0)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kazakstan", "kazakhstan"),
        ("kazahkstan", "kazakhstan"),
        ("pootin", "putin"),
        ("tokaev", "tokayev"),
        ("peacekepers", "peacekeepers"),
        ("withdrawel", "withdrawal"),
        ("bussinesses", "businesses"),
        ("trooos", "troops"),
        ("minsiter", "minister"),
        ("kiled", "killed"),
        ("погибдо", "погибло"),
        ("презедент", "президент"),
    ],
)
def test_slips_are_mended(vocabulary: Vocabulary, typed: str, meant: str) -> None:
    assert vocabulary.mend(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        "nato",
        "belarus",
        "biden",
        "russia",
        "whom",
        "cat",
        "xi",
        "@tokaev",
        "#2031",
        "covid19",
        "中",
        "uzbekistan",
    ],
)
def test_other_words_are_left_alone(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.mend(word) is None


def test_no_more_words_are_remembered_than_fit(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelling, "_REMEMBERED", 1)
    assert [vocabulary.mend(word) for word in ("trooos", "kiled", "trooos")] == ["troops", "killed", "troops"]


def test_weights_of_known_and_unknown_words(vocabulary: Vocabulary) -> None:
    assert vocabulary.weight("nato") == 5.0
    assert vocabulary.weight(WORDS[0]) == 1.0
    assert vocabulary.number("nato") == -1


def test_neighbouring_keys_are_likelier_than_distant_ones() -> None:
    assert plausibility("trooos", "troops") > plausibility("troozs", "troops")


def test_another_first_letter_is_less_likely() -> None:
    assert plausibility("pamage", "damage") < plausibility("damaxe", "damage")


@pytest.mark.parametrize(("one", "other"), [("pootin", "putin"), ("tokaev", "tokayev"), ("kolour", "color")])
def test_words_that_sound_alike_sound_the_same(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_inflections_are_lookalikes_and_strangers_are_not() -> None:
    words = ["airport", "airports", "aircraft", "putin", "@airport", "#2030", "nato", "nation"]
    alike = lookalikes(words)
    assert [number for number, _ in alike[0]] == [0, 1]
    assert alike[0][0] == (0, 1.0)
    assert alike[3:] == [[(number, 1.0)] for number in range(3, len(words))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("plan", "planning"),
        ("deploy", "deployed"),
        ("flights", "flight"),
        ("министра", "министром"),
        ("stop", "stop"),
    ],
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@given(st.text(min_size=1, max_size=12))
def test_a_stem_is_a_beginning_of_its_word(word: str) -> None:
    assert word.startswith(stem(word))
    assert stem(word)


def test_entities_and_figures_are_fixed() -> None:
    assert fixed("@tokayev")
    assert fixed("#2030")
    assert fixed("covid19")
    assert not fixed("troops")


def test_features_have_unit_length_and_entities_have_no_letters_in_them() -> None:
    tokens = ["how", "many", "troops", "did", "send"]
    hashes, values = features(tokens, [1.0] * 5, [1.0] * 5)
    assert len(hashes) == len(values)
    assert float(values @ values) == pytest.approx(1.0)
    alone, _ = features(["@tokayev"], [1.0], [1.0])
    assert len(alone) == 5  # the stem, two neighbours, the triple, and the form as a whole
    assert len(features([], [], [])[0]) == 0


def test_word_lists_tell_words_from_names_and_have_none_for_other_scripts() -> None:
    assert is_word("vehicle")
    assert is_common("people")
    assert not is_common("zzyzx")
    assert not is_word("中")
    assert not is_common("中")
