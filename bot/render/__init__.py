"""Decisions and pages as Telegram shows them; pure, and the only place with markup."""

from bot.render.buttons import Action, Press
from bot.render.decision import cited, render, suggestions
from bot.render.pages import help_page, nothing_to_read, usage, welcome
from bot.render.reply import Reply

__all__ = [
    "Action",
    "Press",
    "Reply",
    "cited",
    "help_page",
    "nothing_to_read",
    "render",
    "suggestions",
    "usage",
    "welcome",
]
