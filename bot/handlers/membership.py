"""Being added, removed, silenced and moved."""

from __future__ import annotations

from telegram import ChatMember, ChatMemberRestricted, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.memory import kept, recalled
from bot.render import Venue, introduction
from bot.sending import mark_gone, say
from bot.services import Services
from bot.storage import Chat
from bot.texts import Texts
from bot.types import Context, Handler


def handlers(services: Services) -> list[Handler]:
    """Handlers of changes to the bot's own membership, and of groups that become supergroups."""

    async def changed(update: Update, _: Context) -> None:
        if update.my_chat_member is not None:
            await _changed(services, update.my_chat_member)

    async def migrated(update: Update, _: Context) -> None:
        message = update.message
        if message is not None and message.migrate_to_chat_id is not None:
            old, new = services.keys.chat(message.chat.id), services.keys.chat(message.migrate_to_chat_id)
            await kept(services, services.store.migrate(old, new))

    return [
        ChatMemberHandler(changed, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.UpdateType.MESSAGE & filters.StatusUpdate.MIGRATE, migrated),
    ]


async def _changed(services: Services, change: ChatMemberUpdated) -> None:
    writes = _writes(change.new_chat_member)
    await mark_gone(services, change.chat.id, gone=not writes)
    group = change.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)
    if writes and group and not change.chat.is_direct_messages:
        await _introduce(services, change)


async def _introduce(services: Services, change: ChatMemberUpdated) -> None:
    """Says once what the bot is; it stays quiet when it comes back or is promoted."""
    chat = services.keys.chat(change.chat.id)
    known = await recalled(services, services.store.chat(chat), Chat(introduced=True))
    if known.introduced:
        return
    await kept(services, services.store.change_chat(chat, introduced=True))
    texts = Texts(known.language or (change.from_user.language_code or "").partition("-")[0])
    bot = change.get_bot()
    venue = Venue(bot=bot.username, inline=bool(bot.supports_inline_queries))
    await say(services, bot, change.chat.id, introduction(services.pack, texts, venue))


def _writes(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member and member.can_send_messages
    return member.status not in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
