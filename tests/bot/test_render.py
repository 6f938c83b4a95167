"""Decisions as replies: every fact in every language, and every kind of decision."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from botapi import faults_of_buttons, faults_of_text
from telegram import InlineKeyboardMarkup, MessageEntity

from bot import wording
from bot.render import Press, Reply, Venue, cited, fact_in, render
from bot.render.links import payload
from bot.texts import LANGUAGES, Texts
from knowledge import (
    Ambiguous,
    Answered,
    Correction,
    Decision,
    Fact,
    Found,
    NotInArticle,
    NotUnderstood,
    Pack,
    Reason,
    SmallTalk,
)

EN = Texts("en")
HERE = Venue(bot="VerbatimTestBot")
VENUES = (HERE, replace(HERE, inline=False), replace(HERE, live=False))


def marked(reply: Reply, kind: str) -> list[str]:
    """The parts of a reply with that mark."""
    message = {"text": reply.text}
    return [part(message["text"], entity) for entity in reply.entities if entity.type == kind]


def part(text: str, entity: MessageEntity) -> str:
    raw = text.encode("utf-16-le")
    return raw[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le")


def faults(reply: Reply) -> list[str]:
    entities: list[Any] = [json.loads(entity.to_json()) for entity in reply.entities]
    markup: Any = json.loads(InlineKeyboardMarkup(reply.buttons).to_json())
    return [*faults_of_text(reply.text, entities), *faults_of_buttons(markup)]


def answered(*facts: Fact, **more: Any) -> Answered:
    return Answered(question="?", found=tuple(Found(fact=fact, score=1.0) for fact in facts), **more)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_is_quoted_whole_with_its_answer_marked(pack: Pack, language: str) -> None:
    texts = Texts(language)
    for fact in pack.facts:
        for venue in VENUES:
            reply = cited(fact, pack, texts, venue)
            assert faults(reply) == []
            quotes, bold = marked(reply, "blockquote"), marked(reply, "bold")
            assert quotes[0] == fact.quote
            assert fact.answer_text is None or bold[0] == bold[1] == fact.answer_text
            assert len(quotes) == (1 if language == "en" else 2)
            assert wording.publisher(pack, texts) in reply.text


def test_a_reply_can_be_opened_by_its_own_link(pack: Pack) -> None:
    for fact in pack.facts:
        assert fact_in(payload(pack, fact), pack) is fact
        assert len(payload(pack, fact)) <= 64


def test_a_source_with_an_address_is_linked(pack: Pack, fact: Fact) -> None:
    linked = replace(pack, source=replace(pack.source, url="https://example.org/story"))
    reply = cited(fact, linked, EN, HERE)
    assert marked(reply, "text_link") == [pack.source.publisher]


def test_facts_of_one_quote_are_quoted_once(pack: Pack, fact: Fact) -> None:
    other = next(each for each in pack.facts if each.span == fact.span and each.id != fact.id)
    same = replace(other, attributed_to=fact.attributed_to)
    reply = render(answered(fact, same), pack, EN, HERE)
    assert marked(reply, "blockquote") == [fact.quote]
    assert marked(reply, "bold")[0] == f"{fact.answer_text} · {same.answer_text}"
    assert reply.facts == (fact.id, same.id)


def test_a_quote_is_shown_once_wherever_its_facts_stand(pack: Pack, fact: Fact) -> None:
    same = next(each for each in pack.facts if each.span == fact.span and each.id != fact.id)
    between = next(each for each in pack.facts if each.span != fact.span and len(each.quote) < 150)
    anybody = replace(same, attributed_to=())
    for first, last in ((fact, anybody), (anybody, fact)):
        reply = render(answered(first, between, last), pack, EN, HERE)
        assert marked(reply, "blockquote") == [fact.quote, between.quote]
        assert marked(reply, "bold")[0] == f"{first.answer_text} · {last.answer_text}"
        assert reply.facts == (first.id, last.id, between.id)
        assert fact.attributed_to[0] in reply.text
        copied = [b.copy_text.text for row in reply.buttons for b in row if b.copy_text]
        assert len(set(copied)) == len(copied)


def test_facts_of_several_quotes_have_each_their_own(pack: Pack, fact: Fact) -> None:
    others = list({each.span: each for each in pack.facts if each.span != fact.span}.values())[:2]
    reply = render(answered(fact, *others), pack, EN, HERE)
    assert marked(reply, "blockquote") == [each.quote for each in (fact, *others)]
    assert faults(reply) == []
    labels = [button.text for row in reply.buttons for button in row]
    assert EN.get("share") in labels
    assert EN.get("in-context") not in labels


def test_what_does_not_fit_whole_is_left_out(pack: Pack, fact: Fact) -> None:
    facts = list({each.span: each for each in pack.facts if len(each.quote) > 120}.values())
    reply = render(answered(*facts, *facts), pack, EN, HERE)
    assert faults(reply) == []
    assert 1 < len(reply.facts) < 2 * len(facts)


def test_a_quote_without_end_is_shortened_visibly(pack: Pack, fact: Fact) -> None:
    endless = replace(fact, quote=fact.quote + " 🙂" * 3000, answer=None, translations={"ru": "й" * 5000})
    reply = cited(endless, pack, Texts("ru"), HERE)
    assert faults(reply) == []
    assert marked(reply, "blockquote")[0].endswith("…")


def test_corrections_come_first_and_notes_last(pack: Pack, fact: Fact) -> None:
    correction = Correction(asked="20,300", stated="2,030")
    decision = answered(fact, corrections=(correction,), as_of=True, unanswered=("who fed the cats",))
    text = render(decision, pack, EN, HERE).text
    assert text.startswith("The article says 2,030, not 20,300.\n\n")
    assert text.endswith("as of January 11, 2022.\nThe article does not say: who fed the cats")


def test_a_readers_words_come_back_harmless(pack: Pack, fact: Fact) -> None:
    nasty = "@everyone see https://evil.example/x \u202e\ud800" + "a" * 500
    text = render(answered(fact, unanswered=(nasty,)), pack, EN, HERE).text
    for trap in ("@everyone", "https://evil", "evil.example", "e/x", "\u202e", "\ud800", "a" * 200):
        assert trap not in text


def test_ambiguity_offers_the_questions(pack: Pack) -> None:
    offered = tuple(Found(fact=fact, score=0.5) for fact in pack.facts[:3])
    reply = render(Ambiguous(question="?", offered=offered), pack, EN, HERE)
    assert reply.text == EN.get("did-you-mean")
    assert (
        [Press.read(row[0].callback_data).subject for row in reply.buttons]
        == [  # type: ignore[union-attr]
            fact.id for fact in pack.facts[:3]
        ]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_silences_are_stated_in_the_readers_language(pack: Pack, language: str) -> None:
    texts = Texts(language)
    for silence in pack.silences:
        decision = NotInArticle(question="?", language=language, reason=Reason.SILENCE, silence=silence)
        reply = render(decision, pack, texts, HERE)
        assert silence.about.get(language, silence.about["en"]) in reply.text
        assert faults(reply) == []


def test_a_silence_in_a_language_that_the_pack_lacks(pack: Pack) -> None:
    silence = replace(pack.silences[0], about={"fr": "le prix"})
    decision = NotInArticle(question="?", reason=Reason.SILENCE, silence=silence)
    assert "le prix" in render(decision, pack, EN, HERE).text


def test_off_topic_is_told_apart_from_silent(pack: Pack, fact: Fact) -> None:
    said = {
        reason: render(NotInArticle(question="?", reason=reason), pack, EN, HERE)
        for reason in (Reason.OFF_TOPIC, Reason.NO_MATCH, Reason.SWAPPED)
    }
    assert len({reply.text for reply in said.values()}) == 3
    assert len(said[Reason.OFF_TOPIC].buttons) == 3
    assert said[Reason.NO_MATCH].buttons == ()
    near = NotInArticle(question="?", reason=Reason.NO_MATCH, nearest=(Found(fact=fact, score=0.4),))
    assert len(render(near, pack, EN, HERE).buttons) == 1


@pytest.mark.parametrize("reason", [Reason.GREETING, Reason.THANKS, Reason.ABOUT_BOT, Reason.DISTRESS])
def test_small_talk_asserts_no_fact(pack: Pack, reason: Reason) -> None:
    reply = render(SmallTalk(question="?", reason=reason), pack, EN, HERE)
    assert reply.facts == ()
    assert not any(fact.quote in reply.text for fact in pack.facts)
    assert bool(reply.buttons) == (reason is Reason.GREETING)


@pytest.mark.parametrize("reason", [Reason.EMPTY, Reason.NOISE])
def test_what_was_not_understood_is_met_with_examples(pack: Pack, reason: Reason) -> None:
    decision: Decision = NotUnderstood(question="", reason=reason)
    assert len(render(decision, pack, EN, HERE).buttons) == 3


def test_a_pack_with_the_required_fields_only_is_rendered(pack: Pack, fact: Fact) -> None:
    bare = Fact(id=fact.id, quote=fact.quote, span=fact.span, labels={"en": "How many?"})
    small = replace(pack, facts=(bare,), entities=(), silences=(), source=replace(pack.source, url=None))
    reply = render(answered(bare), small, Texts("ru"), HERE)
    assert faults(reply) == []
    assert reply.text.startswith(fact.quote)
    nothing = render(NotUnderstood(question="", reason=Reason.EMPTY), small, EN, HERE)
    assert [row[0].text for row in nothing.buttons] == ["How many?"]


def test_a_speaker_is_named_as_the_reader_names_them(pack: Pack, fact: Fact) -> None:
    quoted = replace(fact, attributed_to=("Kazakh presidential website", "Charles Michel"))
    line = cited(quoted, pack, EN, HERE).text.splitlines()[-1]
    assert line == "Charles Michel · Kazakh presidential website · Xinhua, January 11, 2022"
    stranger = replace(fact, attributed_to=("Somebody Else",))
    assert "Somebody Else · Синьхуа" in cited(stranger, pack, Texts("ru"), HERE).text


def test_a_reply_that_telegram_would_not_take_is_never_made() -> None:
    with pytest.raises(ValueError, match="4097 units"):
        Reply(text="x" * 4097)
