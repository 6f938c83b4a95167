"""Each update answered once, whatever happens to it on the way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, cast

import pytest
import updates
from fakes import TOKEN, Failure
from talking import Talk
from telegram import Update, User
from telegram.error import InvalidToken, NetworkError, RetryAfter, TimedOut

from bot import once as module
from bot import reaching
from bot.application import Answering
from bot.line import PostponedError
from bot.once import Holder, Once
from bot.outgoing import Outgoing
from bot.stopping import Stop
from bot.storage import Claim, StorageError


class Work:
    """Answers as told, and well when nothing was told."""

    def __init__(self, *outcomes: Exception | Callable[[], Awaitable[None]]) -> None:
        self.outcomes, self.taken = list(outcomes), 0

    async def __call__(self, update: Update) -> None:
        self.taken += 1
        if self.outcomes:
            outcome = self.outcomes.pop(0)
            if isinstance(outcome, Exception):
                raise outcome
            await outcome()


def asked(number: int = 5, text: str = "a secret question") -> Update:
    update = Update.de_json({"update_id": number, "message": updates.message(text)}, None)
    assert update
    return update


@pytest.fixture
def stop() -> Stop:
    return Stop()


async def there() -> bool:
    """Telegram was there all the time."""
    return False


def once(talk: Talk, stop: Stop, work: Work, name: str = "one", **how: Any) -> Once:
    holder = Holder(name=name, tries=how.get("tries", 1))
    return Once(work, talk.services, stop, holder, how.get("came_back", there))


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK", 0)


async def test_a_second_delivery_is_not_answered(talk: Talk, stop: Stop) -> None:
    work = Work()
    here = once(talk, stop, work)
    await here(asked())
    await here(asked())
    assert (work.taken, here.answered) == (1, 1)


async def test_nor_is_one_after_a_restart_or_to_another_replica(talk: Talk, stop: Stop) -> None:
    work = Work()
    await once(talk, stop, work)(asked())
    await once(talk, stop, work)(asked())
    await once(talk, stop, work, "two", tries=3)(asked())
    assert work.taken == 1


async def test_one_that_is_at_work_elsewhere_comes_again(talk: Talk, stop: Stop) -> None:
    work, now = Work(), talk.clock()
    assert await talk.services.store.claim(5, "two", now=now, lease=module.LEASE) is Claim.OURS
    with pytest.raises(PostponedError) as postponed:
        await once(talk, stop, work, tries=3)(asked())
    assert postponed.value.after
    talk.clock.later(seconds=module.LEASE.total_seconds())
    await once(talk, stop, work, tries=3)(asked())
    assert work.taken == 1


async def test_a_poller_waits_until_the_other_is_done_or_dead(talk: Talk, stop: Stop, at_once: None) -> None:
    work, now = Work(), talk.clock()
    await talk.services.store.claim(5, "two", now=now, lease=module.LEASE)
    waiting = asyncio.create_task(once(talk, stop, work)(asked()))
    await asyncio.sleep(0)
    talk.clock.later(seconds=module.LEASE.total_seconds())
    await waiting
    assert work.taken == 1


async def test_a_long_answer_keeps_its_claim(talk: Talk, stop: Stop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RENEWAL", 0)
    renewed, claim = asyncio.Event(), talk.services.store.claim

    async def claimed(*which: Any, **when: Any) -> Claim:
        found = await claim(*which, **when)
        if when["now"] > begun:
            renewed.set()
        return found

    async def working() -> None:
        talk.clock.later(seconds=module.LEASE.total_seconds())
        async with asyncio.timeout(30):
            await renewed.wait()
        with pytest.raises(PostponedError):
            await once(talk, stop, Work(), "two", tries=3)(asked())

    begun = talk.clock()
    monkeypatch.setattr(talk.services.store, "claim", claimed)
    here = once(talk, stop, Work(working), tries=3)
    await here(asked())
    assert here.answered == 1


async def test_without_the_database_it_is_answered(
    talk: Talk, stop: Stop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(*_: object, **__: object) -> None:
        raise StorageError("down")

    for method in ("claim", "finish", "release", "bury"):
        monkeypatch.setattr(talk.services.store, method, down)
    work = Work()
    here = once(talk, stop, work, tries=2)
    await here(asked())
    await here(asked())
    assert work.taken == 1
    work.outcomes = [LookupError(), LookupError()]
    with pytest.raises(PostponedError):
        await here(asked(6))
    await here(asked(6))
    assert here.given_up == 1


async def test_a_failed_one_is_tried_again_wherever_it_comes(talk: Talk, stop: Stop) -> None:
    work = Work(LookupError("broken"))
    with pytest.raises(PostponedError) as postponed:
        await once(talk, stop, work, tries=3)(asked())
    assert postponed.value.after is None
    await once(talk, stop, work, "two", tries=3)(asked())
    assert work.taken == 2
    assert await talk.services.store.dead_letters() == []


@pytest.mark.parametrize("tries", [1, 3])
async def test_after_so_many_failures_it_is_given_up(
    talk: Talk, stop: Stop, tries: int, caplog: pytest.LogCaptureFixture
) -> None:
    work = Work(*[LookupError(f"{TOKEN} and a secret question")] * 5)
    here = once(talk, stop, work, tries=tries)
    for _ in range(tries - 1):
        with pytest.raises(PostponedError):
            await here(asked())
    await here(asked())
    await here(asked())
    assert (work.taken, here.given_up, here.answered) == (tries, 1, 0)
    assert "update 5 given up" in caplog.text
    (letter,) = await talk.services.store.dead_letters()
    assert (letter.update, letter.kind) == (5, "LookupError")
    assert TOKEN not in letter.message
    assert "secret" not in letter.message
    assert talk.services.metrics.value("dead_letters_total") == 1
    await once(talk, stop, work, "two", tries=3)(asked())
    assert work.taken == tries


async def test_one_that_takes_too_long_is_given_up_at_once(
    talk: Talk, stop: Stop, caplog: pytest.LogCaptureFixture
) -> None:
    settings = talk.services.settings.model_copy(update={"deadline": 0})
    services = replace(talk.services, settings=settings)
    here = Once(Work(asyncio.Event().wait), services, stop, Holder(name="one", tries=3), there)
    await here(asked())
    assert here.given_up == 1
    assert "not done within 0 s" in caplog.text


async def test_a_handlers_own_timeout_is_a_failure_like_others(talk: Talk, stop: Stop) -> None:
    with pytest.raises(PostponedError):
        await once(talk, stop, Work(TimeoutError("its own")), tries=3)(asked())


async def test_a_refused_token_ends_the_process_and_costs_no_update(
    talk: Talk, stop: Stop, caplog: pytest.LogCaptureFixture
) -> None:
    work = Work(InvalidToken("Unauthorized"), InvalidToken("Unauthorized"))
    here = once(talk, stop, work)
    for number in (5, 6):
        with pytest.raises(PostponedError):
            await here(asked(number))
    assert (stop.asked, stop.status, here.given_up) == (True, 1, 0)
    assert caplog.text.count("VERBATIM_TOKEN") == 1
    await once(talk, Stop(), work, "two")(asked())
    assert work.taken == 3


async def test_a_method_that_the_server_does_not_know_is_a_failure_like_others(
    talk: Talk, stop: Stop
) -> None:
    here = once(talk, stop, Work(InvalidToken("Not Found: method not found")))
    await here(asked())
    assert (stop.asked, here.given_up) == (False, 1)


async def test_one_that_is_cut_off_may_be_taken_up_elsewhere(talk: Talk, stop: Stop) -> None:
    begun = asyncio.Event()

    async def working() -> None:
        begun.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(once(talk, stop, Work(working), tries=3)(asked()))
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    work = Work()
    await once(talk, stop, work, "two", tries=3)(asked())
    assert work.taken == 1


async def test_only_so_many_are_kept_in_mind(
    talk: Talk, stop: Stop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    monkeypatch.setattr(module, "REMEMBERED", 2)
    work = Work()
    here = once(talk, stop, work, tries=2)
    for number in range(5):
        await here(asked(number))
    assert list(here._handled) == [3, 4]
    work.outcomes = [LookupError()] * 5
    for number in range(5, 10):
        with pytest.raises(PostponedError):
            await here(asked(number))
    assert list(here._failures) == [8, 9]


async def test_what_was_typed_in_an_inline_query_stays_out_of_the_letter(talk: Talk, stop: Stop) -> None:
    query = {"id": "5", "from": updates.ANN, "query": "who is it", "offset": ""}
    update = Update.de_json({"update_id": 5, "inline_query": query}, None)
    assert update
    await once(talk, stop, Work(LookupError("odd query: who is it")))(update)
    (letter,) = await talk.services.store.dead_letters()
    assert "who is it" not in letter.message


@pytest.mark.parametrize("error", [NetworkError("down"), TimedOut()])
async def test_while_telegram_is_away_no_update_is_to_blame(
    talk: Talk, stop: Stop, error: NetworkError
) -> None:
    away = 3

    async def came_back() -> bool:
        nonlocal away
        away -= 1
        return away >= 0

    work = Work(*[error] * 3)
    here = once(talk, stop, work, came_back=came_back)
    await here(asked())
    assert (work.taken, here.answered, here.given_up) == (4, 1, 0)


async def test_while_telegram_takes_nothing_from_the_bot_questions_wait(
    talk: Talk, stop: Stop, monkeypatch: pytest.MonkeyPatch
) -> None:
    fact = talk.services.pack.facts[0]
    stops = cast("Outgoing", talk.app.bot.rate_limiter)._stops

    async def over(action: Callable[[], Awaitable[User]], _: Stop) -> User:
        stops._all = 0.0
        return await action()

    monkeypatch.setattr(reaching, "insistently", over)
    for chat in (91, 92, 93):
        stops.refused(chat, 300)
    here = Once(
        Answering(talk.app, talk.services),
        talk.services,
        stop,
        Holder(name="one"),
        partial(reaching.came_back, talk.app.bot, stop),
    )
    message = updates.message(f"/ask {fact.questions['en'][0]}", chat=updates.GROUP)
    update = Update.de_json({"update_id": 5, "message": message}, talk.app.bot)
    assert update
    await here(update)
    assert (here.answered, here.given_up) == (1, 0)
    assert len(talk.telegram.of("sendMessage")) == 1


async def test_stopped_while_telegram_is_away_the_update_is_kept(talk: Talk, stop: Stop) -> None:
    async def stopped() -> bool:
        stop.now()
        return False

    here = once(talk, stop, Work(NetworkError("down")), came_back=stopped)
    with pytest.raises(PostponedError):
        await here(asked())
    assert here.given_up == 0


async def test_a_pause_that_telegram_asks_for_is_handed_on(talk: Talk, stop: Stop) -> None:
    here = once(talk, stop, Work(RetryAfter(7), RetryAfter(timedelta(seconds=8))), tries=3)
    for seconds in (7, 8):
        with pytest.raises(PostponedError) as postponed:
            await here(asked())
        assert postponed.value.after == seconds


async def test_whether_telegram_was_away(
    talk: Talk, stop: Stop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(reaching, "PAUSES", (0.0,))
    monkeypatch.setattr(reaching, "PROBE", 0.01)
    assert not await reaching.came_back(talk.app.bot, stop)
    talk.telegram.failures["getMe"] = Failure(status=401, description="Unauthorized")
    assert not await reaching.came_back(talk.app.bot, stop)
    talk.telegram.failures["getMe"] = Failure(status=502, description="Bad Gateway")
    waiting = asyncio.create_task(reaching.came_back(talk.app.bot, stop))
    while "getMe is tried again" not in caplog.text:
        await asyncio.sleep(0.01)
    talk.telegram.failures.clear()
    assert await waiting
