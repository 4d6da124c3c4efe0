"""Currencies: what they are called in English and Chinese, from CLDR and the languages' own files (ISO 4217 codes)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_symbol

from grammar.text import fold
from grammar.vocabulary import vocabulary

UNNAMED = "XXX"  # the word does not say which currency: 元, ¥
_SHORTEST = 5  # letters of the last word of a name that stands for the whole: ringgit, shekels


@cache
def currencies() -> dict[str, str]:
    """Return surface → code, folded: names, signs and codes of the currencies in use.

    The languages' files come first: they know which dollar is meant by `dollar`. A code or a word that is also a word of
    the language (`all`, `top`, `try`) is listed there as no currency.
    """
    words = vocabulary()
    table = dict(words.currencies)
    last_words: dict[str, set[str]] = defaultdict(set)
    for code in _in_use():
        for name in _names(code):
            surface = fold(name).text.strip()
            if surface and surface not in words.no_currencies:
                table.setdefault(surface, code)
                last = surface.rsplit(" ", 1)[-1]
                if last.isascii() and last.isalpha() and len(last) >= _SHORTEST:
                    last_words[last].add(code)
    for word, codes in last_words.items():
        if len(codes) == 1 and word not in words.no_currencies:
            table.setdefault(word, next(iter(codes)))
    return table


def _in_use() -> Iterator[str]:
    seen = set()
    for rows in get_global("territory_currencies").values():
        for code, _start, end, tender in rows:
            if tender and end is None and code not in seen:
                seen.add(code)
                yield code


def _names(code: str) -> Iterator[str]:
    yield code
    for locale in ("en", "zh_Hans", "zh_Hant"):
        yield get_currency_symbol(code, locale)
        yield from (get_currency_name(code, count, locale) for count in (None, 1, 2))
