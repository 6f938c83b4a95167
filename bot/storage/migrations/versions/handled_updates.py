"""Updates that were taken up, and those that were given up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes what is missing; a development version made these without a migration too."""
    op.create_table(
        "updates",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        if_not_exists=True,
    )
    op.create_index("updates_at", "updates", ["at"], if_not_exists=True)
    op.create_table(
        "dead_letters",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        if_not_exists=True,
    )
