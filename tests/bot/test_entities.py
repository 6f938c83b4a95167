"""What is rendered, as Telegram's own code reads it: nothing refused, nothing dropped, nothing added.

TDLib is asked offline; without the extra ``tdlib`` its tests are skipped, the strict checks are not.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from botapi import faults_of_text
from telegram import MessageEntity

from bot.render import (
    Reply,
    Venue,
    cited,
    group_help,
    help_page,
    introduction,
    privacy,
    render,
    source,
    timeline,
    topics,
    welcome,
    who,
)
from bot.render.markup import bold, plain, quoted
from bot.texts import LANGUAGES, Texts
from knowledge import (
    Answered,
    Correction,
    Found,
    NotInArticle,
    NotUnderstood,
    Pack,
    Reason,
    SmallTalk,
)

try:
    import tdjson
except ImportError:
    tdjson = None

HERE = Venue(bot="VerbatimTestBot")
MOST_ENTITIES = 100
KINDS = {
    "bold": "Bold",
    "blockquote": "BlockQuote",
    "expandable_blockquote": "ExpandableBlockQuote",
    "text_link": "TextUrl",
}
TAGS = {"bold": "b", "blockquote": "blockquote", "text_link": "a"}
DETECTED = {"Mention", "Hashtag", "Cashtag", "EmailAddress"}
"""What a text must not hold by accident: names and tags that lead somewhere or notify somebody."""
NEAR = tuple[str, int, int, str]

tdlib = pytest.mark.skipif(tdjson is None, reason="the extra tdlib is not installed")


def replies(pack: Pack, language: str) -> Iterator[Reply]:
    """Every fact, every refusal, every page, and answers with all that can stand around them."""
    texts = Texts(language)
    yield from (cited(fact, pack, texts, HERE) for fact in pack.facts)
    for silence in pack.silences:
        decision = NotInArticle(question="?", language=language, reason=Reason.SILENCE, silence=silence)
        yield render(decision, pack, texts, HERE)
    for reason in Reason:
        yield render(NotInArticle(question="?", reason=reason), pack, texts, HERE)
        yield render(NotUnderstood(question="?", reason=reason), pack, texts, HERE)
        yield render(SmallTalk(question="?", reason=reason), pack, texts, HERE)
    wrong = Correction(asked="@ann 🙂 #x", stated="2,030")
    for fact, other in zip(pack.facts, pack.facts[1:], strict=False):
        found = tuple(Found(fact=each, score=1.0) for each in (fact, other))
        more: dict[str, Any] = {"corrections": (wrong,), "as_of": True, "unanswered": ("🙂 a@b.example?",)}
        yield render(Answered(question="?", found=found, **more), pack, texts, HERE)
    yield from _pages(pack, texts)


def _pages(pack: Pack, texts: Texts) -> Iterator[Reply]:
    for page in (welcome, help_page, group_help, introduction):
        yield page(pack, texts, HERE)
    yield from (source(pack, texts), topics(pack, texts), privacy(30, texts, text="all", announced=True))
    for turning in (timeline, who):
        number = 0
        while (page := turning(number, pack, texts)) is not None:
            yield page
            number += 1


def with_address(pack: Pack) -> Pack:
    """The pack as if its article had an address, which every reply then links."""
    return replace(pack, source=replace(pack.source, url="https://example.org/story?a=1&b=2"))


def entities(reply: Reply) -> set[NEAR]:
    """The marks of a reply, comparable with TDLib's."""
    return {(KINDS[each.type], each.offset, each.length, each.url or "") for each in reply.entities}


def strict_faults(reply: Reply) -> list[str]:
    """What Telegram would refuse or drop, as far as it is documented."""
    raw = [json.loads(entity.to_json()) for entity in reply.entities]
    found = [*faults_of_text(reply.text, raw)]
    if len(raw) > MOST_ENTITIES:
        found.append(f"{len(raw)} entities; Telegram keeps {MOST_ENTITIES}")
    found += [f"only spaces in {entity}" for entity in reply.entities if not _part(reply, entity).strip()]
    quotes = [entity for entity in reply.entities if "blockquote" in entity.type]
    found += [
        f"a quote in a quote at {b.offset}" for a in quotes for b in quotes if a is not b and _inside(a, b)
    ]
    return found


