"""Learning: packs of every size, the same weights for the same pack, and the parts behind them."""

import math
import subprocess
import sys

import numpy as np
import pytest
from scipy import sparse

from knowledge import classifier, learning, trials
from knowledge.examples import LEAST_WEIGHT, word_weights
from knowledge.index import Index
from knowledge.languages import BACKGROUND
from knowledge.learning import Example, Weights, learn


def example(target: str, text: str, language: str = "en") -> Example:
    return Example(target=target, language=language, tokens=tuple(text.split()))


def pack(targets: int, phrasings: int) -> list[Example]:
    rng = np.random.default_rng(3)
    letters = list("abcdefghijklmnop")
    words = ["".join(rng.choice(letters, 6)) for _ in range(3 * targets + 20)]
    return [
        example(f"t{n}", " ".join([words[n * 3], *rng.choice(words, 4)]))
        for n in range(targets)
        for _ in range(phrasings)
    ]


def test_a_pack_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one phrasing"):
        learn([Example(target="a", language="en", tokens=())])


@pytest.mark.parametrize(
    ("targets", "phrasings"), [(1, 1), (1, 30), (2, 1), (2, 12), (3, 2), (40, 1), (30, 8)]
)
def test_packs_of_every_size_find_their_phrasings(targets: int, phrasings: int) -> None:
    examples = pack(targets, phrasings)
    index = Index(learn(examples))
    for number in range(0, len(examples), 3):
        first = index.rank(examples[number].tokens).candidates[0]
        assert first.target == examples[number].target
        assert first.score >= 0.9
        assert examples[first.nearest].tokens == examples[number].tokens


def test_two_phrasings_a_fact_are_enough_to_tell_facts_apart() -> None:
    index = Index(
        learn(
            [
                example("killed", "how many people were killed"),
                example("killed", "what is the death toll"),
                example("premier", "who is the new prime minister"),
                example("premier", "name of the premier"),
                example("place", "where did the riots begin"),
                example("place", "in which city was the unrest"),
            ]
        )
    )
    for question, target in (("death toll of the riots", "killed"), ("prime minister name", "premier")):
        first = index.rank(question.split()).candidates[0]
        assert first.target == target
        assert first.score >= index.thresholds.accept
    assert index.rank(("play", "some", "jazz", "music")).candidates[0].score < index.thresholds.accept


def test_the_same_pack_gives_the_same_weights() -> None:
    one, two = learn(pack(12, 4)).arrays(), learn(pack(12, 4)).arrays()
    assert all(np.array_equal(one[name], two[name]) for name in one)


def test_a_pack_beyond_fitting_falls_back_to_centroids(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "_COSTLY", 10)
    examples = pack(20, 6)
    index = Index(learn(examples))
    assert all(index.rank(one.tokens).candidates[0].target == one.target for one in examples)


def test_working_sets_find_the_machine_of_the_whole_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    asked = np.repeat(np.arange(6), 40).astype(np.int32)
    design = sparse.csr_matrix(rng.random((240, 30)) * (rng.random((240, 30)) > 0.6) + np.eye(6, 30)[asked])
    whole, bias = classifier._separate(design, asked, 6)
    monkeypatch.setattr(classifier, "_WORKING", 60)
    part, part_bias = classifier._separate(design, asked, 6)
    agree = np.argmax(design @ whole + bias, axis=1) == np.argmax(design @ part + part_bias, axis=1)
    assert agree.mean() > 0.97


def test_rare_features_are_dropped_from_large_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    examples = pack(10, 6)
    full = learn(examples)
    monkeypatch.setattr(classifier, "_RARE_FROM", 10)
    assert len(learn(examples).features) < len(full.features)


def test_words_are_weighed_over_targets_in_each_language() -> None:
    weights, unknown = word_weights(
        [
            example("a", "toll of dead"), example("a", "toll of lives"), example("b", "harbour toll"),
            example("a", "порт", "ru"), example("b", "цена @tokayev", "ru"),
            example("b", "price @tokayev"),
        ]
    )  # fmt: skip
    assert weights["dead"] == weights["lives"] > weights["toll"] > weights["of"]
    assert weights["порт"] == pytest.approx(math.log((3 + BACKGROUND) / 2) + LEAST_WEIGHT)
    assert unknown > max(weights.values())


