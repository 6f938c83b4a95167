"""Checks everything that the bot rests on, and says for each part what to do."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from bot import sentry
from bot.hiding import Hiding
from bot.services import now
from bot.settings import Settings, SettingsError, read, unknown
from knowledge import KnowledgeError, Library, PackInvalid


class Grade(StrEnum):
    """How a part is."""

    FINE = "ok"
    HINT = "note"
    """Works, but something could be better."""
    FAULT = "wrong"
    SKIPPED = "skipped"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found about one part, and what to do about it."""

    subject: str
    grade: Grade
    what: str
    remedy: str = ""


def fine(subject: str, what: str) -> Finding:
    """Nothing to do."""
    return Finding(subject=subject, grade=Grade.FINE, what=what)


def hint(subject: str, what: str, remedy: str) -> Finding:
    """Something that could be better."""
    return Finding(subject=subject, grade=Grade.HINT, what=what, remedy=remedy)


def fault(subject: str, what: str, remedy: str) -> Finding:
    """Something that keeps the bot from working."""
    return Finding(subject=subject, grade=Grade.FAULT, what=what, remedy=remedy)


def skipped(subject: str, what: str) -> Finding:
    """Nothing could be found out."""
    return Finding(subject=subject, grade=Grade.SKIPPED, what=what)


async def examine(clock: Callable[[], datetime] = now) -> AsyncIterator[Finding]:
    """Every finding as it comes, in order; none holds a secret, and nothing is changed anywhere."""
    try:
        settings = read()
    except SettingsError as error:
        yield fault("settings", str(error), "Correct the environment; the README lists every setting.")
        return
    hiding = Hiding(settings.secrets())
    try:
        async for finding in _all(settings, clock):
            yield replace(finding, what=hiding.clean(finding.what), remedy=hiding.clean(finding.remedy))
    except Exception as error:
        # Python's traceback would show what is hidden here.
        yield fault("doctor", f"cannot go on ({type(error).__name__})", "Please report this.")


async def _all(settings: Settings, clock: Callable[[], datetime]) -> AsyncIterator[Finding]:
    # Telegram's library and the database's take a second to import; what is wrong before is said at once.
    yield _settings(settings)
    for finding in _packs(settings):
        yield finding
    yield _folder(settings.data_folder)
    from bot import doctor_database, doctor_telegram  # noqa: PLC0415

    yield await doctor_database.examine(settings)
    async for finding in doctor_telegram.examine(settings, clock):
        yield finding


def _settings(settings: Settings) -> Finding:
    try:
        sentry.check(settings)
    except SettingsError as error:
        return fault(
            "settings",
            str(error),
            "Correct that, or leave VERBATIM_SENTRY_DSN out: the bot does not start with it.",
        )
    if strangers := unknown():
        return hint(
            "settings",
            f"{', '.join(strangers)}: no such setting",
            "The README lists every setting; remove or rename these.",
        )
    return fine("settings", "read from the environment")


def _packs(settings: Settings) -> list[Finding]:
    try:
        library = Library.open(settings.packs, cache=settings.cache)
        pack = library.pack(settings.pack) if settings.pack else library.default
    except PackInvalid as error:
        return [fault("packs", f"{error.pack}/{each}", "Mend the file.") for each in error.problems]
    except (KnowledgeError, OSError) as error:
        return [fault("packs", str(error), "Correct VERBATIM_PACKS or VERBATIM_PACK.")]
    return [fine("packs", f"{pack.id} answers: {len(pack.facts)} facts, version {pack.version}")]


def _folder(folder: Path) -> Finding:
    if _writable(folder):
        return fine("data folder", str(folder))
    remedy = "Give its owner the right to write, or set VERBATIM_DATA_FOLDER to another folder."
    return fault("data folder", f"{folder}: cannot be written", remedy)


def _writable(folder: Path) -> bool:
    """Whether the folder can be written, or else be made."""
    place = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    return place.is_dir() and os.access(place, os.W_OK | os.X_OK)
