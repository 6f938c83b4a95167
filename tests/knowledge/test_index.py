"""What the index promises for every pack, tried on small ones."""

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.features import features
from knowledge.index import Index
from knowledge.learning import Example, learn
from knowledge.stems import stem
from knowledge.weights import Weights, digest, pack_text, unpack_text

FACTS = {
    "killed": [
        "how many people were killed", "what is the death toll", "number of deaths in the riots",
        "how many lives were lost", "how many died", "count of fatalities in the unrest",
    ],
    "troops": [
        "how many troops were sent", "what is the size of the peacekeeping force",
        "number of soldiers deployed", "how many peacekeepers came", "how large is the contingent",
        "strength of the deployed military units",
    ],
    "withdrawal": [
        "when will the troops leave", "when does the withdrawal begin", "what day do peacekeepers go home",
        "how soon will soldiers pull out", "date of the pullout", "when are the forces being withdrawn",
    ],
    "premier": [
        "who is the new prime minister", "whom did parliament approve as premier",
        "name of the head of government", "who leads the cabinet now",
        "who was appointed prime minister", "which politician became premier",
    ],
    "damage": [
        "how much damage was done to businesses", "what are the losses of shops", "cost of the looting",
        "how many shops were looted", "what did the riots cost companies", "value of the damage to trade",
    ],
    "airport": [
        "when did the airport reopen", "are flights going again", "is the airport working",
        "when were flights resumed", "has air traffic restarted", "what time does the airport open",
    ],
}  # fmt: skip


def examples(facts: dict[str, list[str]], language: str = "en") -> list[Example]:
    return [
        Example(target=target, language=language, tokens=tuple(text.split()))
        for target, texts in facts.items()
        for text in texts
    ]


@pytest.fixture(scope="module")
def weights() -> Weights:
    return learn(examples(FACTS))


@pytest.fixture(scope="module")
def index(weights: Weights) -> Index:
    return Index(weights)


def best(index: Index, question: str) -> str:
    return index.rank(question.split()).candidates[0].target


@pytest.mark.parametrize("question", [text for texts in FACTS.values() for text in texts])
def test_a_phrasing_finds_its_fact_with_a_high_score(index: Index, question: str) -> None:
    first, second, *_ = index.rank(question.split()).candidates
    assert question in FACTS[first.target]
    assert first.score >= 0.95
    assert first.score - second.score > 0.3
    assert first.similarity == pytest.approx(1.0, abs=1e-5)
    assert first.missing == ()


@pytest.mark.parametrize(
    ("question", "target"),
    [
        ("how many people died", "killed"),
        ("how many soldiers were deployed", "troops"),
        ("who became prime minister", "premier"),
        ("when do the troops go home", "withdrawal"),
        ("when do flights resume", "airport"),
    ],
)
def test_other_words_in_another_order_find_it_too(index: Index, question: str, target: str) -> None:
    assert best(index, question) == target


@pytest.mark.parametrize(
    ("question", "target"),
    [
        ("how many peacekeepres came", "troops"),
        ("when does the withdrawel begin", "withdrawal"),
        ("who was apointed prime minister", "premier"),
        ("when did the airporr reopen", "airport"),
    ],
)
def test_one_slip_in_a_long_word_does_not_flip_a_clear_decision(
    index: Index, question: str, target: str
) -> None:
    ranking = index.rank(question.split())
    assert ranking.candidates[0].target == target
    assert ranking.candidates[0].score >= index.thresholds.accept
    assert len(ranking.mended) == 1


def test_a_foreign_question_scores_low_and_its_words_are_missing(index: Index) -> None:
    ranking = index.rank(["bake", "chocolate", "cake", "recipe"])
    assert ranking.known == 0.0
    assert ranking.candidates[0].score < index.thresholds.accept
    assert ranking.candidates[0].missing == ("bake", "chocolate", "cake", "recipe")


def test_covered_and_missing_words_are_told_apart_by_the_facts_own_words(index: Index) -> None:
    first = index.rank(["how", "many", "belarusian", "soldiers", "were", "deployed"]).candidates[0]
    assert first.target == "troops"
    assert "belarusian" in first.missing
    assert {"how", "many", "soldiers", "deployed"} <= set(first.covered)
    assert 0 < first.coverage < 1


def test_an_empty_question_has_low_scores_only(index: Index) -> None:
    ranking = index.rank([])
    assert ranking.known == 0.0
    assert all(candidate.score < index.thresholds.accept for candidate in ranking.candidates)


def test_the_limit_holds(index: Index) -> None:
    assert len(index.rank(["how", "many"], limit=2).candidates) == 2


def test_the_order_of_facts_and_phrasings_does_not_matter(index: Index) -> None:
    shuffled = examples(FACTS)
    shuffled = [shuffled[at] for at in np.random.default_rng(4).permutation(len(shuffled))]
    other = Index(learn(shuffled))
    for question in ("how many people died", "when do troops leave", "who is michel", "airport"):
        ours, theirs = index.rank(question.split()), other.rank(question.split())
        assert [(c.target, c.score) for c in ours.candidates] == [
            (c.target, c.score) for c in theirs.candidates
        ]
        assert shuffled[theirs.candidates[0].nearest].target == theirs.candidates[0].target


