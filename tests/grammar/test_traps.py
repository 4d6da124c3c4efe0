"""The traps that readers of figures fall into, each met once."""

from datetime import date
from decimal import Decimal

import pytest

from grammar.lexer import tokens
from grammar.lexicon import Lexicon
from grammar.period import periods
from grammar.quantity import quantities
from grammar.text import fold, utf16_length

TODAY = date(2026, 3, 1)


def amounts(text: str) -> list[Decimal | None]:
    return [one.value for one in quantities(fold(text).text)]


def spans(text: str) -> list[str]:
    return [str(mention.period) for mention in periods(fold(text).text, TODAY)]


def test_a_latin_name_ends_before_chinese_and_not_inside_a_word(lexicon: Lexicon) -> None:
    named = [t.ids("entity") for t in tokens(fold("OpenAI營收 house us").text, lexicon, TODAY) if t.ids("entity")]
    assert named == [("openai",), ("united_states",)]


def test_a_full_width_comma_separates_no_thousands() -> None:
    assert amounts("$20，300") == [Decimal(20), Decimal(300)]


def test_what_cannot_be_seen_stands_inside_words() -> None:
    folded = fold("O\u200bpenA\u2060I")
    assert folded.text == "openai"
    assert folded.span(0, 6) == (0, 8)


def test_offsets_are_those_of_the_original() -> None:
    text = "𠮷 OpenAI 4.3bn"
    folded = fold(text)
    quantity = quantities(folded.text)[0]
    start, end = folded.span(quantity.start, quantity.end)
    assert text[start:end] == "4.3bn"
    assert utf16_length(text[:start]) == start + 1


@pytest.mark.parametrize("text", ["2025 billion", "2025 億"])
def test_what_has_a_scale_is_no_year(text: str) -> None:
    assert spans(text) == []


def test_a_span_of_years_is_no_number() -> None:
    assert spans("2012-13") == ["2012/2013"]


def test_a_currency_is_no_physical_unit() -> None:
    assert [(one.value, one.unit) for one in quantities(fold("US$1.2bn").text)] == [(Decimal(1200000000), "USD")]


def test_two_or_three_is_a_range() -> None:
    assert [one.interval.high for one in quantities(fold("两三亿").text)] == [Decimal(300000000)]


def test_more_than_two_million() -> None:
    quantity = quantities(fold("二百余万").text)[0]
    assert (quantity.value, quantity.interval.low, quantity.interval.low_open) == (None, Decimal(2000000), True)


def test_a_generation_of_networks_is_no_date() -> None:
    assert spans("4/5G") == []


def test_january_to_june_is_half_a_year() -> None:
    assert spans("2025年1-6月") == ["2025-S1"]
