"""Deep links: an address that opens a private chat with the bot at one fact."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from knowledge import Fact, Pack

_PAYLOAD = re.compile(r"f_([a-z0-9-]{1,24})_([a-z0-9-]{1,32})")


def payload(pack: Pack, fact: Fact) -> str:
    """What /start is given; at most 2 + 24 + 1 + 32 = 59 of the 64 characters that Telegram takes."""
    return f"f_{pack.id}_{fact.id}"


def fact_in(payload_: str, pack: Pack) -> Fact | None:
    """The fact that a payload names; None where it is another pack's, gone or no payload of ours."""
    found = _PAYLOAD.fullmatch(payload_)
    return pack.fact(found[2]) if found and found[1] == pack.id else None


def deep_link(bot: str, pack: Pack, fact: Fact) -> str:
    """The address of a fact in a private chat with the bot of that username."""
    return f"https://t.me/{bot}?start={payload(pack, fact)}"


def group_link(bot: str) -> str:
    """The address that offers to add the bot to a group."""
    return f"https://t.me/{bot}?startgroup=added"


def share_link(bot: str, pack: Pack, fact: Fact, question: str) -> str:
    """An address that offers a fact's deep link to any chat."""
    return "https://t.me/share/url?" + urlencode({"url": deep_link(bot, pack, fact), "text": question})


def message_link(chat_id: int, username: str | None, message_id: int) -> str | None:
    """The address of a message in a supergroup; None for a basic group, whose messages have none."""
    if username:
        return f"https://t.me/{username}/{message_id}"
    digits = str(chat_id)
    return f"https://t.me/c/{digits.removeprefix('-100')}/{message_id}" if digits.startswith("-100") else None
