"""Cards: answers to inline queries, and to a mention in a chat that the bot has not joined.

A card sends the short answer with buttons; where no button can carry its question, derivation and sources are folded in it.
"""

from __future__ import annotations

from hashlib import blake2s
from typing import TYPE_CHECKING

import structlog
from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent
from telegram.error import BadRequest

from bot.delivery import NO_PREVIEW, brief, on_card
from bot.handlers.asked import is_card, own, pointed
from bot.handlers.desk import Call, consult
from bot.handlers.keyboard import CARD, keyboard, place_of_query
from bot.handlers.posting import post
from bot.handlers.sentences import say
from bot.handling import note
from bot.markup import Block, Page, card

if TYPE_CHECKING:
    from telegram import InlineKeyboardMarkup, InlineQuery, Update
    from telegram.ext import ContextTypes

    from bot.handlers.desk import Desk
    from bot.reply import Reply

log = structlog.get_logger(__name__)

PAGE = 10  # cards at a time: each is a whole answer, and typing must feel instant
MAX_CARDS = 50
CACHE = 20  # seconds that Telegram may repeat an answer: ledgers change, and so does a person's language
MAX_TITLE, MAX_DESCRIPTION = 80, 160
TILE_SIDE = 160  # pixels
TOO_LATE = "query is too old"
HELP = "help"  # what /start carries from the button above the cards


async def on_inline(desk: Desk, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Offer the answer to what is typed, and what it may be about to become; more as the list is scrolled."""
    query = update.inline_query
    if not query:
        return
    language = await desk.locale(query.from_user.id, query.from_user)
    start = int(query.offset) if query.offset.isdecimal() else 0
    cards, more = await _cards(desk, query, language, start)
    button = None if query.query.strip() else InlineQueryResultsButton(say(language, "inline-help"), None, HELP)
    try:
        await query.answer(cards, CACHE, is_personal=True, next_offset=more, button=button)
    except BadRequest as error:
        if TOO_LATE not in error.message.lower():
            raise
        log.info("an inline query was answered too late")


async def on_guest(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a mention in a chat that the bot has not joined, about the mention's words or the replied-to message.

    A card of the bot's own mentions it too: that mention is answered already.
    """
    message, me = update.guest_message, context.bot.bot
    if not message or not message.guest_query_id or is_card(message, me):
        return
    call = Call.of(message, own(message, me), pointed(message, me), usage="nothing-to-check")
    reply = (await consult(desk, call))[1] if call.candidates else None
    if reply and reply.has_substance:
        article = await _article(desk, "answer", _title(reply), reply, me.username or "")
    else:
        locale = reply.locale if reply else await desk.locale(message.chat_id, message.from_user)
        text = say(locale, call.usage)
        article = _page_article("nothing", text, text, card([Block(text)]))
    sent = await context.bot.answer_guest_query(message.guest_query_id, article)
    if reply and sent.inline_message_id:
        await post(desk, reply, CARD, card=sent.inline_message_id)


async def on_chosen(desk: Desk, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Remember a card that was sent from an inline query; what it says is found again by what was typed."""
    chosen = update.chosen_inline_result
    if not chosen or not chosen.inline_message_id:
        return
    text, language = chosen.query.strip(), await desk.locale(chosen.from_user.id, chosen.from_user)
    asked = [(text, language)]
    if chosen.result_id != _id(text):
        offered = desk.respond(text, language, "inline-prefix", "")
        asked = [(one.query, offered.locale) for one in offered.suggestions if _id(one.query) == chosen.result_id]
    for query, locale in asked:
        await post(desk, desk.respond(query, locale, "message", ""), CARD, card=chosen.inline_message_id)


async def _cards(
    desk: Desk, query: InlineQuery, language: str, start: int
) -> tuple[list[InlineQueryResultArticle], str | None]:
    """Return a page of cards and where the next one begins."""
    text = query.query.strip()
    cards: dict[str, InlineQueryResultArticle] = {}
    offered = note(desk.respond(text, language, "inline-prefix", ""))
    if text and not start:
        reply = desk.respond(text, language, "message", "")
        unfinished = reply.kind in {"choice", "suggestions"} or (reply.kind == "gap" and offered.suggestions)
        if reply.has_substance and not unfinished:
            cards[reply.short] = await _article(desk, _id(text), _title(note(reply)), reply)
    suggestions = offered.suggestions[:MAX_CARDS]
    for suggestion in suggestions[start : start + PAGE]:
        reply = desk.respond(suggestion.query, offered.locale, "message", "")
        if not reply.is_empty and reply.short not in cards and len(cards) <= PAGE:
            cards[reply.short] = await _article(desk, _id(suggestion.query), suggestion.label, reply)
    more = str(start + PAGE) if start + PAGE < len(suggestions) else None
    return list({article.id: article for article in cards.values()}.values()), more


async def _article(desk: Desk, number: str, title: str, reply: Reply, bot: str = "") -> InlineQueryResultArticle:
    """Make a card of an answer; what has no room on it is to be had in a private chat with the bot, if that is named."""
    place = await place_of_query(reply.question, desk.state)
    chart = bool(desk.chart_address(reply))
    rest = say(reply.locale, "card-rest", bot=f"@{bot}") if bot else "…"
    page = card(brief(reply) if place else on_card(reply), rest=rest)
    link = f"https://t.me/{bot}" if bot and page.text.endswith(rest) else ""
    buttons = await keyboard(reply, place, desk.state, surface=CARD, chart=chart, link=link)
    return _page_article(number, title, _description(reply, title), page, buttons, desk.tile(reply))


def _page_article(  # noqa: PLR0913, PLR0917 - what stands in a list, and what is sent
    number: str, title: str, description: str, page: Page, markup: InlineKeyboardMarkup | None = None, tile: str = ""
) -> InlineQueryResultArticle:
    content = InputTextMessageContent(page.text, entities=page.entities or None, link_preview_options=NO_PREVIEW)
    return InlineQueryResultArticle(
        number,
        title[:MAX_TITLE],
        content,
        reply_markup=markup,
        description=description[:MAX_DESCRIPTION] or None,
        thumbnail_url=tile or None,
        thumbnail_width=TILE_SIDE if tile else None,
        thumbnail_height=TILE_SIDE if tile else None,
    )


def _title(reply: Reply) -> str:
    return reply.short.strip().partition("\n")[0]


def _description(reply: Reply, title: str) -> str:
    """Return the lines below the title."""
    first, _, rest = reply.short.strip().partition("\n")
    return (rest if first == title else f"{first}\n{rest}").strip()


def _id(query: str) -> str:
    return blake2s(query.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
