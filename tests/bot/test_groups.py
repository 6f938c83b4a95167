"""Groups and topics: the bot speaks only when spoken to."""

from __future__ import annotations

from typing import Any

import pytest
import updates
from fakes import BOT
from talking import Talk
from updates import ANN, ANONYMOUS, BASIC_GROUP, BOB, CHANNEL, GROUP, OTHER_BOT, TELEGRAM

from bot.texts import LANGUAGES, Texts
from knowledge import Fact, Pack

EN = Texts("en")
NAME = f"@{BOT['username']}"


@pytest.fixture
def question(fact: Fact) -> str:
    return fact.questions["en"][0]


def said_by_bot(text: str, **more: Any) -> dict[str, Any]:
    return updates.message(text, chat=GROUP, sender=BOT, **more)


@pytest.mark.parametrize(
    "form",
    [
        "/ask {}",
        f"/ask{NAME} {{}}",
        f"{NAME} {{}}",
        f"{NAME}, {{}}",
        "{} " + NAME,
        f"@alice {NAME.upper()} {{}}",
        f"{NAME} /ask {{}}",
        f"{NAME}/ask {{}}",
        f"{NAME} /ask{NAME} {{}}",
    ],
)
async def test_these_ways_of_asking_are_answered(talk: Talk, fact: Fact, question: str, form: str) -> None:
    sent = await talk.reply(form.format(question), chat=GROUP)
    assert fact.quote in sent["text"]
    assert sent["disable_notification"]


@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "@alice {}",
        f"mail{NAME}.example {{}}",
        f"https://t.me/{BOT['username']} {{}}",
        f"{NAME}2 {{}}",
        "/ask@OtherBot {}",
        "/ban {}",
        f"/ban{NAME} {{}}",
        f"/ban {NAME} {{}}",
    ],
)
async def test_everything_else_is_not_for_the_bot(talk: Talk, question: str, form: str) -> None:
    assert await talk.say(form.format(question), chat=GROUP) == []


async def test_a_mention_by_name_counts_and_is_stripped(talk: Talk, fact: Fact, question: str) -> None:
    mark = {"type": "text_mention", "offset": 0, "length": 8, "user": BOT}
    sent = await talk.reply(f"Verbatim {question}", chat=GROUP, entities=[mark])
    assert fact.quote in sent["text"]


async def test_a_mention_in_a_caption_counts(talk: Talk, fact: Fact, question: str) -> None:
    caption = f"{NAME} {question}"
    marks = updates.entities_of(caption)
    sent = await talk.reply(
        None, chat=GROUP, caption=caption, caption_entities=marks, dice={"emoji": "🎲", "value": 1}
    )
    assert fact.quote in sent["text"]


async def test_a_reply_to_the_bot_is_a_question(talk: Talk, fact: Fact, question: str) -> None:
    sent = await talk.reply(question, chat=GROUP, reply_to_message=said_by_bot("anything"))
    assert fact.quote in sent["text"]


async def test_a_reply_to_somebody_else_is_not(talk: Talk, question: str) -> None:
    earlier = updates.message("nothing was looted", chat=GROUP, sender=BOB)
    assert await talk.say(question, chat=GROUP, reply_to_message=earlier) == []


async def test_a_reply_without_words_gets_nothing(talk: Talk) -> None:
    answer = said_by_bot("anything")
    assert await talk.say(None, chat=GROUP, reply_to_message=answer, dice={"emoji": "🎲", "value": 1}) == []
    assert await talk.say("@alice", chat=GROUP, reply_to_message=answer) == []


async def test_a_topic_that_the_bot_opened_is_not_a_message_of_the_bot(talk: Talk, question: str) -> None:
    opened = said_by_bot("", forum_topic_created={"name": "News", "icon_color": 7322096})
    where = {"message_thread_id": 5, "is_topic_message": True}
    assert await talk.say(question, chat=GROUP, reply_to_message=opened, **where) == []


