"""Edited questions: the answer is edited, never given twice."""

from __future__ import annotations

from typing import Any

import updates
from fakes import BOT, Failure
from talking import Talk
from updates import CHANNEL, GROUP

from bot.texts import Texts
from knowledge import Fact, Pack

EN = Texts("en")


def other(pack: Pack, fact: Fact) -> Fact:
    return next(each for each in pack.facts if each.id == "businesses-affected" and each.span != fact.span)


async def asked_and_edited(talk: Talk, before: str, after: str, **where: Any) -> list[Any]:
    asked = updates.message(before, **where)
    await talk.take(updates.update("message", asked))
    changed = updates.message(after, **where) | {"message_id": asked["message_id"], "edit_date": 1700000001}
    return await talk.take(updates.update("edited_message", changed))


async def test_another_question_edits_the_answer(talk: Talk, pack: Pack, fact: Fact) -> None:
    wanted = other(pack, fact)
    (edit,) = await asked_and_edited(talk, fact.questions["en"][0], wanted.questions["en"][0])
    assert edit.method == "editMessageText"
    assert edit["message_id"] == 1000
    assert wanted.quote in edit["text"]


async def test_the_same_text_does_nothing(talk: Talk, fact: Fact) -> None:
    question = fact.questions["en"][0]
    assert await asked_and_edited(talk, question, question) == []


async def test_other_words_with_the_same_reply_edit_nothing(talk: Talk, fact: Fact) -> None:
    before, after = "How many peacekeepers were sent?", "how many peacekeepers were sent"
    talk.telegram.failures["editMessageText"] = Failure(
        status=400, description="Bad Request: message is not modified"
    )
    assert await asked_and_edited(talk, before, after) == []
    kept = await talk.services.store.sent_as(talk.place().chat, 1000)
    assert kept is not None
    assert kept.facts == (fact.id,)


async def test_the_same_text_leaves_a_pointer_to_an_earlier_answer_alone(talk: Talk, fact: Fact) -> None:
    question = f"/ask {fact.questions['en'][0]}"
    await talk.say(question, chat=GROUP)
    repeated = updates.message(question, chat=GROUP)
    (pointer,) = await talk.take(updates.update("message", repeated))
    assert pointer["text"] == EN.get("answered-above")
    assert await talk.take(updates.update("edited_message", repeated)) == []


async def test_an_edited_edit_is_compared_with_the_last_one(talk: Talk, pack: Pack, fact: Fact) -> None:
    asked = updates.message(fact.questions["en"][0])
    await talk.take(updates.update("message", asked))
    changed = updates.message(other(pack, fact).questions["en"][0]) | {"message_id": asked["message_id"]}
    assert len(await talk.take(updates.update("edited_message", changed))) == 1
    assert await talk.take(updates.update("edited_message", changed)) == []


async def test_a_message_that_was_not_answered_is_left_alone(talk: Talk, fact: Fact) -> None:
    body = updates.message(fact.questions["en"][0])
    assert await talk.take(updates.update("edited_message", body)) == []


async def test_in_groups_commands_and_mentions_are_edited(talk: Talk, pack: Pack, fact: Fact) -> None:
    wanted = other(pack, fact)
    for form in ("/ask {}", f"@{BOT['username']} {{}}"):
        talk.clock.later(hours=1)
        before, after = form.format(fact.questions["en"][0]), form.format(wanted.questions["en"][0])
        (edit,) = await asked_and_edited(talk, before, after, chat=GROUP)
        assert wanted.quote in edit["text"]


async def test_in_groups_what_no_longer_speaks_to_the_bot_keeps_its_answer(talk: Talk, fact: Fact) -> None:
    question = fact.questions["en"][0]
    assert await asked_and_edited(talk, f"/ask {question}", "never mind", chat=GROUP) == []


async def test_an_edited_post_is_edited_too(talk: Talk, pack: Pack, fact: Fact) -> None:
    post = updates.message(f"/ask {fact.questions['en'][0]}", chat=CHANNEL, sender=None, sender_chat=CHANNEL)
    await talk.take(updates.update("channel_post", post))
    changed = {**post, "text": f"/ask {other(pack, fact).questions['en'][0]}"}
    (edit,) = await talk.take(updates.update("edited_channel_post", changed))
    assert edit.method == "editMessageText"


async def test_an_edit_that_telegram_refuses_ends_quietly(talk: Talk, pack: Pack, fact: Fact) -> None:
    for status in (400, 403):
        talk.telegram.failures["editMessageText"] = Failure(status=status, description="no")
        before, after = fact.questions["en"][0], other(pack, fact).questions["en"][0]
        (edit,) = await asked_and_edited(talk, before, after)
        assert edit.method == "editMessageText"
