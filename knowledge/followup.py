"""Follow-ups: what a question leans on, and what the next one may lean on."""

from __future__ import annotations

from knowledge.conversation import Conversation
from knowledge.pack import Pack
from knowledge.policy import Outcome
from knowledge.question import Question


def leaning(question: Question, conversation: Conversation, alone: Outcome, pack: Pack) -> list[Question]:
    """Readings of a question together with what was said before it."""
    return []


def remember(conversation: Conversation, outcome: Outcome) -> Conversation:
    """Return the conversation after an outcome."""
    return conversation.aged()
