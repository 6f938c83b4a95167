"""What is said around an answer, in four languages: its date, its gaps, comfort without promises, labels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import wording
from bot.cli import terminal
from bot.render import Venue, help_page, render, source
from bot.texts import LANGUAGES, Texts
from knowledge import Answered, Fact, Found, NotInArticle, Pack, Reason, SmallTalk

DATES = {"en": "January 11, 2022", "ru": "11 января 2022", "kk": "2022 ж. 11 қаңтар", "zh": "2022年1月11日"}
AS_OF = {"en": "as of", "ru": "по состоянию на", "kk": "күнгі жағдай", "zh": "截至"}
NOT_SAID = {"en": "does not say", "ru": "не сказано", "kk": "айтылмаған", "zh": "没有提到"}
HELP = {"en": "emergency services", "ru": "экстренные службы", "kk": "жедел қызметтер", "zh": "紧急服务"}
HERE = Venue(bot="VerbatimTestBot")


def said(decision: Answered | SmallTalk, pack: Pack, language: str) -> list[str]:
    text = render(decision, pack, Texts(language), HERE).text
    return [" ".join(line.split()) for line in text.splitlines()]


def answered(fact: Fact, *, as_of: bool = False, unanswered: tuple[str, ...] = ()) -> Answered:
    found = (Found(fact=fact, score=1.0),)
    return Answered(question="?", found=found, as_of=as_of, unanswered=unanswered)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_about_now_is_told_as_of_when_the_article_speaks(
    pack: Pack, fact: Fact, language: str
) -> None:
    last = said(answered(fact, as_of=True), pack, language)[-1]
    assert DATES[language] in last
    assert AS_OF[language] in last
    without = said(answered(fact), pack, language)
    assert not any(AS_OF[language] in line for line in without)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_that_are_not_answered_are_named_on_one_line(pack: Pack, fact: Fact, language: str) -> None:
    last = said(answered(fact, unanswered=("who fed the cats", "who paid")), pack, language)[-1]
    assert NOT_SAID[language] in last
    assert ("who fed the cats；who paid" if language == "zh" else "who fed the cats; who paid") in last
    assert not any(NOT_SAID[language] in line for line in said(answered(fact), pack, language))


def test_chinese_words_come_back_with_the_signs_of_chinese(pack: Pack, fact: Fact) -> None:
    lines = said(answered(fact, unanswered=("谁喂了猫,狗呢?", "who paid?")), pack, "zh")
    assert lines[-1].endswith("谁喂了猫，狗呢？；who paid?")
    (line,) = [each for each in lines if each.startswith("托卡耶夫")]
    assert line == "托卡耶夫 · 新华社，2022年1月11日"
    moment = source(pack, Texts("zh")).text.splitlines()[1]
    assert moment == "新华社，2022年1月11日 18:51"


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Xinhua"), ("ru", "Синьхуа"), ("kk", "Синьхуа"), ("zh", "新华社")]
)
def test_the_publisher_is_named_as_the_reader_names_it(
    pack: Pack, fact: Fact, language: str, name: str
) -> None:
    texts = Texts(language)
    refused = NotInArticle(question="?", language=language, reason=Reason.NO_MATCH)
    decision = replace(answered(fact), language=language)
    told = [
        *(render(each, pack, texts, HERE).text.split("\n")[-1] for each in (refused,)),
        source(pack, texts).text.split("\n")[1],
        help_page(pack, texts, HERE).text.split("\n\n")[1],
        *(line for line in said(decision, pack, language) if texts.date(pack.source.published)[:4] in line),
        *(line for line in terminal.plain(terminal.blocks(decision, pack)[0]).split("\n")[-1:]),
    ]
    assert len(told) >= 5
    assert [line for line in told if name not in line] == []
    elsewhere = replace(pack, source=replace(pack.source, publisher="Harbour Gazette"))
    assert "Harbour Gazette" in render(answered(fact), elsewhere, texts, HERE).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_in_need_get_one_calm_line_that_sends_them_to_those_who_help(
    pack: Pack, language: str
) -> None:
    reply = render(SmallTalk(question="?", reason=Reason.DISTRESS), pack, Texts(language), HERE)
    assert reply.buttons == ()
    assert reply.facts == ()
    assert "\n" not in reply.text
    assert "!" not in reply.text
    assert len(reply.text) < 160
    assert HELP[language] in reply.text
    assert DATES[language] in " ".join(reply.text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_buttons_of_the_shipped_pack_say_the_same(pack: Pack, language: str) -> None:
    labels = [wording.phrasing(fact, pack, language) for fact in pack.facts]
    assert len(set(labels)) == len(labels)


def test_a_label_falls_back_on_the_articles_language(pack: Pack, fact: Fact) -> None:
    only_english = replace(fact, labels={"en": "How many died?"})
    assert wording.phrasing(only_english, pack, "zh") == "How many died?"


def test_every_label_of_the_shipped_pack_asks(pack: Pack) -> None:
    for language in LANGUAGES:
        labels = [wording.phrasing(fact, pack, language) for fact in pack.facts]
        assert [each for each in labels if not each.endswith(("?", "？"))] == []
