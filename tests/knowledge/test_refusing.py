"""What is refused although a fact lies near: parts, other places, what is asked for besides."""

from __future__ import annotations

import pytest

from knowledge import NotInArticle, Pack


@pytest.mark.parametrize(
    "question",
    [
        "164 people were killed in the riots. How many of them were women?",
        "2,030 peacekeeping troops were deployed. How many of them are Russians?",
        "I live in Karaganda. how many peacekeepers there?",
        "what did Tokayev say about strengthening cooperation",
        "Did Wang and Tleuberdi also talk about wheat and gas pipelines?",
        "Who succeeded Wang Yi as minister?",
        "Did Putin also praise the cooks?",
        "Describe quantum gravity as if I were six.",
        "when did Wang Yi die?",
        "why did wang yi resign",
        "why did putin send them",
        "who opened fire in almaty",
        "how many police cars were stolen",
        "who is tleuberdi's wife",
        "what is the meaning of life",
        "какой сегодня день недели",
        "马斯克是谁",
        "what kind of partner is iran to kazakhstan",
        "which president attended the un security council meeting on north korea",
        "what does turkey intend to further prioritize",
        "how long will the peacekeepers stay in karabakh",
    ],
)
def test_what_lies_near_is_no_answer(question: str, pack: Pack) -> None:
    assert isinstance(pack.ask(question), NotInArticle)
