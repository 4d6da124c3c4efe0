"""Equations that a text states about its own figures: parts and total, levels and growth, amounts and share, ratios.

`up 84 % from 2.04bn to 3.76bn` says that the second level over the first, less one, is 84 %. Whether that is so is not
for the grammar to say. What is read must stand in one frame: amounts joined by nothing but words that say how they
belong together. Whatever else stands between them, and the text says nothing that could be recomputed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from grammar.period import periods
from grammar.quantity import Quantity, quantities
from grammar.text import Folded, fold
from grammar.vocabulary import alternation

MOST = 12  # equations read of one text
_LONGEST = 20_000  # characters in which equations are looked for
_PLACES = 6_000  # amounts that can be told apart
_FIRST = 0xE000
_RELATIVE = ("percent", "percentage_points", "ratio")
_AMOUNT = "[\ue000-\uf8ff]"
_NUMBER = re.compile(
    r"(?<![\w.])(?:(?!(?:19|20)\d\d(?![\d.,]|\s?[a-z%]))\d[\d.,]*)|(?<=[^\W\da-zA-Z])(?!(?:19|20)\d\d\D)\d[\d.,]*|(?<=[a-z]{3})\d[\d.,]*"
    r"|[一二三四五六七八九十百两兩]+"
)
_STOP = re.compile(r"[。!?！？\n]|\.(?=\s)")
_GAP = r"[\s,，、:;(（\-—]*"


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


class _Mark(NamedTuple):
    """A character of the masked text: an amount, or a letter, with its place in the folded one."""

    character: str
    start: int
    end: int


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
    return sum(1 for _ in zip(_NUMBER.finditer(text), range(2), strict=False)) > 1


def _read(folded: Folded, today: date) -> list[Equation]:
    language = _language()
    found: list[Equation] = []
    taken: list[tuple[int, int]] = []
    for equation in (*_written(folded, language), *_framed(folded, today, language)):
        if not any(equation.start < end and start < equation.end for start, end in taken):
            found.append(equation)
            taken.append((equation.start, equation.end))
    return sorted(found, key=lambda one: one.start)


# ----- written out ---------------------------------------------------------------------------------------------------


def _written(folded: Folded, language: _Language) -> Iterator[Equation]:
    """Read `142 - 23 = 119`, the signs also as words."""
    text = folded.text
    signs = {match.start(): match for match in language.sign.finditer(text)}
    if not any(language.sign_of(match) == "=" for match in signs.values()):
        return
    apart = list(text)
    for match in signs.values():
        apart[match.start() : match.end()] = " " * (len(match[0]) - 1) + ";"
    found = quantities("".join(apart))
    chain: list[Quantity] = []
    operators: list[str] = []
    for quantity in found:
        sign = _joining(text, signs, chain[-1].end, quantity.start, language) if chain else None
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
    if stated.unit in _RELATIVE or any(not _bare(term) and term.unit not in _RELATIVE for term in terms):
        return list(terms)
    if set(operators) <= {"+", "-"}:
        return [_alike(term, stated)[0] for term in terms]
    return [_alike(terms[0], stated)[0], *terms[1:]]


def _joining(text: str, signs: dict[int, re.Match[str]], start: int, end: int, language: _Language) -> str | None:
    """Return the sign that fills the space between two amounts, and nothing else."""
    inside = [match for place, match in signs.items() if start <= place < end]
    if len(inside) != 1:
        return None
    rest = text[start : inside[0].start()] + text[inside[0].end() : end]
    return None if rest.strip() else language.sign_of(inside[0])


# ----- in words ------------------------------------------------------------------------------------------------------


def _framed(folded: Folded, today: date, language: _Language) -> Iterator[Equation]:
    marks, amounts = _masked(folded.text, today, language)
    if len(amounts) < 3:
        return
    text = "".join(mark.character for mark in marks)
    for kind, frame in language.frames:
        for match in frame.finditer(text):
            if language.rates.search(text[max(0, match.start() - 12) : match.end() + 14]):
                continue
            if kind == "total":
                equation = _total(folded, text, marks, amounts, match, language)
            else:
                equation = _of_frame(folded, kind, match, marks, amounts, language)
            if equation is not None:
                yield equation


def _masked(text: str, today: date, language: _Language) -> tuple[list[_Mark], dict[str, Quantity]]:
    """Put a sign in the place of each amount, and leave out periods and what may stand beside them."""
    spans = [(one.start, one.end) for one in periods(text, today)]
    apart = list(text)
    for match in language.joins.finditer(text):
        apart[match.start() : match.end()] = "\n" * len(match[0])
    for start, end in spans:
        apart[start:end] = "\n" * (end - start)
    found = _unhedged(quantities("".join(apart).replace("\n", ";"))[:_PLACES], text)
    amounts = {chr(_FIRST + place): one for place, one in enumerate(found)}
    starts = {one.start: (sign, one) for sign, one in amounts.items()}
    marks: list[_Mark] = []
    place, period = 0, dict(spans)
    while place < len(text):
        if place in starts:
            sign, one = starts[place]
            marks.append(_Mark(sign, place, one.end))
            place = one.end
        elif place in period:
            marks.append(_Mark("\x00", place, period[place]))
            place = period[place]
        else:
            marks.append(_Mark(text[place], place, place + 1))
            place += 1
    masked = "".join(mark.character for mark in marks)
    gone = {place for match in language.dropped.finditer(masked) for place in range(match.start(), match.end())}
    return [mark for place, mark in enumerate(marks) if place not in gone], amounts


def _unhedged(found: Sequence[Quantity], text: str) -> list[Quantity]:
    """Read `more than` between two amounts as what compares them, not as the second's bound."""
    plain: list[Quantity] = []
    for one in found:
        digits = _digits(one)
        if plain and one.hedge and digits and not text[plain[-1].end : one.start].strip():
            begin = digits - (one.printed[digits - 1] in "$¥€£")
            try:
                bare = Quantity.read(one.printed[begin:])
            except ValueError:
                bare = one
            one = replace(bare, start=one.start + begin, end=one.end)
        plain.append(one)
    return plain


