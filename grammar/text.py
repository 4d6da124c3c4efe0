"""Folding: one form for every way of writing the same letters, with the way back to the original.

Case, width and script are folded (upper to lower, full width to half, Traditional to Simplified); characters that a
reader cannot see are dropped. Every folded character stands for exactly one original character, so that an offset map
is all it takes to quote the original words.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import opencc

_HAN = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f\r"
_SINGLE = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys("‘’‛`´ʼ", "'"),
    **dict.fromkeys("“”„‟「」『』«»", '"'),
    **dict.fromkeys("‐‑‒–−－﹣", "-"),
    **dict.fromkeys("〜∼˜", "~"),
    **dict.fromkeys("﹪٪", "%"),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
    "：": ":",
    "；": ";",
    "﹐": "，",
    "︰": ":",
    "⁄": "/",
    "∕": "/",
    "═": "=",
    "≈": "~",
    "╱": "/",
    "➡": "→",
    "⇒": "→",
    "⟶": "→",
    "祇": "只",
    "著": "着",
    "砲": "炮",
    "囯": "国",
    **dict(
        zip("嘅咗喺嗰𠮶佢哋啲嚟畀俾冇睇", "的了在那那他们些来给给没看", strict=True)
    ),  # Cantonese, as Mandarin writes it
}
_UNSEEN = "\0"
_DROPPED = re.compile(f" [ {_UNSEEN}]+|{_UNSEEN}+")
_FULL_WIDTH_COMMA = "，"  # no thousands separator: `$20，300` is two numbers


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the place of each of its characters in the original.

    Attributes:
        original: The text as it was sent.
        text: Its folded form, never longer.
        offsets: For each folded character, and for the end, its code-point offset in the original.
    """

    original: str
    text: str
    offsets: tuple[int, ...] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original code-point offsets of a stretch of the folded text.

        >>> fold("Ｏpen\u200bAI").span(0, 6)
        (0, 7)
        """
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """Return the original words of a stretch of the folded text."""
        begin, stop = self.span(start, end)
        return self.original[begin:stop]


def fold(text: str) -> Folded:
    """Fold a text for reading.

    >>> fold("ＯｐｅｎＡＩ 營收　２０２４").text
    'openai 营收 2024'
    """
    translated = text.translate(_table())
    if _UNSEEN not in translated and "  " not in translated:
        return Folded(text, translated, range(len(text) + 1))
    kept: list[str] = []
    offsets: list[int] = []
    position = 0
    for match in _DROPPED.finditer(translated):
        end = match.start() + (match[0][0] == " ")  # of several spaces the first stays
        kept.append(translated[position:end])
        offsets += range(position, end)
        position = match.end()
    kept.append(translated[position:])
    offsets += range(position, len(text) + 1)
    return Folded(text, "".join(kept), tuple(offsets))


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 code units, in which Telegram counts offsets.

    >>> utf16_length("a😀")
    3
    """
    return len(text) + sum(character > "\uffff" for character in text)


def is_han(character: str) -> bool:
    """Tell whether a character is a Chinese ideograph."""
    return (
        "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0002fa1f"
    )


_TRADITIONAL_HINT = re.compile("[\u3400-\u9fff]")


def script_of(text: str) -> str | None:
    """Tell in which language and script a text is written: `zh-Hant`, `zh-Hans`, `en`, or None where nothing tells.

    Chinese counts wherever at least two ideographs stand, or where they are not outnumbered by Latin words; between the
    scripts the characters decide that only one of them uses.

    >>> script_of("OpenAI 2025上半年營收"), script_of("日本净负债"), script_of("Japan net debt"), script_of("119%")
    ('zh-Hant', 'zh-Hans', 'en', None)
    """
    han = _TRADITIONAL_HINT.findall(text)
    if not han:
        return "en" if re.search(r"[A-Za-z\uff21-\uff5a]{2}", text) else None
    simplify, traditionalise = _script_tables()
    traditional = sum(character in simplify for character in han)
    simplified = sum(character in traditionalise for character in han)
    if traditional == simplified:
        return "zh"
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _changed(configuration: str) -> dict[str, str]:
    """The single characters that an OpenCC conversion changes."""
    characters = [chr(code) for first, last in _HAN for code in range(first, last + 1)]
    converted = opencc.OpenCC(configuration).convert("\n".join(characters)).split("\n")
    return {a: b for a, b in zip(characters, converted, strict=True) if a != b and len(b) == 1}


@cache
def _script_tables() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that only Traditional, and only Simplified text uses; what is written in both tells nothing."""
    traditional, simplified = _changed("t2s"), _changed("s2t")
    both = "台里后几干面只于余松斗谷丑发复升才万与云沖准制卷曲杯板表范折致采系注游它家合回汇向布当周伙别占着千了克志愿"
    return (
        frozenset(traditional) - frozenset(simplified) - frozenset("乾著"),
        frozenset(simplified) - frozenset(traditional) - frozenset(both),
    )


@cache
def _table() -> dict[int, str]:
    """The folding as a table for `str.translate`: every value one character, `_UNSEEN` for what is dropped."""
    table: dict[int, str] = {ord(a): b for a, b in _changed("t2s").items()}
    table |= dict.fromkeys(map(ord, "帳帐"), "账")  # one word for accounts; Traditional writes 帳 or 賬, Simplified 账
    for code in range(0xFF01, 0xFF5F):
        table[code] = chr(code - 0xFEE0).lower()
    for code in range(0x3000):
        character = chr(code)
        lower = character.lower()
        if lower != character and len(lower) == 1:
            table[code] = lower
    table.update({ord(a): b for a, b in _SINGLE.items()})
    del table[ord(_FULL_WIDTH_COMMA)]
    for code in (*range(0x3000), *range(0xFE00, 0xFE10), 0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0200)):
        character = chr(code)
        if character != "\n" and code not in table and unicodedata.category(character) in ("Cf", "Cc", "Mn", "Me"):
            table[code] = _UNSEEN
    table.update(
        dict.fromkeys((*range(0xFE00, 0xFE10), 0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0200)), _UNSEEN)
    )
    table.update(dict.fromkeys(range(0xD800, 0xF900), "\ufffd"))  # half a surrogate pair, or private use: no character
    return table