def _part(reply: Reply, entity: MessageEntity) -> str:
    raw = reply.text.encode("utf-16-le")
    return raw[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le")


def _inside(outer: MessageEntity, inner: MessageEntity) -> bool:
    return outer.offset <= inner.offset < outer.offset + outer.length


def ask_tdlib(kind: str, **fields: Any) -> Any:
    """What TDLib makes of a request that needs no network, without a word on the terminal."""
    tdjson.td_execute(b'{"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}')
    answer = json.loads(tdjson.td_execute(json.dumps({"@type": kind, **fields}).encode()))
    assert answer["@type"] != "error", answer["message"]
    return answer


def of_tdlib(formatted: Any) -> tuple[str, set[NEAR]]:
    """A text of TDLib with its marks."""
    marks = {
        (kind["@type"].removeprefix("textEntityType"), each["offset"], each["length"], kind.get("url", ""))
        for each in formatted["entities"]
        for kind in [each["type"]]
    }
    return formatted["text"], marks


def as_sent(reply: Reply) -> tuple[str, set[NEAR]]:
    """A reply after TDLib has checked and put right its entities, as it does before sending."""
    raw = [
        {"@type": "textEntity", "offset": start, "length": length}
        | {"type": {"@type": f"textEntityType{kind}"} | ({"url": url} if url else {})}
        for kind, start, length, url in entities(reply)
    ]
    text = {"@type": "formattedText", "text": reply.text, "entities": raw}
    return of_tdlib(ask_tdlib("parseMarkdown", text=text))


def as_html(reply: Reply) -> str:
    """A reply in Telegram's HTML."""
    tags: list[tuple[int, int, int, int, str]] = []
    for entity in reply.entities:
        start, end = entity.offset, entity.offset + entity.length
        name = TAGS[entity.type]
        link = f' href="{html.escape(entity.url)}"' if entity.url else ""
        rank = name != "blockquote"  # of two marks on the same words the quote stands outside
        tags += [(start, 1, -entity.length, rank, f"<{name}{link}>"), (end, 0, -start, -rank, f"</{name}>")]
    raw, done, written = reply.text.encode("utf-16-le"), 0, ""
    for place, *_, tag in sorted(tags):
        written += html.escape(raw[done * 2 : place * 2].decode("utf-16-le"), quote=False) + tag
        done = place
    return written + html.escape(raw[done * 2 :].decode("utf-16-le"), quote=False)


@pytest.fixture(params=LANGUAGES)
def said(request: pytest.FixtureRequest, pack: Pack) -> list[Reply]:
    """Everything that is rendered in one language, once with the article's address."""
    return [*replies(pack, request.param), *replies(with_address(pack), request.param)]


def faulty(said: list[Reply], check: Callable[[Reply], object]) -> dict[str, object]:
    """The texts of which a check says something."""
    return {reply.text: found for reply in said if (found := check(reply))}


def test_offsets_hold_nothing_overlaps_and_nothing_is_too_much(said: list[Reply]) -> None:
    assert len(said) > 400
    assert faulty(said, strict_faults) == {}


@tdlib
def test_tdlib_keeps_every_text_and_every_mark(said: list[Reply]) -> None:
    assert faulty(said, lambda reply: as_sent(reply) != (reply.text, entities(reply))) == {}


@tdlib
def test_tdlib_reads_the_same_from_html(said: list[Reply]) -> None:
    def differs(reply: Reply) -> bool:
        mode = {"@type": "textParseModeHTML"}
        parsed = ask_tdlib("parseTextEntities", text=as_html(reply), parse_mode=mode)
        return of_tdlib(parsed) != (reply.text, entities(reply))

    assert faulty(said, differs) == {}


@tdlib
def test_nobody_is_mentioned_and_nothing_tagged_by_accident(said: list[Reply]) -> None:
    meant = {f"@{HERE.bot}", "@BotFather"}

    def accidents(reply: Reply) -> list[str]:
        found = ask_tdlib("getTextEntities", text=reply.text)
        marks = of_tdlib({"text": "", **found})[1]
        raw = reply.text.encode("utf-16-le")
        hit = [(kind, raw[at * 2 : (at + size) * 2].decode("utf-16-le")) for kind, at, size, _ in marks]
        return [words for kind, words in hit if kind in DETECTED and words not in meant]

    assert faulty(said, accidents) == {}


@tdlib
def test_tdlib_would_tell() -> None:
    """The check itself: entities that Telegram refuses or drops are noticed."""
    outside = MessageEntity(type="bold", offset=0, length=9)
    with pytest.raises(AssertionError, match="after the end"):
        as_sent(Reply(text="abc", entities=(outside,)))
    cut = MessageEntity(type="bold", offset=0, length=1)
    with pytest.raises(AssertionError, match="in a middle"):
        as_sent(Reply(text="🙂", entities=(cut,)))
    nested = Reply.of(plain("a ") + quoted(quoted(bold("b")) + " c"))
    assert as_sent(nested) != (nested.text, entities(nested))


def test_the_strict_checks_would_tell() -> None:
    spaces = MessageEntity(type="bold", offset=1, length=1)
    assert strict_faults(Reply(text="a b", entities=(spaces,)))
    assert strict_faults(Reply.of(quoted(quoted(plain("b")) + " c")))
    many = tuple(MessageEntity(type="bold", offset=place, length=1) for place in range(101))
    assert strict_faults(Reply(text="x" * 101, entities=many))
