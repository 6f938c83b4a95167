"""Half a question, read in the place of a part of the one before it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge import Pack
from knowledge.ellipsis import replacements
from knowledge.lexicon import Lexicon
from knowledge.question import read

EMPTY = Lexicon(phrases={})


def test_a_fragment_takes_the_place_of_single_words_first() -> None:
    earlier = read("how many shopping centers were looted", EMPTY).tokens
    read_as = [" ".join(words) for words in replacements(read("and police cars?", EMPTY), earlier)]
    assert read_as[0] == "how many shopping centers were police cars"
    assert "how many police cars were looted" in read_as


def test_characters_stand_for_words_where_none_are_set_apart() -> None:
    earlier = read("有多少人受伤", EMPTY).tokens
    assert list("有多少人捕") in list(replacements(read("被捕的呢", EMPTY), earlier))


def test_what_adds_nothing_or_has_nothing_before_it_is_not_read_so() -> None:
    earlier = read("how many people were wounded", EMPTY).tokens
    assert list(replacements(read("and wounded?", EMPTY), earlier)) == []
    assert list(replacements(read("and the?", EMPTY), earlier)) == []
    assert list(replacements(read("and wounded?", EMPTY), ())) == []


def test_a_fragment_of_generic_words_stands_for_itself() -> None:
    earlier = read("сколько машин сожгли", EMPTY).tokens
    assert ["сколько", "машин", "людей"] in list(replacements(read("а людей?", EMPTY), earlier))


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=8), max_size=12))
def test_any_two_texts_have_few_readings(new: str, earlier: list[str]) -> None:
    assert len(list(replacements(read(new, EMPTY), earlier))) <= 10


def test_a_name_is_replaced_by_its_words(pack: Pack) -> None:
    earlier = read("what did Putin say", pack.lexicon).tokens
    assert "what did michel say" in [
        " ".join(words) for words in replacements(read("and Michel?", pack.lexicon), earlier)
    ]