def test_fillers_weigh_little_even_where_the_pack_has_only_seen_them_once() -> None:
    index = Index(learn([example("a", "duration of the works"), example("b", "price of tickets")]))
    weigh = index.vocabulary.weight
    assert max(weigh("the"), weigh("of"), weigh("going")) < min(weigh("works"), weigh("zebra")) / 2


STORY = {
    "closed": [
        "why was the bridge closed", "what is wrong with the bridge", "reason for the closure",
        "what did the inspectors find", "cause of the traffic ban",
    ],
    "repair": [
        "how long will the repairs take", "when can i drive over the bridge again", "duration of the works",
        "how many weeks until it reopens", "end of the building site",
    ],
    "cost": ["how much do the repairs cost", "who pays for the bridge", "price of the works"],
    "mayor": ["who is the mayor of the town", "name of the head of the council"],
    "ferry": ["where does the ferry leave from", "which pier serves passengers"],
}  # fmt: skip
OFF_TOPIC = (
    "what is the capital of france",
    "best pizza near me",
    "what is the weather tomorrow",
    "who won the match",
)


@pytest.mark.parametrize("targets", [1, 2, 3, 5])
@pytest.mark.parametrize("phrasings", [1, 2, 3, 5])
def test_tiny_packs_find_their_facts_and_refuse_other_topics(targets: int, phrasings: int) -> None:
    facts = {target: STORY[target][:phrasings] for target in list(STORY)[:targets]}
    index = Index(learn([example(target, text) for target, texts in facts.items() for text in texts]))
    for target, texts in facts.items():
        for text in texts:
            words = text.split()
            without = [word for word in words if word not in {"the", "is", "do", "of"}]
            longest = max(words, key=len)
            slipped = [word[:2] + word[3] + word[2] + word[4:] if word == longest else word for word in words]
            for asked in (words, without, ["please", *words], slipped, words[2:] + words[:2]):
                first = index.rank(asked).candidates[0]
                assert (first.target, first.score >= index.thresholds.accept) == (target, True), asked
    for text in OFF_TOPIC:
        assert index.rank(text.split()).candidates[0].score < index.thresholds.accept


def test_a_pack_of_middling_size_stays_small() -> None:
    weights = learn(pack(60, 12))
    assert sum(array.nbytes for array in weights.arrays().values()) < 2_000_000
    assert isinstance(Weights.from_arrays(weights.arrays()), Weights)


def test_asking_imports_neither_scikit_learn_nor_scipy() -> None:
    code = "import sys, knowledge.learning; print(sorted({'sklearn', 'scipy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_synonyms_bring_a_question_to_a_fact_that_uses_none_of_its_words() -> None:
    examples = [
        example("cost", "price of the ticket"),
        example("cost", "what must visitors pay"),
        example("start", "when does the show begin"),
        example("start", "opening hour of the doors"),
        example("place", "where is the stage"),
        example("place", "address of the hall"),
    ]
    groups = [("price", "charge", "fare"), ("begin", "commence"), ("elephant", "mammoth")]
    plain, taught = (Index(learn(examples, synonyms=taught)) for taught in ((), groups))
    for word, target in (("fare", "cost"), ("commences", "start")):
        assert plain.rank([word]).known == 0.0
        first, second, *_ = taught.rank([word]).candidates
        assert first.target == target
        assert first.score > second.score


def test_synonyms_are_left_out_where_phrasings_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    examples = pack(4, 6)
    groups = [[examples[0].tokens[0], "elsewhere"]]
    assert len(learn(examples, synonyms=groups).senses) == 2
    monkeypatch.setattr(learning, "_MANY", 5)
    assert len(learn(examples, synonyms=groups).senses) == 0


def test_a_pack_of_very_many_targets_is_tried_on_some_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    examples = pack(20, 4)
    monkeypatch.setattr(trials, "_TRIED_TARGETS", 8)
    assert len({one.target for one in trials._sample(examples)}) == 8
    assert Index(learn(examples)).rank(examples[0].tokens).candidates[0].target == examples[0].target
