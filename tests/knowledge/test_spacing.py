"""Words cut in two and words run together."""

from __future__ import annotations

import pytest

from knowledge import Pack
from knowledge.question import read
from knowledge.spacing import unbroken


def words(text: str, pack: Pack) -> tuple[str, ...]:
    return unbroken(read(text, pack.lexicon), pack).words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("howmany troops", "how many troops"),
        ("liveswere lost", "lives were lost"),
        ("didwang yi call", "did wang yi call"),
        ("этивойска", "эти войска"),
        ("how many troops did the c s t o send", "how many troops did the csto send"),
    ],
)
def test_words_run_together_are_parted(text: str, expected: str, pack: Pack) -> None:
    assert " ".join(words(text, pack)) == expected


@pytest.mark.parametrize("text", ["peace keepers", "peace keepres"])
def test_a_word_cut_in_two_is_joined(text: str, pack: Pack) -> None:
    assert words(text, pack) == ("peacekeepers",)


@pytest.mark.parametrize("text", ["chaina", "facebook", "nothing", "germanwings", "микрочипы", "troops"])
def test_other_words_stay_whole(text: str, pack: Pack) -> None:
    assert len(words(text, pack)) == 1


def test_a_question_word_that_was_run_together_tells_what_is_asked(pack: Pack) -> None:
    assert unbroken(read("howmany troops", pack.lexicon), pack).kind == "how-many"