def test_an_unrelated_fact_changes_no_exact_hit() -> None:
    more = FACTS | {"cake": ["how do i bake a cake", "recipe for chocolate cake", "oven temperature please"]}
    index = Index(learn(examples(more)))
    for target, texts in FACTS.items():
        for text in texts:
            first = index.rank(text.split()).candidates[0]
            assert (first.target, first.score >= 0.95) == (target, True)


def test_weights_survive_their_arrays(weights: Weights, index: Index) -> None:
    again = Index(Weights.from_arrays(dict(weights.arrays())))
    question = ["how", "many", "peacekeepers", "were", "sent"]
    assert again.rank(question) == index.rank(question)
    assert again.thresholds == index.thresholds
    assert all(array.dtype != object for array in weights.arrays().values())


def test_told_equals_a_naive_sum(weights: Weights, index: Index) -> None:
    tokens = ["how", "many", "soldiers", "were", "sent", "home"]
    words = [index.vocabulary.weight(token) for token in tokens]
    stems = dict(zip(unpack_text(weights.stems), weights.stem_weights.tolist(), strict=True))
    hashes, values = features(
        tokens, words, [stems.get(stem(token), float(weights.unknown[0])) for token in tokens]
    )
    expected = weights.bias.astype(float).copy()
    for feature, value in zip(hashes.tolist(), values.tolist(), strict=True):
        for row in np.flatnonzero(weights.features == feature):
            for at in range(weights.feature_starts[row], weights.feature_starts[row + 1]):
                expected[weights.feature_targets[at]] += value * float(weights.feature_values[at])
    assert np.allclose(index.read(tokens).told, expected, atol=1e-6)


def test_nearness_equals_a_naive_alignment(weights: Weights, index: Index) -> None:
    tokens = ["how", "many", "soldiers", "were", "killed", "yesterday"]
    alike = dict[tuple[str, str], float]()
    words = unpack_text(weights.words)
    for row, word in enumerate(words):
        for at in range(weights.alike_starts[row], weights.alike_starts[row + 1]):
            alike[word, words[weights.alike[at]]] = float(weights.alike_similarity[at])
    near = index.read(tokens).near
    for row, number in enumerate(weights.phrasing_numbers.tolist()):
        phrasing = set(examples(FACTS)[number].tokens)
        weigh = index.vocabulary.weight
        forth = sum(weigh(a) * max(alike.get((a, b), 0.0) for b in phrasing) for a in tokens)
        back = sum(weigh(b) * max(alike.get((a, b), 0.0) for a in tokens) for b in phrasing)
        forth, back = forth / sum(map(weigh, tokens)), back / sum(map(weigh, phrasing))
        assert near[row] == pytest.approx(2 * forth * back / max(forth + back, 1e-9), abs=1e-4)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("abhowmnytrps@#2", min_size=1, max_size=9), max_size=8))
def test_any_question_gets_scores_between_0_and_1(index: Index, tokens: list[str]) -> None:
    ranking = index.rank(tokens)
    scores = [candidate.score for candidate in ranking.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 and not math.isnan(score) for score in scores)
    assert all(0 <= candidate.coverage <= 1.0001 for candidate in ranking.candidates)
    assert 0 <= ranking.known <= 1.0001


def test_languages_share_an_index() -> None:
    russian = {
        "killed": ["сколько человек погибло", "сколько жертв беспорядков", "число погибших"],
        "premier": ["кто стал премьером", "кого назначили главой правительства", "имя нового премьера"],
    }
    chinese = {"killed": ["多 少 人 死 亡", "死 亡 人 数"], "premier": ["谁 是 新 总 理", "总 理 叫 什 么"]}
    index = Index(learn(examples(FACTS) + examples(russian, "ru") + examples(chinese, "zh")))
    assert best(index, "сколько людей погибло") == "killed"
    assert best(index, "кто новый премьер") == "premier"
    assert best(index, "死 了 多 少 人") == "killed"
    assert best(index, "who is 总 理") == "premier"


def test_loading_and_asking_are_quick(weights: Weights) -> None:
    begin = time.perf_counter()
    index = Index(weights)
    loaded = time.perf_counter()
    for _ in range(100):
        index.rank(["how", "many", "soldiers", "were", "sent", "home"])
    assert loaded - begin < 0.05
    assert (time.perf_counter() - loaded) / 100 < 0.02


def test_text_is_packed_and_unpacked() -> None:
    assert unpack_text(pack_text(["как", "дела", "@tokayev"])) == ["как", "дела", "@tokayev"]
    assert unpack_text(pack_text([])) == []
    assert digest(["a", "b"]) != digest(["b", "a"])
