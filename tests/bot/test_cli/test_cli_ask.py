"""``verbatim ask`` with one question: what is printed, and the exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge import (
    Ambiguous,
    Answered,
    Decision,
    Found,
    NotInArticle,
    NotUnderstood,
    Pack,
    Reason,
    SmallTalk,
)

Run = Callable[..., Any]


def decisions(pack: Pack) -> list[tuple[Decision, str, int]]:
    """One decision of each kind, with its name and the exit status that it must have."""
    first, second, *_ = (Found(fact=fact, score=0.75) for fact in pack.facts)
    return [
        (Answered(question="q", found=(first,), best=first), "answered", 0),
        (Ambiguous(question="q", offered=(first, second), best=first), "ambiguous", 0),
        (NotInArticle(question="q", reason=Reason.NO_MATCH), "not_in_article", 1),
        (NotUnderstood(question="q", reason=Reason.NOISE), "not_understood", 1),
        (SmallTalk(question="q", reason=Reason.THANKS), "small_talk", 1),
    ]


@pytest.mark.parametrize("number", range(5))
def test_the_exit_status_tells_an_answer_or_offer_from_a_refusal(
    number: int, pack: Pack, story: Path, verbatim: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, name, status = decisions(pack)[number]
    monkeypatch.setattr(Pack, "ask", lambda *_: decision)
    assert verbatim("ask", "anything", "--pack", str(story)).status == status
    ran = verbatim("ask", "anything", "--pack", str(story), "--json")
    assert (ran.status, json.loads(ran.out)["decision"]) == (status, name)


def test_an_answer_is_the_quote_with_its_speaker_publisher_and_date(story: Path, verbatim: Run) -> None:
    ran = verbatim("ask", "How long will the repairs take?", "--pack", str(story))
    assert ran.out == (
        "six weeks\n"
        "“Mayor Ann Lee said that the repairs would take six weeks.”\n"
        "Ann Lee · Harbour Gazette, March 2, 2026\n"
    )
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("question", "status", "end"),
    [("How long will the repairs take?", 0, "2026\n"), ("How much do the repairs cost?", 1, "cost.\n")],
)
def test_a_process_that_ends_at_once_has_said_everything(
    question: str, status: int, end: str, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    line = [sys.executable, "-m", "bot", "ask", question, "--pack", str(story)]
    ran = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stderr) == (status, "")
    assert ran.stdout.endswith(end)


def test_words_without_quotation_marks_are_one_question(story: Path, verbatim: Run) -> None:
    ran = verbatim("ask", "--pack", str(story), "How", "long", "will", "the", "repairs", "take?")
    assert ran.out.startswith("six weeks\n")


def test_a_silence_is_refused_in_its_own_words(story: Path, verbatim: Run) -> None:
    ran = verbatim("ask", "How much do the repairs cost?", "--pack", str(story))
    first, *_ = ran.out.splitlines()
    assert first == "The article (Harbour Gazette, March 2, 2026) does not state what the repairs cost."
    assert ran.status == 1


def test_why_shows_what_the_decision_rests_on(story: Path, verbatim: Run) -> None:
    ran = verbatim("ask", "how long will the repars take", "--pack", str(story), "--why")
    shown = dict(line.split(maxsplit=1) for line in ran.out.rpartition("\n\n")[2].splitlines())
    assert shown.keys() >= {"rule", "matched", "missing", "coverage", "score", "margin", "runner-up"}
    assert "repars → " in shown["mended"]


def test_json_holds_the_decision_and_with_why_the_evidence(pack: Pack, story: Path, verbatim: Run) -> None:
    question = ("ask", "How long will the repairs take?", "--json")
    plain = json.loads(verbatim(*question, "--pack", str(story)).out)
    assert "evidence" not in plain
    [fact] = plain["facts"]
    [citation] = fact["citations"]
    assert (fact["id"], fact["answer"]) == ("repair-time", "six weeks")
    assert pack.article.text[citation["start"] : citation["end"]] == citation["sentence"]
    assert citation["attributed_to"] == "Ann Lee"
    explained = json.loads(verbatim(*question, "--why", "--pack", str(story)).out)
    assert explained.pop("evidence")["coverage"] == pytest.approx(1.0)
    assert explained == plain


@pytest.mark.parametrize("arguments", [(), ("a question", "--batch"), ("a question", "--nonsense")])
def test_wrong_use_has_status_2_and_says_what_is_wrong(arguments: tuple[str, ...], verbatim: Run) -> None:
    ran = verbatim("ask", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "Error: " in ran.err


def test_an_unknown_pack_is_wrong_use_and_lists_the_known_ones(verbatim: Run) -> None:
    ran = verbatim("ask", "anything", "--pack", "atlantis")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == 'no pack "atlantis"; give a folder or one of: kazakhstan-2022\n'


def test_an_extra_pack_is_found_by_its_id_and_answers_unless_another_is_named(
    story: Path, verbatim: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBATIM_PACKS", str(story))
    assert verbatim("ask", "How long will the repairs take?").status == 0
    assert verbatim("ask", "How long will the repairs take?", "--pack", "bridge").status == 0
    monkeypatch.setenv("VERBATIM_PACK", "atlantis")
    assert verbatim("ask", "How long will the repairs take?").status == 2


@pytest.mark.parametrize("question", ["", " ", "\x00\x1b[2J", "\u202eabc", "\udcff", "<b>&", "Z" * 100_000])
def test_any_words_at_all_come_to_a_decision(question: str, story: Path, verbatim: Run) -> None:
    ran = verbatim("ask", question, "--pack", str(story), "--why")
    assert ran.status in {0, 1}
    assert ran.out.strip()
    assert "\x1b" not in ran.out


def test_the_version_is_that_of_the_distribution(verbatim: Run) -> None:
    ran = verbatim("--version")
    assert ran.out.startswith("verbatim ")
    assert ran.status == 0
