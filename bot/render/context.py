"""The paragraph around a quote, unfolded below a reply and folded away again."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, Message, MessageEntity
from telegram.constants import MessageEntityType

from bot.render.buttons import Action, Press, in_context
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
    """The message with the paragraph below it; None where it has one already or no room."""
    shown = _shown(message)
    if _folded_part(shown.entities) is not None:
        return None
    around = _around(fact, pack)
    paragraph = pack.article.text[around.start : around.end]
    place = (fact.span.start - around.start, fact.span.end - around.start)
    heading = f"\n\n{texts.get('context')}\n"
    content = shown + heading + quoted(emphasised(paragraph, [place]), expandable=True)
    if content.units > LIMIT:
        return None
    return Reply.of(content, _toggled(message, fact, True, pack, texts), (fact.id,))


def folded(message: Message, fact: Fact, pack: Pack, texts: Texts) -> Reply | None:
    """The message without the paragraph; None where it has none."""
    shown = _shown(message)
    paragraph = _folded_part(shown.entities)
    if paragraph is None:
        return None
    # The heading of the paragraph is the line before it, with an empty line above.
    before = _cut(shown.text, paragraph.offset).rstrip("\n").rpartition("\n")[0].rstrip("\n")
    kept = tuple(entity for entity in shown.entities if entity.offset + entity.length <= units(before))
    content = Rich(text=before, entities=kept)
    return Reply.of(content, _toggled(message, fact, False, pack, texts), (fact.id,))


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


def _toggled(message: Message, fact: Fact, opened: bool, pack: Pack, texts: Texts) -> Rows:
    """The message's own buttons, with the one that folds turned over."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    turned = in_context(fact.id, opened, pack, texts)
    return tuple(tuple(turned if _folds(each) else each for each in row) for row in rows)


def _folds(button: InlineKeyboardButton) -> bool:
    press = Press.read(button.callback_data)
    return press is not None and press.action in (Action.CONTEXT, Action.PLAIN)
