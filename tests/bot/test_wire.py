"""JSON as it comes from outside."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wire import read_json

WORDS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))
ANY = st.recursive(WORDS | st.integers() | st.none(), lambda one: st.lists(one) | st.dictionaries(WORDS, one))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (rb'"\ud83d\ude00"', "😀"),
        (rb'"\uD83D"', "\ufffd"),
        (rb'"a\udc00\u0000b"', "a\ufffd\ufffdb"),
        (rb'"\\u0000 \\ud83d"', r"\u0000 \ud83d"),
        (
            rb'{"\u0000": ["\ud800", {"a": "\udfff"}, 1.5, true, null]}',
            {"\ufffd": ["\ufffd", {"a": "\ufffd"}, 1.5, True, None]},
        ),
        ('{"text": "平 😀"}'.encode(), {"text": "平 😀"}),
    ],
)
def test_broken_characters_are_replaced_by_one_of_their_length(written, read):
    assert read_json(written) == read


@given(ANY)
def test_everything_else_is_as_it_was(value):
    assert read_json(json.dumps(value).encode()) == value
    assert read_json(json.dumps(value, ensure_ascii=False).encode()) == value
