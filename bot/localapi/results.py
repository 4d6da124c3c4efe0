"""Answers to inline, guest and callback queries: what Telegram refuses of them."""

from __future__ import annotations

import re
from typing import Any

from bot.localapi.errors import rule
from bot.localapi.keyboard import keyboard
from bot.localapi.markup import checked_link
from bot.localapi.text import caption, message_text

Json = dict[str, Any]

MAX_RESULTS = 50
MAX_ID = 64  # bytes, of a result and of next_offset
MAX_CACHE = 86_400
MAX_NOTICE = 200

_RESULTS = rule(
    "results-many",
    "Bot API: answerInlineQuery, results; MTProto: messages.setInlineBotResults",
    "RESULTS_TOO_MUCH",
    border=True,
)
_RESULT_ID = rule(
    "result-id",
    "Bot API: InlineQueryResultArticle, id; MTProto: messages.setInlineBotResults",
    "RESULT_ID_INVALID",
    border=True,
)
_ID_TWICE = rule(
    "result-id-twice",
    "Bot API: InlineQueryResultArticle, id; MTProto: messages.setInlineBotResults",
    "RESULT_ID_DUPLICATE",
    border=True,
)
_NEXT = rule(
    "next-offset",
    "Bot API: answerInlineQuery, next_offset; MTProto: messages.setInlineBotResults",
    "NEXT_OFFSET_INVALID",
    border=True,
)
_CACHE = rule(
    "cache-time",
    "Bot API: answerInlineQuery, cache_time; telegram.md: Limits",
    "CACHE_TIME_INVALID",
    guess="words",
    border=True,
)
_START = rule(
    "start-parameter",
    "Bot API: InlineQueryResultsButton, start_parameter; MTProto: messages.setInlineBotResults",
    "START_PARAM_INVALID",
    border=True,
)
_ABOVE = rule(
    "button-above",
    "Bot API: InlineQueryResultsButton",
    "exactly one of web_app and start_parameter must be used",
    guess="words",
    border=True,
)
_TITLE = rule(
    "article-title",
    "Bot API: InlineQueryResultArticle, title; MTProto: messages.setInlineBotResults",
    "ARTICLE_TITLE_EMPTY",
    border=True,
)
_PHOTO_URL = rule(
    "result-photo-url",
    "Bot API: InlineQueryResultPhoto, photo_url; [td] get_web_document",
    "Wrong HTTP URL specified",
    border=True,
)
_NOTICE = rule(
    "notice-too-long",
    "Bot API: answerCallbackQuery, text; MTProto: messages.setBotCallbackAnswer",
    "MESSAGE_TOO_LONG",
    border=True,
)
_NOTICE_URL = rule(
    "notice-url",
    "Bot API: answerCallbackQuery, url; MTProto: messages.setBotCallbackAnswer",
    "URL_INVALID",
    border=True,
)


def inline_results(args: Json) -> None:
    """Check an answer to an inline query."""
    results = args["results"]
    if len(results) > MAX_RESULTS:
        raise _RESULTS.broken()
    for result in results:
        inline_content(result)
    if len({result["id"] for result in results}) < len(results):
        raise _ID_TWICE.broken()
    if len(args.get("next_offset", "").encode()) > MAX_ID:
        raise _NEXT.broken()
    if not 0 <= args.get("cache_time", 0) <= MAX_CACHE:
        raise _CACHE.broken()
    button = args.get("button")
    if button and ("web_app" in button) == ("start_parameter" in button):
        raise _ABOVE.broken()
    if button and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", button.get("start_parameter", "start")):
        raise _START.broken()


def inline_content(result: Json) -> Json:
    """Check one inline result and return the content of the message that choosing it sends."""
    if not 1 <= len(result["id"].encode()) <= MAX_ID:
        raise _RESULT_ID.broken()
    content: Json = {}
    if given := result.get("input_message_content"):
        content = message_text(given["message_text"], given.get("parse_mode", ""), given.get("entities", ())).json()
        content |= {key: given[key] for key in ("link_preview_options",) if key in given}
    else:
        text = caption(result.get("caption", ""), result.get("parse_mode", ""), result.get("caption_entities", ()))
        content = text.json("caption", "caption_entities") if text.text else {}
    if result["type"] == "article" and not result["title"].strip():
        raise _TITLE.broken()
    if any(not checked_link(result[name]) for name in ("photo_url", "thumbnail_url", "url") if result.get(name)):
        raise _PHOTO_URL.broken()
    if (markup := keyboard(result.get("reply_markup"))) is not None:
        content["reply_markup"] = markup
    return content


def callback_notice(args: Json, username: str) -> None:
    """Check the notice of answerCallbackQuery: its length, and that a link of it opens this very bot."""
    if len(args.get("text", "")) > MAX_NOTICE:
        raise _NOTICE.broken()
    here = rf"(?:https?://)?(?:t\.me|telegram\.me)/{re.escape(username)}\?start(?:group)?=[A-Za-z0-9_-]{{1,64}}"
    if args.get("url") and not re.fullmatch(here, args["url"], re.IGNORECASE):
        raise _NOTICE_URL.broken()
