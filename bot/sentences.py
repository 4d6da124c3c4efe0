"""Sentences that need no names of things: those of the command line and of Telegram, from `messages/FAMILY.LOCALE.ftl`."""

from __future__ import annotations

from functools import cache
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message, Resource

LOCALES = ("en", "zh-Hant", "zh-Hans")


def say(family: str, locale: str, sentence: str, **values: str | int) -> str:
    """Return a sentence of a family (`cli`, `telegram`) in one of the three languages, English for any other.

    Raises:
        LookupError: There is no such sentence, or it needs another value.
    """
    locale = locale if locale in LOCALES else LOCALES[0]
    return _said(family, locale, sentence, values) if values else _fixed(family, locale, sentence)


@cache
def _fixed(family: str, locale: str, sentence: str) -> str:
    return _said(family, locale, sentence, {})


def _said(family: str, locale: str, sentence: str, values: dict[str, str | int]) -> str:
    bundle = _bundle(family, locale)
    pattern = bundle.get_message(sentence).value
    if pattern is None:
        raise LookupError(sentence)
    said, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise LookupError(f"{sentence} in {locale}: {errors}")
    return str(said)


@cache
def page_words(locale: str) -> dict[str, str]:
    """Return all words of the demo's page, by id."""
    ids = [entry.id.name for entry in _resource("demo", locale).body if isinstance(entry, Message)]
    return {name: say("demo", locale, name) for name in ids if name.startswith("page-")}


def _resource(family: str, locale: str) -> Resource:
    return FluentResource((resources.files("bot") / "messages" / f"{family}.{locale}.ftl").read_text("utf-8"))


@cache
def _bundle(family: str, locale: str) -> FluentBundle:
    bundle = FluentBundle([locale], use_isolating=False)
    bundle.add_resource(_resource(family, locale))
    return bundle
