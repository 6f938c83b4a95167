"""Buttons under answers, pressed as meant, twice, too late or with forged data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import updates
from fakes import BOT, Call, Failure
from talking import Talk
from updates import ANN, BOB, CHANNEL, GROUP

from bot.render import Action, Press, Venue, cited
from bot.storage import Chat
from bot.texts import LANGUAGES, Texts
from knowledge import Fact, Pack

EN = Texts("en")
PRIVATE = {"id": ANN["id"], "type": "private", "first_name": "Ann"}


def buttons(shown: Any) -> list[dict[str, Any]]:
    return [button for row in shown["reply_markup"]["inline_keyboard"] for button in row]


def labels(shown: Any) -> list[str]:
    return [button["text"] for button in buttons(shown)]


def data_of(shown: Any, label: str) -> str:
    return next(button["callback_data"] for button in buttons(shown) if button["text"] == label)


@pytest.fixture
async def answer(talk: Talk, fact: Fact) -> Call:
    return await talk.reply(fact.questions["en"][0])


async def press(talk: Talk, data: str, on: Any = None, **more: Any) -> tuple[Call, list[Call]]:
    acknowledged, *others = await talk.take(updates.press(data, on, **more))
    assert acknowledged.method == "answerCallbackQuery"
    return acknowledged, others


async def test_an_answer_carries_related_questions_actions_and_feedback(answer: Call, fact: Fact) -> None:
    shown = labels(answer)
    assert shown[-5:] == [EN.get("in-context"), EN.get("copy-citation"), EN.get("share"), "👍", "👎"]
    assert 1 <= len(shown[:-5]) <= 2
    rows = answer["reply_markup"]["inline_keyboard"]
    copied = next(button for row in rows for button in row if "copy_text" in button)["copy_text"]["text"]
    assert fact.quote in copied
    assert len(copied) <= 256


async def test_a_fact_opened_again_in_a_group_is_pointed_to(talk: Talk, fact: Fact) -> None:
    answer = await talk.reply(f"/ask {fact.questions['en'][0]}", chat=GROUP)
    shown, data = updates.from_bot(answer, GROUP), data_of(answer, labels(answer)[0])
    _, (opened,) = await press(talk, data, shown)
    _, (pointer,) = await press(talk, data, shown)
    assert pointer["text"] == EN.get("answered-above")
    assert pointer["entities"][0]["url"].endswith("/1001")
    talk.clock.later(minutes=11)
    _, (again,) = await press(talk, data, shown)
    assert again["text"] == opened["text"]


async def test_a_related_question_opens_its_fact(talk: Talk, answer: Call, pack: Pack, fact: Fact) -> None:
    label = labels(answer)[0]
    acknowledged, (sent,) = await press(talk, data_of(answer, label), updates.from_bot(answer, PRIVATE))
    assert "text" not in acknowledged.parameters
    related = pack.fact(fact.related[0])
    assert related is not None
    assert related.quote in sent["text"]
    kept = await talk.services.store.sent_as(talk.place().chat, 1001)
    assert kept is not None
    assert kept.conversation.facts == (related.id,)


async def test_the_context_unfolds_in_place_and_folds_back(
    talk: Talk, answer: Call, pack: Pack, fact: Fact
) -> None:
    shown = updates.from_bot(answer, PRIVATE)
    _, (opened,) = await press(talk, data_of(answer, EN.get("in-context")), shown)
    assert opened.method == "editMessageText"
    assert opened["text"].startswith(answer["text"])
    assert opened["entities"][-2]["type"] == "expandable_blockquote" or any(
        entity["type"] == "expandable_blockquote" for entity in opened["entities"]
    )
    assert len(opened["text"]) > len(answer["text"]) + len(fact.quote)
    unfolded = updates.from_bot(opened, PRIVATE)
    _, (closed,) = await press(talk, data_of(opened, EN.get("hide-context")), unfolded)
    assert closed["text"] == answer["text"]
    assert closed["entities"] == answer["entities"]
    assert closed["reply_markup"] == answer["reply_markup"]


async def test_the_quote_is_marked_in_the_paragraph_around_it(talk: Talk, answer: Call, fact: Fact) -> None:
    _, (opened,) = await press(talk, data_of(answer, EN.get("in-context")), updates.from_bot(answer, PRIVATE))
    marks = [(each["type"], each["offset"], each["length"]) for each in opened["entities"]]
    ((_, start, length),) = [mark for mark in marks if mark[0] == "expandable_blockquote"]
    inside = [mark for mark in marks if mark[0] == "bold" and start <= mark[1] < start + length]
    raw = opened["text"].encode("utf-16-le")
    assert [raw[at * 2 : (at + size) * 2].decode("utf-16-le") for _, at, size in inside] == [fact.quote]


async def test_share_passes_the_question_on_inline_and_what_arrives_leads_to_the_fact(
    talk: Talk, answer: Call, pack: Pack, fact: Fact
) -> None:
    share = next(each for each in buttons(answer) if each["text"] == EN.get("share"))
    assert share.keys() == {"text", "switch_inline_query"}
    body = {"id": "5", "from": ANN, "query": share["switch_inline_query"], "offset": ""}
    (inline,) = await talk.take(updates.update("inline_query", body))
    arrived = inline["results"][0]
    assert fact.quote in arrived["input_message_content"]["message_text"]
    passed_on = next(each for each in buttons(arrived) if each["text"] == EN.get("share"))
    (link,) = parse_qs(urlsplit(passed_on["url"]).query)["url"]
    assert link == f"https://t.me/{BOT['username']}?start=f_{pack.id}_{fact.id}"
    assert fact.quote in (await talk.reply(f"/start {link.rpartition('=')[2]}"))["text"]


async def test_without_inline_mode_share_is_a_link_to_the_fact(pack: Pack, fact: Fact) -> None:
    reply = cited(fact, pack, EN, Venue(bot="VerbatimTestBot", inline=False))
    (share,) = [each for row in reply.buttons for each in row if each.text == EN.get("share")]
    assert share.url is not None
    assert parse_qs(urlsplit(share.url).query)["url"] == [
        f"https://t.me/VerbatimTestBot?start=f_{pack.id}_{fact.id}"
    ]


def test_at_most_two_related_questions_are_offered(pack: Pack) -> None:
    for fact in pack.facts:
        many = replace(fact, related=tuple(each.id for each in pack.facts if each.id != fact.id)[:5])
        for each, count in ((fact, min(2, len(fact.related))), (many, 2)):
            rows = cited(each, pack, EN, Venue(bot="VerbatimTestBot")).buttons
            pressed = [Press.read(button.callback_data) for row in rows for button in row]
            assert [one.action for one in pressed if one].count(Action.OPEN) == count


async def test_pressed_twice_nothing_is_edited_again(talk: Talk, answer: Call) -> None:
    unfold = data_of(answer, EN.get("in-context"))
    _, (opened,) = await press(talk, unfold, updates.from_bot(answer, PRIVATE))
    acknowledged, others = await press(talk, unfold, updates.from_bot(opened, PRIVATE))
    assert ("text" in acknowledged.parameters, others) == (False, [])


async def test_a_paragraph_that_is_shown_already_or_not_at_all_is_left_so(talk: Talk, answer: Call) -> None:
    unfold = data_of(answer, EN.get("in-context"))
    shown = updates.from_bot(answer, PRIVATE)
    fold = unfold.replace("c:", "p:", 1)
    acknowledged, others = await press(talk, fold, updates.carrying(shown, fold))
    assert (acknowledged["text"], others) == (EN.get("button-idle"), [])


async def test_there_is_no_context_where_it_does_not_fit(talk: Talk, answer: Call) -> None:
    full = updates.from_bot(answer, PRIVATE) | {"text": "x" * 4000, "entities": []}
    acknowledged, others = await press(talk, data_of(answer, EN.get("in-context")), full)
    assert acknowledged["text"] == EN.get("button-idle")
    assert others == []


async def test_a_message_that_telegram_no_longer_shows_is_not_edited(talk: Talk, answer: Call) -> None:
    gone = {"chat": PRIVATE, "message_id": 1000, "date": 0}
    _, others = await press(talk, data_of(answer, EN.get("in-context")), gone)
    assert others == []
    _, (sent,) = await press(talk, data_of(answer, labels(answer)[0]), gone)
    assert sent.method == "sendMessage"


async def test_feedback_is_thanked_for_and_the_last_verdict_counts(talk: Talk, answer: Call) -> None:
    shown = updates.from_bot(answer, PRIVATE)
    for verdict in "👍👎":
        acknowledged, others = await press(talk, data_of(answer, verdict), shown)
        assert (acknowledged["text"], others) == (EN.get("feedback-thanks"), [])
    assert await talk.services.store.forget(talk.place().asker, "") == 3


@pytest.mark.parametrize(
    "data",
    [
        "zzz",
        "f:other-pack:troops-count",
        "f:{pack}:gone",
        "c:{pack}:gone",
        "g:{pack}:gone",
        "f:{pack}:" + "x" * 33,
        "o:{pack}:99-0",
        "o:{pack}:0-99",
        "o:{pack}:x",
        "k:{pack}:999",
        "w:{pack}:999",
        "l:{pack}:xx",
        "q:{pack}:1",
    ],
)
async def test_a_button_that_no_longer_leads_anywhere_says_so(
    talk: Talk, answer: Call, pack: Pack, data: str
) -> None:
    data = data.format(pack=pack.id)
    shown = updates.carrying(updates.from_bot(answer, PRIVATE), data)
    acknowledged, others = await press(talk, data, shown)
    assert (acknowledged["text"], others) == (EN.get("button-stale"), [])


@pytest.mark.parametrize("language", ["", ":en", ":ru"])
@pytest.mark.parametrize("action", ["", "f", "c", "p", "g", "o", "t", "k", "w", "l", "s"])
async def test_what_none_of_a_messages_buttons_says_is_forged_and_does_nothing(
    talk: Talk, pack: Pack, action: str, language: str
) -> None:
    subject = {"o": "0-0", "t": "0", "k": "0", "w": "0", "l": "ru", "s": "on"}.get(action, pack.facts[-1].id)
    talk.telegram.admins.add(ANN["id"])
    sent = await talk.reply("/start")
    plain = {name: value for name, value in updates.from_bot(sent, PRIVATE).items() if name != "reply_markup"}
    for shown in (updates.from_bot(sent, PRIVATE), plain, updates.from_bot(sent, GROUP)):
        acknowledged, others = await press(talk, f"{action}:{pack.id}:{subject}{language}", shown)
        assert ("text" in acknowledged.parameters, others) == (False, [])
        assert (await talk.services.store.chat(talk.services.keys.chat(shown["chat"]["id"]))) == Chat()
    assert await talk.services.store.forget(talk.place().asker, "") == 0


async def test_nothing_is_published_in_a_channel_for_a_press(talk: Talk, pack: Pack, fact: Fact) -> None:
    post = updates.message(f"/ask {fact.questions['en'][0]}", chat=CHANNEL, sender=None, sender_chat=CHANNEL)
    (sent,) = await talk.take(updates.update("channel_post", post))
    shown = updates.from_bot(sent, CHANNEL)
    gone = {"chat": CHANNEL, "message_id": 1000, "date": 0}
    for action in "fcg":
        data = f"{action}:{pack.id}:{fact.id}:en"
        for on in (shown, updates.carrying(shown, data), gone):
            acknowledged, others = await press(talk, data, on)
            assert ("text" in acknowledged.parameters, others) == (False, [])


@pytest.mark.parametrize("action", ["c", "p", "o", "t", "k", "w", "l", "s"])
async def test_only_opening_and_feedback_outlast_what_telegram_shows_of_a_message(
    talk: Talk, answer: Call, pack: Pack, fact: Fact, action: str
) -> None:
    subject = {"o": "0-0", "t": "0", "k": "0", "w": "0", "l": "ru", "s": "on"}.get(action, fact.id)
    gone = {"chat": PRIVATE, "message_id": 1000, "date": 0}
    acknowledged, others = await press(talk, f"{action}:{pack.id}:{subject}:en", gone)
    assert (acknowledged["text"], others) == (EN.get("button-stale"), [])
    assert await talk.services.store.chat(talk.place().chat) == Chat()
    _, others = await press(talk, data_of(answer, "👍"), gone)
    assert others == []
    assert await talk.services.store.forget(talk.place().asker, "") == 3


async def test_a_press_on_an_inline_message_is_only_acknowledged(talk: Talk, pack: Pack, fact: Fact) -> None:
    _, others = await press(talk, "zzz", None)
    assert others == []
    _, others = await press(talk, f"f:{pack.id}:{fact.id}", None)
    assert others == []


async def test_a_press_that_telegram_forgot_is_no_error(talk: Talk, answer: Call) -> None:
    talk.telegram.failures["answerCallbackQuery"] = Failure(status=400, description="query is too old")
    _, (sent,) = await press(talk, data_of(answer, labels(answer)[0]), updates.from_bot(answer, PRIVATE))
    assert sent.method == "sendMessage"


async def test_a_card_that_cannot_be_sent_is_not_kept(talk: Talk, answer: Call) -> None:
    talk.telegram.failures["sendMessage"] = Failure(status=403, description="Forbidden: bot was kicked")
    await press(talk, data_of(answer, labels(answer)[0]), updates.from_bot(answer, PRIVATE))
    assert await talk.services.store.sent_as(talk.place().chat, 1001) is None


async def test_somebody_else_may_press_in_a_group_and_reads_their_language(talk: Talk, fact: Fact) -> None:
    sent = await talk.reply(f"/ask {fact.questions['en'][0]}", chat=GROUP)
    _, (opened,) = await press(
        talk, data_of(sent, labels(sent)[0]), updates.from_bot(sent, GROUP), sender=BOB
    )
    assert Texts("ru").get("share") in labels(opened)


async def test_what_is_edited_in_a_group_keeps_its_language_whoever_presses(talk: Talk, fact: Fact) -> None:
    sent = await talk.reply(f"/ask {fact.questions['en'][0]}", chat=GROUP)
    unfold = data_of(sent, EN.get("in-context"))
    _, (opened,) = await press(talk, unfold, updates.from_bot(sent, GROUP), sender=BOB)
    assert EN.get("context") in opened["text"]
    assert EN.get("hide-context") in labels(opened)
    listed = await talk.reply("/facts", chat=GROUP)
    first = labels(listed)[0]
    _, (turned,) = await press(talk, data_of(listed, first), updates.from_bot(listed, GROUP), sender=BOB)
    assert EN.get("all-topics") in labels(turned)


async def test_an_answer_in_the_language_of_its_question_stays_so_under_presses(
    talk: Talk, fact: Fact
) -> None:
    kazakh = Texts("kk")
    sent = await talk.reply(fact.questions["kk"][0], sender=BOB)
    shown = updates.from_bot(sent, {**PRIVATE, "id": BOB["id"]})
    _, (opened,) = await press(talk, data_of(sent, kazakh.get("in-context")), shown, sender=BOB)
    assert kazakh.get("context") in opened["text"]
    assert kazakh.get("hide-context") in labels(opened)
    _, (related,) = await press(talk, data_of(sent, labels(sent)[0]), shown, sender=BOB)
    assert kazakh.get("share") in labels(related)
    thanked, _ = await press(talk, data_of(sent, "👍"), shown, sender=BOB)
    assert thanked["text"] == Texts("ru").get("feedback-thanks")  # only the one who pressed reads it


async def test_a_button_of_an_earlier_release_speaks_the_language_of_the_one_who_presses(
    talk: Talk, pack: Pack, fact: Fact
) -> None:
    sent = await talk.reply(f"/ask {fact.questions['en'][0]}", chat=GROUP)
    data = f"c:{pack.id}:{fact.id}"
    _, (opened,) = await press(talk, data, updates.carrying(updates.from_bot(sent, GROUP), data), sender=BOB)
    assert Texts("ru").get("hide-context") in labels(opened)


def test_the_longest_data_fits() -> None:
    for language in LANGUAGES:
        pressed = Press(action=Action.OPEN, pack="p" * 24, subject="s" * 32, language=language)
        assert len(pressed.data.encode()) <= 64
        assert Press.read(pressed.data) == pressed
