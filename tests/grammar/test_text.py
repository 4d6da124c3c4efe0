import unicodedata

import pytest
from hypothesis import given, strategies

from grammar.text import fold, script_of, utf16_length


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＯｐｅｎＡＩ　２０２４　Revenue", "openai 2024 revenue"),
        ("O\u200bpen\u2060AI", "openai"),
        ("\u202eJapan net debt\u202c", "japan net debt"),
        ("淨負債", "净负债"),
        ("$20，300", "$20，300"),  # a full-width comma is no thousands separator
        ("OpenAI’s", "openai's"),
        ("50.2\u00a0億", "50.2 亿"),
        ("5\u201320%", "5-20%"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written).text == folded


@given(strategies.text(max_size=60))
def test_every_folded_stretch_maps_back_to_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) <= len(text)
    assert len(folded.offsets) == len(folded.text) + 1
    for place in range(len(folded.text)):
        start, end = folded.span(place, place + 1)
        assert end == start + 1
        assert fold(text[start:end]).text == folded.text[place]


@given(strategies.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


def test_astral_characters_count_twice_in_utf16() -> None:
    assert utf16_length("a😀𠀀") == 5
    assert unicodedata.category("\u200b") == "Cf"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("日本淨負債", "zh-Hant"),
        ("日本净负债", "zh-Hans"),
        ("Japan net debt", "en"),
        ("OpenAI 2025上半年營收", "zh-Hant"),
        ("US gov liabilities 佔 GDP 多少 %", "zh-Hant"),
        ("119%", None),
        ("日本", "zh"),
    ],
)
def test_script(text: str, script: str | None) -> None:
    assert script_of(text) == script
