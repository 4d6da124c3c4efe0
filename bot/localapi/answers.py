"""The methods that answer callback, inline and guest queries."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from bot.localapi import results
from bot.localapi.calls import Call, handles
from bot.localapi.errors import behaviour
from bot.localapi.messages import photo, stripped, users_known

if TYPE_CHECKING:
    from bot.localapi.records import Bot, Chat, User
    from bot.localapi.store import World

Json = dict[str, Any]

DEFAULT_CACHE = 300  # seconds

behaviour(
    "answers-cached",
    "Bot API: answerInlineQuery, cache_time",
    "Who asks the same within it is answered without the bot.",
)
behaviour("answers-personal", "Bot API: answerInlineQuery, is_personal", "An answer is kept for one person alone.")
behaviour(
    "guest-answer",
    "Bot API: answerGuestQuery",
    "The answer stands as a reply to the mention and is known to the bot by an inline id only.",
)


@handles("answerCallbackQuery")
def answer_callback_query(call: Call) -> bool:
    """Answer a pressed button."""
    results.callback_notice(call.args, call.bot.user.username)
    call.world.answer(call.bot, "callback", call.args["callback_query_id"], call.args)
    return True


@handles("answerInlineQuery")
def answer_inline_query(call: Call) -> bool:
    """Offer results, and keep them for whoever asks the same within `cache_time`."""
    args = call.args
    results.inline_results(args)
    query = call.world.answer(call.bot, "inline", args["inline_query_id"], args)
    until = call.world.clock.now() + args.get("cache_time", DEFAULT_CACHE)
    whose = query.user.id if args.get("is_personal") else 0
    call.bot.cache[query.text, query.offset, whose] = until, args
    return True


def cached(bot: Bot, user: User, text: str, offset: str, now: float) -> Json | None:
    """Return the answer that Telegram gives without asking the bot, if it has one."""
    for whose in (user.id, 0):
        until, answer = bot.cache.get((text, offset, whose), (0.0, None))
        if answer and now < until:
            return answer
    return None


@handles("answerGuestQuery")
def answer_guest_query(call: Call) -> Json:
    """Answer where the bot was mentioned ("Bot API 10.0: answerGuestQuery")."""
    content = inline_message(call.world, call.args["result"])
    query = call.world.answer(call.bot, "guest", call.args["guest_query_id"], call.args)
    assert query.chat, "a guest query comes from a chat"  # noqa: S101
    assert query.message, "and from a message"  # noqa: S101
    content |= {"reply_to_message": stripped(query.message), "guest_bot_caller_user": query.user.json()}
    return {"inline_message_id": place(call.world, query.chat, call.bot.user, content)}


def inline_message(world: World, result: Json) -> Json:
    """Return the content of the message that an inline result sends."""
    content = results.inline_content(result)
    if result["type"] == "photo" and "text" not in content:
        given = result.get("photo_file_id")
        blank = {"file_id": f"url-{result['id']}", "file_unique_id": result["id"], "width": 1, "height": 1}
        content |= photo(world, given, {}) if given else {"photo": [blank]}
    return users_known(world, content)


def place(world: World, chat: Chat, sender: User, content: Json) -> str:
    """Post a message that the bot will know by its inline id only."""
    message = world.post(chat, sender, content)
    inline_message_id = secrets.token_urlsafe(20)
    world.inline[inline_message_id] = chat, message["message_id"]
    return inline_message_id
