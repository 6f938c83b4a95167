"""The wordings in which one question is matched, and what must have its account in each."""

from __future__ import annotations

import pytest

from knowledge import Pack
from knowledge.question import read
from knowledge.wordings import wordings


def matched(text: str, pack: Pack) -> list[str]:
    """The wordings, as words."""
    return [" ".join(wording.words) for wording, _ in wordings(read(text, pack.lexicon), pack)]


def test_a_question_is_matched_as_it_stands(pack: Pack) -> None:
    assert matched("How many people were arrested?", pack) == ["how many people were arrested"]


@pytest.mark.parametrize(
    ("question", "without"),
    [
        ("Were 20,300 peacekeepers sent?", "were how many peacekeepers sent"),
        ("Did the session take place on Friday?", "did the session take place on when"),
        ("How many of the 164 dead were officers?", "how many of the dead were officers"),
    ],
)
def test_a_figure_or_day_taken_for_granted_is_set_aside(question: str, without: str, pack: Pack) -> None:
    assert without in matched(question, pack)


@pytest.mark.parametrize(
    "story",
    [
        "My cousin lives there and I am worried so",
        "The connection here is bad today,",
        "settle a bet between two friends 🍕",
        "I am writing a report and need to know",
    ],
)
def test_a_story_before_the_question_is_left_out(story: str, pack: Pack) -> None:
    assert "how many people were arrested" in matched(f"{story} how many people were arrested?", pack)


def test_a_clause_is_not_torn_off_its_sentence(pack: Pack) -> None:
    assert len(matched("find an article on singers who made it out of poverty", pack)) == 1


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("I live in Karaganda and am 78, how many people were arrested?", False),
        ("Prices rose in Karaganda last year, how many people were arrested?", True),
        ("We read all about Karaganda, how many people were arrested there?", True),
    ],
)
def test_names_count_in_a_story_unless_it_is_the_askers_own(text: str, whole: bool, pack: Pack) -> None:
    *_, (wording, accounted) = wordings(read(text, pack.lexicon), pack)
    assert wording.text.startswith("how many people were arrested")
    assert ("Karaganda" in accounted.text) is whole
