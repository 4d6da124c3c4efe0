"""Statements as people write them, in three languages."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from tests.judging.held import UNITS
from tests.judging.oracle import Amount, Statement

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
_WORDS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8"))
_SCALES = {
    "en": ((10**12, " trillion", "tn"), (10**9, " billion", "bn"), (10**6, " million", "m")),
    "zh-Hant": ((10**12, "兆", "兆"), (10**8, "億", " 億"), (10**4, "萬", "萬")),
    "zh-Hans": ((10**12, "万亿", "万亿"), (10**8, "亿", " 亿"), (10**4, "万", "万")),
}


SURELY_MONEY = 10**6  # a smaller number without a currency may count anything


def sentences(said: Statement, language: str, start: int, most: int, *, asked: bool = False) -> Iterator[str]:
    """Write a statement, or the question whether it is so, in some of the phrasings of a language."""
    mood = "asked_" if asked else "denied_" if said.negated else ""
    kind = mood + ("dated" if said.period else "undated")
    own = _WORDS["only"].get(said.measure, {}).get(language, {}).get(kind, [])
    frames = own if said.measure == "fiscal_space" and own else [*own, *_WORDS["frames"][language][kind]]
    if said.comparator != "=" or said.amount.hedge:
        frames = [frame for frame in frames if ": {q}" not in frame]
    step = max(1, len(frames) // most)
    for turn in range(min(most, len(frames))):
        pick = start + turn * step
        yield _sentence(said, language, frames[pick % len(frames)], pick)


def _sentence(said: Statement, language: str, frame: str, pick: int) -> str:
    claim = frame.format(
        e=_one(_WORDS["entities"][said.entity][language], pick),
        m=_one(_WORDS["measures"][said.measure][language], pick // 2),
        p=_one(_WORDS["periods"][said.period][language], pick // 3) if said.period else "",
        q=_amount(said, language, pick),
    )
    by = said.speaker or said.channel
    if by:
        claim = _one(_WORDS["attributed"][by][language], pick).format(c=claim)
    return claim[0].upper() + claim[1:] if language == "en" and claim[0].isascii() else claim


def _one(options: list[str], pick: int) -> str:
    return options[pick % len(options)]


def _amount(said: Statement, language: str, pick: int) -> str:
    amount = said.amount
    if amount.level:
        return str(_WORDS["levels"][amount.level][language])
    assert amount.value is not None
    word = _one(_WORDS["compare"][language][amount.hedge or said.comparator], pick)
    match UNITS[said.measure]:
        case "money":
            number = _money(amount, language, pick)
        case "ratio":
            number = f"{decimal(amount.value)}{' times' if language == 'en' else '倍'}"
        case "gdp" if said.measure != "interest_to_gdp":
            number = _share_of_gdp(amount.value, language, word, pick)
            word = "" if number.startswith("GDP") and word else word
        case _:
            number = f"{decimal(amount.value)}%"
    return f"{word} {number}".strip() if language == "en" else word + number


def _share_of_gdp(value: Fraction, language: str, word: str, pick: int) -> str:
    number = decimal(value)
    if language == "en":
        return f"{number}% of GDP" if pick % 3 else f"{number} percent of GDP"
    return f"GDP的{word}{number}%"


def _money(amount: Amount, language: str, pick: int) -> str:
    assert amount.value is not None
    scales = _SCALES[language]
    size, long, short = next((scale for scale in scales if amount.value >= scale[0]), scales[-1])
    number = decimal(amount.value / size) + (long if pick % 2 else short)
    style = pick % 7
    if style == 5 and amount.value.denominator == 1:
        number = f"{int(amount.value):,}"
    if (
        style in (3, 4) and amount.currency == "USD" and amount.value >= SURELY_MONEY
    ):  # left out, as among people who know
        return number
    pattern = _WORDS["currencies"][amount.currency][language]
    return str(pattern if isinstance(pattern, str) else _one(pattern, pick)).format(n=number)


def decimal(value: Fraction) -> str:
    """Write a fraction whose decimal ends, in full.

    >>> decimal(Fraction(1, 8))
    '0.125'
    """
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
        assert places < 30, value
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if value < 0 else text
