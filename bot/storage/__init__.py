"""What the bot remembers; knows neither Telegram nor handlers."""

from bot.storage.keys import Keys, kept_in
from bot.storage.protocol import Asked, Chat, Feedback, Place, Sent, StorageError, Store
from bot.storage.sql import SqlStore
from bot.storage.updates import Claim, DeadLetter

__all__ = [
    "Asked",
    "Chat",
    "Claim",
    "DeadLetter",
    "Feedback",
    "Keys",
    "Place",
    "Sent",
    "SqlStore",
    "StorageError",
    "Store",
    "kept_in",
]
