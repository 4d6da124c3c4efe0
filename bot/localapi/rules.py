"""What Telegram refuses in quotes, photos, menus, reactions and webhooks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.localapi.entities import QUOTED
from bot.localapi.errors import behaviour, rule
from bot.localapi.markup import utf16
from bot.localapi.methods import words
from bot.localapi.text import MAX_CAPTION, Formatted, styled

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Json = dict[str, Any]

MAX_COMMANDS = 100
MAX_PHOTO = 10 << 20
MAX_SIDES = 10_000
MAX_RATIO = 20

ACTIONS = words(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker "
    "find_location record_video_note upload_video_note"
)
# "Bot API: ReactionTypeEmoji".
REACTIONS = words(
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ "
    "🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 "
    "🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡 "
)

_QUOTE = rule(
    "quote", "Bot API: ReplyParameters, quote; MTProto: messages.sendMessage", "QUOTE_TEXT_INVALID", border=True
)
behaviour(
    "quote-position",
    "Bot API: ReplyParameters, quote_position; [td] MessageQuote",
    "Of several places the nearest is quoted.",
)
_HEAVY = rule(
    "photo-weight", "Bot API: sendPhoto, photo; MTProto: messages.uploadMedia", "PHOTO_SAVE_FILE_INVALID", border=True
)
_UNREADABLE = rule("photo-unreadable", "MTProto: messages.uploadMedia", "IMAGE_PROCESS_FAILED", border=True)
_SIDES = rule(
    "photo-sides", "Bot API: sendPhoto, photo; MTProto: messages.sendMedia", "PHOTO_INVALID_DIMENSIONS", border=True
)
_COMMANDS = rule(
    "commands-many",
    "Bot API: setMyCommands, commands; MTProto: bots.setBotCommands",
    "BOT_COMMANDS_TOO_MUCH",
    border=True,
)
_COMMAND = rule(
    "command", "Bot API: BotCommand, command; MTProto: bots.setBotCommands", "BOT_COMMAND_INVALID", border=True
)
_DESCRIPTION = rule(
    "command-description",
    "Bot API: BotCommand, description; MTProto: bots.setBotCommands",
    "BOT_COMMAND_DESCRIPTION_INVALID",
    border=True,
)
_LANGUAGE = rule(
    "language-code",
    "Bot API: setMyCommands, language_code; [td] validate_bot_language_code",
    "Invalid language code specified",
    border=True,
)
_REACTIONS = rule(
    "reactions-many",
    "Bot API: setMessageReaction, reaction; MTProto: messages.sendReaction",
    "REACTIONS_TOO_MANY",
    border=True,
)
_REACTION = rule(
    "reaction", "Bot API: ReactionTypeEmoji, emoji; MTProto: messages.sendReaction", "REACTION_INVALID", border=True
)
_HOOK_URL = rule(
    "webhook-url",
    "Bot API: setWebhook, url; [srv] do_set_webhook",
    "invalid webhook URL specified",
    guess="words",
    border=True,
)
_SECRET_LONG = rule(
    "webhook-secret-long",
    "Bot API: setWebhook, secret_token; [srv] process_set_webhook_query",
    "secret token is too long",
    border=True,
)
_SECRET = rule(
    "webhook-secret",
    "Bot API: setWebhook, secret_token; [srv] process_set_webhook_query",
    "secret token contains unallowed characters",
    border=True,
)
_HTTPS = rule(
    "webhook-https",
    "Bot API: setWebhook, url; Bot API: Using a Local Bot API Server; [srv] WebhookActor",
    "bad webhook: An HTTPS URL must be provided for webhook",
    border=True,
)
_PORT = rule(
    "webhook-port",
    "Bot API: setWebhook; Bot API: Using a Local Bot API Server; [srv] WebhookActor",
    "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
    border=True,
)


def quote(reply: Json, target: Json) -> Json | None:
    """Return the TextQuote of a reply: an exact part of the replied text, 0-1024 characters.

    Words and styles must agree; of several places the nearest to `quote_position` is taken.
    """
    wanted = styled(reply.get("quote", ""), reply.get("quote_parse_mode", ""), reply.get("quote_entities", ()))
    if not wanted.text:
        return None
    whole = Formatted.of(target)
    near = reply.get("quote_position", 0)
    places = [match.start() for match in re.finditer(f"(?={re.escape(wanted.text)})", whole.text)]
    for place in sorted(places, key=lambda index: abs(utf16(whole.text[:index]) - near)):
        part = whole.part(place, place + len(wanted.text))
        if _styles(part) == _styles(wanted) and len(wanted.text) <= MAX_CAPTION:
            position = utf16(whole.text[:place])
            kept = Formatted(part.text, tuple(entity for entity in part.entities if entity["type"] in QUOTED))
            return kept.json() | {"position": position, "is_manual": True}
    raise _QUOTE.broken()


def _styles(text: Formatted) -> set[tuple[str, int, int]]:
    return {(one["type"], one["offset"], one["length"]) for one in text.entities if one["type"] in QUOTED}


def photo_size(data: bytes) -> tuple[int, int]:
    """Return width and height of a PNG or JPEG within the limits."""
    if len(data) > MAX_PHOTO:
        raise _HEAVY.broken()
    if not (size := _png_size(data) or _jpeg_size(data)):
        raise _UNREADABLE.broken()
    if sum(size) > MAX_SIDES or max(size) > MAX_RATIO * min(size):
        raise _SIDES.broken()
    return size


def _png_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return None
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    frame = re.search(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]..\x08(....)", data, re.DOTALL)
    if not data.startswith(b"\xff\xd8") or not frame:
        return None
    return int.from_bytes(frame[1][2:]), int.from_bytes(frame[1][:2])


def commands(given: Sequence[Json]) -> None:
    """Check a list of commands."""
    if len(given) > MAX_COMMANDS:
        raise _COMMANDS.broken()
    for command in given:
        if not re.fullmatch(r"/?[a-z0-9_]{1,32}", command["command"]):
            raise _COMMAND.broken()
        if not 1 <= len(command["description"]) <= 256:
            raise _DESCRIPTION.broken()


def language(code: str) -> None:
    """Check the language of a menu or a description: two letters, or none."""
    if code and not re.fullmatch("[a-z]{2}", code):
        raise _LANGUAGE.broken()


def reaction(given: Sequence[Json], allowed: Collection[str] | None) -> None:
    """Check a bot's reaction: one at most, an emoji of Telegram's list and of the chat's, if that has one.

    Custom emoji are refused: no chat here has any.
    """
    if len(given) > 1:
        raise _REACTIONS.broken()
    for one in given:
        if one["type"] != "emoji" or one.get("emoji") not in (REACTIONS if allowed is None else allowed):
            raise _REACTION.broken()


def webhook(args: Json, *, local: bool) -> None:
    """Check setWebhook: plain HTTP and any port only for a local server."""
    url = re.fullmatch(r"(?P<scheme>https?)://[^\s/:@]+(?::(?P<port>\d+))?(?:[/?#]\S*)?", args["url"])
    if not url:
        raise _HOOK_URL.broken()
    secret = args.get("secret_token", "")
    if len(secret) > 256:
        raise _SECRET_LONG.broken()
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise _SECRET.broken()
    if not local and url["scheme"] == "http":
        raise _HTTPS.broken()
    if not local and int(url["port"] or 443) not in {80, 88, 443, 8443}:
        raise _PORT.broken()
