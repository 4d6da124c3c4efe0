"""The sentences that only Telegram needs: `messages/telegram.*.ftl`."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from fluent.runtime import FluentBundle, FluentResource

if TYPE_CHECKING:
    from telegram import User

LOCALES = ("en", "zh-Hant", "zh-Hans")
# Telegram names languages as its apps do: zh-hant, zh-TW, zh-hk.
TRADITIONAL = ("hant", "tw", "hk", "mo")


def say(locale: str, sentence: str, **values: str) -> str:
    """Return a sentence in one of the three languages, English for any other.

    Raises:
        LookupError: There is no such sentence, or it needs another value.
    """
    bundle = _bundle(locale if locale in LOCALES else LOCALES[0])
    pattern = bundle.get_message(sentence).value
    if pattern is None:
        raise LookupError(f"{sentence} in {locale} says nothing")
    said, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise LookupError(f"{sentence} in {locale}: {errors}")
    return str(said)


def locale_of(user: User | None) -> str:
    """Return the language of somebody's app, for sentences that answer no text."""
    code = (user.language_code or "").lower() if user else ""
    if not code.startswith("zh"):
        return LOCALES[0]
    return "zh-Hant" if any(code.endswith(place) for place in TRADITIONAL) or "hant" in code else "zh-Hans"


@cache
def _bundle(locale: str) -> FluentBundle:
    source = resources.files("bot").joinpath(f"messages/telegram.{locale}.ftl").read_text(encoding="utf-8")
    bundle = FluentBundle([locale], use_isolating=False)
    bundle.add_resource(FluentResource(source))
    return bundle
