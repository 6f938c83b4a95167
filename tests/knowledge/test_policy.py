"""What is decided on small packs that were just written, silences or none, in any order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import Answered, Conversation, Library, NotInArticle, Pack, Reason

ARTICLE = """Bridge over the Alder opens

MILLFORD, May 6 (Herald) -- The bridge over the Alder opened on Tuesday. Engineer Ida Brandt led the works.

The bridge is 412 metres long. It cost 36 million crowns, of which the county paid 9 million.

"We support a second bridge," said Mayor Tom Reyes.

Eleven workers were hurt during the works, and two workers died.

The bakery on Mill Street sells rye bread.
"""
PACK = """id = "bridge"
title = "The bridge"
languages = ["en"]

[source]
publisher = "Millford Herald"
headline = "Bridge over the Alder opens"
published = 2026-05-06
language = "en"

[[entities]]
name = "Ida Brandt"
kind = "person"

[[entities]]
name = "Tom Reyes"
kind = "person"
"""
FACTS = [
    """id = "opened"
quote = "The bridge over the Alder opened on Tuesday."
answer = "on Tuesday"
kind = "date"
when = 2026-05-05
questions = ["When did the bridge open?", "opening day of the bridge"]
""",
    """id = "engineer"
quote = "Engineer Ida Brandt led the works."
answer = "Ida Brandt"
kind = "person"
questions = ["Who led the works?", "Who was in charge of building it?"]
""",
    """id = "length"
quote = "The bridge is 412 metres long."
answer = "412 metres"
kind = "amount"
questions = ["How long is the bridge?", "length of the bridge in metres"]
""",
    """id = "cost"
quote = "It cost 36 million crowns, of which the county paid 9 million."
answer = "36 million crowns"
kind = "amount"
questions = ["How much did the bridge cost?", "price of the bridge"]
related = ["hurt"]
""",
    """id = "second"
quote = '"We support a second bridge," said Mayor Tom Reyes.'
answer = "We support a second bridge"
kind = "statement"
attributed_to = ["Tom Reyes"]
questions = ["What did the mayor say?", "Does the mayor support a second bridge?"]
""",
    """id = "hurt"
