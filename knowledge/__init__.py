"""Verbatim's knowledge: packs of facts, and the decision which of them answers a question.

Knows no Telegram, network, database, asyncio or clock; functions over frozen values.
"""

from knowledge.conversation import Conversation
from knowledge.decision import (
    Ambiguous,
    Answered,
    Correction,
    Decision,
    Evidence,
    Found,
    NotInArticle,
    NotUnderstood,
    Reason,
    SmallTalk,
)
from knowledge.errors import KnowledgeError, PackInvalid, PackNotFound, Problem
from knowledge.facts import Entity, Fact, Silence, Source, Span
from knowledge.library import Library
from knowledge.pack import Pack

__all__ = [
    "Ambiguous",
    "Answered",
    "Conversation",
    "Correction",
    "Decision",
    "Entity",
    "Evidence",
    "Fact",
    "Found",
    "KnowledgeError",
    "Library",
    "NotInArticle",
    "NotUnderstood",
    "Pack",
    "PackInvalid",
    "PackNotFound",
    "Problem",
    "Reason",
    "Silence",
    "SmallTalk",
    "Source",
    "Span",
]
