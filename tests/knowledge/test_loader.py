"""Reading a folder: what cannot be read is one line, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import PackInvalid
from knowledge.loader import check, load

NAMES = ["pack.toml", "article.txt", "facts.toml", "locales/ru.toml", "examples.toml"]
CONTENT = st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))


def lines(folder: Path) -> list[str]:
    return [str(problem) for problem in check(folder)]


def test_a_fine_folder_is_read_whole(ferry: Path) -> None:
    files = load(ferry)
    assert check(ferry) == ()
    assert [fact.id for fact in files.facts.facts] == ["start", "fare", "waiting"]
    assert files.locales["ru"].facts["fare"].questions == ("Сколько стоит проезд?",)
    assert len(files.examples.dialogs[0].turns) == 2


def test_examples_and_locales_may_be_left_out(ferry: Path) -> None:
    (ferry / "examples.toml").unlink()
    (ferry / "locales/ru.toml").unlink()
    pack = (ferry / "pack.toml").read_text(encoding="utf-8")
    (ferry / "pack.toml").write_text(pack.replace('["en", "ru"]', '["en"]'), encoding="utf-8")
    files = load(ferry)
    assert (files.examples.asks, files.locales) == ((), {})


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference(ferry: Path) -> None:
    unix = load(ferry)
    for name in NAMES:
        text = (ferry / name).read_bytes()
        (ferry / name).write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    assert load(ferry) == unix


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("content", "what"),
    [(b"\xff\xfe\x00", "is not UTF-8 (byte 0)"), (b"= =", "TOML"), (b"a = " + b"9" * 5000, "TOML")],
)
def test_what_is_no_text_or_no_toml_is_one_line(name: str, content: bytes, what: str, ferry: Path) -> None:
    (ferry / name).write_bytes(content)
    told = lines(ferry)
    if name == "article.txt" and what == "TOML":
        assert all("quote is not in article.txt" in line for line in told)
    else:
        assert len(told) == 1
        assert told[0].startswith(f"{name}: ")
        assert what in told[0]


def test_endless_brackets_are_one_line(ferry: Path) -> None:
    (ferry / "facts.toml").write_text("a = " + "[" * 100_000, encoding="utf-8")
    assert [line.partition(";")[0] for line in lines(ferry)] == [
        "facts.toml: is not TOML: brackets in brackets in brackets"
    ]


@pytest.mark.parametrize("name", ["pack.toml", "article.txt", "facts.toml"])
def test_a_missing_file_is_one_line(name: str, ferry: Path) -> None:
    (ferry / name).unlink()
    assert lines(ferry) == [f"{name}: is missing; add the file to the pack's folder"]


def test_a_folder_in_the_place_of_a_file_is_one_line(ferry: Path) -> None:
    (ferry / "facts.toml").unlink()
    (ferry / "facts.toml").mkdir()
    (told,) = lines(ferry)
    assert told.startswith("facts.toml: is a folder")


def test_an_empty_article_is_one_line(ferry: Path) -> None:
    (ferry / "article.txt").write_text(" \n", encoding="utf-8")
    assert lines(ferry) == ["article.txt: is empty; paste the article's text"]


def test_no_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(PackInvalid, match="is not a folder") as caught:
        load(tmp_path / "nowhere")
    assert caught.value.pack == "nowhere"


def test_all_files_are_looked_at_before_anything_is_said(ferry: Path) -> None:
    (ferry / "pack.toml").write_text("= =", encoding="utf-8")
    (ferry / "article.txt").write_bytes(b"\xff")
    facts = (ferry / "facts.toml").read_text(encoding="utf-8")
    (ferry / "facts.toml").write_text(facts.replace("nine crowns", "ten crowns", 1), encoding="utf-8")
    (ferry / "locales/ru.toml").write_text("[facts.nothing]\n", encoding="utf-8")
    (ferry / "examples.toml").unlink()
    assert [line.partition(";")[0] for line in lines(ferry)] == [
        "article.txt: is not UTF-8 (byte 0)",
        'facts.toml: fact "fare": answer is not in the quote',
        'locales/ru.toml: fact "nothing": there is no such fact',
        lines(ferry)[3].partition(";")[0],
    ]
    assert lines(ferry)[3].startswith("pack.toml: is not TOML")


@given(name=st.sampled_from(NAMES), content=CONTENT)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_at_all_make_problems_and_no_traceback(name: str, content: bytes, ferry: Path) -> None:
    before = (ferry / name).read_bytes()
    (ferry / name).write_bytes(content)
    try:
        assert all(line.count(": ") for line in lines(ferry))
    finally:
        (ferry / name).write_bytes(before)


def test_a_file_in_the_place_of_the_locales_is_told(ferry: Path) -> None:
    for path in (ferry / "locales").iterdir():
        path.unlink()
    (ferry / "locales").rmdir()
    (ferry / "locales").write_text("")
    assert any(line.startswith("locales: is not a folder") for line in lines(ferry))


def test_a_nul_character_in_the_article_is_told(ferry: Path) -> None:
    (ferry / "article.txt").write_text("a\0b", encoding="utf-8")
    assert "article.txt: holds a NUL character; save it as plain text" in lines(ferry)


def test_a_source_language_that_is_not_listed_is_told_as_that(ferry: Path) -> None:
    text = (ferry / "pack.toml").read_text(encoding="utf-8")
    (ferry / "pack.toml").write_text(text.replace('language = "en"', 'language = "de"'), encoding="utf-8")
    (told,) = lines(ferry)
    assert told.startswith('pack.toml: source, language: "de" is not among the languages')


def test_a_link_in_a_circle_is_one_line(ferry: Path) -> None:
    (ferry / "facts.toml").unlink()
    (ferry / "facts.toml").symlink_to("facts.toml")
    (told,) = lines(ferry)
    assert told.startswith("facts.toml: cannot be read (")
