"""What every store must do, whatever database it stands on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.storage import Chat, Feedback, Place, Sent, Store
from knowledge import Conversation

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ANN = Place(chat="-1", topic=3, asker="ann")
SENT = Sent(
    place=ANN,
    question=10,
    message=11,
    asked="q",
    reply="r",
    pack="pack",
    version="1",
    language="en",
    facts=("one", "two"),
    conversation=Conversation(facts=("one", "two"), age=1),
    at=NOON,
)
VERDICT = Feedback(place=ANN, message=11, pack="pack", version="1", fact="one", good=True, at=NOON)


class StoreContract:
    """Inherited by the tests of each database, which give the fixture ``store``."""

    async def test_a_chat_never_seen_has_the_defaults(self, store: Store) -> None:
        assert await store.chat("-1") == Chat()

    async def test_settings_are_replaced(self, store: Store) -> None:
        for settings in (Chat(language="ru", comments=True), Chat(introduced=True, gone=True)):
            await store.keep_chat("-1", settings)
            assert await store.chat("-1") == settings

    async def test_a_reply_is_found_by_its_message_and_by_its_question(self, store: Store) -> None:
        await store.keep_sent(SENT)
        assert await store.sent_as("-1", 11) == await store.sent_to("-1", 10) == SENT
        assert await store.sent_as("-2", 11) is await store.sent_to("-1", 11) is None

    async def test_a_reply_is_replaced_by_a_later_one_of_the_same_message(self, store: Store) -> None:
        await store.keep_sent(SENT)
        await store.keep_sent(replace(SENT, facts=()))
        assert await store.sent_as("-1", 11) == replace(SENT, facts=())

    async def test_the_last_reply_is_the_askers_own_in_that_topic_and_time(self, store: Store) -> None:
        for number, place in enumerate([ANN, replace(ANN, topic=0), replace(ANN, asker="bob")]):
            await store.keep_sent(replace(SENT, place=place, message=20 + number))
        await store.keep_sent(replace(SENT, message=30, at=NOON - 5 * MINUTE))
        found = await store.last_sent(ANN, after=NOON - MINUTE, before=NOON + MINUTE)
        assert found is not None
        assert found.message == 20
        assert await store.last_sent(ANN, after=NOON, before=NOON + MINUTE) is None
        assert await store.last_sent(ANN, after=NOON - MINUTE, before=NOON) is None

    async def test_a_repeat_is_the_same_facts_in_the_same_language_by_anybody(self, store: Store) -> None:
        await store.keep_sent(SENT)
        bob, after = replace(ANN, asker="bob"), NOON - MINUTE
        assert await store.last_citing(bob, ("one", "two"), "en", after=after) == SENT
        assert await store.last_citing(bob, ("one",), "en", after=after) is None
        assert await store.last_citing(bob, ("one", "two"), "ru", after=after) is None
        assert await store.last_citing(replace(bob, topic=0), ("one", "two"), "en", after=after) is None
        assert await store.last_citing(bob, ("one", "two"), "en", after=NOON) is None

    async def test_counters_start_anew_in_each_window(self, store: Store) -> None:
        assert [await store.count("key", 1) for _ in range(3)] == [1, 2, 3]
        assert await store.count("other", 1) == 1
        assert await store.count("key", 2) == 1

    async def test_a_group_moves_with_its_settings_and_context(self, store: Store) -> None:
        await store.keep_sent(SENT)
        await store.keep_feedback(VERDICT)
        await store.keep_chat("-1", Chat(language="kk"))
        await store.keep_chat("-100", Chat(introduced=True))
        await store.migrate("-1", "-100")
        assert (await store.chat("-100")).language == "kk"
        assert await store.chat("-1") == Chat()
        assert await store.sent_as("-100", 11) is None
        moved = replace(ANN, chat="-100")
        assert await store.last_sent(moved, after=NOON - MINUTE, before=NOON + MINUTE)

    async def test_forgetting_takes_a_persons_rows_and_chat_and_nobody_elses(self, store: Store) -> None:
        bob = replace(ANN, asker="bob")
        for place, message in ((ANN, 1), (bob, 2), (Place(chat="private", asker="ann"), 3)):
            await store.keep_sent(replace(SENT, place=place, message=message))
            await store.keep_feedback(replace(VERDICT, place=place, message=message))
        await store.keep_chat("private", Chat(language="ru"))
        await store.count("ann", 1)
        assert await store.forget("ann", "private") == 5
        assert await store.forget("ann", "private") == 0
        assert await store.sent_as("-1", 2)
        assert await store.count("ann", 1) == 1

    async def test_sweeping_takes_what_is_older(self, store: Store) -> None:
        await store.keep_sent(SENT)
        await store.keep_feedback(VERDICT)
        await store.keep_feedback(replace(VERDICT, message=12, at=NOON + MINUTE))
        assert await store.sweep(NOON + MINUTE) == 2
        assert await store.sweep(NOON + MINUTE) == 0
