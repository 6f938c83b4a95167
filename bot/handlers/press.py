"""Buttons under answers: another fact, the paragraph around a quote, feedback."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot import memory
from bot.asking import open_fact
from bot.place import is_private
from bot.pressing import Pressed, acknowledge, pattern, pressed, pressed_fact
from bot.render import Action, folded, unfolded
from bot.sending import edit
from bot.services import Services
from bot.storage import Feedback
from bot.types import Context, Handler
from knowledge import Fact


def handlers(services: Services) -> list[Handler]:
    """Handlers of the buttons under an answer."""

    async def open_(update: Update, _: Context) -> None:
        if got := await pressed_fact(services, update):
            press, fact = got
            await acknowledge(press.query)
            # In a group everybody reads their own language; in private the one of the answer.
            texts = press.shown_texts if is_private(press.message) else press.texts
            await open_fact(services, press.message, press.place, fact, texts)

    async def context(update: Update, _: Context) -> None:
        if got := await pressed_fact(services, update):
            press, fact = got
            change = unfolded if press.press.action is Action.CONTEXT else folded
            reply = change(press.shown, fact, services.pack, press.shown_texts) if press.shown else None
            await acknowledge(press.query, None if reply else press.texts.get("button-idle"))
            if press.shown is not None and reply is not None:
                await edit(services, press.shown.message_id, press.shown, reply)

    async def feedback(update: Update, _: Context) -> None:
        if got := await pressed_fact(services, update):
            press, fact = got
            await acknowledge(press.query, press.texts.get("feedback-thanks"))
            services.metrics.feedback.labels("good" if press.press.action is Action.GOOD else "bad").inc()
            await memory.kept(services, services.store.keep_feedback(_verdict(services, press, fact)))

    return [
        CallbackQueryHandler(open_, pattern(Action.OPEN)),
        CallbackQueryHandler(context, pattern(Action.CONTEXT, Action.PLAIN)),
        CallbackQueryHandler(feedback, pattern(Action.GOOD, Action.BAD)),
    ]


def _verdict(services: Services, press: Pressed, fact: Fact) -> Feedback:
    return Feedback(
        place=press.place,
        message=press.message.message_id,
        pack=services.pack.id,
        version=services.pack.version,
        fact=fact.id,
        good=press.press.action is Action.GOOD,
        at=services.clock(),
    )


def stale(services: Services) -> list[Handler]:
    """The handler of every press that no other one takes."""

    async def press(update: Update, _: Context) -> None:
        if got := await pressed(services, update):
            await acknowledge(got.query, got.texts.get("button-stale"))

    return [CallbackQueryHandler(press)]