@pytest.mark.parametrize("text", [NAME, f"{NAME}?", "/help", f"/help{NAME}", "/start"])
async def test_a_bare_mention_and_help_get_the_short_help(talk: Talk, text: str) -> None:
    sent = await talk.reply(text, chat=GROUP)
    assert EN.get("help-group", bot=BOT["username"]) in sent["text"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_help_of_a_group_names_each_way_that_works(talk: Talk, language: str) -> None:
    await talk.services.store.change_chat(str(GROUP["id"]), language=language)
    _, *ways = (await talk.reply("/help", chat=GROUP))["text"].split("\n\n")[0].splitlines()
    asking, replying, to_the_bot, mentioning = ways
    assert "/ask" in asking
    assert "/ask" in replying
    assert "/ask" not in to_the_bot
    assert all(way.startswith("•") for way in (asking, replying, to_the_bot))
    assert NAME in mentioning


async def test_added_by_a_link_it_does_not_explain_itself_twice(talk: Talk, pack: Pack, fact: Fact) -> None:
    assert await talk.say(f"/start{NAME} added", chat=GROUP) == []
    assert fact.quote in (await talk.reply(f"/start{NAME} f_{pack.id}_{fact.id}", chat=GROUP))["text"]


@pytest.mark.parametrize("call", ["/ask", NAME])
@pytest.mark.parametrize("form", ["{}", "/ask@OtherBot {}", "/ask {}", "@alice {}"])
async def test_a_call_in_reply_to_somebody_asks_what_they_wrote(
    talk: Talk, fact: Fact, question: str, call: str, form: str
) -> None:
    earlier = updates.message(form.format(question), chat=GROUP, sender=BOB)
    sent = await talk.reply(call, chat=GROUP, reply_to_message=earlier)
    assert fact.quote in sent["text"]


async def test_the_part_that_the_asker_marked_is_asked(talk: Talk, fact: Fact, question: str) -> None:
    earlier = updates.message(f"What a day. {question}", chat=GROUP, sender=BOB)
    quote = {"text": question, "position": 12, "is_manual": True}
    sent = await talk.reply("/ask", chat=GROUP, reply_to_message=earlier, quote=quote)
    assert fact.quote in sent["text"]


async def test_ask_alone_in_reply_to_the_bot_explains_itself(talk: Talk) -> None:
    sent = await talk.reply("/ask", chat=GROUP, reply_to_message=said_by_bot("anything"))
    assert sent["text"] == EN.get("ask-usage")


async def test_other_bots_get_nothing(talk: Talk, question: str) -> None:
    assert await talk.say(f"/ask {question}", chat=GROUP, sender=OTHER_BOT) == []
    assert await talk.say(f"/ask {question}", chat=GROUP, via_bot=OTHER_BOT) == []


async def test_anonymous_admins_and_channels_are_served(talk: Talk, fact: Fact, question: str) -> None:
    for speaker in (GROUP, CHANNEL):
        talk.clock.later(hours=1)
        sent = await talk.reply(f"/ask {question}", chat=GROUP, sender=ANONYMOUS, sender_chat=speaker)
        assert fact.quote in sent["text"]


async def test_anonymous_admins_are_not_one_person(talk: Talk, question: str) -> None:
    await talk.say(f"/ask {question}", chat=GROUP, sender=ANONYMOUS, sender_chat=GROUP)
    kept = await talk.services.store.sent_as(str(GROUP["id"]), 1000)
    assert kept is not None
    assert kept.place.asker == ""


async def test_answers_stay_in_their_topic_and_general_has_no_number(talk: Talk, question: str) -> None:
    inside = await talk.reply(f"/ask {question}", chat=GROUP, message_thread_id=7, is_topic_message=True)
    assert inside["message_thread_id"] == 7
    general = await talk.reply(f"/ask {question}", chat=GROUP, message_thread_id=7)
    assert "message_thread_id" not in general.parameters


async def test_the_same_answer_again_points_to_the_first(talk: Talk, fact: Fact, question: str) -> None:
    first = await talk.reply(f"/ask {question}", chat=GROUP)
    again = await talk.reply(f"/ask {question}", chat=GROUP, sender=BOB)
    assert fact.quote in first["text"]
    assert again["text"] == EN.get("answered-above")
    assert again["entities"][0]["url"] == "https://t.me/c/1234567890/1000"
    pointer = await talk.services.store.sent_as(str(GROUP["id"]), 1001)
    assert pointer is not None
    assert pointer.conversation.facts == (fact.id,)
    talk.clock.later(minutes=11)
    assert fact.quote in (await talk.reply(f"/ask {question}", chat=GROUP))["text"]


@pytest.mark.parametrize("follow_up", ["who says so?", "who said that?", "source?"])
async def test_what_is_asked_of_an_answer_is_answered_and_not_pointed_to_it(
    talk: Talk, fact: Fact, question: str, follow_up: str
) -> None:
    answer = updates.from_bot(await talk.reply(f"/ask {question}", chat=GROUP), GROUP)
    sent = await talk.reply(follow_up, chat=GROUP, sender=BOB, reply_to_message=answer)
    assert fact.quote in sent["text"]
    assert "Kassym-Jomart Tokayev · Xinhua" in sent["text"]
    again = await talk.reply(f"/ask {question}", chat=GROUP)
    assert again["text"] == EN.get("answered-above")
    pointer = updates.from_bot(again, GROUP, 1002)
    assert fact.quote in (await talk.reply(follow_up, chat=GROUP, reply_to_message=pointer))["text"]


async def test_a_repeated_question_is_pointed_to_whatever_order_its_quotes_are_shown_in(
    talk: Talk, pack: Pack
) -> None:
    question = "/ask How many people were killed, how many troops were sent, and how many were arrested?"
    first = await talk.reply(question, chat=GROUP)
    kept = await talk.services.store.sent_as(str(GROUP["id"]), 1000)
    assert kept is not None
    assert len(kept.facts) > 1
    assert first["text"].count("164 people were killed and over 7,900") <= 1
    assert (await talk.reply(question, chat=GROUP))["text"] == EN.get("answered-above")


async def test_an_answer_that_corrects_the_question_is_never_pointed_away(
    talk: Talk, fact: Fact, question: str
) -> None:
    await talk.say(f"/ask {question}", chat=GROUP)
    wrong = "/ask Is it true that 20,300 peacekeepers were sent?"
    for _ in range(2):
        sent = await talk.reply(wrong, chat=GROUP)
        assert EN.get("correction", stated="2,030 peacekeeping troops", asked="20,300") in sent["text"]
        assert fact.quote in sent["text"]


async def test_a_public_group_is_linked_by_its_name_and_in_a_basic_one_the_answer_is_replied_to(
    talk: Talk, question: str
) -> None:
    public = {**GROUP, "username": "readers"}
    for chat, number, link in (
        (public, 1000, "https://t.me/readers/1000"),
        (BASIC_GROUP, 1002, None),
    ):
        await talk.say(f"/ask {question}", chat=chat)
        again = await talk.reply(f"/ask {question}", chat=chat)
        assert again["text"] == EN.get("answered-above")
        links = [entity["url"] for entity in again.parameters.get("entities", [])]
        assert links == ([link] if link else [])
        assert (again["reply_parameters"]["message_id"] == number) is (link is None)


async def test_a_follow_up_leans_on_the_answer_that_it_replies_to(talk: Talk, pack: Pack, fact: Fact) -> None:
    asked = updates.message(f"/ask {fact.questions['en'][0]}", chat=GROUP)
    (sent,) = await talk.take(updates.update("message", asked))
    answer = updates.from_bot(sent, GROUP)
    await talk.say(f"/ask {pack.facts[-1].questions['en'][0]}", chat=GROUP)
    talk.clock.later(hours=2)
    stored = await talk.reply("and why?", chat=GROUP, reply_to_message=answer)
    unknown = {**answer, "message_id": 555}
    talk.clock.later(hours=2)
    read_off = await talk.reply("and why?", chat=GROUP, reply_to_message=unknown)
    assert stored["text"] == read_off["text"]


async def test_automatic_forwards_are_no_questions(talk: Talk, question: str) -> None:
    more = {"is_automatic_forward": True, "sender_chat": CHANNEL}
    assert await talk.say(f"{NAME} {question}", chat=GROUP, sender=TELEGRAM, **more) == []


async def test_ann_and_bob_have_their_own_context(talk: Talk, fact: Fact) -> None:
    await talk.say(f"/ask {fact.questions['en'][0]}", chat=GROUP, sender=ANN)
    theirs = talk.place(12, chat=str(GROUP["id"]))
    after = talk.clock().replace(hour=0)
    assert await talk.services.store.last_sent(theirs, after=after, before=talk.clock()) is None
