"""What every store must do, whatever database it stands on."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.figures import Figures
from bot.storage import Asked, Chat, Claim, DeadLetter, Feedback, Place, Sent, Store
from knowledge import Conversation

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
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
ASKED = Asked(
    place=ANN,
    message=10,
    decision="not_in_article",
    reason="no_match",
    facts=("one",),
    best="one",
    score=0.25,
    runner_up="two",
    language="en",
    pack="pack",
    version="1",
    text="how many?",
    at=NOON,
)
VERDICT = Feedback(place=ANN, message=11, pack="pack", version="1", fact="one", good=True, at=NOON)


class StoreContract:
    """Inherited by the tests of each database, which give the fixture ``store``."""

    async def test_a_chat_never_seen_has_the_defaults(self, store: Store) -> None:
        assert await store.chat("-1") == Chat()

    async def test_one_setting_is_changed_and_the_others_stay(self, store: Store) -> None:
        await store.change_chat("-1", language="ru", comments=True, pack="one")
        await asyncio.gather(
            store.change_chat("-1", introduced=True),
            store.change_chat("-1", language="kk"),
            store.change_chat("-2", comments=True),
        )
        assert await store.chat("-1") == Chat(language="kk", comments=True, pack="one", introduced=True)
        assert await store.chat("-2") == Chat(comments=True)

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
        moments = [NOON, NOON + MINUTE - SECOND, NOON + MINUTE, NOON + MINUTE]
        assert [await store.count("key", now=now, span=MINUTE) for now in moments] == [1, 2, 1, 2]
        assert await store.count("other", now=NOON, span=MINUTE) == 1

    async def test_counters_miss_nobody_who_comes_at_once(self, store: Store) -> None:
        counts = await asyncio.gather(*(store.count("key", now=NOON, span=MINUTE) for _ in range(20)))
        assert sorted(counts) == list(range(1, 21))

    async def test_a_question_is_kept_as_it_was_decided_last(self, store: Store) -> None:
        for asked in (replace(ASKED, text=None), ASKED):
            await store.keep_asked(asked)
            assert await store.asked("-1", 10) == asked
        assert await store.asked("-2", 10) is None

    async def test_a_chat_is_marked_as_gone_and_keeps_its_settings(self, store: Store) -> None:
        await store.change_chat("-1", language="ru")
        for chat in ("-1", "-2"):
            for gone in (True, True, False):
                await store.mark_gone(chat, gone)
                assert (await store.chat(chat)).gone is gone
        assert (await store.chat("-1")).language == "ru"

    async def test_an_address_is_kept_until_it_is_not_wanted(self, store: Store) -> None:
        await store.change_chat("ann", language="ru")
        for chat, address in (("ann", "sealed"), ("ann", "again"), ("bob", "his")):
            await store.keep_address(chat, address)
        assert await store.chat("ann") == Chat(language="ru", address="sealed")
        assert await store.addresses() == {"ann": "sealed", "bob": "his"}
        await store.mark_gone("bob", True)
        assert await store.addresses() == {"ann": "sealed"}
        assert await store.forget_addresses() == 2
        assert await store.addresses() == {}
        assert await store.chat("ann") == Chat(language="ru")

    async def test_a_group_moves_with_its_settings_and_context(self, store: Store) -> None:
        await store.keep_sent(SENT)
        await store.keep_asked(ASKED)
        await store.keep_feedback(VERDICT)
        await store.change_chat("-1", language="kk")
        await store.change_chat("-100", introduced=True)
        for _ in range(2):
            await store.migrate("-1", "-100")
            assert await store.chat("-100") == Chat(language="kk")
            assert await store.chat("-1") == Chat(migrated="-100")
        assert await store.sent_as("-100", 11) is None
        assert await store.sent_to("-100", 10) is None
        there = Place(chat="-100", topic=ANN.topic)
        assert await store.last_citing(there, SENT.facts, SENT.language, after=NOON - MINUTE) is None
        moved = replace(ANN, chat="-100")
        assert await store.last_sent(moved, after=NOON - MINUTE, before=NOON + MINUTE)
        assert await store.asked("-100", -10) == replace(ASKED, place=moved, message=-10)
        assert await store.forget("ann", "") == 3

    async def test_forgetting_takes_a_persons_rows_and_chat_and_nobody_elses(self, store: Store) -> None:
        bob = replace(ANN, asker="bob")
        for place, message in ((ANN, 1), (bob, 2), (Place(chat="private", asker="ann"), 3)):
            await store.keep_sent(replace(SENT, place=place, message=message))
            await store.keep_asked(replace(ASKED, place=place, message=message))
            await store.keep_feedback(replace(VERDICT, place=place, message=message))
        await store.change_chat("private", language="ru")
        await store.count("ann", now=NOON, span=MINUTE)
        assert await store.forget("ann", "private") == 7
        assert await store.forget("ann", "private") == 0
        assert await store.sent_as("-1", 2)
        assert await store.asked("-1", 2)
        assert await store.count("ann", now=NOON, span=MINUTE) == 2, "erasing lifts no limit"

    async def test_sweeping_takes_what_is_older(self, store: Store) -> None:
        await store.keep_sent(SENT)
        await store.keep_asked(ASKED)
        await store.keep_feedback(VERDICT)
        await store.keep_feedback(replace(VERDICT, message=12, at=NOON + MINUTE))
        later = NOON + DAY + MINUTE
        assert await store.sweep(later, days=0) == 0
        assert await store.sweep(later, days=1) == 3
        assert await store.sweep(later, days=1) == 0

    async def test_counters_are_erased_once_their_span_is_over(self, store: Store) -> None:
        for key, span in (("minute", MINUTE), ("hour", 60 * MINUTE)):
            await store.count(key, now=NOON, span=span)
        for later, counts in ((MINUTE - SECOND, (2, 2)), (MINUTE, (1, 3)), (60 * MINUTE, (1, 1))):
            await store.sweep(NOON + later, days=0)
            assert await store.count("minute", now=NOON, span=MINUTE) == counts[0]
            assert await store.count("hour", now=NOON, span=60 * MINUTE) == counts[1]

    async def test_an_update_is_for_one_holder_until_the_lease_is_over(self, store: Store) -> None:
        assert await store.claim(7, "a", now=NOON, lease=MINUTE) is Claim.OURS
        assert await store.claim(7, "b", now=NOON + MINUTE / 2, lease=MINUTE) is Claim.ELSEWHERE
        assert await store.claim(8, "b", now=NOON, lease=MINUTE) is Claim.OURS
        assert await store.claim(7, "b", now=NOON + MINUTE, lease=MINUTE) is Claim.OURS
        assert await store.claim(7, "a", now=NOON + MINUTE, lease=MINUTE) is Claim.ELSEWHERE

    async def test_a_holder_that_was_killed_goes_on_at_once(self, store: Store) -> None:
        for _ in range(2):
            assert await store.claim(7, "a", now=NOON, lease=MINUTE) is Claim.OURS

    async def test_what_is_finished_is_done_for_everybody(self, store: Store) -> None:
        await store.claim(7, "a", now=NOON, lease=MINUTE)
        await store.finish(7, "a", now=NOON)
        await store.release(7, "a")
        for holder in ("a", "b"):
            assert await store.claim(7, holder, now=NOON + DAY, lease=MINUTE) is Claim.DONE

    async def test_what_was_answered_while_the_store_was_down_is_done_too(self, store: Store) -> None:
        await store.finish(7, "a", now=NOON)
        assert await store.claim(7, "b", now=NOON, lease=MINUTE) is Claim.DONE

    async def test_what_is_released_may_be_answered_by_anybody(self, store: Store) -> None:
        await store.claim(7, "a", now=NOON, lease=MINUTE)
        await store.release(7, "b")
        assert await store.claim(7, "b", now=NOON, lease=MINUTE) is Claim.ELSEWHERE
        await store.release(7, "a")
        assert await store.claim(7, "b", now=NOON, lease=MINUTE) is Claim.OURS

    async def test_of_many_who_claim_at_once_one_gets_it(self, store: Store) -> None:
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(store.claim(number, f"holder {holder}", now=NOON, lease=MINUTE))
                for number in range(5)
                for holder in range(8)
            ]
        assert Counter(task.result() for task in tasks) == {Claim.OURS: 5, Claim.ELSEWHERE: 35}

    async def test_handled_updates_are_forgotten_once_telegram_has(self, store: Store) -> None:
        await store.finish(7, "a", now=NOON)
        await store.sweep(NOON + DAY, days=0)
        assert await store.claim(7, "a", now=NOON, lease=MINUTE) is Claim.DONE
        await store.sweep(NOON + 4 * DAY, days=0)
        assert await store.claim(7, "a", now=NOON, lease=MINUTE) is Claim.OURS

    async def test_dead_letters_are_listed_latest_first_one_for_an_update(self, store: Store) -> None:
        letter = DeadLetter(update=2**40, kind="ValueError", message="m", at=NOON)
        other = replace(letter, update=7, at=NOON + MINUTE)
        for each in (letter, other, replace(letter, message="again")):
            await store.bury(each)
        assert await store.dead_letters() == [other, replace(letter, message="again")]
        await store.sweep(NOON + 91 * DAY, days=0)
        assert await store.dead_letters() == []

    async def test_what_is_kept_is_counted_since_a_moment(self, store: Store) -> None:
        assert await store.figures(NOON) == Figures()
        missed = replace(ASKED, best="three")
        answered = replace(ASKED, decision="answered", facts=("one", "two"))
        offered = replace(ASKED, decision="ambiguous", facts=("four",), best="four")
        kept = [missed, answered, answered, replace(answered, facts=("two",)), offered]
        for number, each in enumerate((*kept, replace(answered, at=NOON - MINUTE))):
            await store.keep_asked(replace(each, message=number))
        for number, good in enumerate((True, True, False)):
            await store.keep_feedback(replace(VERDICT, message=number, good=good))
        await store.keep_feedback(replace(VERDICT, message=9, at=NOON - MINUTE))
        for number, at in enumerate((NOON, NOON - MINUTE)):
            await store.bury(DeadLetter(update=number, kind="ValueError", message="m", at=at))
        assert await store.figures(NOON) == Figures(
            decisions={"not_in_article": 1, "answered": 3, "ambiguous": 1},
            cited={"two": 3, "one": 2},
            missed={"three": 1},
            good=2,
            bad=1,
            dead_letters=1,
        )

    async def test_it_can_be_reached(self, store: Store) -> None:
        await store.ping()
