"""Deep links: an address that opens a private chat with a question, in the 64 characters that Telegram allows.

`q…` is a canonical question in base64url with the letter of its language; `k…` the key of a longer one.
"""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.state import State

MAX_PAYLOAD = 64
LETTERS = {"en": "e", "zh-Hant": "t", "zh-Hans": "s"}
LOCALES = {letter: locale for locale, letter in LETTERS.items()}


async def deep_link(username: str, query: str, locale: str, state: State) -> str:
    """Return the address that opens a question in a private chat."""
    letter = LETTERS.get(locale, "e")
    payload = f"q{letter}{urlsafe_b64encode(query.encode()).decode().rstrip('=')}"
    if len(payload) > MAX_PAYLOAD:
        payload = f"k{letter}{await state.keep(query)}"
    return f"https://t.me/{username}?start={payload}"


async def opened(payload: str, state: State) -> tuple[str, str]:
    """Return the question of a deep link and its language; empty where it is none, or forgotten."""
    kind, locale, rest = payload[:1], LOCALES.get(payload[1:2], ""), payload[2:]
    if not locale:
        return "", ""
    if kind == "k":
        return await state.query(rest) or "", locale
    try:
        return urlsafe_b64decode(rest + "=" * (-len(rest) % 4)).decode() if kind == "q" else "", locale
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
