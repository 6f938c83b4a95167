"""The tables of 0.1.0, which were made without a migration: where they exist, they stay as they are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.String(64)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes what is missing."""
    op.create_table(
        "chats",
        sa.Column("chat", KEY, primary_key=True),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("comments", sa.Boolean, nullable=False),
        sa.Column("introduced", sa.Boolean, nullable=False),
        sa.Column("gone", sa.Boolean, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "limits",
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("window", sa.Integer, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        if_not_exists=True,
    )
    _answers()
    _feedback()


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("chat", KEY, primary_key=True),
        sa.Column("message", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("question", sa.Integer, nullable=False),
        sa.Column("topic", sa.Integer, nullable=False),
        sa.Column("asker", KEY, nullable=False),
        sa.Column("asked", KEY, nullable=False),
        sa.Column("reply", KEY, nullable=False),
        sa.Column("pack", sa.String(32), nullable=False),
        sa.Column("version", sa.String(16), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        if_not_exists=True,
    )
    op.create_index("answers_question", "answers", ["chat", "question"], if_not_exists=True)
    op.create_index("answers_asker", "answers", ["asker", "chat", "topic", "at"], if_not_exists=True)
    op.create_index("answers_topic", "answers", ["chat", "topic", "at"], if_not_exists=True)


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("chat", KEY, primary_key=True),
        sa.Column("message", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("asker", KEY, primary_key=True),
        sa.Column("pack", sa.String(32), nullable=False),
        sa.Column("version", sa.String(16), nullable=False),
        sa.Column("fact", sa.String(32), nullable=False),
        sa.Column("good", sa.Boolean, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        if_not_exists=True,
    )
    op.create_index("feedback_asker", "feedback", ["asker"], if_not_exists=True)
