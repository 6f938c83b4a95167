"""Which updates are worked on when, and what may be confirmed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

import pytest
import updates
from telegram import Update

from bot.line import Line, PostponedError, Work
from bot.window import SHOWN, Window


def asked(number: int, chat: int = 1) -> Update:
    body = updates.message("?", chat={"id": chat, "type": "private"}) | {"date": 1}
    update = Update.de_json({"update_id": number, "message": body}, None)
    assert update
    return update


class Desk:
    """Work that goes on until it is let go."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self._gates: dict[int, asyncio.Event] = {}

    async def __call__(self, update: Update) -> None:
        self.begun.append(update.update_id)
        await self._gates.setdefault(update.update_id, asyncio.Event()).wait()

    async def let_go(self, window: Window, *numbers: int) -> None:
        for number in numbers:
            self._gates.setdefault(number, asyncio.Event()).set()
            await window.changed(5)
        await settled()


async def settled() -> None:
    """Lets whatever can go on do so."""
    for _ in range(5):
        await asyncio.sleep(0)


def window(work: Work, in_flight: int = 8) -> Window:
    return Window(Line(work, in_flight=in_flight))


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_the_offset_is_the_oldest_that_is_not_done(desk: Desk) -> None:
    view = window(desk)
    assert (view.offset, view.empty) == (0, True)
    assert view.add([asked(5, 1), asked(6, 2), asked(7, 3)]) == 3
    await settled()
    await desk.let_go(view, 6)
    assert (view.offset, view.empty) == (5, False)
    await desk.let_go(view, 5)
    assert view.offset == 7
    await desk.let_go(view, 7)
    assert (view.offset, view.empty) == (8, True)


async def test_what_is_shown_again_is_not_done_again(desk: Desk) -> None:
    view = window(desk)
    shown = [asked(5, 1), asked(6, 2)]
    view.add(shown)
    await settled()
    await desk.let_go(view, 6)
    view.forget_before(view.offset)
    assert view.add([*shown, asked(7, 3)]) == 1
    await settled()
    assert desk.begun == [5, 6, 7]


async def test_an_answer_that_was_under_way_meanwhile_brings_nothing_back(desk: Desk) -> None:
    view = window(desk)
    view.add([asked(5)])
    view.forget_before(view.offset)
    await settled()
    await desk.let_go(view, 5)
    assert view.add([asked(5)]) == 0
    view.forget_before(view.offset)
    assert view._done == set()


async def test_one_chat_in_order_and_others_beside_it(desk: Desk) -> None:
    view = window(desk)
    view.add([asked(1, 1), asked(2, 1), asked(3, 2)])
    await settled()
    assert desk.begun == [1, 3]
    await desk.let_go(view, 1)
    assert desk.begun == [1, 3, 2]


async def test_no_more_at_once_than_is_set(desk: Desk) -> None:
    view = window(desk, in_flight=2)
    view.add([asked(number, number) for number in range(1, 5)])
    await settled()
    assert desk.begun == [1, 2]
    assert view.busy
    await desk.let_go(view, 2)
    assert desk.begun == [1, 2, 3]


async def test_it_is_full_where_telegram_would_show_nothing_new(desk: Desk) -> None:
    view = window(desk)
    view.add([asked(1, 1), *(asked(number, 2) for number in range(2, SHOWN + 1))])
    await settled()
    await desk.let_go(view, 2, 3)
    assert view.full
    await desk.let_go(view, 1)
    assert not view.full


def text_of(records: Iterable[logging.LogRecord]) -> str:
    return "\n".join(record.getMessage() for record in records)


async def test_what_ends_oddly_is_logged_and_holds_nothing_up(caplog: pytest.LogCaptureFixture) -> None:
    async def failing(update: Update) -> None:
        raise LookupError

    view = window(failing, in_flight=1)
    view.add([asked(1), asked(2)])
    await settled()
    assert view.offset == 3
    assert "update 1 given up" in text_of(caplog.records)


async def test_what_must_come_again_is_not_passed() -> None:
    async def postponed(update: Update) -> None:
        if update.update_id == 1:
            raise PostponedError("later")

    view = window(postponed)
    view.add([asked(1), asked(2)])
    await settled()
    assert view.offset == 1


async def test_a_batch_out_of_order_is_confirmed_to_its_highest(desk: Desk) -> None:
    view = window(desk)
    view.add([asked(7), asked(5), asked(6)])
    await settled()
    await desk.let_go(view, 5, 6, 7)
    assert desk.begun == [5, 6, 7]
    assert view.offset == 8


async def test_a_late_one_takes_nothing_back(desk: Desk) -> None:
    view = window(desk)
    view.add([asked(7)])
    await settled()
    await desk.let_go(view, 7)
    view.add([asked(6), asked(7)])
    await settled()
    await desk.let_go(view, 6)
    assert (desk.begun, view.offset) == ([7, 6], 8)


async def test_after_an_idle_week_numbers_begin_anywhere(desk: Desk) -> None:
    view = window(desk)
    view.add([asked(1000)])
    await settled()
    await desk.let_go(view, 1000)
    view.forget_before(view.offset)
    view.add([asked(5)])
    await settled()
    await desk.let_go(view, 5)
    assert view.offset == 6


async def test_waiting_ends_without_anything_done(desk: Desk) -> None:
    view = window(desk)
    view.add([asked(1)])
    await view.changed(0)
    assert view.offset == 1
    await view.close(0)


async def test_closing_finishes_what_is_at_work_and_what_is_older(desk: Desk) -> None:
    view = window(desk, in_flight=2)
    view.add([asked(1, 1), asked(2, 1), asked(3, 2), asked(4, 2)])
    await settled()
    closing = asyncio.create_task(view.close(60))
    await settled()
    await desk.let_go(view, 3, 1, 2)
    await closing
    assert desk.begun == [1, 3, 2]
    assert view.offset == 4


async def test_nothing_new_is_begun_after_closing(desk: Desk) -> None:
    line = Line(desk, in_flight=1)
    view = Window(line)
    await view.close(0)
    view.add([asked(1)])
    await settled()
    assert (desk.begun, view.offset) == ([], 1)


async def test_closing_does_not_wait_for_ever(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    view = window(desk)
    view.add([asked(1)])
    await settled()
    await view.close(0)
    assert "1 updates at work" in caplog.text
    assert view.offset == 1


async def test_without_a_chat_the_person_keeps_the_order(desk: Desk) -> None:
    view = window(desk)
    query = {"id": "5", "from": updates.ANN, "query": "?", "offset": ""}
    for number in (1, 2):
        update = Update.de_json({"update_id": number, "inline_query": query}, None)
        assert update
        view.add([update])
    nobody = Update.de_json({"update_id": 3}, None)
    assert nobody
    view.add([nobody])
    await settled()
    assert desk.begun == [1, 3]
    await view.close(0)
