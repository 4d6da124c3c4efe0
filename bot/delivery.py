"""A reply on its way to Telegram: laid out for its place, sent, or put where an older one stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.error import BadRequest, ChatMigrated

from bot.markup import Block, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Bot

    from bot.reply import Reply

log = structlog.get_logger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
NO_BUTTONS = InlineKeyboardMarkup([])
DERIVATION, SOURCES = "derivation", "sources"

# What Telegram says, in part; its words are the only thing that tells these refusals apart.
NOT_MODIFIED = "not modified"
QUOTE = "quote"
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


def full(reply: Reply) -> list[Block]:
    """Lay a reply out for a private chat or a card: derivation and sources are there, folded."""
    return filled(
        Block(reply.short),
        Block(reply.details),
        Block(reply.derivation, folded=True),
        Block(reply.sources, folded=True),
    )


def brief(reply: Reply, shown: frozenset[str] = frozenset()) -> list[Block]:
    """Lay a reply out for a group: the answer itself, and what somebody asked to see of the rest."""
    return filled(Block(reply.short), *sections(reply, shown))


def sections(reply: Reply, shown: frozenset[str]) -> list[Block]:
    """Return the folded parts of a reply that are to be shown."""
    derivation = Block(reply.derivation, folded=True) if DERIVATION in shown else Block("")
    sources = Block(reply.sources, folded=True) if SOURCES in shown else Block("")
    return filled(derivation, sources)


def filled(*blocks: Block) -> list[Block]:
    """Leave out empty blocks."""
    return [block for block in blocks if block.text.strip()]


async def send(
    bot: Bot,
    chat_id: int,
    pages: Sequence[Page],
    *,
    reply: ReplyParameters | None = None,
    markup: InlineKeyboardMarkup | None = None,
    thread: int | None = None,
) -> tuple[int, ...]:
    """Send pages as messages: the first one replies, the last one has the buttons.

    Returns:
        The numbers of the messages.
    """
    sent: list[int] = []
    for number, page in enumerate(pages, 1):
        first, last = number == 1, number == len(pages)
        message = await _send(bot, chat_id, page, reply if first else None, markup if last else None, thread)
        chat_id = message.chat_id  # a group that became a supergroup has another number
        sent.append(message.message_id)
    return tuple(sent)


async def rewrite(
    bot: Bot,
    chat_id: int,
    old: Sequence[int],
    pages: Sequence[Page],
    *,
    markup: InlineKeyboardMarkup | None = None,
    thread: int | None = None,
) -> tuple[int, ...]:
    """Put pages where older ones stand; further ones are sent, surplus ones deleted.

    Returns:
        The numbers of the messages.
    """
    for number, (message_id, page) in enumerate(zip(old, pages, strict=False), 1):
        buttons = markup if number == len(pages) else None
        if not await edit(bot, page, chat_id=chat_id, message_id=message_id, markup=buttons):
            kept = old[: number - 1]
            return (*kept, *await send(bot, chat_id, pages[number - 1 :], markup=markup, thread=thread))
    for message_id in old[len(pages) :]:
        try:
            await bot.delete_message(chat_id, message_id)
        except BadRequest:
            log.info("a surplus message could not be deleted")
    rest = pages[len(old) :]
    return (*old[: len(pages)], *await send(bot, chat_id, rest, markup=markup, thread=thread))


async def edit(
    bot: Bot,
    page: Page,
    *,
    chat_id: int | None = None,
    message_id: int | None = None,
    inline_message_id: str | None = None,
    markup: InlineKeyboardMarkup | None = None,
) -> bool:
    """Replace what a message of the bot says; that it says so already is fine.

    Returns:
        Whether the message is still there.
    """
    try:
        await bot.edit_message_text(
            page.text,
            chat_id,
            message_id,
            inline_message_id,
            entities=page.entities or None,
            reply_markup=markup,
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        if NOT_MODIFIED in error.message.lower():
            return True
        if not error.message.lower().endswith(GONE):
            raise
        return False
    return True


async def _send(
    bot: Bot,
    chat_id: int,
    page: Page,
    reply: ReplyParameters | None,
    markup: InlineKeyboardMarkup | None,
    thread: int | None,
) -> Message:
    try:
        return await _post(bot, chat_id, page, reply, markup, thread)
    except ChatMigrated as error:
        return await _post(bot, error.new_chat_id, page, None, markup, None)
    except BadRequest as error:
        if not reply or not reply.quote or QUOTE not in error.message.lower():
            raise
        # The message was edited meanwhile, or its styles are newer than this code.
        log.info("Telegram does not find the quote, replying without")
        plain = ReplyParameters(reply.message_id, allow_sending_without_reply=True)
        return await _post(bot, chat_id, page, plain, markup, thread)


async def _post(
    bot: Bot,
    chat_id: int,
    page: Page,
    reply: ReplyParameters | None,
    markup: InlineKeyboardMarkup | None,
    thread: int | None,
) -> Message:
    return await bot.send_message(
        chat_id,
        page.text,
        entities=page.entities or None,
        reply_parameters=reply,
        reply_markup=markup,
        message_thread_id=thread,
        link_preview_options=NO_PREVIEW,
    )
