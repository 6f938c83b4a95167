"""Errors reported to Sentry, where it is set up: what failed and where, and nothing of any reader."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from bot.hiding import Hiding
from bot.logs import OWN
from bot.settings import PREFIX, Settings, SettingsError

if TYPE_CHECKING:
    from sentry_sdk.transport import Transport
    from sentry_sdk.types import Event, Hint

PLAIN = ("event_id", "timestamp", "level", "logger", "platform", "release", "environment", "sdk")
FRAME = ("filename", "function", "module", "lineno", "in_app")
"""What of an event and of a frame is sent as it is; whatever else there is stays here."""


def check(settings: Settings) -> None:
    """Does nothing where errors can be reported, or are not to be.

    Raises:
        SettingsError: if the extra is not installed, or the address is none.
    """
    if settings.sentry_dsn is None:
        return
    try:
        from sentry_sdk.utils import BadDsn, Dsn  # noqa: PLC0415  an extra
    except ImportError:
        remedy = 'pip install "verbatim-bot[sentry]"'
        raise SettingsError(f'{PREFIX}SENTRY_DSN needs the extra "sentry": {remedy}.') from None
    with suppress(BadDsn):
        Dsn(settings.sentry_dsn.get_secret_value())
        return
    # Outside of the with clause: Sentry's error quotes the address, and must not be chained.
    raise SettingsError(f"{PREFIX}SENTRY_DSN: not the address of a Sentry project.")


def set_up(settings: Settings, transport: type[Transport] | None = None) -> None:
    """Has errors that are logged reported from now on; does nothing where no address is set.

    ``transport`` replaces the network, for tests.

    Raises:
        SettingsError: if the extra is not installed, or the address is none.
    """
    check(settings)
    if settings.sentry_dsn is None:
        return
    import sentry_sdk  # noqa: PLC0415  an extra
    from sentry_sdk.integrations.atexit import AtexitIntegration  # noqa: PLC0415
    from sentry_sdk.integrations.logging import LoggingIntegration  # noqa: PLC0415

    hiding = Hiding(settings.secrets())

    def before_send(event: Event, _: Hint) -> Event:
        return scrubbed(event, hiding)

    sentry_sdk.init(
        dsn=settings.sentry_dsn.get_secret_value(),
        release=version("verbatim-bot"),
        transport=transport,
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            LoggingIntegration(level=None, event_level=logging.ERROR),
            AtexitIntegration(callback=lambda *_: None),  # sends the last ones, and says nothing
        ],
        before_send=before_send,
        include_local_variables=False,  # personal data is left out by default; saying so is deprecated
        max_breadcrumbs=0,
        auto_session_tracking=False,
    )


def scrubbed(event: Event, hiding: Hiding) -> Event:
    """What may leave: kinds of errors, places in the code, and the fixed part of what was logged."""
    given: Mapping[str, Any] = event
    kept: Any = {name: given[name] for name in PLAIN if name in given}
    own = str(given.get("logger")).partition(".")[0] == OWN
    # Other libraries put whole texts in here.
    if own and (template := (given.get("logentry") or {}).get("message")):
        kept["logentry"] = {"message": hiding.clean(str(template))}
    raised = (given.get("exception") or {}).get("values") or []
    kept["exception"] = {"values": [_error(each, hiding) for each in raised]}
    return kept  # type: ignore[no-any-return]


def _error(raised: Mapping[str, Any], hiding: Hiding) -> dict[str, Any]:
    """An exception without its message, which may quote anything."""
    frames = (raised.get("stacktrace") or {}).get("frames") or []
    return {
        "type": hiding.clean(str(raised.get("type"))),
        "module": raised.get("module"),
        "stacktrace": {"frames": [{name: frame.get(name) for name in FRAME} for frame in frames]},
    }
