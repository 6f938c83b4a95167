"""What a question takes for granted, held against one fact."""

from __future__ import annotations

import pytest

from knowledge import Pack, Reason
from knowledge.guard import examine
from knowledge.matcher import Match
from knowledge.policy import decide
from knowledge.question import read


@pytest.mark.parametrize(
    ("question", "fact", "missing", "correction"),
    [
        (
            "Was the meeting held in Gotham?",
            "council-place",
            "gotham",
            ("Gotham", "in Nur-Sultan, Kazakhstan"),
        ),
        ("Did Putin support the sovereignty?", "michel-sovereignty", "", ("Putin", "Charles Michel")),
        (
            "Was it Tokayev who praised them?",
            "putin-role",
            "",
            ("Tokayev", "Russian President Vladimir Putin"),
        ),
    ],
)
def test_a_name_in_the_answers_place_is_corrected(
    question: str, fact: str, missing: str, correction: tuple[str, str], pack: Pack
) -> None:
    held = pack.fact(fact)
    assert held is not None
    verdict = examine(read(question, pack.lexicon), held, pack, tuple(missing.split()))
    assert [(c.asked, c.stated) for c in verdict.corrections][:1] == [correction]
    assert verdict.foreign == ()


@pytest.mark.parametrize(("missing", "foreign"), [(("gotham",), ("Gotham",)), ((), ())])
def test_a_name_that_no_phrasing_holds_is_foreign(
    missing: tuple[str, ...], foreign: tuple[str, ...], pack: Pack
) -> None:
    held = pack.fact("call-day")
    assert held is not None
    assert examine(read("When did Gotham call?", pack.lexicon), held, pack, missing).foreign == foreign


def test_nothing_in_common_is_no_match(pack: Pack) -> None:
    question = read("How many?", pack.lexicon)
    outcome = decide(Match(question=question, standings=()), pack)
    assert outcome.reason is Reason.NO_MATCH
    assert outcome.nearest == outcome.found == ()
    assert outcome.evidence.rule
