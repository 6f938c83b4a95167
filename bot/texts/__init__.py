"""The sentences that a reader sees, from one catalogue per language (``<language>/*.ftl``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.texts import plain

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

LANGUAGES = ("en", "ru", "kk", "zh")
CATALOGUES = ("answers.ftl", "telegram.ftl")


class Texts:
    """The sentences of one language; English where there is no such catalogue."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]

    def get(self, key: str, **values: str | int) -> str:
        """The sentence of that key, with values put in; numbers in the language's way.

        Raises:
            LookupError: if the catalogue lacks the key or one of its variables is not given.
        """
        text = _plain(self.language).get(key)
        if text is None or not all(isinstance(value, str) for value in values.values()):
            return self._formatted(key, values)
        try:
            return plain.filled(text, values)
        except KeyError as error:
            raise LookupError(f"{self.language}: {key}: no value for {error}") from error

    def _formatted(self, key: str, values: Mapping[str, str | int]) -> str:
        """A sentence that has plurals or numbers in it."""
        bundle = _bundle(self.language)
        if not bundle.has_message(key):
            raise LookupError(f"{self.language}: no text {key}")
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise LookupError(f"{self.language}: {key} has no text")
        text, errors = bundle.format_pattern(pattern, dict(values))
        if errors:
            raise LookupError(f"{self.language}: {key}: {errors[0]}")
        return str(text)

    def date(self, value: dt.date | dt.datetime) -> str:
        """A day, written out."""
        month = self.get(f"month-{value.month}")
        return self.get("date", day=str(value.day), month=month, year=str(value.year))

    def moment(self, value: dt.date | dt.datetime) -> str:
        """A day, with the time of day where the source gives one; no zone is added."""
        if not isinstance(value, dt.datetime):
            return self.date(value)
        return self.get("moment", date=self.date(value), time=f"{value:%H:%M}")


def _sources(language: str) -> list[str]:
    """The catalogues of a language, as written."""
    folder = Path(__file__).parent / language
    return [(folder / name).read_text(encoding="utf-8") for name in CATALOGUES]


@cache
def _plain(language: str) -> Mapping[str, str]:
    return plain.messages("\n".join(_sources(language)))


@cache
def _bundle(language: str) -> FluentBundle:
    from fluent.runtime import FluentBundle, FluentResource  # noqa: PLC0415  see ``plain``

    locale = "zh-Hans" if language == "zh" else language
    bundle = FluentBundle([locale], use_isolating=False)
    for source in _sources(language):
        bundle.add_resource(FluentResource(source))
    return bundle
