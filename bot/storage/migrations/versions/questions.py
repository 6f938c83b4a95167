"""Questions as they were decided, and more that is known of a chat."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KEY = sa.String(64)


def upgrade() -> None:
    """Adds a table, and columns that are empty at first."""
    op.create_table(
        "questions",
        sa.Column("chat", KEY, primary_key=True),
        sa.Column("message", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("topic", sa.Integer, nullable=False),
        sa.Column("asker", KEY, nullable=False),
        sa.Column("decision", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("best", sa.String(32), nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("runner_up", sa.String(32), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("pack", sa.String(32), nullable=False),
        sa.Column("version", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("questions_asker", "questions", ["asker"])
    op.create_index("questions_at", "questions", ["at"])
    for name, kind in (("pack", sa.String(32)), ("migrated", KEY), ("address", sa.Text)):
        op.add_column("chats", sa.Column(name, kind, nullable=False, server_default=""))
