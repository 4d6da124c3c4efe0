"""The words and frames of equations in all languages, as the files in `languages/` list them, compiled."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from grammar.text import fold
from grammar.vocabulary import alternation

AMOUNT = "[\ue000-\uf8ff]"  # an amount in a masked text: a character of the private use area
GAP = r"[\s,，、:;(（\-—]*"


class Language(NamedTuple):
    """The words of equations as patterns.

    Attributes:
        sign: An operator between two amounts; `operators`: which each sign or word is.
        joins: Words that would join two amounts to a range.
        dropped: Words that may stand between amounts and say nothing of how they belong together.
        rates: Words that make a growth one of each year. `partial`: words that say that not all parts are listed.
        fall: Words for a fall; `either`: for a rise or a fall.
        frames: Kind and pattern of every frame.
    """

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
def language() -> Language:
    """Load and compile the words once."""
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
    return Language(
        sign,
        operators,
        re.compile(
            "|".join([*(_words(data["joins"]) for data in files), *(data["joins_before_digits"] for data in files)])
        ),
        re.compile(dropped),
        re.compile("|".join(_words(data["rates"]) for data in files)),
        re.compile(rf"(?:{'|'.join(_words(data['partial']) for data in files)})(?!\s?{AMOUNT})"),
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
    pattern = re.sub(r"\{([a-z]+)\}", lambda match: rf"\s*(?P<{match[1]}>{AMOUNT})\s*", pattern)
    pattern = pattern.replace("…", "[^\ue000-\uf8ff,，。.;；、]{0,16}")
    pattern = re.sub("_", lambda _: GAP, pattern)
    return re.compile(re.sub(r"(?<!\\) ", r"\\s*", pattern))
