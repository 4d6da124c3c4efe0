"""Sentences that need no names of things: those of the command line and of Telegram, from `messages/FAMILY.LOCALE.ftl`."""

from __future__ import annotations

from functools import cache
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource

LOCALES = ("en", "zh-Hant", "zh-Hans")


def say(family: str, locale: str, sentence: str, **values: str | int) -> str:
    """Return a sentence of a family (`cli`, `telegram`) in one of the three languages, English for any other.

    Raises:
        LookupError: There is no such sentence, or it needs another value.
    """
    bundle = _bundle(family, locale if locale in LOCALES else LOCALES[0])
    pattern = bundle.get_message(sentence).value
    if pattern is None:
        raise LookupError(sentence)
    said, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise LookupError(f"{sentence} in {locale}: {errors}")
    return str(said)


@cache
def _bundle(family: str, locale: str) -> FluentBundle:
    text = (resources.files("bot") / "messages" / f"{family}.{locale}.ftl").read_text("utf-8")
    bundle = FluentBundle([locale], use_isolating=False)
    bundle.add_resource(FluentResource(text))
    return bundle