def _of_frame(  # noqa: PLR0913 - what a match is read against
    folded: Folded,
    kind: str,
    match: re.Match[str],
    marks: Sequence[_Mark],
    amounts: dict[str, Quantity],
    language: _Language,
) -> Equation | None:
    groups = {name: amounts[sign] for name, sign in match.groupdict().items() if sign}
    stated = groups.pop("stated", None) or groups.pop("doubled", None) or groups.pop("times", None)
    if stated is None or ("doubled" in match.groupdict() and stated.unit != "ratio"):
        return None
    if "times" in match.groupdict() and stated.unit not in ("ratio", "percent"):
        return None
    first, second = [groups[name] for name in ("first", "second", "part", "whole") if name in groups]
    first, second = _alike(first, second)
    if first.unit != second.unit:
        return None
    relative = stated.unit in _RELATIVE
    if kind == "difference" and relative and first.unit not in ("percent", "percentage_points"):
        kind = "compared" if stated.unit == "percent" else ""
    elif not relative and kind in ("share", "multiple"):
        return None
    if not relative:
        first, second = _alike(first, stated)[0], _alike(second, stated)[0]
        _, stated = _alike(first, stated)
        if not (stated.unit == first.unit == second.unit):
            return None
    words = re.sub(_AMOUNT, " ", match[0])
    falls = bool(language.fall.search(words)) if language.either.search(words) else None
    if not kind:
        return None
    start, end = marks[match.start()].start, marks[match.end() - 1].end
    return _equation(folded, kind, (first, second), stated, falls=falls, span=(start, end))


def _total(  # noqa: PLR0913 - what a match is read against
    folded: Folded,
    text: str,
    marks: Sequence[_Mark],
    amounts: dict[str, Quantity],
    match: re.Match[str],
    language: _Language,
) -> Equation | None:
    """Read the parts that stand before their total, or behind it, in one sentence: each with a short name."""
    begin = max((text.rfind(stop, 0, match.start()) for stop in ".。!！?？\n"), default=-1) + 1
    end = min((place for stop in "。!！?？\n" if (place := text.find(stop, match.end())) >= 0), default=len(text))
    end = min(
        [end, *(found.start() for found in re.finditer(r"\.(?:\s|$)", text[:end]) if found.start() >= match.end())]
    )
    before, behind = text[begin : match.start()], text[match.end() : end]
    if language.partial.search(before + behind) or bool(re.search(_AMOUNT, before)) == bool(re.search(_AMOUNT, behind)):
        return None
    listed = before if re.search(_AMOUNT, before) else behind
    if not _LIST.fullmatch(listed):
        return None
    stated = amounts[match["stated"]]
    parts = [_alike(amounts[sign], stated)[0] for sign in re.findall(_AMOUNT, listed)]
    units = {part.unit for part in parts}
    if len(parts) < 2 or units != {stated.unit}:
        return None
    inside = [place for place in range(begin, end) if text[place] in amounts]
    first = marks[min(inside[0], match.start())].start
    last = marks[max(inside[-1], match.end() - 1)].end
    return _equation(folded, "total", parts, stated, span=(first, last))


_NAME = r"[^\ue000-\uf8ff,，、;；+&]{0,24}"
_LIST = re.compile(
    rf"[\s,，:;—(-]*(?:{_NAME}{_AMOUNT}[^\ue000-\uf8ff,，、;；+&]{{0,16}}(?:[\s,，、;；+&]+|$)){{2,}}[\s,，:;—)-]*"
    rf"|[\s,，:;—(-]*(?:{_NAME}{_AMOUNT}\s?(?:[,，、;；+&]|and|和|与|及|$)?){{2,}}[^\ue000-\uf8ff]{{0,12}}"
)


