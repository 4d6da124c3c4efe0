"""Claims as people type them: capitals, full-width digits, invisible characters, chatter around. None of it is meant."""

import zlib
from collections.abc import Callable
from dataclasses import replace

from tests.judging.mutation import Case

_WIDE = str.maketrans("0123456789%.", "０１２３４５６７８９％．")
DISGUISES: dict[str, Callable[[str], str]] = {
    "small": str.lower,
    "capital": str.upper,
    "invisible": lambda text: f"{text[:3]}\u200b{text[3:]}",
    "excited": lambda text: f"🚀 {text.rstrip('.。')}!!",
    "quoted": lambda text: f"「{text}」",
    "curly": lambda text: text.replace("'", "’"),
}
CHINESE = {
    "wide": lambda text: text.translate(_WIDE),
    "chatty": lambda text: f"欸，{text.rstrip('。')}啦",
    "close": lambda text: text.replace(" ", ""),
}
ENGLISH = {"chatty": lambda text: f"fyi: {text.rstrip('.')} lol"}


def disguised(case: Case) -> Case:
    """Return a case in one of the disguises of its language, the same at every run."""
    ways = DISGUISES | (ENGLISH if case.language == "en" else CHINESE)
    name = sorted(ways)[zlib.crc32(case.text.encode()) % len(ways)]
    return replace(case, id=f"{case.id}/{name}", text=ways[name](case.text))
