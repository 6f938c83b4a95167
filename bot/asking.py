"""From a reader's words to a reply: the one road that every surface takes."""

from __future__ import annotations

from telegram import Message, User

from bot.render import Reply, render
from bot.services import Services
from bot.texts import LANGUAGES, Texts


def answer(services: Services, question: str) -> Reply:
    """The reply to a question, in the question's language."""
    decision = services.pack.ask(question)
    return render(decision, services.pack, Texts(decision.language))


def reader_texts(asker: User | None) -> Texts:
    """The interface in the language that the reader's own app speaks."""
    code = (asker.language_code or "") if asker else ""
    return Texts(code.partition("-")[0] if code else LANGUAGES[0])


def words(message: Message) -> str:
    """What a message says: its text or its caption."""
    return message.text or message.caption or ""


def after_command(message: Message) -> str:
    """What follows the command that a message starts with."""
    _, _, rest = (message.text or "").partition(" ")
    return rest.strip()
