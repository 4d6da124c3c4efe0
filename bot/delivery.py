"""A reply on its way to Telegram: laid out for its place, sent, or put where an older one stood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import structlog
from telegram import LinkPreviewOptions, ReplyParameters
from telegram.error import BadRequest, ChatMigrated

from bot.markup import MAX_CAPTION, MAX_TEXT, Block, Page, pages, split
from bot.reply import DERIVATION, DETAILS, SOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Bot, InlineKeyboardMarkup, Message

    from bot.chart_data import Picture
    from bot.reply import Reply

log = structlog.get_logger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
SHEET = 1_200  # units of a page of a long review: a phone's screen or two
LINES = 8  # of an answer in a private chat; all else is behind its buttons
CLAIM_LINES = 5  # of the verdict on one claim

# What Telegram says, in part; its words are the only thing that tells these refusals apart.
NOT_MODIFIED = "not modified"
QUOTE = "quote"
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the bot writes: a chat, and in a forum its topic."""

    bot: Bot
    chat_id: int
    thread: int | None = None

    @classmethod
    def of(cls, message: Message, bot: Bot) -> Self:
        """Return the place of a message."""
        return cls(bot, message.chat_id, message.message_thread_id if message.is_topic_message else None)


def full(reply: Reply) -> list[Block]:
    """Lay a reply out where no button can open anything: derivation and sources are there, folded."""
    return in_private(reply, frozenset({DERIVATION, SOURCES}))


def in_private(reply: Reply, shown: frozenset[str] = frozenset()) -> list[Block]:
    """Lay a reply out for a private chat: the answer and the first lines of what it rests on.

    Whoever asks to see more of it gets all of it.
    """
    details = reply.details if shown else "\n".join(reply.details.splitlines()[: _room(reply)])
    return filled(Block(reply.short), Block(details), *sections(reply, shown))


def on_card(reply: Reply) -> list[Block]:
    """Lay a reply out for a card where no button can open anything: the answer, and folded all that it rests on."""
    return filled(
        Block(reply.short), Block(reply.details, folded=True), *sections(reply, frozenset({DERIVATION, SOURCES}))
    )


def is_cut(reply: Reply) -> bool:
    """Tell whether an answer in a private chat has more lines than are shown at first."""
    return len(reply.details.splitlines()) > _room(reply)


def _room(reply: Reply) -> int:
    """Return how many lines of details are shown at first."""
    lines = CLAIM_LINES if len(dict(reply.data).get("reviews") or ()) == 1 else LINES
    return max(lines - len(reply.short.splitlines()), 1)


def brief(reply: Reply, shown: frozenset[str] = frozenset()) -> list[Block]:
    """Lay a reply out for a group: the answer itself, and what somebody asked to see of the rest."""
    details = Block(reply.details if DETAILS in shown else "")
    return filled(Block(reply.short), details, *sections(reply, shown))


def sections(reply: Reply, shown: frozenset[str]) -> list[Block]:
    """Return the folded parts of a reply that are to be shown."""
    derivation = Block(reply.derivation, folded=True) if DERIVATION in shown else Block("")
    sources = Block(reply.sources, folded=True) if SOURCES in shown else Block("")
    return filled(derivation, sources)


def laid_out(blocks: Sequence[Block], shown: frozenset[str]) -> tuple[Page, ...]:
    """Lay blocks out as pages that take each other's place in one message; all that a reply says is in shorter ones."""
    return pages(blocks, SHEET if DETAILS in shown else MAX_TEXT) or (Page(""),)


def filled(*blocks: Block) -> list[Block]:
    """Leave out empty blocks."""
    return [block for block in blocks if block.text.strip()]


async def send(
    place: Place,
    pages: Sequence[Page],
    *,
    reply: ReplyParameters | None = None,
    markup: InlineKeyboardMarkup | None = None,
) -> tuple[int, ...]:
    """Send pages as messages: the first one replies, the last one has the buttons.

    Returns:
        The numbers of the messages.
    """
    sent: list[int] = []
    for number, page in enumerate(pages, 1):
        buttons = markup if number == len(pages) else None
        message = await _send(place, page, reply if number == 1 else None, buttons)
        place = replace(place, chat_id=message.chat_id)  # a group that became a supergroup has another number
        sent.append(message.message_id)
    return tuple(sent)


