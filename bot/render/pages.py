"""Replies that are not about a question: the welcome, the help, notices, choices."""

from __future__ import annotations

from dataclasses import replace

from telegram import Chat, InlineKeyboardButton

from bot import wording
from bot.render.buttons import Action, button
from bot.render.decision import suggestions
from bot.render.links import group_link, message_link
from bot.render.markup import bold, joined, linked, plain
from bot.render.reply import Reply
from bot.render.venue import Venue
from bot.texts import LANGUAGES, Texts
from knowledge import Pack

AUTOMATIC = "auto"
"""The choice to follow the reader's own language."""
ON, OFF = "on", "off"


def welcome(pack: Pack, texts: Texts, venue: Venue) -> Reply:
    """What the bot is and which article it quotes, with questions to begin with."""
    parts = [texts.get("start"), article_line(pack, texts), texts.get("ask-away")]
    reply = suggestions("\n\n".join(parts), pack, texts, venue)
    add = InlineKeyboardButton(texts.get("add-to-group"), url=group_link(venue.bot))
    return replace(reply, buttons=(*reply.buttons, (add,)))


def help_page(pack: Pack, texts: Texts, venue: Venue) -> Reply:
    """How to ask in a private chat."""
    parts = [texts.get("help"), article_line(pack, texts), texts.get("help-commands")]
    return suggestions("\n\n".join(parts), pack, texts, venue)


def group_help(pack: Pack, texts: Texts, venue: Venue) -> Reply:
    """How to ask in a group: the ways that always work first."""
    ways = texts.get("help-group", bot=venue.bot)
    return Reply(text=f"{ways}\n\n{article_line(pack, texts)}")


def guest_help(pack: Pack, texts: Texts, venue: Venue) -> Reply:
    """How to ask in a chat that the bot is no member of, where commands do not reach it."""
    ways = texts.get("help-guest", bot=venue.bot)
    return Reply(text=f"{ways}\n\n{article_line(pack, texts)}")


def introduction(pack: Pack, texts: Texts, venue: Venue) -> Reply:
    """What the bot says once when it is added to a group."""
    return Reply(text=f"{texts.get('start')}\n\n{group_help(pack, texts, venue).text}")


def usage(pack: Pack, texts: Texts, venue: Venue) -> Reply:
    """How to write /ask, with questions of the pack's to press."""
    return suggestions(texts.get("ask-usage"), pack, texts, venue)


def nothing_to_read(texts: Texts) -> Reply:
    """An answer to a picture, a voice message and the like."""
    return Reply(text=texts.get("no-text"))


def slow_down(texts: Texts) -> Reply:
    """The one notice when somebody asks too much."""
    return Reply(text=texts.get("too-many"))


def earlier_answer(chat: Chat, message_id: int, texts: Texts) -> Reply:
    """A pointer to an answer a little above in the same group; where there are no links, an answer to it."""
    link, words = message_link(chat.id, chat.username, message_id), texts.get("answered-above")
    return Reply.of(linked(words, link)) if link else Reply(text=words, points_to=message_id)


def story(pack: Pack, texts: Texts, venue: Venue) -> Reply:
    """What the bot comments under a post of the channel."""
    return suggestions(texts.get("ask-about-story"), pack, texts, venue, count=4)


def source(pack: Pack, texts: Texts) -> Reply:
    """The article: headline, publisher, date, link, and how much of it can be cited."""
    about = pack.source
    published = texts.get(
        "published", publisher=wording.publisher(pack, texts), date=texts.moment(about.published)
    )
    lines = [
        bold(about.headline),
        plain(published),
        linked(about.url or "", about.url),
        plain(texts.get("citable", count=_citable(pack))),
        plain(about.licence or ""),
    ]
    return Reply.of(joined(lines))


def language_choice(chosen: str, pack: Pack, texts: Texts) -> Reply:
    """The interface languages, as buttons, and which is chosen; empty for the reader's own."""
    names = {language: Texts(language).get("language-name") for language in LANGUAGES}
    rows = [(button(name, Action.LANGUAGE, pack, language, texts),) for language, name in names.items()]
    automatic = button(texts.get("language-auto"), Action.LANGUAGE, pack, AUTOMATIC, texts)
    now = texts.get("language-now", language=names.get(chosen) or texts.get("language-auto"))
    return Reply(text=f"{texts.get('language-ask')}\n\n{now}", buttons=(*rows, (automatic,)))


def settings_page(comments: bool, pack: Pack, texts: Texts) -> Reply:
    """What an admin can set for a group."""
    label = texts.get("comments-off" if comments else "comments-on")
    rows = ((button(label, Action.COMMENTS, pack, OFF if comments else ON, texts),),)
    state = texts.get("comments-are-on" if comments else "comments-are-off")
    text = "\n\n".join([state, texts.get("comments-need"), texts.get("settings-language")])
    return Reply(text=text, buttons=rows)


def privacy(days: int, texts: Texts, *, text: str, announced: bool) -> Reply:
    """What is stored, for how many days (0 for ever), and how to erase it.

    ``text`` is the policy: of which questions the text is stored.
    """
    lines = [texts.get("privacy"), texts.get(f"privacy-text-{text}")]
    if announced:
        lines.append(texts.get("privacy-announcements"))
    lines.append(texts.get("privacy-days", days=days) if days else texts.get("privacy-kept"))
    return Reply(text="\n".join(lines))


def _citable(pack: Pack) -> int:
    """How many sentences of the article stand in a quote."""
    quotes = {fact.span for fact in pack.facts}
    return sum(
        any(quote.start <= sentence.start and sentence.end <= quote.end for quote in quotes)
        for sentence in pack.article.sentences
    )


def article_line(pack: Pack, texts: Texts) -> str:
    """Which article it is, in one sentence."""
    about = pack.source
    date = texts.date(about.published)
    return texts.get("article", headline=about.headline, publisher=wording.publisher(pack, texts), date=date)


def notice(key: str, texts: Texts, **values: str | int) -> Reply:
    """A page that is one text of the catalogue."""
    return Reply(text=texts.get(key, **values))
