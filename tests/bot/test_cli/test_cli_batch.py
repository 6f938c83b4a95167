"""``verbatim ask --batch``: the contract with other programs."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import wording
from bot.cli import batch
from bot.cli.record import record
from bot.texts import Texts
from knowledge import Answered, Conversation, Correction, Decision, Found, Library, NotInArticle, Pack, Reason

Run = Callable[..., Any]


class Remembering:
    """Stands for a pack: answers nothing, and notes what it is asked and in which conversation."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Conversation, str | None]] = []

    def ask(self, question: str, conversation: Conversation, language: str | None) -> Decision:
        """Note the question; the conversation that it returns carries it."""
        self.asked.append((question, conversation, language))
        return NotInArticle(
            question=question, reason=Reason.NO_MATCH, conversation=Conversation.about(question)
        )


def answers(*lines: bytes, pack: Any = None) -> tuple[int, list[dict[str, Any]]]:
    """The exit status and the lines that come out."""
    out = io.StringIO()
    status = batch.answer_all(pack or Remembering(), lines, out)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_is_answered_in_order_under_its_own_id(story: Path, verbatim: Run) -> None:
    typed = (
        b'{"id": "a", "question": "How long will the repairs take?"}\n'
        b'{"id": 2, "question": "How much do the repairs cost?"}\n'
        b'{"question": "Why was the bridge closed?"}'
    )
    ran = verbatim("ask", "--batch", "--pack", str(story), typed=typed)
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [(row["id"], row["decision"]) for row in rows] == [
        ("a", "answered"),
        (2, "not_in_article"),
        (None, "answered"),
    ]
    assert (rows[1]["reason"], rows[1]["silence"], rows[1]["facts"]) == ("silence", "cost", [])
    assert rows[1]["best"].keys() == {"id", "score"}
    assert (ran.status, ran.err) == (0, "")


def test_lines_of_one_chat_are_one_conversation_and_others_stand_alone() -> None:
    pack = Remembering()
    answers(
        b'{"question": "first", "chat": "x"}',
        b'{"question": "second", "chat": "y"}',
        b'{"question": "third", "chat": "x"}',
        b'{"question": "fourth"}',
        b'{"question": "fifth", "language": "ru"}',
        pack=pack,
    )
    alone = Conversation()
    assert [conversation for _, conversation, _ in pack.asked] == [
        alone,
        alone,
        Conversation.about("first"),
        alone,
        alone,
    ]
    assert [language for _, _, language in pack.asked] == [None, None, None, None, "ru"]


@pytest.mark.parametrize(
    ("line", "line_id", "error"),
    [
        (b"", None, "not JSON: Expecting value: line 1 column 1 (char 0)"),
        (b"how many?", None, "not JSON: "),
        (b"\xff\xfe", None, "not UTF-8"),
        ('{"question": "q"}'.encode("utf-16"), None, "not UTF-8"),
        (b'\x00{"question": "q"}', None, "not JSON: "),
        (b"[" * 100_000, None, "not JSON that can be read: too many brackets within brackets"),
        (b'{"question": "q", "id": ' + b"1" * 5000 + b"}", None, "a number has too many digits"),
        (b'{"id": NaN, "question": "q"}', None, "not JSON: NaN is not a JSON number"),
        (b'["q"]', None, "not a JSON object"),
        (b'{"id": "a"}', "a", '"question" must be a string'),
        (b'{"id": 1, "question": 5}', 1, '"question" must be a string'),
        (b'{"id": true, "question": "q"}', None, '"id" must be a string or a whole number'),
        (b'{"id": 1, "question": "q", "chat": []}', 1, '"chat" must be a string or a whole number'),
        (b'{"id": 1, "question": "q", "language": 1}', 1, '"language" must be a string'),
    ],
)
def test_a_malformed_line_is_answered_on_its_line_and_the_rest_goes_on(
    line: bytes, line_id: object, error: str
) -> None:
    status, rows = answers(b'{"id": 1, "question": "q"}', line, b'{"id": 3, "question": "q"}')
    assert status == 1
    assert [row.keys() >= {"decision"} for row in rows] == [True, False, True]
    assert rows[1]["id"] == line_id
    assert rows[1]["error"].startswith(error)


def test_lone_surrogates_pass_through() -> None:
    status, [row] = answers(b'{"id": "\\ud800", "question": "how \\udfff many"}')
    assert (status, row["id"]) == (0, "\ud800")


def test_every_line_is_flushed_before_the_next_one_is_read() -> None:
    flushed: list[int] = []

    class Out(io.StringIO):
        def flush(self) -> None:
            flushed.append(self.getvalue().count("\n"))

    def lines() -> Any:
        for number in range(3):
            assert len(flushed) == number
            yield b'{"question": "q"}\n'

    batch.answer_all(Remembering(), lines(), Out())  # type: ignore[arg-type]
    assert flushed == [1, 2, 3]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
KEYS = st.sampled_from(["id", "question", "chat", "language"])


@settings(deadline=None)  # a slow moment of the machine is no failure
@given(st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner)))
def test_any_json_at_all_yields_one_line(value: Any) -> None:
    status, rows = answers(json.dumps(value).encode())
    assert len(rows) == 1
    assert ("error" in rows[0]) is (status == 1)


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_at_all_yield_one_line(raw: bytes) -> None:
    _, rows = answers(raw)
    assert len(rows) == 1


def test_corrections_and_the_best_guess_are_part_of_the_record(pack: Pack) -> None:
    found = Found(fact=pack.facts[0], score=0.5)
    decision = Answered(
        question="q", found=(found,), best=found, corrections=(Correction(asked="three", stated="two"),)
    )
    assert record(decision, pack)["corrections"] == [{"asked": "three", "stated": "two"}]
    assert record(decision, pack)["best"] == {"id": "why-closed", "score": 0.5}
    nothing = record(NotInArticle(question="q", reason=Reason.OFF_TOPIC), pack)
    assert nothing == {
        "decision": "not_in_article",
        "reason": "off_topic",
        "facts": [],
        "corrections": [],
        "best": None,
    }


def test_speakers_stand_in_the_order_in_which_an_answer_names_them() -> None:
    shipped = Library.open().default
    for question in ("How many people were arrested?", "What is the EU ready for, according to Michel?"):
        _, (line,) = answers(json.dumps({"question": question}).encode(), pack=shipped)
        [found] = line["facts"]
        named = wording.attribution([shipped.fact(found["id"])], shipped, Texts("en"))
        *speakers, _ = named.split(" · ")
        assert len(speakers) == 2
        assert found["citations"][0]["attributed_to"] == ", ".join(speakers)
