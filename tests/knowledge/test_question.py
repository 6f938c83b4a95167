"""What is read from a message; and that any message at all gets its decision."""

from __future__ import annotations

import time
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Answered, Conversation, Decision, Pack
from knowledge.languages import LANGUAGES
from knowledge.question import (
    Question,
    asking_words,
    asks_for_the_hour,
    fillers,
    first_asking,
    read,
    speaks_of_now,
)
from knowledge.text import LONGEST

BOUND = 5.0
"""Seconds within which a decision must have fallen on any machine."""
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=80)
BITS = [
    "who",
    "how many",
    "сколько",
    "谁",
    "қанша",
    "Putin",
    "2,030",
    "Jan. 10",
    "and",
    "<b>",
    "&lt;",
    "\u202e",
    "\ud83d",
    "?",
]
MESSAGES = ANYTHING | st.lists(st.sampled_from(BITS) | st.text(max_size=5), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("text", "kind", "polar"),
    [
        ("How many troops came?", "how-many", False),
        ("the number of troops", "how-many", False),
        ("Who is he?", "who", False),
        ("On which day was it?", "when", False),
        ("сколько погибло", "how-many", False),
        ("қайда болды", "where", False),
        ("为什么去", "why", False),
        ("死亡人数", "how-many", False),
        ("死亡人数哪天公布", "when", False),
        ("What kind of session was it?", "sort", False),
        ("Какого рода это была встреча?", "sort", False),
        ("does it?", "", True),
        ("it was on Monday, right?", "", True),
        ("мало ли", "", True),
        ("是不是", "", True),
        ("troops", "", False),
    ],
)
def test_a_question_asks_for_a_type_of_answer(text: str, kind: str, polar: bool, pack: Pack) -> None:
    question = read(text, pack.lexicon)
    assert (question.kind, question.polar) == (kind, polar)


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        ("who", None, "en"),
        ("who", "ru", "en"),
        ("123", "ru", "ru"),
        ("", None, "en"),
        ("сколько людей", "kk", "ru"),
        ("гыы", "kk", "kk"),
        ("гыы", None, "ru"),
        ("канша адам", None, "kk"),
        ("қанша", None, "kk"),
        ("CSTO 是什么", None, "zh"),
        ("ποιος", "ru", "en"),
    ],
)
def test_a_language_is_known_by_script_letters_and_words(
    text: str, hint: str | None, language: str, pack: Pack
) -> None:
    assert read(text, pack.lexicon, hint).language == language


def test_tokens_are_told_apart(pack: Pack) -> None:
    question = read("Did Putin say on Monday, Jan. 10, that 2,030 came?", pack.lexicon)
    assert question.concepts == ("@vladimir-putin",)
    assert question.days == ("#w0", "#01-10")
    assert question.figures == ("#2030",)
    assert "putin" in question.content
    assert not set(question.content) & {"did", "that", "@vladimir-putin"}
    assert "@vladimir-putin" not in question.words


def test_addresses_are_no_words(pack: Pack) -> None:
    question = read("who @news_bot or a@b.cd see https://x.y/z?q", pack.lexicon)
    assert question.text == "who or see"


def test_a_token_is_shown_as_typed(pack: Pack) -> None:
    question = read('Did "Vladimir Putin" send two thousand men?', pack.lexicon)
    assert question.surface("@vladimir-putin") == "Putin"
    assert question.surface("#2000") == "two thousand"
    assert question.surface("men") == "men"
    assert question.surface("@elsewhere") == "elsewhere"
    assert read("will they be (withdrwan)", pack.lexicon).surface("withdrawn") == "withdrwan"


def test_a_token_is_shown_as_typed_where_words_are_not_set_apart(pack: Pack) -> None:
    assert read("听说死了160个", pack.lexicon).surface("#160") == "160"
    question = read("王毅" * 200 + "死了160个", pack.lexicon)
    assert question.surface("#160") == question.text
    assert read("米歇尔会见托卡耶夫", pack.lexicon).surface("@kassym-jomart-tokayev") == "托卡耶夫"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("did Oslo help", True),
        ("did oslo help", False),
        ("Oslo helped", False),
        ("DID OSLO HELP", False),
        ("No. Oslo", False),
    ],
)
def test_a_name_is_known_by_its_capital_inside_a_sentence(text: str, expected: bool, pack: Pack) -> None:
    assert read(text, pack.lexicon).is_capitalised("oslo") is expected


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("my son asks who died", "en", 12),
        ("who died", "en", 0),
        ("deaths", "en", 0),
        ("谁", "zh", 0),
        ("ŉ who", "en", 0),
    ],
)
def test_the_first_question_word_is_found(text: str, code: str, at: int) -> None:
    assert first_asking(text, code) == at


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_words_to_ask_with(code: str) -> None:
    assert asking_words("who", code)
    assert asking_words("nothing", code) == ()
    assert fillers()


