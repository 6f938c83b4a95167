"""Replies that are not about a question: the welcome, the help."""

from __future__ import annotations

from bot import wording
from bot.render.decision import suggestions
from bot.render.reply import Reply
from bot.texts import Texts
from knowledge import Pack


def welcome(pack: Pack, texts: Texts) -> Reply:
    """What the bot is and which article it quotes, with questions to begin with."""
    parts = [texts.get("start"), _article(pack, texts), texts.get("ask-away")]
    return suggestions("\n\n".join(parts), pack, texts)


def help_page(pack: Pack, texts: Texts) -> Reply:
    """How to ask."""
    return suggestions(f"{texts.get('help')}\n\n{_article(pack, texts)}", pack, texts)


def usage(pack: Pack, texts: Texts) -> Reply:
    """How to write /ask, with a question of the pack's as the example."""
    example = wording.examples(pack, 1)[0]
    return Reply(text=texts.get("ask-usage", example=wording.phrasing(example, pack, texts.language)))


def nothing_to_read(texts: Texts) -> Reply:
    """An answer to a picture, a voice message and the like."""
    return Reply(text=texts.get("no-text"))


def _article(pack: Pack, texts: Texts) -> str:
    source = pack.source
    return texts.get(
        "article",
        headline=source.headline,
        publisher=source.publisher,
        date=texts.date(source.published),
    )
