"""The words of dates, as the files in `languages/` list them, and the small numbers that stand with them."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml

from grammar.han_numeral import mixed
from grammar.text import fold
from grammar.vocabulary import vocabulary

HAN_DIGITS = "〇零一二三四五六七八九"
RELATIVE_YEARS = {
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "今年": 0,
    "本年": 0,
    "当年": 0,
    "明年": 1,
    "下年": 1,
    "后年": 2,
}
HALVES = {
    "1": 1,
    "2": 2,
    "first": 1,
    "second": 2,
    "1st": 1,
    "2nd": 2,
    "last": 2,
    "上": 1,
    "下": 2,
    "前": 1,
    "头": 1,
    "后": 2,
}


@cache
def words(*names: str) -> str:
    """Return a pattern for the words of some groups of the files' `periods`, longest first."""
    found = {word for data in _files() for name in names for word in listed(data.get(name, ""))}
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(found, key=lambda word: (-len(word), word)))


@cache
def ordinals() -> dict[str, int]:
    """Return the ordinals, and `last` for the last of what there are four of."""
    groups = [group.split("/") for data in _files() for group in listed(data.get("ordinals", ""))]
    return {word: number for number, group in enumerate(groups, 1) for word in group}


@cache
def number_words() -> dict[str, int]:
    """Return the small numbers that are written as words."""
    return {word: number for data in _files() for number, word in enumerate(listed(data.get("numbers", "")), 1)}


def listed(surfaces: str) -> list[str]:
    """Split a list of words as the files write it: `one, two words, three`."""
    return [fold(surface).text.strip() for surface in surfaces.split(",") if surface.strip()]


def small_number(text: str) -> int:
    """Read a small whole number in digits, Chinese numerals or English words.

    Raises:
        ValueError: It is none.
    """
    if text.isdecimal():
        return int(text)
    if text in number_words():
        return number_words()[text]
    if text in ordinals():
        return ordinals()[text]
    if all(character in HAN_DIGITS for character in text):
        return int("".join(str(max(0, HAN_DIGITS.index(character) - 1)) for character in text))
    number = mixed(text)
    if number is None:
        raise ValueError(text)
    return int(number.value)


def month_number(text: str) -> int:
    """Read a month by its name or number."""
    named = vocabulary().months.get(text)
    return named if named is not None else small_number(text)


def year_number(text: str) -> int:
    """Read a year; two digits mean this century up to 49, the last one from 70.

    Raises:
        ValueError: No figure of that year would be asked for.
    """
    number = small_number(text.strip("' ").removesuffix("年").strip())
    if number < 100:
        number += 2000 if number < 50 else 1900 if number >= 70 else 0
    if not 1900 <= number <= 2100:
        raise ValueError(text)
    return number


@cache
def _files() -> tuple[dict[str, str], ...]:
    folder = resources.files("grammar") / "languages"
    return tuple(yaml.safe_load((folder / name).read_text("utf-8"))["periods"] for name in ("en.yaml", "zh.yaml"))
