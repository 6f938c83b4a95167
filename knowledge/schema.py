"""The files of a pack as an editor writes them; unknown keys are refused."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError, Url


def _moment(value: Any) -> Any:
    """A date or date-time as typed; a number, which pydantic would count from 1970, is neither."""
    try:
        value = datetime.fromisoformat(value) if isinstance(value, str) and len(value) > _DATE else value
        value = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        value = None
    if not isinstance(value, date):
        raise PydanticCustomError("moment", "is not a date or a date-time")
    return value


def _day(value: Any) -> Any:
    """A date, without a time."""
    value = _moment(value)
    if isinstance(value, datetime):
        raise PydanticCustomError("day", "is not a date alone")
    return value


def _link(value: str) -> str:
    """Telegram drops a link that it cannot parse without saying so, so a bad one is refused here."""
    try:
        found = Url(value)
    except ValueError:
        found = None
    if found is None or not re.fullmatch(_ADDRESS, value):
        raise PydanticCustomError("link", "is not a link")
    return value


_ADDRESS = r"https?://[^\s/?#\\.]+(?:\.[^\s/?#\\.:]+)+(?::[1-9]\d*)?(?:[/?#][^\s\\]*)?"
"""What Telegram takes for a link: a host with a dot, no blanks or backslashes."""
_DATE = len("2022-01-31")

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=32)]
PackId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=24)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
LanguageCode = Annotated[str, StringConstraints(pattern="^[a-z]{2,3}$")]
Moment = Annotated[datetime | date, BeforeValidator(_moment)]
Day = Annotated[date, BeforeValidator(_day)]
Link = Annotated[str, AfterValidator(_link)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceModel(_File):
    """``[source]`` of pack.toml."""

    publisher: Text
    headline: Text
    published: Moment
    language: LanguageCode
    url: Link | None = None
    licence: str | None = None


class EntityModel(_File):
    """One of ``[[entities]]``: a person, organisation or place."""

    name: Text
    kind: Text
    role: str = ""
    of: str = ""
    aliases: dict[LanguageCode, tuple[Text, ...]] = Field(default_factory=dict)


class SynonymsModel(_File):
    """One of ``[[synonyms]]``: words that mean the same in this story."""

    words: tuple[Text, ...] = Field(min_length=2)


class PackModel(_File):
    """pack.toml."""

    id: PackId
    title: Text
    languages: tuple[LanguageCode, ...] = Field(min_length=1)
    source: SourceModel
    entities: tuple[EntityModel, ...] = ()
    synonyms: tuple[SynonymsModel, ...] = ()


class FactModel(_File):
    """One of ``[[facts]]``: id, quote and questions are required."""

    id: Id
    quote: Text
    questions: tuple[Text, ...] = Field(min_length=1)
    answer: Text | None = None
    topic: str = ""
    kind: str = ""
    attributed_to: tuple[Text, ...] = ()
    related: tuple[Id, ...] = ()
    when: Day | None = None


class SilenceModel(_File):
    """One of ``[[silences]]``: what readers ask and the article does not state."""

    id: Id
    about: Text
    questions: tuple[Text, ...] = Field(min_length=1)


class FactsModel(_File):
    """facts.toml."""

    facts: tuple[FactModel, ...] = Field(min_length=1)
    silences: tuple[SilenceModel, ...] = ()


class FactLocale(_File):
    """A fact in another language: phrasings, the short answer and the quote, translated."""

    questions: tuple[Text, ...] = ()
    answer: Text | None = None
    translation: Text | None = None


class SilenceLocale(_File):
    """A silence in another language."""

    questions: tuple[Text, ...] = ()
    about: Text | None = None


class EntityLocale(_File):
    """An entity in another language: the name and role as shown."""

    label: Text | None = None
    role: Text | None = None


class LocaleModel(_File):
    """locales/<language>.toml."""

    topics: dict[str, Text] = Field(default_factory=dict)
    entities: dict[str, EntityLocale] = Field(default_factory=dict)
    facts: dict[str, FactLocale] = Field(default_factory=dict)
    silences: dict[str, SilenceLocale] = Field(default_factory=dict)


class AsksModel(_File):
    """One of ``[[asks]]``: a question and the facts that answer it, together where there are several."""

    question: Text
    facts: tuple[Id, ...] = Field(min_length=1)
    known_miss: Text | None = None


class RefusesModel(_File):
    """One of ``[[refuses]]``: a question that must get no fact; ``reason`` is one of the refusals' words."""

    question: str
    reason: Text
    known_miss: Text | None = None


class TurnModel(_File):
    """One turn of a dialog: either the facts that answer, or the reason why none does."""

    question: str
    facts: tuple[Id, ...] = ()
    reason: str = ""


class DialogModel(_File):
    """One of ``[[dialogs]]``."""

    turns: tuple[TurnModel, ...] = Field(min_length=1)
    known_miss: Text | None = None


class ExamplesModel(_File):
    """examples.toml."""

    asks: tuple[AsksModel, ...] = ()
    refuses: tuple[RefusesModel, ...] = ()
    dialogs: tuple[DialogModel, ...] = ()
