"""What is kept of questions, for the newsroom: after the answer went out, and never for longer than set."""

from __future__ import annotations

import logging
from typing import assert_never

from telegram import Message

from bot.deciding import kind_of
from bot.memory import kept
from bot.place import is_private, place_of
from bot.services import Services
from bot.settings import KeepText
from bot.storage import Asked, StorageError
from knowledge import Ambiguous, Answered, Decision, NotInArticle, NotUnderstood, SmallTalk

logger = logging.getLogger(__name__)


async def record(services: Services, message: Message, decision: Decision) -> None:
    """Keeps a question as it was decided, and the asker's address where that is wanted."""
    await kept(services, services.store.keep_asked(_asked(services, message, decision)))
    if services.settings.announcements and is_private(message):
        chat = message.chat.id
        sealed = services.keys.seal(str(chat))
        await kept(services, services.store.keep_address(services.keys.chat(chat), sealed))


async def tidy(services: Services) -> None:
    """Erases what is older than set, and addresses that no announcement needs."""
    days = services.settings.retention_days
    try:
        gone = await services.store.sweep(services.clock(), days=days)
        logger.info("erased %d rows older than %d days", gone, days)
        if not services.settings.announcements:
            await services.store.forget_addresses()
    except StorageError as error:
        services.metrics.database_errors.labels("write").inc()
        logger.warning("old rows are not erased: %s", error)


def _asked(services: Services, message: Message, decision: Decision) -> Asked:
    best, keeps = decision.best, keeps_text(services.settings.keep_text, decision)
    return Asked(
        place=place_of(message, services.keys),
        message=message.message_id,
        decision=kind_of(decision),
        reason="" if isinstance(decision, Answered | Ambiguous) else decision.reason.value,
        facts=_facts(decision),
        best=best.fact.id if best else "",
        score=best.score if best else 0.0,
        runner_up=decision.evidence.runner_up,
        language=decision.language,
        pack=services.pack.id,
        version=services.pack.version,
        text=decision.question if keeps else None,
        at=services.clock(),
    )


def keeps_text(policy: KeepText, decision: Decision) -> bool:
    """Whether the text of a question may be stored; no policy keeps a cry for help or a greeting."""
    if isinstance(decision, SmallTalk):
        return False
    return policy == "all" or (policy == "unanswered" and not isinstance(decision, Answered))


def _facts(decision: Decision) -> tuple[str, ...]:
    match decision:
        case Answered(found=found) | Ambiguous(offered=found) | NotInArticle(nearest=found):
            return tuple(each.fact.id for each in found)
        case NotUnderstood() | SmallTalk():
            return ()
        case _:
            assert_never(decision)
