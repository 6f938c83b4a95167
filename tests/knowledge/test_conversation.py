"""A conversation is a value that grows old."""

from __future__ import annotations

from knowledge.conversation import TURNS, Conversation


def test_a_new_conversation_is_empty() -> None:
    assert Conversation().empty
    assert not Conversation.about("a", "b").empty
    assert Conversation.about("a", "b").facts == ("a", "b")
    assert not Conversation(question=("how",)).empty
    assert not Conversation(names=("@x",)).empty


def test_what_was_cited_is_forgotten_after_some_turns() -> None:
    conversation = Conversation.about("a")
    for age in range(1, TURNS + 1):
        conversation = conversation.aged()
        assert (conversation.facts, conversation.age) == (("a",), age)
    assert conversation.aged() == Conversation()