async def rewrite(
    place: Place, old: Sequence[int], pages: Sequence[Page], *, markup: InlineKeyboardMarkup | None = None
) -> tuple[int, ...]:
    """Put pages where older ones stand; further ones are sent, surplus ones deleted.

    Returns:
        The numbers of the messages.
    """
    there = 0
    for message_id, page in zip(old, pages, strict=False):
        if not await edit(place, message_id, page, markup if there + 1 == len(pages) else None):
            break
        there += 1
    for message_id in old[len(pages) :]:
        try:
            await place.bot.delete_message(place.chat_id, message_id)
        except BadRequest:
            log.info("a surplus message could not be deleted")
    return (*old[:there], *await send(place, pages[there:], markup=markup))


async def edit(place: Place, message_id: int, page: Page, markup: InlineKeyboardMarkup | None = None) -> bool:
    """Replace what a message of the bot says; that it says so already is fine.

    Returns:
        Whether the message is still there.
    """
    return await _edit(place.bot, page, markup, chat_id=place.chat_id, message_id=message_id)


async def send_picture(place: Place, picture: Picture, *, reply: ReplyParameters | None = None) -> int:
    """Send a picture with what it shows as its caption, and return the number of the message."""
    caption = split(picture.alt, MAX_CAPTION)[0]
    try:
        message = await place.bot.send_photo(
            place.chat_id, picture.png, caption=caption, reply_parameters=reply, message_thread_id=place.thread
        )
    except ChatMigrated as error:
        message = await place.bot.send_photo(error.new_chat_id, picture.png, caption=caption)
    return message.message_id


async def edit_card(
    bot: Bot, inline_message_id: str, page: Page, markup: InlineKeyboardMarkup | None = None, picture: str = ""
) -> bool:
    """Replace what a card says, as `edit` does.

    Args:
        bot: Whose card it is.
        inline_message_id: Which card.
        page: What it says now.
        markup: Its buttons.
        picture: The address of a picture to show below the words; an inline message takes no file.
    """
    shown = LinkPreviewOptions(url=picture, prefer_large_media=True) if picture else NO_PREVIEW
    return await _edit(bot, page, markup, shown, inline_message_id=inline_message_id)


async def _edit(
    bot: Bot,
    page: Page,
    markup: InlineKeyboardMarkup | None,
    preview: LinkPreviewOptions = NO_PREVIEW,
    **target: Any,
) -> bool:
    entities = page.entities or None
    try:
        await bot.edit_message_text(
            page.text, entities=entities, reply_markup=markup, link_preview_options=preview, **target
        )
    except ChatMigrated:  # what was said in the group stays there, out of reach
        return False
    except BadRequest as error:
        if NOT_MODIFIED in error.message.lower():
            return True
        if not error.message.lower().endswith(GONE):
            raise
        return False
    return True


async def _send(
    place: Place, page: Page, reply: ReplyParameters | None, markup: InlineKeyboardMarkup | None
) -> Message:
    try:
        return await _post(place, page, reply, markup)
    except ChatMigrated as error:
        return await _post(Place(place.bot, error.new_chat_id), page, None, markup)
    except BadRequest as error:
        if not reply or not reply.quote or QUOTE not in error.message.lower():
            raise
        # The message was edited meanwhile, or has styles that are newer than this code.
        log.info("Telegram does not find the quote, replying without")
        plain = ReplyParameters(reply.message_id, allow_sending_without_reply=True)
        return await _post(place, page, plain, markup)


async def _post(
    place: Place, page: Page, reply: ReplyParameters | None, markup: InlineKeyboardMarkup | None
) -> Message:
    return await place.bot.send_message(
        place.chat_id,
        page.text,
        entities=page.entities or None,
        reply_parameters=reply,
        reply_markup=markup,
        message_thread_id=place.thread,
        link_preview_options=NO_PREVIEW,
    )
