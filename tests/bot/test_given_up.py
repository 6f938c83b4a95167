"""What nobody foresaw is counted and kept as a dead letter, never confirmed in silence."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest
import updates
from fakes import Call, Failure
from talking import Talk
from telegram import Update
from telegram.error import NetworkError, RetryAfter

from bot import once as module
from bot import polling, reaching
from bot.line import PostponedError
from bot.once import Holder, Once
from bot.stopping import Stop
from bot.watching import words_of
from bot.webhook import Desk
from knowledge import Fact

Answer = Callable[[Update], Awaitable[None]]


@pytest.fixture
def stop() -> Stop:
    return Stop()


async def there() -> bool:
    """Telegram was there all the time."""
    return False


async def broken() -> bool:
    raise LookupError("odd")


def failing(*errors: Exception) -> Answer:
    """Fails so often, and then works."""
    left = list(errors)

    async def answer(update: Update) -> None:
        if left:
            raise left.pop(0)

    return answer


def once(talk: Talk, stop: Stop, answer: Answer, came_back: Any = there, tries: int = 1) -> Once:
    return Once(answer, talk.services, stop, Holder(name="one", tries=tries), came_back)


def taken(talk: Talk, body: dict[str, Any], number: int = 5) -> Update:
    update = Update.de_json({"update_id": number, "message": body}, talk.app.bot)
    assert update
    return update


@pytest.mark.parametrize("tries", [1, 3])
async def test_an_error_beside_the_answer_is_counted_and_buried(talk: Talk, stop: Stop, tries: int) -> None:
    here = once(talk, stop, failing(NetworkError("down")), broken, tries)
    await here(taken(talk, updates.message("?")))
    (letter,) = await talk.services.store.dead_letters()
    assert (letter.update, letter.kind, here.given_up) == (5, "LookupError", 1)
    assert talk.services.metrics.value("dead_letters_total") == 1
    other = once(talk, stop, failing(LookupError()), tries=tries)
    await other(taken(talk, updates.message("?")))
    assert other.given_up == 0, "it is known to be done"


async def test_what_is_broken_off_from_inside_is_given_up_and_holds_nobody_up(talk: Talk, stop: Stop) -> None:
    async def broken_off(update: Update) -> None:
        raise asyncio.CancelledError

    here = once(talk, stop, broken_off)
    await here(taken(talk, updates.message("?")))
    (letter,) = await talk.services.store.dead_letters()
    assert (here.given_up, letter.kind) == (1, "LateError")


ODD = {"text": 5}, {"caption": ["?"]}, {"text": {"a": "b"}}


@pytest.mark.parametrize("odd", ODD, ids=str)
async def test_an_update_that_holds_something_odd_is_a_dead_letter_and_stops_nobody(
    talk: Talk, fact: Fact, stop: Stop, odd: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    poison = updates.update("message", updates.message("?") | odd)
    asked = updates.update("message", updates.message(fact.questions["en"][0]))
    waiting = [poison, asked]

    def fetch(call: Call) -> Any:
        left = [each for each in waiting if each["update_id"] >= call.parameters.get("offset", 0)]
        if not left:
            stop.now()
        return left

    talk.telegram.scripts["getUpdates"] = fetch
    await polling.poll(talk.app, talk.services, stop)
    assert len(talk.telegram.of("sendMessage")) == 1
    (letter,) = await talk.services.store.dead_letters()
    assert letter.update == poison["update_id"]
    assert talk.services.metrics.value("dead_letters_total") == 1


def test_only_texts_are_words(talk: Talk) -> None:
    assert words_of(taken(talk, updates.message("?") | {"text": 5, "caption": "why"})) == ("why",)


async def test_where_the_words_cannot_be_told_nothing_of_the_error_is_kept(
    talk: Talk, stop: Stop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def odd(update: Update) -> tuple[str, ...]:
        raise LookupError

    monkeypatch.setattr(module, "words_of", odd)
    await once(talk, stop, failing(ValueError("what somebody wrote")))(taken(talk, updates.message("?")))
    (letter,) = await talk.services.store.dead_letters()
    assert (letter.kind, letter.message) == ("ValueError", "")


async def test_by_webhook_too(talk: Talk, stop: Stop, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(talk.app, talk.services, stop)
    monkeypatch.setattr(desk._once, "_came_back", broken)
    talk.telegram.failures["sendMessage"] = Failure(status=502, description="Bad Gateway")
    settings = talk.services.settings.model_copy(update={"deadline": 0})
    monkeypatch.setattr(desk._once, "_services", talk.services)
    object.__setattr__(talk.services, "settings", settings)
    response = await desk._answer(taken(talk, updates.message("How many died?")))
    assert response.status_code == 200
    (letter,) = await talk.services.store.dead_letters()
    assert letter.kind == "LookupError"


@pytest.fixture
def rests(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was rested; in no time."""
    rests: list[float] = []

    async def resting(seconds: float) -> bool:
        rests.append(seconds)
        return True

    monkeypatch.setattr(module, "rested", resting)
    return rests


async def test_a_chat_that_must_wait_is_waited_for(talk: Talk, stop: Stop, rests: list[float]) -> None:
    here = once(talk, stop, failing(RetryAfter(3600), RetryAfter(7200)))
    await here(taken(talk, updates.message("?", chat=updates.GROUP)))
    assert (here.answered, here.given_up, rests) == (1, 0, [3600, 7200])


async def test_but_for_no_longer_than_a_day(talk: Talk, stop: Stop, rests: list[float]) -> None:
    here = once(talk, stop, failing(RetryAfter(90_000)))
    await here(taken(talk, updates.message("?")))
    assert (here.given_up, rests) == (1, [])
    (letter,) = await talk.services.store.dead_letters()
    assert letter.kind == "RetryAfter"


async def test_stopped_while_a_chat_must_wait_the_update_is_kept(
    talk: Talk, stop: Stop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ended(seconds: float) -> bool:
        stop.now()
        return False

    monkeypatch.setattr(module, "rested", ended)
    here = once(talk, stop, failing(RetryAfter(3600)))
    with pytest.raises(PostponedError):
        await here(taken(talk, updates.message("?")))
    assert here.given_up == 0


async def test_by_webhook_a_pause_is_no_failure_of_the_update(talk: Talk, stop: Stop) -> None:
    here = once(talk, stop, failing(*[RetryAfter(7)] * 9), tries=3)
    for _ in range(9):
        with pytest.raises(PostponedError) as postponed:
            await here(taken(talk, updates.message("?")))
        assert postponed.value.after == 7
    await here(taken(talk, updates.message("?")))
    assert (here.answered, here.given_up) == (1, 0)


async def test_a_token_that_is_refused_while_telegram_is_waited_for_costs_no_update(
    talk: Talk, stop: Stop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaching, "PAUSES", (0.0,))
    answers = iter([Failure(status=500, description="down"), Failure(status=401, description="Unauthorized")])
    monkeypatch.setattr(reaching, "PROBE", 5)
    monkeypatch.setattr("bot.outgoing._passing", lambda error: False)
    talk.telegram.scripts["getMe"] = lambda call: next(answers)
    back = partial(reaching.came_back, talk.app.bot, stop)
    with pytest.raises(PostponedError):
        await once(talk, stop, failing(NetworkError("down")), back)(taken(talk, updates.message("?")))
    assert stop.status == 1
    assert await talk.services.store.dead_letters() == []
