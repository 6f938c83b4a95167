"""What is wrong with a setting, in plain words and without its value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

WHOLE = "must be a whole number"
WORDS = {
    "int_parsing": WHOLE,
    "int_from_float": WHOLE,
    "int_parsing_size": "must be a smaller number",
    "float_parsing": "must be a number",
    "bool_parsing": "must be true or false",
}
"""By pydantic's name for what is wrong."""
FOLLOWS = "default_factory_not_called"
"""Of a default that rests on another setting, which is wrong and told by itself."""


def told(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Each wrong setting by its name, and what is wrong with it."""
    for fault in error.errors():
        if fault["type"] != FOLLOWS:
            yield str(fault["loc"][0]).upper(), _words(fault)


def _words(fault: ErrorDetails) -> str:
    given = fault.get("ctx", {})
    match fault["type"]:
        case "greater_than_equal":
            return f"must be at least {given['ge']:g}"
        case "less_than_equal":
            return f"must be at most {given['le']:g}"
        case "literal_error":
            return f"must be {given['expected']}"
        case "value_error":
            return str(given["error"])
        case "int_parsing" if len(fault["loc"]) > 1:
            return "must be whole numbers, separated by commas"
        case kind:
            return WORDS.get(kind, fault["msg"])