quote = "Eleven workers were hurt during the works, and two workers died."
answer = "Eleven workers were hurt"
kind = "count"
questions = ["How many workers were hurt?", "injuries at the site"]
""",
]
BAKERY = """id = "bakery"
quote = "The bakery on Mill Street sells rye bread."
answer = "rye bread"
questions = ["What does the bakery sell?", "which bread is there on Mill Street"]
"""
SILENCE = """
[[silences]]
id = "architect"
about = "who drew the bridge"
questions = ["Who drew the bridge?", "Who is the architect?"]
"""
QUESTIONS = {
    "When did the bridge open?": "opened",
    "Who led the works?": "engineer",
    "How long is the bridge?": "length",
    "How much did the bridge cost?": "cost",
    "What did the mayor say?": "second",
    "How many workers were hurt?": "hurt",
}

Written = Callable[..., Pack]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A pack of given facts, learned once for each choice of them."""
    cache = tmp_path_factory.mktemp("cache")

    def write(facts: list[str], silences: str = "", about: str = PACK) -> Pack:
        folder: Path = tmp_path_factory.mktemp("packs") / "bridge"
        folder.mkdir()
        (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
        (folder / "pack.toml").write_text(about, encoding="utf-8")
        body = "".join(f"[[facts]]\n{fact}\n" for fact in facts) + silences
        (folder / "facts.toml").write_text(body, encoding="utf-8")
        return Library.open((folder,), cache=cache).default

    return write


@pytest.fixture(scope="module")
def plain(written: Written) -> Pack:
    """A pack without silences."""
    return written(FACTS)


@pytest.fixture(scope="module")
def silent(written: Written) -> Pack:
    """The same with a silence."""
    return written(FACTS, SILENCE)


def cited(pack: Pack, question: str, conversation: Conversation | None = None) -> list[str]:
    decision = pack.ask(question, conversation)
    return [found.fact.id for found in decision.found] if isinstance(decision, Answered) else []


@pytest.mark.parametrize(("question", "fact"), QUESTIONS.items())
def test_a_pack_answers_its_own_questions_with_silences_or_without(
    question: str, fact: str, plain: Pack, silent: Pack
) -> None:
    assert cited(plain, question) == cited(silent, question) == [fact]


def test_the_order_of_facts_does_not_matter(plain: Pack, written: Written) -> None:
    turned = written(FACTS[::-1])
    for question in (*QUESTIONS, "Who drew the bridge?", "Did it cost 40 million crowns?"):
        assert cited(turned, question) == cited(plain, question)


def test_an_unrelated_fact_changes_no_exact_hit(plain: Pack, written: Written) -> None:
    more = written([*FACTS, BAKERY])
    assert {question: cited(more, question) for question in QUESTIONS} == {
        question: [fact] for question, fact in QUESTIONS.items()
    }
    assert cited(more, "What does the bakery sell?") == ["bakery"]


def test_a_listed_silence_is_named(silent: Pack) -> None:
    decision = silent.ask("Who is the architect?")
    assert isinstance(decision, NotInArticle)
    assert decision.reason is Reason.SILENCE
    assert decision.silence is silent.silence("architect")


@pytest.mark.parametrize("question", ["Who is the king of Norway?", "Quel temps fait-il?", "xyzzy plugh"])
def test_without_silences_too_what_is_not_stated_is_refused(question: str, plain: Pack) -> None:
    decision = plain.ask(question)
    assert isinstance(decision, NotInArticle)
    assert decision.reason in {Reason.OFF_TOPIC, Reason.NO_MATCH, Reason.SWAPPED}


def test_a_false_premise_is_corrected_in_any_pack(plain: Pack) -> None:
    decision = plain.ask("Did the bridge cost 40 million crowns?")
    assert isinstance(decision, Answered)
    assert [(c.asked, c.stated) for c in decision.corrections] == [("40 million", "36 million crowns")]


def test_a_day_does_not_answer_what_time_it_was(plain: Pack) -> None:
    assert cited(plain, "When did the bridge open?") == ["opened"]
    decision = plain.ask("At what time did the bridge open?")
    assert isinstance(decision, NotInArticle)
    assert decision.evidence.rule == "no time of the day is stated"


def test_a_phrasing_of_two_facts_asks_for_both(written: Written) -> None:
    twins = [
        """id = "rye"
quote = "The bakery on Mill Street sells rye bread."
questions = ["What is there in the town?"]
""",
        """id = "works"
quote = "Engineer Ida Brandt led the works."
questions = ["What is there in the town?"]
""",
    ]
    assert sorted(cited(written(twins), "What is there in the town?")) == ["rye", "works"]


def test_more_leads_to_the_related_fact(plain: Pack) -> None:
    first = plain.ask("How much did the bridge cost?")
    assert cited(plain, "tell me more", first.conversation) == ["hurt"]


def test_a_pronoun_stands_for_the_name_spoken_of_last(plain: Pack) -> None:
    first = plain.ask("What did the mayor say?")
    assert first.conversation.names[:1] == ("@tom-reyes",)
    assert cited(plain, "does he support a second bridge?", first.conversation) == ["second"]


def test_only_a_fact_replied_to_stands_for_the_question_that_led_to_it(plain: Pack) -> None:
    assert cited(plain, "in metres?", Conversation.about("length")) == ["length"]


def test_a_pack_that_lists_neither_names_nor_silences_answers_whoever_asks(
    plain: Pack, written: Written
) -> None:
    bare = written(FACTS, about=PACK.partition("[[entities]]")[0])
    question = "How much did the bridge cost, I ask for Gotham?"
    assert cited(plain, question) == []
    assert cited(bare, question) == ["cost"]
