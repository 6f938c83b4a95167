"""Text with marks: offsets hold for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from telegram import MessageEntity
from telegram.constants import MessageEntityType

from bot.render.markup import Rich, bold, emphasised, joined, linked, plain, quoted, shortened, units

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
PIECES = st.lists(st.tuples(WORDS, st.booleans()), max_size=6)


def part(rich: Rich, entity: MessageEntity) -> str:
    raw = rich.text.encode("utf-16-le")
    return raw[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le")


@given(PIECES)
def test_marks_stay_on_their_words(pieces: list[tuple[str, bool]]) -> None:
    whole = quoted(joined([bold(text) if strong else plain(text) for text, strong in pieces]))
    strong = [part(whole, entity) for entity in whole.entities if entity.type == MessageEntityType.BOLD]
    assert strong == [text for text, is_bold in pieces if is_bold and text]
    assert whole.text == "\n".join(text for text, _ in pieces if text)


@given(WORDS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_emphasis_changes_no_letter_and_never_overlaps(text: str, spans: list[tuple[int, int]]) -> None:
    inside = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in spans]
    rich = emphasised(text, inside)
    assert rich.text == text
    ends = [0]
    for entity in rich.entities:
        assert entity.offset >= ends[-1]
        ends.append(entity.offset + entity.length)
    assert ends[-1] <= units(text)


def test_parts_that_touch_are_one_mark() -> None:
    rich = emphasised("abcdef", [(0, 2), (2, 3), (1, 3), (5, 6), (4, 4)])
    assert [part(rich, entity) for entity in rich.entities] == ["abc", "f"]


@given(WORDS, st.integers(1, 50))
def test_shortening_never_cuts_a_character(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert units(short) <= max(limit, 1)
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_marks_have_their_kinds() -> None:
    assert quoted(plain("a"), expandable=True).entities[0].type == MessageEntityType.EXPANDABLE_BLOCKQUOTE
    assert linked("a", "https://example.org").entities[0].url == "https://example.org"
    assert linked("a", None).entities == bold("").entities == ()
