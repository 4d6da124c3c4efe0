"""Equations that a text states about its own figures: parts and total, levels and growth, amounts and share, ratios.

`up 84 % from 2.04bn to 3.76bn` says that the second level over the first, less one, is 84 %. Whether that is so is not
for the grammar to say. What is read must stand in one frame: amounts joined by nothing but words that say how they
belong together. Whatever else stands between them, and the text says nothing that could be recomputed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from grammar.equation_mask import Masked, alike, is_bare, masked
from grammar.equation_word import AMOUNT, Language, language
from grammar.quantity import Quantity, quantities
from grammar.text import Folded, fold

MOST = 12  # equations read of one text
_LONGEST = 20_000  # characters in which equations are looked for
_RELATIVE = ("percent", "percentage_points", "ratio")
_NUMBER = re.compile(
    r"(?<![\w.])(?:(?!(?:19|20)\d\d(?![\d.,]|\s?[a-z%]))\d[\d.,]*)|(?<=[^\W\da-zA-Z])(?!(?:19|20)\d\d\D)\d[\d.,]*|(?<=[a-z]{3})\d[\d.,]*"
    r"|[一二三四五六七八九十百两兩]+"
)
_STOP = re.compile(r"[。!?！？\n]|\.(?=\s)")


@dataclass(frozen=True, slots=True)
class Equation:
    """Amounts of a text, and what it says that they come to.

    Attributes:
        kind: `written growth share multiple difference total`.
        terms: The amounts that are reckoned with, in the order of the rule: first and second level, part and whole.
        stated: What they are said to come to.
        operators: Between the terms of a written equation: `+ - * /`.
        falls: Whether a fall is spoken of; None where the text does not say.
        start: First character in the original text; `end`: the one after the last.
        quote: The original words.
    """

    kind: str
    terms: tuple[Quantity, ...]
    stated: Quantity
    operators: tuple[str, ...] = ()
    falls: bool | None = None
    start: int = 0
    end: int = 0
    quote: str = ""


def equations(text: str, today: date) -> tuple[Equation, ...]:
    """Read the equations that a text states, in its order."""
    if not _speaks_of_amounts(text):
        return ()
    folded = fold(text[:_LONGEST])
    found: list[Equation] = []
    for sentence in _sentences(folded):
        found += _read(sentence, today)
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def _sentences(folded: Folded) -> Iterator[Folded]:
    """Return the sentences in which two amounts stand or more, each with its way back to the original."""
    start = 0
    for stop in (*(match.end() for match in _STOP.finditer(folded.text)), len(folded.text)):
        text = folded.text[start:stop]
        if _speaks_of_amounts(text):
            yield Folded(folded.original, text, folded.offsets[start : stop + 1])
        start = stop


def _speaks_of_amounts(text: str) -> bool:
    """Tell whether a text has two numbers that are no years."""
    if "=" in text or "＝" in text:
        return True
    return sum(1 for _ in zip(_NUMBER.finditer(text), range(2), strict=False)) > 1


def _read(folded: Folded, today: date) -> list[Equation]:
    words = language()
    found: list[Equation] = []
    taken: list[tuple[int, int]] = []
    for equation in (*_written(folded, words), *_framed(folded, today, words)):
        if not any(equation.start < end and start < equation.end for start, end in taken):
            found.append(equation)
            taken.append((equation.start, equation.end))
    return sorted(found, key=lambda one: one.start)


# ----- written out ---------------------------------------------------------------------------------------------------


def _written(folded: Folded, words: Language) -> Iterator[Equation]:
    """Read `142 - 23 = 119`, the signs also as words."""
    text = folded.text
    signs = {match.start(): match for match in words.sign.finditer(text)}
    if not any(words.sign_of(match) == "=" for match in signs.values()):
        return
    apart = list(text)
    for match in signs.values():
        apart[match.start() : match.end()] = " " * (len(match[0]) - 1) + ";"
    found = quantities("".join(apart))
    chain: list[Quantity] = []
    operators: list[str] = []
    for quantity in found:
        sign = _joining(text, signs, chain[-1].end, quantity.start, words) if chain else None
        if sign is None or (sign == "=" and not operators):
            chain, operators = [quantity], []
        elif sign == "=":
            terms = _scaled(chain, operators, quantity)
            yield _equation(
                folded, "written", terms, quantity, operators=tuple(operators), span=(chain[0].start, quantity.end)
            )
            chain, operators = [], []
        else:
            chain.append(quantity)
            operators.append(sign)


def _scaled(terms: Sequence[Quantity], operators: Sequence[str], stated: Quantity) -> list[Quantity]:
    """Give terms without a scale the one of the result: all terms of a sum, the first of a product."""
    if stated.unit in _RELATIVE or any(not is_bare(term) and term.unit not in _RELATIVE for term in terms):
        return list(terms)
    if set(operators) <= {"+", "-"}:
        return [alike(term, stated)[0] for term in terms]
    return [alike(terms[0], stated)[0], *terms[1:]]


def _joining(text: str, signs: dict[int, re.Match[str]], start: int, end: int, words: Language) -> str | None:
    """Return the sign that fills the space between two amounts, and nothing else."""
    inside = [match for place, match in signs.items() if start <= place < end]
    if len(inside) != 1:
        return None
    rest = text[start : inside[0].start()] + text[inside[0].end() : end]
    return None if rest.strip() else words.sign_of(inside[0])


# ----- in words ------------------------------------------------------------------------------------------------------


def _framed(folded: Folded, today: date, words: Language) -> Iterator[Equation]:
    sentence = masked(folded, today, words)
    if len(sentence.amounts) < 3:
        return
    for kind, frame in words.frames:
        for match in frame.finditer(sentence.text):
            if words.rates.search(sentence.text[max(0, match.start() - 12) : match.end() + 14]):
                continue
            read = _total(sentence, match, words) if kind == "total" else _of_frame(sentence, kind, match, words)
            if read is not None:
                yield read


def _of_frame(sentence: Masked, kind: str, match: re.Match[str], words: Language) -> Equation | None:
    groups = {name: sentence.amounts[sign] for name, sign in match.groupdict().items() if sign}
    stated = next((groups.pop(name) for name in ("stated", "doubled", "times") if name in groups), None)
    if stated is None or not _may_be_stated(stated, match):
        return None
    first, second = alike(*[groups[name] for name in ("first", "second", "part", "whole") if name in groups])
    if stated.unit not in _RELATIVE:
        first, second = alike(first, stated)[0], alike(second, stated)[0]
        _, stated = alike(first, stated)
        if kind in ("share", "multiple") or stated.unit != first.unit:
            return None
    elif kind == "difference" and first.unit not in ("percent", "percentage_points"):
        if stated.unit != "percent":
            return None
        kind = "compared"
    elif kind == "share" and stated.unit == "ratio":
        kind = "multiple"
    if first.unit != second.unit:
        return None
    said = re.sub(AMOUNT, " ", match[0])
    falls = bool(words.fall.search(said)) if words.either.search(said) else None
    span = sentence.span(match.start(), match.end())
    return _equation(sentence.folded, kind, (first, second), stated, falls=falls, span=span)


def _may_be_stated(stated: Quantity, match: re.Match[str]) -> bool:
    """Tell whether the place of a multiple is filled by one."""
    if "doubled" in match.groupdict():
        return stated.unit == "ratio"
    return "times" not in match.groupdict() or stated.unit in ("ratio", "percent")


def _total(sentence: Masked, match: re.Match[str], words: Language) -> Equation | None:
    """Read the parts that stand before their total, or behind it, in one sentence: each with a short name."""
    text, amounts = sentence.text, sentence.amounts
    before, behind = text[: match.start()], text[match.end() :].rstrip(".。!?！？\n ")
    if words.partial.search(text) or bool(re.search(AMOUNT, before)) == bool(re.search(AMOUNT, behind)):
        return None
    listed = before if re.search(AMOUNT, before) else behind
    if not _LIST.fullmatch(listed):
        return None
    stated = amounts[match["stated"]]
    parts = [alike(amounts[sign], stated)[0] for sign in re.findall(AMOUNT, listed)]
    if len(parts) < 2 or {part.unit for part in parts} != {stated.unit}:
        return None
    inside = [place for place, sign in enumerate(text) if sign in amounts]
    span = sentence.span(min(inside[0], match.start()), max(inside[-1] + 1, match.end()))
    return _equation(sentence.folded, "total", parts, stated, span=span)


_NAME = r"[^\ue000-\uf8ff,，、;；+&]{0,24}"
_LIST = re.compile(
    rf"[\s,，:;—(-]*(?:{_NAME}{AMOUNT}[^\ue000-\uf8ff,，、;；+&]{{0,16}}(?:[\s,，、;；+&]+|$)){{2,}}[\s,，:;—)-]*"
    rf"|[\s,，:;—(-]*(?:{_NAME}{AMOUNT}\s?(?:[,，、;；+&]|and|和|与|及|$)?){{2,}}[^\ue000-\uf8ff]{{0,12}}"
)


def _equation(  # noqa: PLR0913 - the parts of an equation
    folded: Folded,
    kind: str,
    terms: Sequence[Quantity],
    stated: Quantity,
    *,
    operators: tuple[str, ...] = (),
    falls: bool | None = None,
    span: tuple[int, int] | None = None,
) -> Equation:
    start, end = span or (terms[0].start, stated.end)
    begin, stop = folded.span(start, end)
    return Equation(kind, tuple(terms), stated, operators, falls, begin, stop, folded.quote(start, end))
