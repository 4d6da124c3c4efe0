"""How a text was read, for users who doubt and developers who debug."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from grammar import read
from grammar.interval import plain
from grammar.lexer import tokens
from grammar.lexicon import Lexicon
from grammar.period import NO_YEAR, periods
from grammar.quantity import quantities
from grammar.repair import repaired
from grammar.text import fold
from grammar.utterance import Context


def lines(text: str, lexicon: Lexicon, context: Context) -> Iterator[str]:
    """Yield the text's tokens, each with what it was read as, then what the text is as a whole."""
    folded = fold(text)
    found = tokens(folded.text, lexicon, context.today)
    mended, repairs = repaired(folded, found, lexicon)
    for repair in repairs:
        yield f"{repair.written} → {repair.read}"
    if repairs:
        folded, found = mended, tokens(mended.text, lexicon, context.today)
    for token in found:
        if token.kind == "skip":
            continue
        if token.period is not None:
            meaning = str(token.period.period)
        elif token.quantity is not None:
            meaning = f"{token.quantity} {token.quantity.interval}"
        elif token.symbols:
            meaning = ", ".join(f"{symbol.kind} {symbol.id}" for symbol in token.symbols)
        else:
            meaning = ", ".join(sorted(token.classes))
        yield f"{folded.quote(token.start, token.end):<24} {token.kind:<9} {meaning}"
    utterance = read(text, lexicon, context)
    yield f"= {type(utterance).__name__.lower()}: {utterance}"


def row(message: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Read the quantities and periods of one row `{"id", "text", "ref"?}`, with code-point offsets in the text."""
    text = str(message.get("text", ""))
    reference = str(message.get("ref") or "")[:10]
    if reference:
        today = date.fromisoformat(reference)
    folded = fold(text)
    masked = folded.text
    spans = []
    for mention in periods(folded.text, today):
        start, end = folded.span(mention.start, mention.end)
        period = mention.period
        dated = period.first.year != NO_YEAR
        spans.append(
            {
                "start": start,
                "end": end,
                "first": period.first.isoformat() if dated else period.first.strftime("--%m-%d"),
                "last": period.last.isoformat() if dated else period.last.strftime("--%m-%d"),
                "grain": period.grain,
            }
        )
        masked = masked[: mention.start] + "\x00" * (mention.end - mention.start) + masked[mention.end :]
    amounts = []
    for quantity in quantities(masked):
        start, end = folded.span(quantity.start, quantity.end)
        interval = quantity.interval
        amounts.append(
            {
                "start": start,
                "end": end,
                "low": _end(interval.low),
                "high": _end(interval.high),
                "value": None if quantity.value is None else plain(quantity.value),
                "unit": "" if quantity.unit == "XXX" else quantity.unit,
                "hedge": quantity.hedge,
                "low_open": interval.low_open,
                "high_open": interval.high_open,
            }
        )
    return {"id": message.get("id"), "quantities": amounts, "periods": spans}


def _end(value: Decimal) -> str | None:
    return plain(value) if value.is_finite() else None