def _alike(first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
    """Give an amount the scale and unit of its neighbour where it has none itself: `from 2 to 3.76bn`."""
    if first.value is None or second.value is None:
        return first, second
    if _bare(first) and not _bare(second):
        return _with_ending(first, second), second
    if _bare(second) and not _bare(first):
        return first, _with_ending(second, first)
    return first, second


def _bare(quantity: Quantity) -> bool:
    return not re.search(r"[^\d.,\s$-]", quantity.printed[_digits(quantity) :]) and quantity.unit in ("", "USD")


def _digits(quantity: Quantity) -> int:
    found = re.search(r"\d", quantity.printed)
    return found.start() if found else len(quantity.printed)


def _with_ending(bare: Quantity, other: Quantity) -> Quantity:
    ending = re.sub(r"^[^\d]*[\d.,]+", "", other.printed)
    sign = "" if bare.unit or other.unit != "USD" or "$" not in other.printed else "$"
    try:
        return Quantity.read(f"{sign}{bare.printed[: _digits(bare)]}{bare.printed[_digits(bare) :]}{ending}".strip())
    except ValueError:
        return bare


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


# ----- the words of the languages ------------------------------------------------------------------------------------


class _Language(NamedTuple):
    sign: re.Pattern[str]
    operators: dict[str, str]
    joins: re.Pattern[str]
    dropped: re.Pattern[str]
    rates: re.Pattern[str]
    partial: re.Pattern[str]
    fall: re.Pattern[str]
    either: re.Pattern[str]
    frames: tuple[tuple[str, re.Pattern[str]], ...]

    def sign_of(self, match: re.Match[str]) -> str:
        """Return the operator that a sign or word is."""
        return self.operators[match[0].strip()]


@cache
def _language() -> _Language:
    files = [
        yaml.safe_load((resources.files("grammar") / "languages" / f"{name}.equations.yaml").read_text("utf-8"))
        for name in ("en", "zh")
    ]
    operators = {"+": "+", "-": "-", "*": "*", "×": "*", "x": "*", "/": "/", "÷": "/", "=": "=", "==": "=", "~": "="}
    for data in files:
        for sign, words in data["operators"].items():
            operators.update(dict.fromkeys(_listed(words), sign))
    near = r"(?<=[\w%)\]$])"
    sign = re.compile(rf"{near}\s?(?:{alternation(operators)})\s?(?=[-+]?[a-z]{{0,3}}[$¥€£]?\d)")
    before, after = ("|".join(_words(data[name]) for data in files) for name in ("before_period", "after_period"))
    dropped = "|".join([rf"(?:(?:{before})\s?)?\x00(?:{after})?", *(_words(data["dropped"]) for data in files)])
    frames = [
        (kind, _frame(pattern, data["classes"]))
        for data in files
        for kind, patterns in data["frames"].items()
        for pattern in patterns
    ]
    order = ("growth", "share", "multiple", "difference", "total")
    return _Language(
        sign,
        operators,
        re.compile(
            "|".join([*(_words(data["joins"]) for data in files), *(data["joins_before_digits"] for data in files)])
        ),
        re.compile(dropped),
        re.compile("|".join(_words(data["rates"]) for data in files)),
        re.compile(rf"(?:{'|'.join(_words(data['partial']) for data in files)})(?!\s?{_AMOUNT})"),
        re.compile("|".join(_words(data["classes"]["fall"]) for data in files)),
        re.compile("|".join(_words(data["classes"][name]) for data in files for name in ("rise", "fall"))),
        tuple(sorted(frames, key=lambda one: order.index(one[0]))),
    )


def _listed(words: str) -> list[str]:
    return [fold(word).text.strip() for word in re.split(r",\s+", words) if word.strip()]


def _words(words: str) -> str:
    return f"(?:{alternation(_listed(words))})"


def _frame(pattern: str, classes: dict[str, Any]) -> re.Pattern[str]:
    """Compile a frame: amounts by their names, classes of words, and spaces that may also lack."""
    pattern = re.sub(r"<(\w+)>", lambda match: _words(classes[match[1]]).replace(" ", "\\ "), pattern)
    pattern = re.sub(r"\{([a-z]+)\}", lambda match: rf"\s*(?P<{match[1]}>{_AMOUNT})\s*", pattern)
    pattern = pattern.replace("…", "[^\ue000-\uf8ff,，。.;；、]{0,16}")
    pattern = re.sub("_", lambda _: _GAP, pattern)
    return re.compile(re.sub(r"(?<!\\) ", r"\\s*", pattern))
