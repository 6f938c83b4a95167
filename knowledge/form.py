"""Holds what an editor wrote against its model: every fault with its place, and all that is right kept.

A file with a bad entry still has the others checked for their meaning, so that all faults show at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from knowledge.errors import Problem

Model = TypeVar("Model", bound=BaseModel)

_ENTRIES = {
    "facts": "fact",
    "silences": "silence",
    "entities": "entity",
    "synonyms": "synonyms",
    "asks": "example",
    "refuses": "example",
    "dialogs": "dialog",
    "turns": "turn",
}
"""What one entry of a list is called."""
_CODE = "is not a language code", "use two or three small letters, such as en"
_SYMBOLS = "holds more than a-z, 0-9 and -", "use only these"
_FAULTS = {
    "string_too_short": ("is empty", "write a text or remove the entry"),
    "string_too_long": ("is longer than {max_length} characters", "shorten it"),
    "string_type": ("is not a text", "write it in quotation marks"),
    "moment": ("is not a date or a date-time", "write it like 2022-01-31 or 2022-01-31T18:30:00"),
    "day": ("is not a date", "write it like 2022-01-31"),
    "link": ("is not a link", "write it in full, beginning with https://"),
}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where in a file something stands, and the list to which its problems go."""

    file: str
    problems: list[Problem]
    steps: tuple[str, ...] = ()

    def within(self, step: str) -> Place:
        """Return a place inside this one."""
        return replace(self, steps=(*self.steps, step))

    def entry(self, label: str) -> Place:
        """Return the place of one entry of the list or table here, known by its id, name or question."""
        *outer, last = self.steps
        return replace(self, steps=(*outer, f'{_ENTRIES.get(last, last)} "{label}"'))

    def report(self, what: str, remedy: str) -> None:
        """Add a problem that stands here."""
        self.problems.append(Problem(file=self.file, where=", ".join(self.steps), what=what, remedy=remedy))


def sift(model: type[Model], data: object, place: Place) -> Model:
    """Return what is right in the data as a model; report what is wrong and leave it blank.

    A text that breaks a rule is kept as typed, so that what speaks of it elsewhere still finds it.
    """
    if not isinstance(data, Mapping):
        place.report("is not a section", "give it keys and values of its own")
        return sift(model, {}, Place(file="", problems=[]))
    known = model.model_fields
    for key in data:
        if key not in known:
            near = get_close_matches(key, known.keys() - data.keys(), n=1)
            remedy = f'did you mean "{near[0]}"?' if near else "remove it"
            place.within(key).report("is not a known key", remedy)
    kinds = get_type_hints(model, include_extras=True)
    values = {name: _field(name, field, kinds[name], data, place) for name, field in known.items()}
    return model.model_construct(**values)


def _field(name: str, field: FieldInfo, kind: Any, data: Mapping[str, object], place: Place) -> Any:
    place = place.within(name)
    if name in data:
        least = max((getattr(rule, "min_length", 0) for rule in field.metadata), default=0)
        return _value(kind, data[name], place, least)
    if not field.is_required():
        return field.get_default(call_default_factory=True)
    place.report("is missing", "add it")
    return _blank(kind)


def _value(kind: Any, value: object, place: Place, least: int = 0) -> Any:
    """A value of a kind, as far as it is one."""
    origin = get_origin(kind)
    if origin is tuple:
        return _list(get_args(kind)[0], value, place, least)
    if origin is dict:
        return _table(get_args(kind), value, place)
    if _is_model(kind):
        return sift(kind, value, place)
    return _scalar(kind, value, place)


def _list(kind: Any, value: object, place: Place, least: int) -> tuple[Any, ...]:
    if not isinstance(value, list):
        remedy = f"write [[{place.steps[-1]}]] above each entry" if _is_model(kind) else "write it in [ ]"
        place.report("is not a list", remedy)
        return ()
    if len(value) < least:
        place.report("is empty" if not value else "is too short", f"write at least {least}")
    return tuple(_value(kind, each, _place_of(each, number, place)) for number, each in enumerate(value, 1))


def _place_of(entry: object, number: int, place: Place) -> Place:
    """The place of an entry of a list, by what it is known by, else by its number."""
    if isinstance(entry, Mapping):
        for key in ("id", "name", "question"):
            if isinstance(label := entry.get(key), str) and label:
                return place.entry(label)
    return place.within(f"entry {number}")


def _table(kinds: tuple[Any, ...], value: object, place: Place) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        place.report("is not a section", "give it keys and values of its own")
        return {}
    keys, kind = kinds
    inside = place.entry if place.steps[-1] in _ENTRIES else place.within
    return {_scalar(keys, key, inside(key)): _value(kind, each, inside(key)) for key, each in value.items()}


def _scalar(kind: Any, value: object, place: Place) -> Any:
    try:
        return _adapter(kind).validate_python(value)
    except ValidationError as error:
        place.report(*_fault(error))
        return value.strip() if isinstance(value, str) else _blank(kind)


def _fault(error: ValidationError) -> tuple[str, str]:
    """What is wrong with a value and what to do, in an editor's words."""
    fault = error.errors(include_url=False)[0]
    if fault["type"] == "string_pattern_mismatch":
        return _CODE if "{2,3}" in fault["ctx"]["pattern"] else _SYMBOLS
    what, remedy = _FAULTS[fault["type"]]
    return what.format(**fault.get("ctx", {})), remedy


def _blank(kind: Any) -> Any:
    """What stands for a missing value; never seen outside, since a pack with problems is not opened."""
    if get_origin(kind) is tuple:
        return ()
    if _is_model(kind):
        return sift(kind, {}, Place(file="", problems=[]))
    return ""


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
