"""Whose words a question asks for."""

from __future__ import annotations

import pytest

from knowledge import Answered, Pack
from knowledge.question import read
from knowledge.speakers import says, speaker_of


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did Michel say to Tokayev?", "@charles-michel"),
        ("What Putin said on Monday", "@vladimir-putin"),
        ("Что сказал Мишель Токаеву?", "@charles-michel"),
        ("Путин не деді?", "@vladimir-putin"),
        ("普京说了什么?", "@vladimir-putin"),
        ("Did Putin say so?", None),
        ("What did the ministries say?", None),
        ("Who met Michel?", None),
    ],
)
def test_a_question_names_whose_words_it_asks_for(question: str, speaker: str | None, pack: Pack) -> None:
    assert speaker_of(read(question, pack.lexicon), pack) == speaker


@pytest.mark.parametrize(
    ("speaker", "fact", "theirs"),
    [
        ("@vladimir-putin", "putin-praise", True),
        ("@kassym-jomart-tokayev", "michel-briefing", True),
        ("@charles-michel", "michel-briefing", False),
        ("@mukhtar-tleuberdi", "call-purpose", False),
        ("@vladimir-putin", "militants-said-when", True),
        ("@wang-yi", "wang-role", False),
    ],
)
def test_who_makes_a_claim_or_is_named_first_says_it(
    speaker: str, fact: str, theirs: bool, pack: Pack
) -> None:
    held = pack.fact(fact)
    assert held is not None
    assert says(speaker, held, pack) is theirs


def test_what_somebody_says_comes_before_what_is_said_to_them(pack: Pack) -> None:
    decision = pack.ask("What did Michel say to Tokayev?")
    assert isinstance(decision, Answered)
    assert all("Charles Michel" in found.fact.attributed_to for found in decision.found)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("what did Putin say about militants?", "well-organized groups of militants"),
        ("What did Wang Yi say China is ready to do?", "China stands ready to work with Kazakhstan"),
    ],
)
def test_what_somebody_says_is_found_by_its_subject(question: str, quoted: str, pack: Pack) -> None:
    decision = pack.ask(question)
    assert isinstance(decision, Answered)
    assert all(quoted in found.fact.quote for found in decision.found)
