"""Results for inline queries and for mentions in chats that the bot never joined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions

from bot import wording
from bot.render.decision import cited, render
from bot.render.markup import shortened
from bot.render.pages import guest_help
from bot.render.reply import Reply
from bot.render.venue import Venue
from bot.texts import Texts
from knowledge import Ambiguous, Answered, Decision, Fact, NotInArticle, NotUnderstood, Pack, SmallTalk

MOST = 10
"""Results offered at once."""
TITLE_LIMIT = 80
WHOLE = "_all"
"""Id of the result that holds the whole reply; no fact can have it."""
DESCRIPTION_LIMIT = 240


def results(decision: Decision, pack: Pack, texts: Texts, venue: Venue) -> list[InlineQueryResultArticle]:
    """Replies to choose from, best first; none where the article does not answer."""
    match decision:
        case Answered():
            first = [found.fact for found in decision.found]
            whole = [whole_answer(decision, pack, texts, venue)]
            return [*whole, *choices(_and_related(first, pack)[1:], pack, texts, venue)][:MOST]
        case Ambiguous():
            return choices([found.fact for found in decision.offered], pack, texts, venue)
        case NotInArticle() | NotUnderstood() | SmallTalk():
            return []
        case _:
            assert_never(decision)


def whole_answer(decision: Decision, pack: Pack, texts: Texts, venue: Venue) -> InlineQueryResultArticle:
    """Whatever a decision says, as one result."""
    reply = render(decision, pack, texts, venue)
    facts = [fact for fact in map(pack.fact, reply.facts) if fact is not None]
    answers = [fact.answer_text or fact.quote for fact in facts]
    title = " · ".join(dict.fromkeys(answers)) or reply.text
    return _article(WHOLE, title, facts[0].quote if facts else reply.text, reply)


def usage_result(pack: Pack, texts: Texts, venue: Venue) -> InlineQueryResultArticle:
    """How to ask, where a mention asked nothing."""
    return page_result(guest_help(pack, texts, venue))


def page_result(reply: Reply) -> InlineQueryResultArticle:
    """A reply that cites nothing, as one result."""
    return _article(WHOLE, reply.text, reply.text, reply)


def choices(facts: Iterable[Fact], pack: Pack, texts: Texts, venue: Venue) -> list[InlineQueryResultArticle]:
    """One result for each fact."""
    return [
        _article(fact.id, fact.answer_text or fact.quote, fact.quote, cited(fact, pack, texts, venue))
        for fact in facts
    ][:MOST]


def main_facts(pack: Pack, texts: Texts, venue: Venue) -> list[InlineQueryResultArticle]:
    """What is shown before anything is typed: a fact from each topic, named by its question."""
    return [
        _article(
            fact.id,
            wording.phrasing(fact, pack, texts.language),
            f"{pack.topic_label(fact.topic, texts.language)}: {fact.answer_text or fact.quote}",
            cited(fact, pack, texts, venue),
        )
        for fact in wording.examples(pack, MOST)
    ]


def _and_related(facts: list[Fact], pack: Pack) -> list[Fact]:
    near = [pack.fact(id_) for fact in facts for id_ in fact.related]
    return list({fact.id: fact for fact in (*facts, *near) if fact is not None}.values())


def _article(id_: str, title: str, description: str, reply: Reply) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        reply.text, entities=reply.entities, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    return InlineQueryResultArticle(
        id=id_,
        title=shortened(title, TITLE_LIMIT),
        description=shortened(description, DESCRIPTION_LIMIT),
        input_message_content=content,
        reply_markup=reply.markup,
    )
