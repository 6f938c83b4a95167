"""Which of the facts that fit speak of what a question names."""

from __future__ import annotations

import pytest

from knowledge import Answered, Decision, NotInArticle, Pack
from knowledge.narrowing import stated_figure
from knowledge.question import read


def cited(decision: Decision) -> list[str]:
    return [found.fact.id for found in decision.found] if isinstance(decision, Answered) else []


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("how many people died according to the health ministry", ["people-killed"]),
        ("how many people perished", ["people-killed", "security-killed"]),
    ],
)
def test_facts_that_answer_together_are_kept_as_far_as_they_speak_of_a_name(
    question: str, facts: list[str], pack: Pack
) -> None:
    assert cited(pack.ask(question)) == facts


@pytest.mark.parametrize(
    ("topic", "fact"),
    [
        ("destructive interference", "csto-joint-measures"),
        ("various interpretations", "michel-interpretations"),
    ],
)
def test_a_bare_topic_is_told_by_the_sentence_that_holds_its_words(topic: str, fact: str, pack: Pack) -> None:
    assert cited(pack.ask(topic)) == [fact]


def test_a_topic_that_no_sentence_holds_is_not_told(pack: Pack) -> None:
    assert isinstance(pack.ask("fuel prices"), NotInArticle)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("what is 1,270?", "1,270"),
        ("7,900 what exactly?", "7,900"),
        ("что за цифра 2030?", "2,030"),
        ("250是什么意思", "250"),
        ("1270 деген сан нені білдіреді?", "1,270"),
    ],
)
def test_a_bare_figure_is_told_by_the_fact_that_states_it(question: str, figure: str, pack: Pack) -> None:
    (fact,) = stated_figure(read(question, pack.lexicon), pack)
    assert figure in (fact.answer_text or "")
    assert cited(pack.ask(question)) == [fact.id]


@pytest.mark.parametrize(
    "question", ["what is 42?", "how many of the 164 were police?", "1 and 2?", "is it 164?"]
)
def test_other_figures_are_not_taken_so(question: str, pack: Pack) -> None:
    assert stated_figure(read(question, pack.lexicon), pack) == ()
