"""The terminal: where the command line writes, how wide, and the user's language there."""

from __future__ import annotations

import os
import re

from rich.cells import cell_len
from rich.console import Console

from bot.sentences import LOCALES

out = Console(highlight=False, soft_wrap=True, markup=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


def language(setting: str | None = None) -> str:
    """Return the user's language: the one that is asked for, else the terminal's."""
    wanted = setting or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "en"
    if wanted in LOCALES:
        return wanted
    if wanted.lower().replace("_", "-").startswith("zh"):
        return "zh-Hans" if any(part in wanted.lower() for part in ("cn", "sg", "hans")) else "zh-Hant"
    return "en"


_WORDS = re.compile(r"[⺀-鿿豈-﫿＀-￯][，。：；、！？」』”）》]*|[^\s⺀-鿿豈-﫿＀-￯]+|\s+")
_NARROWEST = 24


def laid_out(text: str, width: int | None = None) -> str:
    """Break lines at the width of the terminal, what goes on indented below what it belongs to; elsewhere not at all.

    >>> print(laid_out("  Japan: 252% − 134%", 14))
      Japan: 252%
        − 134%
    """
    if width is None:
        if not out.is_terminal:
            return text
        width = out.width
    if width < _NARROWEST // 2:
        return text
    return "\n".join(piece for line in text.split("\n") for piece in _pieces(line, width))


def _pieces(line: str, width: int) -> list[str]:
    """Break one line; a word that is wider than the terminal stays whole, so that addresses can be clicked."""
    indent = len(line) - len(line.lstrip(" "))
    pieces, current = [], " " * indent
    for word in _WORDS.findall(line[indent:]):
        if current.strip() and cell_len(current + word.rstrip()) > width:
            pieces.append(current.rstrip())
            current = " " * (indent + 2)
            if word.isspace():
                continue
        current += word
    return [*pieces, current.rstrip()]
