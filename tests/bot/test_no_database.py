"""A database that is not reached: the store opens all the same, and works once it is there."""

from __future__ import annotations

import pytest
from postgres import Postgres
from storage_contract import SENT

from bot.storage import SqlStore, StorageError, breaker


async def test_a_database_that_is_down_is_used_once_it_is_up(
    own_postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breaker, "REST", 0)
    url = own_postgres.database()
    own_postgres.stop("immediate")
    async with SqlStore(url) as store:
        with pytest.raises(StorageError):
            await store.keep_sent(SENT)
        own_postgres.start()
        await store.keep_sent(SENT)
        own_postgres.stop("immediate")
        with pytest.raises(StorageError):
            await store.sent_as("-1", 11)
        own_postgres.start()
        assert await store.sent_as("-1", 11) == SENT
