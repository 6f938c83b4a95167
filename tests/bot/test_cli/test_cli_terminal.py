"""How a decision looks on the terminal."""

from __future__ import annotations

import io
import re

import pytest

from bot.cli import terminal
from knowledge import (
    Ambiguous,
    Answered,
    Correction,
    Decision,
    Found,
    NotInArticle,
    NotUnderstood,
    Pack,
    Reason,
    SmallTalk,
)


def found(pack: Pack, *ids: str) -> tuple[Found, ...]:
    """The facts of these ids, with a score."""
    return tuple(Found(fact=fact, score=0.75) for fact in pack.facts if fact.id in ids)


def shown(decision: Decision, pack: Pack) -> str:
    """The whole text."""
    return "\n\n".join(terminal.plain(block) for block in terminal.blocks(decision, pack))


def test_corrections_stand_first_and_notes_last(pack: Pack) -> None:
    decision = Answered(
        question="q",
        found=found(pack, "repair-time"),
        corrections=(Correction(asked="two weeks", stated="six weeks"),),
        unanswered=("who pays",),
        as_of=True,
    )
    assert shown(decision, pack) == (
        "The article says six weeks, not two weeks.\n\n"
        "six weeks\n"
        "“Mayor Ann Lee said that the repairs would take six weeks.”\n"
        "Ann Lee · Harbour Gazette, March 2, 2026\n\n"
        "The article speaks as of March 2, 2026.\n"
        "The article does not say: who pays"
    )


def test_the_short_answer_is_bold_and_marked_in_the_quote(pack: Pack) -> None:
    [block] = terminal.blocks(Answered(question="q", found=found(pack, "repair-time")), pack)
    assert ("six weeks", "bold") in block
    assert ("six weeks", "underline") in block


def test_facts_of_one_sentence_quote_it_once(pack: Pack) -> None:
    decision = Answered(question="q", found=found(pack, "why-closed", "when-closed"))
    text = shown(decision, pack)
    assert text.startswith("inspectors found cracks in two cables · Monday\n“The harbour")
    assert text.count("The harbour bridge was closed") == 1


def test_a_translation_stands_below_the_quote_under_its_label(pack: Pack) -> None:
    decision = Answered(question="q", found=found(pack, "repair-time"), language="ru")
    text = shown(decision, pack)
    assert "“Mayor Ann Lee said that the repairs would take six weeks.”" in text
    label, translation = text.splitlines()[-2:]
    assert label.startswith("Перевод")
    assert translation == "Мэр Энн Ли сказала, что ремонт займёт шесть недель."


@pytest.mark.parametrize(
    ("reason", "offered"),
    [(Reason.NO_MATCH, 1), (Reason.SWAPPED, 1), (Reason.OFF_TOPIC, 3), (Reason.SILENCE, 1)],
)
def test_a_refusal_names_the_nearest_question_or_three_to_try(
    reason: Reason, offered: int, pack: Pack
) -> None:
    silence = pack.silences[0] if reason is Reason.SILENCE else None
    decision = NotInArticle(question="q", reason=reason, silence=silence, nearest=found(pack, "repair-time"))
    assert len(terminal.questions(decision, pack)) == offered
    assert f"\n  {offered}. " in shown(decision, pack)
    assert "“" not in shown(decision, pack)


def test_a_refusal_without_a_near_question_is_one_sentence(pack: Pack) -> None:
    decision = NotInArticle(question="q", reason=Reason.NO_MATCH)
    assert shown(decision, pack) == "The article (Harbour Gazette, March 2, 2026) does not say."


def test_an_offer_lists_its_questions_by_number(pack: Pack) -> None:
    decision = Ambiguous(question="q", offered=found(pack, "why-closed", "repair-time"))
    assert shown(decision, pack) == (
        "Did you mean:\n  1. Why was the bridge closed?\n  2. How long will the repairs take?"
    )


@pytest.mark.parametrize(
    ("decision", "offered"),
    [
        (NotUnderstood(question="", reason=Reason.EMPTY), 3),
        (NotUnderstood(question="???", reason=Reason.NOISE), 3),
        (SmallTalk(question="hi", reason=Reason.GREETING), 3),
        (SmallTalk(question="thanks", reason=Reason.THANKS), 0),
        (SmallTalk(question="is my brother alive", reason=Reason.DISTRESS), 0),
        (SmallTalk(question="who are you", reason=Reason.ABOUT_BOT), 0),
    ],
)
def test_small_talk_and_noise_assert_nothing(decision: Decision, offered: int, pack: Pack) -> None:
    assert len(terminal.questions(decision, pack)) == offered
    assert "“" not in shown(decision, pack)


def test_a_pipe_gets_whole_lines_without_escape_codes(pack: Pack, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show(Answered(question="q", found=found(pack, "why-closed")), pack)
    out = capsys.readouterr().out
    assert pack.facts[0].quote in out
    assert "\x1b" not in out


class Terminal(io.StringIO):
    """Somebody sits at it."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_a_terminal_gets_emphasis_and_lines_of_its_width(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"COLUMNS": "40", "TERM": "xterm", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    screen = Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    terminal.show(Answered(question="q", found=found(pack, "why-closed")), pack)
    shown = screen.getvalue()
    assert "\x1b[1minspectors found cracks" in shown
    assert max(len(re.sub(r"\x1b\[\d*m", "", line)) for line in shown.splitlines()) <= 40


def test_a_dumb_terminal_gets_lines_of_its_width_and_no_escape_codes(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "dumb")
    screen = Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    terminal.show(Answered(question="q", found=found(pack, "why-closed")), pack)
    assert "\x1b" not in screen.getvalue()
    assert max(map(len, screen.getvalue().splitlines())) <= 40


def test_wide_characters_take_two_cells_and_words_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "12")
    monkeypatch.setenv("TERM", "dumb")
    screen = Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    terminal.write([("死亡人数 人数\nwithout-any-space and", "bold"), (" on", "")])
    assert screen.getvalue() == "死亡人数\n人数\nwithout-any-space\nand on\n"
