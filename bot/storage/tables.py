"""The tables; SQLAlchemy Core, so that one definition serves SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

KEY = String(64)

chats = Table(
    "chats",
    metadata,
    Column("chat", KEY, primary_key=True),
    Column("language", String(8), nullable=False),
    Column("comments", Boolean, nullable=False),
    Column("introduced", Boolean, nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("pack", String(32), nullable=False, server_default=""),
    Column("migrated", KEY, nullable=False, server_default=""),
    Column("address", Text, nullable=False, server_default=""),
)

answers = Table(
    "answers",
    metadata,
    Column("chat", KEY, primary_key=True),
    Column("message", Integer, primary_key=True, autoincrement=False),
    Column("question", Integer, nullable=False),
    Column("topic", Integer, nullable=False),
    Column("asker", KEY, nullable=False),
    Column("asked", KEY, nullable=False),
    Column("reply", KEY, nullable=False),
    Column("pack", String(32), nullable=False),
    Column("version", String(16), nullable=False),
    Column("language", String(8), nullable=False),
    Column("facts", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("answers_question", "chat", "question"),
    Index("answers_asker", "asker", "chat", "topic", "at"),
    Index("answers_topic", "chat", "topic", "at"),
)

questions = Table(
    "questions",
    metadata,
    Column("chat", KEY, primary_key=True),
    Column("message", Integer, primary_key=True, autoincrement=False),
    Column("topic", Integer, nullable=False),
    Column("asker", KEY, nullable=False),
    Column("decision", String(16), nullable=False),
    Column("reason", String(16), nullable=False),
    Column("facts", Text, nullable=False),
    Column("best", String(32), nullable=False),
    Column("score", Float, nullable=False),
    Column("runner_up", String(32), nullable=False),
    Column("language", String(8), nullable=False),
    Column("pack", String(32), nullable=False),
    Column("version", String(16), nullable=False),
    Column("text", Text),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("questions_asker", "asker"),
    Index("questions_at", "at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("chat", KEY, primary_key=True),
    Column("message", Integer, primary_key=True, autoincrement=False),
    Column("asker", KEY, primary_key=True),
    Column("pack", String(32), nullable=False),
    Column("version", String(16), nullable=False),
    Column("fact", String(32), nullable=False),
    Column("good", Boolean, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("feedback_asker", "asker"),
)

limits = Table(
    "limits",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("window", Integer, nullable=False),
    Column("count", Integer, nullable=False),
)

updates = Table(
    "updates",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("holder", Text, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("updates_at", "at"),
)

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
