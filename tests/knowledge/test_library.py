"""Finding packs, and reading them from where they are kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge import Answered, Library, PackInvalid, PackNotFound, compiled, library


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder for what is learned."""
    return tmp_path / "cache"


def replace(file: Path, old: str, new: str) -> None:
    """Change a file of a pack."""
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_packs_are_found_by_folder_or_by_the_folder_above(ferry: Path) -> None:
    for folder in (ferry, ferry.parent):
        assert Library.open((folder,)).ids == ("kazakhstan-2022", "ferry")


def test_the_last_pack_added_is_the_default(ferry: Path, cache: Path) -> None:
    held = Library.open((ferry,), cache=cache)
    assert held.default.id == "ferry"
    assert held.pack("ferry") is held.default


def test_an_extra_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackNotFound, match="nowhere") as raised:
        Library.open((tmp_path / "nowhere",))
    assert raised.value.name == str(tmp_path / "nowhere")
    assert raised.value.available == ("kazakhstan-2022",)


def test_a_pack_may_be_named_by_its_folder(ferry: Path, cache: Path) -> None:
    assert Library.open(cache=cache).pack(ferry).id == "ferry"


def test_an_unknown_pack_is_named_with_those_that_there_are() -> None:
    with pytest.raises(PackNotFound, match='no pack "harbour"; give a folder or one of: kazakhstan-2022'):
        Library.open().pack("harbour")


def test_a_pack_is_learned_once(ferry: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Library.open((ferry,), cache=cache).default
    monkeypatch.setattr(library, "learn", None)
    again = Library.open((ferry,), cache=cache).default
    assert again.phrasings == first.phrasings
    assert again.version == first.version == compiled.digest(ferry)[:12]


def test_a_changed_pack_is_learned_anew(ferry: Path, cache: Path) -> None:
    before = Library.open((ferry,), cache=cache).default
    replace(ferry / "facts.toml", "What is the fare", "How dear is it")
    after = Library.open((ferry,), cache=cache).default
    assert after.version != before.version
    assert "How dear is it?" in after.phrasings


def test_the_words_of_an_id_ask_for_its_fact(ferry: Path, cache: Path) -> None:
    question = "when is the comeback?"
    assert not isinstance(Library.open((ferry,), cache=cache).default.ask(question), Answered)
    replace(ferry / "facts.toml", 'id = "start"', 'id = "comeback-7"')
    pack = Library.open((ferry,), cache=cache).default
    asked = pack.ask(question)
    assert isinstance(asked, Answered)
    assert asked.found[0].fact.id == "comeback-7"
    assert "7" not in " ".join(pack.phrasings)


def test_a_compiled_file_beside_the_folder_is_read_first(ferry: Path, cache: Path) -> None:
    built = library.build(ferry)
    assert compiled.beside(ferry).is_file()
    assert Library.open((ferry,), cache=cache).default.version == built.version
    assert not cache.exists()


def test_a_cache_that_cannot_be_written_costs_no_answer(ferry: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    asked = Library.open((ferry,), cache=file).default.ask("What is the fare?")
    assert isinstance(asked, Answered)
    assert asked.found[0].fact.answer_text == "nine crowns"


def test_a_faulty_pack_is_refused(ferry: Path, cache: Path) -> None:
    (ferry / "article.txt").write_text("Another article altogether.\n", encoding="utf-8")
    with pytest.raises(PackInvalid):
        Library.open((ferry,), cache=cache).pack("ferry")


def test_a_pack_read_back_holds_what_its_files_say(ferry: Path, cache: Path) -> None:
    Library.open((ferry,), cache=cache).pack("ferry")
    pack = Library.open((ferry,), cache=cache).pack("ferry")
    fare, speed = pack.fact("fare"), pack.silence("speed")
    assert fare is not None
    assert speed is not None
    assert dict(fare.questions) == {
        "en": ("What is the fare?", "price of a trip"),
        "ru": ("Сколько стоит проезд?",),
    }
    assert len(fare.questions) == 2
    assert repr(fare.translations) == "{'ru': 'Поездка стоит девять крон.'}"
    assert fare.answers == {}
    assert fare.quote == "A trip costs nine crowns."
    assert pack.article.text[pack.paragraph(fare).start :].startswith("LOWER QUAY")
    assert speed.about == {"en": "how fast the ferry is"}
    assert speed.questions["ru"] == ("Какая у парома скорость?",)
    assert pack.source.published.isoformat() == "2026-03-02"
    assert {"What is the fare?", "How fast is the ferry?"} < set(pack.phrasings)
    assert pack.fact("absent") is None
    assert pack.silence("absent") is None


def test_concepts_are_known_by_kind_and_name(ferry: Path, cache: Path) -> None:
    pack = Library.open((ferry,), cache=cache).pack("ferry")
    token = next(iter(pack.lexicon.concepts))
    assert pack.kind_of(token) == "person"
    assert pack.kind_of("@nobody") == ""
    assert pack.name_of(token, "ru") == "Паромщик"
    assert pack.name_of(token, "kk") == "The ferryman"
    assert pack.name_of("@nobody", "ru") == ""
    assert not pack.is_name("fare")


def test_topics_are_labelled_in_the_readers_language(ferry: Path, cache: Path) -> None:
    replace(ferry / "facts.toml", 'id = "start"', 'id = "start"\ntopic = "ferry"')
    pack = Library.open((ferry,), cache=cache).pack("ferry")
    assert pack.topics == ("ferry",)
    assert pack.topic_label("ferry", "ru") == "Паром"
    assert pack.topic_label("lower-quay", "en") == "Lower quay"


def test_a_publication_time_keeps_its_zone(ferry: Path, cache: Path) -> None:
    replace(ferry / "pack.toml", "2026-03-02", "2026-03-02T09:30:00Z")
    published = Library.open((ferry,), cache=cache).pack("ferry").source.published
    assert published == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
