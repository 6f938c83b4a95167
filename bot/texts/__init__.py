"""The sentences that a reader sees, from one catalogue per language (``<language>/*.ftl``)."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

LANGUAGES = ("en", "ru", "kk", "zh")
CATALOGUES = ("answers.ftl", "telegram.ftl")
"""In the order in which they are needed: a terminal session never reads the second."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""English dates are written without Babel, which takes longer to import than an answer to find."""


class Texts:
    """The sentences of one language; English where there is no such catalogue."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]

    def get(self, key: str, **values: str | int) -> str:
        """The sentence of that key, with values put in; numbers in the language's way.

        Raises:
            LookupError: if the catalogue lacks the key or one of its variables is not given.
        """
        bundle = _bundle_with(self.language, key)
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise LookupError(f"{self.language}: {key} has no text")
        text, errors = bundle.format_pattern(pattern, values)
        if errors:
            raise LookupError(f"{self.language}: {key}: {errors[0]}")
        return str(text)

    def date(self, value: dt.date | dt.datetime) -> str:
        """A day, written out."""
        if self.language == "en":
            return f"{_MONTHS[value.month - 1]} {value.day}, {value.year}"
        from babel.dates import format_date  # noqa: PLC0415 - slow to import, see _bundle

        return format_date(value, format="long", locale=_locale(self.language))

    def published(self, publisher: str, date: str) -> str:
        """A publisher and a date; English without the catalogue, like its dates."""
        if self.language == "en":
            return f"{publisher}, {date}"
        return self.get("published", publisher=publisher, date=date)

    def moment(self, value: dt.date | dt.datetime) -> str:
        """A day, with the time of day where the source gives one; no zone is added."""
        if not isinstance(value, dt.datetime):
            return self.date(value)
        return self.get("moment", date=self.date(value), time=f"{value:%H:%M}")


def _locale(language: str) -> str:
    return "zh_Hans" if language == "zh" else language


def _bundle_with(language: str, key: str) -> FluentBundle:
    for count in range(1, len(CATALOGUES) + 1):
        bundle = _bundle(language, count)
        if bundle.has_message(key):
            return bundle
    raise LookupError(f"{language}: no text {key}")


@cache
def _bundle(language: str, count: int) -> FluentBundle:
    """The first ``count`` catalogues of a language."""
    # Fluent and Babel take 50 ms to import: whoever needs no sentence must not pay for them.
    from fluent.runtime import FluentBundle, FluentResource  # noqa: PLC0415

    bundle = FluentBundle([_locale(language).replace("_", "-")], use_isolating=False)
    folder = Path(__file__).parent / language
    for name in CATALOGUES[:count]:
        bundle.add_resource(FluentResource((folder / name).read_text(encoding="utf-8")))
    return bundle
