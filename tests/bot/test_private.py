"""Private chats: any text is a question."""

from __future__ import annotations

import updates
from fakes import BOT, Failure
from talking import Talk

from bot.texts import Texts
from knowledge import Fact, Pack

EN = Texts("en")


def first_question(fact: Fact, language: str = "en") -> str:
    return fact.questions[language][0]


async def test_a_question_is_answered_with_the_quote(talk: Talk, fact: Fact) -> None:
    sent = await talk.reply(first_question(fact))
    assert fact.quote in sent["text"]
    assert sent["text"].startswith(str(fact.answer_text))
    assert "Xinhua, January 11, 2022" in sent["text"]
    assert sent["chat_id"] == updates.ANN["id"]
    assert sent["link_preview_options"] == {"is_disabled": True}
    assert not sent["disable_notification"]


async def test_the_answer_quotes_the_asker_even_if_the_question_is_gone(talk: Talk, fact: Fact) -> None:
    asked = updates.message(first_question(fact))
    (sent,) = await talk.take(updates.update("message", asked))
    expected = {"message_id": asked["message_id"], "allow_sending_without_reply": True}
    assert sent["reply_parameters"] == expected


async def test_a_caption_is_a_question_too(talk: Talk, fact: Fact) -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    sent = await talk.reply(None, photo=photo, caption=first_question(fact))
    assert fact.quote in sent["text"]


async def test_media_without_words_gets_one_line(talk: Talk) -> None:
    sent = await talk.reply(None, dice={"emoji": "🎲", "value": 3})
    assert sent["text"] == EN.get("no-text")


async def test_service_messages_get_nothing(talk: Talk) -> None:
    assert await talk.say(None, pinned_message=updates.message("hello")) == []


async def test_messages_sent_through_bots_get_nothing(talk: Talk, fact: Fact) -> None:
    assert await talk.say(first_question(fact), via_bot=updates.OTHER_BOT) == []


async def test_a_russian_question_gets_the_quote_untouched_and_a_labelled_translation(
    talk: Talk, fact: Fact
) -> None:
    sent = await talk.reply(first_question(fact, "ru"))
    quote, label = sent["text"].index(fact.quote), sent["text"].index(Texts("ru").get("translation"))
    assert quote < label < sent["text"].index(fact.translations["ru"])


async def test_follow_ups_lean_on_the_answer_before_for_fifteen_minutes(talk: Talk, fact: Fact) -> None:
    await talk.say(first_question(fact))
    leaning = await talk.reply("and why?")
    assert talk.telegram.calls
    talk.clock.later(minutes=16)
    assert (await talk.reply("and why?"))["text"] != leaning["text"]


async def test_start_shows_the_article_and_questions_to_press(talk: Talk, pack: Pack) -> None:
    sent = await talk.reply("/start")
    assert pack.source.headline in sent["text"]
    *questions, (add,) = sent["reply_markup"]["inline_keyboard"]
    assert len(questions) == 3
    assert add["url"] == f"https://t.me/{BOT['username']}?startgroup=added"


async def test_a_deep_link_opens_its_fact(talk: Talk, pack: Pack, fact: Fact) -> None:
    sent = await talk.reply(f"/start f_{pack.id}_{fact.id}")
    assert fact.quote in sent["text"]
    kept = await talk.services.store.sent_as(talk.place().chat, 1000)
    assert kept is not None
    assert kept.conversation.facts == (fact.id,)


async def test_a_deep_link_to_nothing_shows_the_welcome(talk: Talk, pack: Pack) -> None:
    for payload in (f"f_{pack.id}_gone", "f_other_fact", "anything"):
        sent = await talk.reply(f"/start {payload}")
        assert pack.source.headline in sent["text"]


async def test_help_and_unknown_commands_explain(talk: Talk) -> None:
    for command in ("/help", "/nonsense"):
        assert EN.get("help") in (await talk.reply(command))["text"]


async def test_ask_answers_and_alone_explains_itself(talk: Talk, fact: Fact) -> None:
    assert fact.quote in (await talk.reply(f"/ask {first_question(fact)}"))["text"]
    assert (await talk.reply("/ask"))["text"] == EN.get("ask-usage")


async def test_noise_is_asked_to_rephrase_in_the_language_of_the_readers_app(talk: Talk) -> None:
    sent = await talk.reply("???", sender=updates.BOB)
    assert sent["text"] in (Texts("ru").get("not-understood"), Texts("ru").get("empty"))
    assert len(sent["reply_markup"]["inline_keyboard"]) == 3


async def test_a_bare_figure_is_answered_in_the_chats_language_or_the_apps(talk: Talk) -> None:
    for language, chosen in (("ru", ""), ("kk", "kk")):
        await talk.services.store.change_chat(talk.place(12).chat, language=chosen)
        sent = await talk.reply("164", sender=updates.BOB)
        assert "164 people were killed" in sent["text"]
        assert Texts(language).get("translation") in sent["text"]
    assert EN.get("translation") not in (await talk.reply("164"))["text"]


async def test_a_reader_who_blocked_the_bot_is_noted_as_gone(talk: Talk, fact: Fact) -> None:
    talk.telegram.failures["sendMessage"] = Failure(status=403, description="Forbidden: bot was blocked")
    await talk.say(first_question(fact))
    assert (await talk.services.store.chat(talk.place().chat)).gone


async def test_a_refused_message_ends_quietly(talk: Talk, fact: Fact) -> None:
    talk.telegram.failures["sendMessage"] = Failure(status=400, description="Bad Request: TOPIC_CLOSED")
    assert len(await talk.say(first_question(fact))) == 1


async def test_other_kinds_of_updates_are_ignored(talk: Talk, fact: Fact) -> None:
    body = updates.message(first_question(fact))
    for kind in ("business_message", "edited_business_message"):
        assert await talk.take(updates.update(kind, {**body, "business_connection_id": "b"})) == []
    poll = {"id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False}
    more = {"is_anonymous": True, "type": "regular", "allows_multiple_answers": False}
    more |= {"allows_revoting": False, "members_only": False}
    assert await talk.take(updates.update("poll", poll | more)) == []
