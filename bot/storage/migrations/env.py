"""Run by alembic: applies the migrations through the connection that it was given."""

from __future__ import annotations

from alembic import context

from bot.storage.tables import metadata

# The connection is in a transaction already, which holds the lock and is committed by whoever began it.
context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
