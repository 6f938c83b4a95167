"""Synonyms: the groups of the language tables, and how a pack of one's own comes by them."""

from pathlib import Path

import pytest

from knowledge.figures import normalise
from knowledge.languages import LANGUAGES, language
from knowledge.library import learn
from knowledge.stems import stem
from knowledge.weights import unpack_text

STORY = {
    "article.txt": "The ferry costs nine crowns.\n\nIt leaves at noon.\n",
    "pack.toml": """
        id = "ferry"
        title = "The ferry"
        languages = ["en"]

        [source]
        publisher = "Harbour Gazette"
        headline = "Ferry back"
        published = 2026-03-02
        language = "en"
        """,
    "facts.toml": """
        [[facts]]
        id = "fare"
        quote = "The ferry costs nine crowns."
        questions = ["What is the price of the ferry?", "price of a ticket"]

        [[facts]]
        id = "departure"
        quote = "It leaves at noon."
        questions = ["When does the ferry leave?", "time of departure"]
        """,
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_groups_hold_words_in_normal_form(code: str) -> None:
    for group in language(code).synonyms:
        assert len(set(group)) == len(group) > 1
        assert [normalise(word) for word in group] == [(word,) for word in group]


def test_a_pack_learns_the_synonyms_of_its_languages(tmp_path: Path) -> None:
    for name, text in STORY.items():
        (tmp_path / name).write_text("\n".join(line.strip() for line in text.splitlines()), encoding="utf-8")
    _, arrays = learn(tmp_path)
    assert {stem("price"), stem("charge"), stem("fee")} <= set(unpack_text(arrays["sense_stems"]))
