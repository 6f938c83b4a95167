"""Dialogs on the shipped pack: what a turn leans on, and for how long."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge import Answered, Conversation, Decision, NotInArticle, NotUnderstood, Pack
from knowledge.conversation import TURNS
from knowledge.followup import leaning, of_another_type
from knowledge.question import read

TOLL = ("people-killed", "security-killed")
NOTHING = ()


def cited(decision: Decision) -> tuple[str, ...]:
    return tuple(found.fact.id for found in decision.found) if isinstance(decision, Answered) else NOTHING


def held(pack: Pack, *questions: str) -> list[Decision]:
    """What is decided turn by turn."""
    decisions: list[Decision] = []
    for question in questions:
        decisions.append(pack.ask(question, decisions[-1].conversation if decisions else None))
    return decisions


@pytest.mark.parametrize(
    "turns",
    [
        [
            ("How many people were arrested?", "people-arrested"),
            ("and wounded?", "security-wounded"),
            ("and the banks?", "looted"),
        ],
        [
            ("Who is Wang Yi?", "wang-role"),
            ("who did he talk to on the phone?", "call-with-whom"),
            ("when?", "call-day"),
            ("why?", "call-purpose"),
            ("how?", "call-means"),
            ("how many minutes did they talk?", ""),
        ],
        [
            ("What is the CSTO?", "csto-is"),
            ("what does it stand for?", "csto-name"),
            ("how many troops did it deploy?", "troops-count"),
        ],
        [
            ("How many peacekeepers were sent?", "troops-count"),
            ("what for?", "troops-purpose"),
            ("how long will they stay?", "troops-stay"),
            ("and who decides that?", "troops-decision"),
        ],
        [
            ("How many troops were deployed?", "troops-count"),
            ("who said that?", "troops-count"),
            ("are you sure?", "troops-count"),
            ("more", "troops-stay"),
        ],
        [("Who is Charles Michel?", "michel-role"), ("what did he underline?", "michel-reliable-info")],
        [
            ("Where was the Almaty photo taken?", "almaty-photo-place"),
            ("when?", "almaty-photo-date"),
            ("who is in it?", "almaty-photo-guards"),
        ],
        [("What was Tokayev doing on Jan. 6?", "council-meeting"), ("where was that?", "council-place")],
        [
            ("What did Tokayev call the unrest?", "tokayev-terrorist-attack"),
            ("to whom?", "tokayev-terrorist-attack"),
        ],
        [("When was the article published?", "published"), ("by whom?", "news-agency")],
        [("Who met Michel?", "michel-meeting"), ("on what day?", "michel-meeting-day")],
        [
            ("What did Tokayev call the riots?", "tokayev-terrorist-attack"),
            ("how did he describe the losses?", "aggression-losses"),
        ],
        [("How many wounded?", "security-wounded"), ("no, I meant arrested", "people-arrested")],
        [
            ("How many wounded?", "security-wounded"),
            ("no, killed I mean, the police and military", "security-killed"),
        ],
        [
            ("Who praised the peacekeeping forces?", "putin-praise"),
            ("what else did he say?", "putin-statement"),
        ],
        [("How many troops were deployed?", "troops-count"), ("how many of them were killed?", "")],
        [("Who is Wang Yi?", "wang-role"), ("what did he say about these militants?", "")],
        [
            ("How many businesses were hit?", "businesses-affected"),
            ("is it him who attended the council in that city?", "council-place"),
        ],
        [
            ("How many were wounded?", "security-wounded"),
            ("sorry, I was asking about arrested", "people-arrested"),
        ],
        [("有多少人受伤？", "security-wounded"), ("被捕的呢？", "people-arrested")],
        [("Кто такой Ван И?", "wang-role"), ("с кем он разговаривал?", "call-with-whom")],
        [
            ("How many businesses were hit?", "businesses-affected"),
            ("who gave that figure?", "businesses-affected"),
        ],
        [
            ("What does 2,030 stand for?", "troops-count"),
            ("and 250?", "troops-equipment"),
            ("and 77?", ""),
        ],
        [("When will the peacekeepers leave?", "troops-withdrawal"), ("how many are they?", "troops-count")],
        [("how many were arrested?", "people-arrested"), ("recommend a good film", "")],
        [("What is the economic damage?", "economic-damage"), ("and in Ukraine?", "")],
        [
            ("Сколько человек арестовано?", "people-arrested"),
            ("кто это сказал?", "people-arrested"),
            ("а ранено?", "security-wounded"),
            ("еще", "toll-source"),
        ],
        [
            ("逮捕了多少人？", "people-arrested"),
            ("谁说的", "people-arrested"),
            ("受伤的呢", "security-wounded"),
        ],
    ],
    ids=lambda turns: turns[0][0] + " " + turns[1][0],
)
def test_a_turn_leans_on_the_one_before(turns: list[tuple[str, str]], pack: Pack) -> None:
    decisions = held(pack, *(question for question, _ in turns))
    assert [(q, *cited(decision)) for (q, _), decision in zip(turns, decisions, strict=True)] == [
        (question, fact) if fact else (question,) for question, fact in turns
    ]


@pytest.mark.xfail(
    reason="the facts related to a toll have its quotes, so the toll is given again", strict=True
)
def test_more_on_a_toll_is_something_else(pack: Pack) -> None:
    first, more = held(pack, "How many people were killed?", "tell me more")
    assert cited(more) != cited(first)


def test_both_facts_of_the_last_turn_are_leaned_on(pack: Pack) -> None:
    assert cited(held(pack, "death toll", "who said that?")[-1]) == TOLL


def test_a_citation_can_be_leaned_on_for_four_turns(pack: Pack) -> None:
    first = pack.ask("How many people were arrested?")
    assert TURNS == 4
    aside = ["thanks", "hello", "???", "thanks", "hello"]
    assert cited(held(pack, first.question, *aside[:TURNS], "who said that?")[-1]) == ("people-arrested",)
    late = held(pack, first.question, *aside, "who said that?")
    assert late[-2].conversation.empty
    assert isinstance(late[-1], NotUnderstood)


@pytest.mark.parametrize(
    "question",
    [
        "How many police vehicles were damaged?",
        "Who is the foreign minister of China?",
        "How many people were killed?",
        "When did the CSTO session take place?",
        "What did Putin say, word for word?",
        "Сколько миротворцев отправили?",
        "What is the CSTO?",
        "Where did the foreign fighters come from?",
        "How many people were killed in the riots in Ukraine?",
        "Why did the protests start?",
    ],
)
@pytest.mark.parametrize(
    "before", ["What is the economic damage?", "Who is Wang Yi?", "Why did the protests start?"]
)
def test_a_question_that_stands_by_itself_is_decided_alike_in_any_conversation(
    before: str, question: str, pack: Pack
) -> None:
    assert cited(held(pack, before, question)[-1]) == cited(pack.ask(question))


def test_a_message_replied_to_can_be_leaned_on(pack: Pack) -> None:
    about = Conversation.about("troops-count")
    assert cited(pack.ask("who said that?", about)) == ("troops-count",)
    assert cited(pack.ask("what for?", about)) == ("troops-purpose",)


def test_facts_of_another_version_are_not_leaned_on(pack: Pack) -> None:
    about = Conversation.about("of-old")
    assert cited(pack.ask("How many died?", about)) == TOLL


def test_a_refusal_keeps_what_was_cited(pack: Pack) -> None:
    turns = held(pack, "How many people were arrested?", "What did Merkel say?", "are you sure?")
    assert isinstance(turns[1], NotInArticle)
    assert turns[1].conversation.facts == ("people-arrested",)
    assert cited(turns[2]) == ("people-arrested",)


def test_a_conversation_is_a_value(pack: Pack) -> None:
    first = pack.ask("How many people were arrested?")
    before = first.conversation
    assert pack.ask("and wounded?", before) == pack.ask("and wounded?", before)
    assert first.conversation == before


def test_a_type_that_was_just_given_is_given_again(pack: Pack) -> None:
    assert cited(pack.ask("when?", Conversation.about("call-day"))) == ("call-day",)


def test_a_whole_question_is_not_answered_by_what_was_cited_last(pack: Pack) -> None:
    for first in ("how many were arrested?", "how many wounded?"):
        assert cited(held(pack, first, "how many were killed?")[-1]) == TOLL


def test_a_refusal_is_not_passed_on_to_another_subject(pack: Pack) -> None:
    decision = held(pack, "what did the protesters demand?", "how do I bake bread?")[-1]
    assert isinstance(decision, NotInArticle)
    assert decision.silence is None or decision.silence.id != "protest-demands"


def test_a_sentence_that_names_a_day_answers_when_although_no_fact_dates_it(pack: Pack) -> None:
    undated = replace(pack, facts=tuple(fact for fact in pack.facts if fact.kind != "date"))
    told = of_another_type(read("when?", pack.lexicon), Conversation.about("call-purpose"), undated)
    assert [fact.id for fact in told] == ["call-purpose"]


def test_a_name_alone_is_enough_to_lean_on(pack: Pack) -> None:
    asked = read("what did he say?", pack.lexicon)
    readings = list(leaning(asked, Conversation(names=("@wang-yi",)), pack, fragment=False))
    assert [" ".join(reading.words) for group in readings for reading in group] == ["what did wang say"]
