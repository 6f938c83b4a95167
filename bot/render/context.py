"""The paragraph around a quote, unfolded below a reply and folded away again."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, Message, MessageEntity
from telegram.constants import MessageEntityType

from bot.render.buttons import Action, Press, in_context, number_of
from bot.render.markup import LIMIT, Rich, emphasised, plain, quoted, units
from bot.render.reply import Reply, Rows
from bot.texts import Texts
from knowledge import Fact, Pack, Span

OURS = (
    MessageEntityType.BOLD,
    MessageEntityType.BLOCKQUOTE,
    MessageEntityType.EXPANDABLE_BLOCKQUOTE,
    MessageEntityType.TEXT_LINK,
)
"""Marks that the bot makes; Telegram adds others by itself, such as links."""


def unfolded(message: Message, fact: Fact, pack: Pack, texts: Texts) -> Reply | None:
    """The message with the paragraph around one quote below it; None where it has that or no room.

    There is one paragraph at a time: that of another quote gives way.
    """
    shown = _without_paragraph(_shown(message))
    around = _around(fact, pack)
    paragraph = pack.article.text[around.start : around.end]
    place = (fact.span.start - around.start, fact.span.end - around.start)
    heading = f"\n\n{texts.get('context')}\n"
    content = shown + heading + quoted(emphasised(paragraph, [place]), expandable=True)
    if content.units > LIMIT:
        return None
    reply = Reply.of(content, _toggled(message, fact.id, pack, texts), (fact.id,))
    return reply if reply.differs_from(message) else None


def folded(message: Message, fact: Fact, pack: Pack, texts: Texts) -> Reply | None:
    """The message without the paragraph; None where it has none."""
    shown = _shown(message)
    content = _without_paragraph(shown)
    if content is shown:
        return None
    return Reply.of(content, _toggled(message, None, pack, texts), (fact.id,))


def _without_paragraph(shown: Rich) -> Rich:
    paragraph = _folded_part(shown.entities)
    if paragraph is None:
        return shown
    # The heading of the paragraph is the line before it, with an empty line above.
    before = _cut(shown.text, paragraph.offset).rstrip("\n").rpartition("\n")[0].rstrip("\n")
    kept = tuple(entity for entity in shown.entities if entity.offset + entity.length <= units(before))
    return Rich(text=before, entities=kept)


def _around(fact: Fact, pack: Pack) -> Span:
    """The paragraph around a quote; with its neighbours where the quote is all of it."""
    own = pack.paragraph(fact)
    if (own.start, own.end) != (fact.span.start, fact.span.end):
        return own
    before = [each.start for each in pack.article.paragraphs if each.end <= own.start][-1:]
    after = [each.end for each in pack.article.paragraphs if each.start >= own.end][:1]
    return Span(start=min([own.start, *before]), end=max([own.end, *after]))


def _shown(message: Message) -> Rich:
    entities = tuple(entity for entity in message.entities if entity.type in OURS)
    return plain(message.text or "") if not entities else Rich(text=message.text or "", entities=entities)


def _folded_part(entities: Sequence[MessageEntity]) -> MessageEntity | None:
    kind = MessageEntityType.EXPANDABLE_BLOCKQUOTE
    return next((entity for entity in entities if entity.type == kind), None)


def _cut(text: str, end: int) -> str:
    return text.encode("utf-16-le", "replace")[: end * 2].decode("utf-16-le", "ignore")


def _toggled(message: Message, opened: str | None, pack: Pack, texts: Texts) -> Rows:
    """The message's own buttons, those that fold turned as the paragraph of that fact wants them."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    facts = [fact for row in rows for each in row if (fact := _folds(each))]
    turned = {
        fact: in_context(fact, fact == opened, number_of(place, len(facts)), pack, texts)
        for place, fact in enumerate(facts)
    }
    return tuple(tuple(turned.get(_folds(each) or "", each) for each in row) for row in rows)


def _folds(button: InlineKeyboardButton) -> str | None:
    """The fact whose paragraph a button folds or unfolds, None for other buttons."""
    press = Press.read(button.callback_data)
    folds = press is not None and press.action in (Action.CONTEXT, Action.PLAIN)
    return press.subject if press is not None and folds else None
