"""What a yes-or-no question says that excludes what a fact says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from knowledge import Correction, Pack
from knowledge.case import Case
from knowledge.question import read
from knowledge.stances import abetted, denials, fillings, stances, unsettled


def corrected(
    find: Callable[[Case], Iterator[Correction]], question: str, fact: str, pack: Pack, missing: str = ""
) -> list[tuple[str, str]]:
    """What a rule corrects in a question held against a fact, whose phrasings lack some of its words."""
    held = pack.fact(fact)
    assert held is not None
    case = Case(
        question=read(question, pack.lexicon), fact=held, pack=pack, missing=frozenset(missing.split())
    )
    return [(correction.asked, correction.stated) for correction in find(case)]


@pytest.mark.parametrize(
    ("question", "fact", "asked"),
    [
        ("Why did the leaders condemn the authorities?", "csto-solidarity", "condemn"),
        ("Did they fly in for the session?", "csto-session-how", "fly"),
        ("Will they be partly withdrawn?", "troops-withdrawal", "partly"),
    ],
)
def test_the_opposite_of_what_is_stated_is_corrected(
    question: str, fact: str, asked: str, pack: Pack
) -> None:
    assert [word for word, _ in corrected(stances, question, fact, pack)] == [asked]


@pytest.mark.parametrize(
    ("question", "fact", "asked"),
    [
        ("Правда ли, что лидеры осуждали власти?", "csto-solidarity", ["осуждали"]),
        ("Лидеры поддержали власти?", "csto-solidarity", []),
        ("Сессия проходила лично?", "csto-session-how", ["лично"]),
        ("Басшылар Қазақстан билігін айыптады ма?", "csto-solidarity", ["айыптады"]),
        ("Сессия бетпе-бет өтті ме?", "csto-session-how", ["бетпе-бет"]),
        ("领导人谴责哈萨克斯坦当局吗?", "csto-solidarity", ["谴责"]),
        ("领导人支持哈萨克斯坦当局吗?", "csto-solidarity", []),
        ("会议是面对面开的吗?", "csto-session-how", ["面对面"]),
    ],
)
def test_a_question_is_held_against_the_quote_in_its_own_language(
    question: str, fact: str, asked: list[str], pack: Pack
) -> None:
    assert [word for word, _ in corrected(stances, question, fact, pack)] == asked


@pytest.mark.parametrize(
    "question", ["Did they support or condemn the authorities?", "Who condemned the authorities?"]
)
def test_a_choice_and_a_plain_question_state_nothing(question: str, pack: Pack) -> None:
    for find in (stances, denials, unsettled, fillings):
        assert corrected(find, question, "csto-solidarity", pack) == []


def test_no_before_what_is_stated_is_corrected(pack: Pack) -> None:
    question = "Is it true that no businesses were affected?"
    assert corrected(denials, question, "businesses-affected", pack) == [
        ("no businesses", "Over 1,270 businesses were affected nationwide")
    ]
    assert corrected(denials, question, "businesses-affected", pack, missing="businesses") == []


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Has the number been confirmed?", ["confirmed"]),
        ("So the number is confirmed, isn't it?", ["confirmed"]),
        ("Is it true that the number is not confirmed?", []),
        ("Is the number yet to be confirmed?", []),
        ("Has the number been published?", []),
    ],
)
def test_what_is_pending_is_not_settled(question: str, asked: list[str], pack: Pack) -> None:
    assert [word for word, _ in corrected(unsettled, question, "civilian-casualties", pack)] == asked


def test_something_else_in_the_answers_place_is_corrected(pack: Pack) -> None:
    question = "Is Tleuberdi a carpenter?"
    assert corrected(fillings, question, "tleuberdi-role", pack, missing="carpenter") == [
        ("carpenter", "Kazakh Deputy Prime Minister and Foreign Minister")
    ]
    assert corrected(fillings, "Were they told on Monday?", "csto-session-kind", pack, missing="told") == []


@pytest.mark.parametrize(
    ("question", "missing", "asked"),
    [
        ("Is Tleuberdi the chief wood carpenter?", "chief wood carpenter", ["chief wood carpenter"]),
        ("Is Tleuberdi a carpenter from Omsk?", "carpenter omsk", ["carpenter", "Omsk"]),
        ("特列乌别尔季是木匠吗?", "木 匠", ["木匠"]),
        ("特列乌别尔季是木匠吗?", "匠", ["木匠"]),
    ],
)
def test_words_that_stand_together_are_corrected_together(
    question: str, missing: str, asked: list[str], pack: Pack
) -> None:
    assert [word for word, _ in corrected(fillings, question, "tleuberdi-role", pack, missing)] == asked


def test_support_for_those_whom_it_is_given_against_is_corrected(pack: Pack) -> None:
    found = corrected(abetted, "Did the leaders show solidarity with the rioters?", "csto-solidarity", pack)
    assert [word for word, _ in found] == ["rioters"]
    assert corrected(abetted, "Did they show solidarity with the authorities?", "csto-solidarity", pack) == []
    assert corrected(abetted, "Who showed solidarity with the rioters?", "csto-solidarity", pack) == []


@pytest.mark.parametrize(
    ("question", "fact", "asked"),
    [
        ("Nobody was killed, right?", "people-killed", ["Nobody"]),
        ("So not a single country voiced support?", "support-who", ["single"]),
        ("Is it true that nobody was named?", "news-agency", []),
    ],
)
def test_nobody_is_corrected_where_somebody_is_counted(
    question: str, fact: str, asked: list[str], pack: Pack
) -> None:
    assert [word for word, _ in corrected(denials, question, fact, pack)] == asked


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Is China against violence?", "china-support"),
        ("Did the leaders not meet in person?", "csto-session-how"),
        ("Was it said to the European Council president?", "terrorist-said-when"),
    ],
)
def test_who_is_against_an_evil_or_denies_the_opposite_is_not_corrected(
    question: str, fact: str, pack: Pack
) -> None:
    assert corrected(stances, question, fact, pack) == []