def decided(pack: Pack, text: str, conversation: Conversation | None = None) -> Decision:
    """The one decision on a message, with what holds for all of them."""
    started = time.perf_counter()
    decision = pack.ask(text, conversation)
    assert time.perf_counter() - started < BOUND
    assert isinstance(decision, get_args(Decision))
    assert len(decision.question) <= LONGEST * 18  # one character may stand for eighteen
    decision.question.encode()
    if isinstance(decision, Answered):
        assert decision.found
        assert all(found.fact.quote in pack.article.text for found in decision.found)
    return decision


@given(text=MESSAGES)
@settings(deadline=None, max_examples=120)
def test_any_message_gets_exactly_one_decision(text: str, pack: Pack) -> None:
    first = decided(pack, text)
    decided(pack, text, first.conversation)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10**6,
        "how many people were killed " * 40_000,
        "who? " * 200_000,
        "who and " * 100_000,
        "\u0301" * 10**6,
        "e" + "\u0336\u0301" * 500_000,
        "\x00" * 10**6,
        "\ud800" * 10**6,
        "\u202e" * 10**6 + "who",
        "<" * 10**6,
        "ﷺ" * 10**6,
        "谁" * 10**6,
        "9" * 10**6,
        "1,000 " * 10**5,
        "two thousand " * 10**5,
        "Jan. 10 " * 10**5,
        "'" * 10**6,
        "a.b." * 10**5,
        "@" * 10**6,
        "Putin " * 10**5,
        ", and who " * 10**5,
        "",
    ],
    ids=lambda text: f"{text[:12]!a} x {len(text)}",
)
def test_a_megabyte_of_anything_is_decided_in_bounded_time(text: str, pack: Pack) -> None:
    decided(pack, text)


def test_a_question_is_cut_to_what_a_message_may_hold(pack: Pack) -> None:
    question = "how many peacekeepers were sent?"
    at_the_end = " " * (LONGEST - len(question)) + question
    assert isinstance(pack.ask(at_the_end), Answered)
    assert not isinstance(pack.ask(" " + " " * LONGEST + question), Answered)


@pytest.mark.parametrize(
    "wrapping", ["\u200b{}\u200b", "\u202e{}\u202c", "{}\x00", "\ufeff{}", "{}\ud83d", "  {}\n\n"]
)
def test_what_cannot_be_seen_changes_nothing(wrapping: str, pack: Pack) -> None:
    plain = pack.ask("how many peacekeepers were sent?")
    wrapped = pack.ask(wrapping.format("how many peacekeepers were sent?"))
    assert isinstance(plain, Answered)
    assert isinstance(wrapped, Answered)
    assert [found.fact.id for found in wrapped.found] == [found.fact.id for found in plain.found]


@pytest.mark.parametrize(
    ("text", "now"),
    [("who is there now?", True), ("who was there?", False), ("现在死了多少人", True), ("死了多少人", False)],
)
def test_the_present_is_heard(text: str, now: bool, pack: Pack) -> None:
    assert speaks_of_now(read(text, pack.lexicon)) is now


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("What time did the session start?", True),
        ("When did the session start?", False),
        ("В котором часу началась сессия?", True),
        ("В какой день началась сессия?", False),
        ("Сессия сағат нешеде басталды?", True),
        ("Сессия қашан басталды?", False),
        ("会议几点开始?", True),
        ("会议哪天开始?", False),
    ],
)
def test_the_hour_is_not_the_day(text: str, hour: bool, pack: Pack) -> None:
    assert asks_for_the_hour(read(text, pack.lexicon)) is hour


def test_a_question_is_a_value(pack: Pack) -> None:
    assert isinstance(read("who", pack.lexicon), Question)
    assert read("who", pack.lexicon) == read("who", pack.lexicon)


@pytest.mark.parametrize(
    ("text", "polar"),
    [
        ("does it say how many were wounded", False),
        ("говорится ли, сколько ранено", False),
        ("有没有说死了多少人", False),
        ("did they say how many died, 164, right?", True),
        ("were 164 people killed?", True),
        ("was it Putin who praised them?", True),
    ],
)
def test_whether_a_number_is_told_asks_for_the_number(text: str, polar: bool, pack: Pack) -> None:
    assert read(text, pack.lexicon).polar is polar
