"""Cards: answers to inline queries, and to a mention in a chat that the bot has not joined.

A card stands alone, so derivation and sources are folded in it: no button has to find its way back.
"""

from __future__ import annotations

from hashlib import blake2s
from typing import TYPE_CHECKING

import structlog
from telegram import InlineQueryResultArticle, InputTextMessageContent
from telegram.error import BadRequest

from bot.delivery import NO_PREVIEW, full
from bot.handlers.asked import own, pointed
from bot.handlers.buttons import full_buttons
from bot.handlers.desk import Call, consult, has_substance
from bot.handlers.sentences import say
from bot.markup import Block, Page, card

if TYPE_CHECKING:
    from telegram import InlineKeyboardMarkup, InlineQuery, Update
    from telegram.ext import ContextTypes

    from bot.handlers.desk import Desk
    from bot.reply import Reply

log = structlog.get_logger(__name__)

MAX_CARDS = 6
CACHE = 20  # seconds that Telegram may repeat an answer: ledgers change, and so does a person's language
MAX_TITLE, MAX_DESCRIPTION = 80, 160
TOO_LATE = "query is too old"


async def on_inline(desk: Desk, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Offer the answer to what is typed, and what it may be about to become."""
    query = update.inline_query
    if not query:
        return
    try:
        await query.answer(_cards(desk, query), cache_time=CACHE, is_personal=True)
    except BadRequest as error:
        if TOO_LATE not in error.message.lower():
            raise
        log.info("an inline query was answered too late")


async def on_guest(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a mention in a chat that the bot has not joined, about the mention's words or the replied-to message."""
    message, me = update.guest_message, context.bot.bot
    if not message or not message.guest_query_id:
        return
    call = Call.of(message, own(message, me), pointed(message, me), usage="nothing-to-check")
    reply = consult(desk, call)[1] if call.candidates else None
    if reply and has_substance(reply):
        offer = reply.kind == "choice"
        article = _article("answer", _title(reply), reply, full_buttons(reply, desk.memory) if offer else None)
    else:
        locale = reply.locale if reply else desk.locale(message.chat_id, message.from_user)
        text = say(locale, call.usage)
        article = _page_article("nothing", text, text, card([Block(text)]))
    await context.bot.answer_guest_query(message.guest_query_id, article)


def _cards(desk: Desk, query: InlineQuery) -> list[InlineQueryResultArticle]:
    text, person = query.query.strip(), query.from_user
    language = desk.locale(person.id, person)
    cards: dict[str, InlineQueryResultArticle] = {}
    if text:
        reply = desk.respond(text, language, "message")
        if has_substance(reply) and reply.kind not in {"choice", "suggestions"}:
            cards[reply.short] = _article(_id(text), _title(reply), reply)
    offered = desk.respond(text, language, "inline-prefix")
    for suggestion in offered.suggestions:
        if len(cards) >= MAX_CARDS:
            break
        reply = desk.respond(suggestion.query, offered.locale, "message")
        if not reply.is_empty:
            cards.setdefault(reply.short, _article(_id(suggestion.query), suggestion.label, reply))
    return list({article.id: article for article in cards.values()}.values())


def _article(
    number: str, title: str, reply: Reply, markup: InlineKeyboardMarkup | None = None
) -> InlineQueryResultArticle:
    return _page_article(number, title, _description(reply, title), card(full(reply)), markup)


def _page_article(
    number: str, title: str, description: str, page: Page, markup: InlineKeyboardMarkup | None = None
) -> InlineQueryResultArticle:
    content = InputTextMessageContent(page.text, entities=page.entities or None, link_preview_options=NO_PREVIEW)
    return InlineQueryResultArticle(
        number, title[:MAX_TITLE], content, reply_markup=markup, description=description[:MAX_DESCRIPTION] or None
    )


def _title(reply: Reply) -> str:
    return reply.short.strip().partition("\n")[0]


def _description(reply: Reply, title: str) -> str:
    """Return the lines below the title."""
    first, _, rest = reply.short.strip().partition("\n")
    return (rest if first == title else f"{first}\n{rest}").strip()


def _id(query: str) -> str:
    return blake2s(query.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
