"""Rows of the tables to values and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any

from bot.storage.protocol import Asked, Chat, Feedback, Place, Sent
from knowledge import Conversation

Row = Mapping[str, Any]


def sent_row(sent: Sent) -> dict[str, Any]:
    """A row of ``answers``."""
    return {
        **asdict(sent.place),
        "message": sent.message,
        "question": sent.question,
        "asked": sent.asked,
        "reply": sent.reply,
        "pack": sent.pack,
        "version": sent.version,
        "language": sent.language,
        "facts": facts_text(sent.facts),
        "conversation": json.dumps(asdict(sent.conversation)),
        "at": sent.at,
    }


def sent_value(row: Row) -> Sent:
    """A reply from a row of ``answers``."""
    return Sent(
        place=Place(chat=row["chat"], topic=row["topic"], asker=row["asker"]),
        question=row["question"],
        message=row["message"],
        asked=row["asked"],
        reply=row["reply"],
        pack=row["pack"],
        version=row["version"],
        language=row["language"],
        facts=tuple(row["facts"].split()),
        conversation=_conversation(row["conversation"]),
        at=moment(row["at"]),
    )


def facts_text(facts: tuple[str, ...]) -> str:
    """Ids in one column; they hold no spaces."""
    return " ".join(facts)


def chat_row(chat: str, settings: Chat) -> dict[str, Any]:
    """A row of ``chats``."""
    return {"chat": chat, **asdict(settings)}


def chat_value(row: Row) -> Chat:
    """What is set for a chat, from a row of ``chats``."""
    return Chat(**{each.name: row[each.name] for each in fields(Chat)})


def asked_row(asked: Asked) -> dict[str, Any]:
    """A row of ``questions``."""
    values = asdict(asked) | asdict(asked.place) | {"facts": facts_text(asked.facts)}
    del values["place"]
    return values


def asked_value(row: Row) -> Asked:
    """A question from a row of ``questions``."""
    values = dict(row)
    place = Place(**{each.name: values.pop(each.name) for each in fields(Place)})
    values |= {"facts": tuple(row["facts"].split()), "at": moment(row["at"])}
    return Asked(place=place, **values)


def feedback_row(feedback: Feedback) -> dict[str, Any]:
    """A row of ``feedback``."""
    place = feedback.place
    values = asdict(feedback)
    del values["place"]
    return {"chat": place.chat, "asker": place.asker, **values}


def moment(value: datetime) -> datetime:
    """A moment as stored, in its zone."""
    # SQLite keeps no zone: what comes back without one is the UTC that went in.
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _conversation(text: str) -> Conversation:
    """A conversation as stored; what another release kept and this one does not know is left out."""
    stored: dict[str, Any] = json.loads(text)
    known = {each.name for each in fields(Conversation)} & stored.keys()
    values: Any = {name: _frozen(stored[name]) for name in known}
    return Conversation(**values)


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
