"""The plain messages of a catalogue, text and variables on one line, read without Fluent's parser.

Fluent and Babel take longer to import than an answer to find, and most sentences have no need of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_VARIABLE = re.compile(r"\{ *\$([a-zA-Z][\w-]*) *\}")
_ONE_LINE = re.compile(r"^([a-zA-Z][\w-]*) *= *(\S.*)$(?!\n[ \n]* )", re.MULTILINE)
"""A key and its text, where no indented line goes on with it."""


def messages(catalogue: str) -> dict[str, str]:
    """Return the plain messages of a catalogue in Fluent's syntax, by key, variables still to be put in."""
    return {key: text.rstrip(" ") for key, text in _ONE_LINE.findall(catalogue) if _is_plain(text)}


def filled(text: str, values: Mapping[str, str | int]) -> str:
    """Return a plain message with its variables put in; KeyError where one of them is not given."""
    return _VARIABLE.sub(lambda variable: str(values[variable[1]]), text)


def _is_plain(text: str) -> bool:
    """Whether nothing in a text but its variables needs Fluent."""
    return set("{}").isdisjoint(_VARIABLE.sub("", text))
