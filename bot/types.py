"""Names for python-telegram-bot's generic types, as this bot uses them."""

from __future__ import annotations

from typing import Any

from telegram import Update
from telegram.ext import Application, BaseHandler, ContextTypes, ExtBot

Context = ContextTypes.DEFAULT_TYPE
Handler = BaseHandler[Update, Context, None]
App = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], None]
