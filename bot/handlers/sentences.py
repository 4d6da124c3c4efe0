"""The sentences that only Telegram needs, and the language of somebody's app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import sentences

if TYPE_CHECKING:
    from telegram import User

LOCALES = sentences.LOCALES
# Telegram names languages as its apps do: zh-hant, zh-TW, zh-hk.
TRADITIONAL = ("hant", "tw", "hk", "mo")


def say(locale: str, sentence: str, **values: str) -> str:
    """Return a sentence in one of the three languages, English for any other.

    Raises:
        LookupError: There is no such sentence, or it needs another value.
    """
    return sentences.say("telegram", locale, sentence, **values)


def locale_of(user: User | None) -> str:
    """Return the language of somebody's app, for what does not tell its own."""
    parts = (user.language_code or "").lower().replace("_", "-").split("-") if user else [""]
    if parts[0] != "zh":
        return LOCALES[0]
    return "zh-Hant" if set(parts) & set(TRADITIONAL) else "zh-Hans"
