"""Pages that are browsed: topics, timeline, people, the source."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import updates
from fakes import Call
from talking import Talk
from telegram import InlineKeyboardMarkup
from updates import ANN

from bot.render import Reply, source, timeline, topic, topics, who
from bot.texts import LANGUAGES, Texts
from knowledge import Pack

EN = Texts("en")
PRIVATE = {"id": ANN["id"], "type": "private", "first_name": "Ann"}


def buttons(shown: Call) -> list[dict[str, Any]]:
    return [button for row in shown["reply_markup"]["inline_keyboard"] for button in row]


async def press(talk: Talk, shown: Call, label: str) -> list[Call]:
    data = next(button["callback_data"] for button in buttons(shown) if button["text"] == label)
    return await talk.take(updates.press(data, updates.from_bot(shown, PRIVATE)))


async def test_facts_lead_from_topics_to_questions_and_back(talk: Talk, pack: Pack) -> None:
    shown = await talk.reply("/facts")
    assert len(buttons(shown)) == len(pack.topics)
    _, opened = await press(talk, shown, buttons(shown)[0]["text"])
    assert pack.topic_label(pack.topics[0], "en") in opened["text"]
    _, back = await press(talk, opened, EN.get("all-topics"))
    assert back["text"] == shown["text"]
    assert buttons(back) == buttons(shown)


async def test_long_topics_are_turned_by_pages(talk: Talk, pack: Pack) -> None:
    longest = max(
        range(len(pack.topics)), key=lambda place: sum(f.topic == pack.topics[place] for f in pack.facts)
    )
    shown = await talk.reply("/facts")
    _, opened = await press(talk, shown, buttons(shown)[longest]["text"])
    _, turned = await press(talk, opened, "›")
    assert "(2/" in turned["text"]
    _, back = await press(talk, turned, "‹")
    assert buttons(back) == buttons(opened)


async def test_a_page_that_is_shown_already_is_not_edited(talk: Talk, pack: Pack) -> None:
    shown = await talk.reply("/facts")
    acknowledged = await talk.take(updates.press(f"t:{pack.id}:0", updates.from_bot(shown, PRIVATE)))
    assert [call.method for call in acknowledged] == ["answerCallbackQuery"]


async def test_the_timeline_shows_quotes_in_the_order_of_their_days(talk: Talk, pack: Pack) -> None:
    shown = await talk.reply("/timeline")
    days = [fact.when for fact in sorted((f for f in pack.facts if f.when), key=lambda f: f.when or 0)]
    assert EN.date(days[0]) in shown["text"]
    _, turned = await press(talk, shown, "›")
    assert EN.date(days[-1]) in turned["text"]


async def test_who_names_people_with_the_roles_of_the_article(talk: Talk, pack: Pack) -> None:
    shown = await talk.reply("/who")
    person = next(entity for entity in pack.entities if entity.kind == "person")
    assert f"{person.name} — {person.role}" in shown["text"]
    acknowledged, *_ = await talk.take(updates.press(f"w:{pack.id}:0", updates.from_bot(shown, PRIVATE)))
    assert acknowledged.method == "answerCallbackQuery"


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_names_nobody_to_whom_the_article_gives_no_role(pack: Pack, language: str) -> None:
    described = next(entity for entity in pack.entities if entity.kind == "organisation" and entity.role)
    nobody = replace(described, name="Nobody in particular", role="", labels={}, roles={})
    reply = who(0, replace(pack, entities=(nobody, described)), Texts(language))
    assert reply is not None
    _, *entries = reply.text.split("\n\n")
    (entry,) = entries
    assert entry.startswith(described.labels.get(language, described.name) + " — ")


async def test_source_names_the_article_and_how_much_can_be_cited(talk: Talk, pack: Pack) -> None:
    shown = await talk.reply("/source")
    assert pack.source.headline in shown["text"]
    assert "January 11, 2022, 18:51" in shown["text"]
    assert any(character.isdigit() for character in shown["text"].splitlines()[-1])


def test_a_source_with_a_link_leads_there(pack: Pack) -> None:
    linked = replace(pack, source=replace(pack.source, url="https://example.org/story", licence="CC BY 4.0"))
    reply = source(linked, EN)
    (link,) = [entity for entity in reply.entities if entity.url]
    assert reply.text[link.offset : link.offset + link.length] == "https://example.org/story"
    assert reply.text.endswith("CC BY 4.0")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_every_language_fits(pack: Pack, language: str) -> None:
    texts = Texts(language)
    for place in range(len(pack.topics)):
        assert topic(place, 0, pack, texts)
    pages = [
        page for turning in (timeline, who) for number in range(9) if (page := turning(number, pack, texts))
    ]
    assert len(pages) >= 3
    for page in [topics(pack, texts), *pages]:
        assert isinstance(page, Reply)
        assert page.markup is None or isinstance(page.markup, InlineKeyboardMarkup)


def test_a_pack_without_dates_has_an_empty_timeline(pack: Pack) -> None:
    undated = replace(pack, facts=tuple(replace(fact, when=None) for fact in pack.facts))
    reply = timeline(0, undated, EN)
    assert reply is not None
    assert reply.text == EN.get("timeline-title")
