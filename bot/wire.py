"""JSON from outside, with characters that cannot be stored or sent on made harmless."""

from __future__ import annotations

import json
import re
from typing import Any

# JSON can write halves of surrogate pairs, which are no text, and the zero character, which PostgreSQL does not take.
_DOUBTFUL = re.compile(rb"\\u(?:[dD][89a-fA-F]|0000)")
_REPLACED = "\ufffd"  # as long in UTF-16, so that the offsets of entities stay right


def read_json(payload: bytes) -> Any:
    r"""Read JSON.

    >>> read_json(rb'["\ud83d\ude00", "\ud83d", "\u0000"]')
    ['😀', '�', '�']

    Raises:
        ValueError: It is none.
    """
    read = json.loads(payload)
    return _sound(read) if _DOUBTFUL.search(payload) else read


def _sound(value: Any) -> Any:
    match value:
        case str():
            return re.sub("[\\ud800-\\udfff\\x00]", _REPLACED, value)
        case list():
            return [_sound(part) for part in value]
        case dict():
            return {_sound(name): _sound(part) for name, part in value.items()}
    return value
