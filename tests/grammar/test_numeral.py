from decimal import Decimal

import pytest

from grammar.english_numeral import english
from grammar.han_numeral import mixed
from grammar.numeral import digits


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("四十三亿", "4300000000"),
        ("3千5百万", "35000000"),
        ("1.2万亿", "1200000000000"),
        ("五十点二亿", "5020000000"),
        ("一百零五", "105"),
        ("一百五", "150"),
        ("一万二", "12000"),
        ("二〇二四", "2024"),
        ("四亿半", "450000000"),
        ("十", "10"),
        ("九兆", "9000000000000"),
        ("4.3十亿", "4300000000"),
    ],
)
def test_chinese_numerals(text: str, value: str) -> None:
    number = mixed(text)
    assert number is not None
    assert number.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("两三亿", 2 * 10**8, 3 * 10**8), ("几十亿", 2 * 10**9, 9 * 10**9), ("七八", 7, 8)],
)
def test_ranges_in_one_numeral(text: str, low: int, high: int) -> None:
    number = mixed(text)
    assert number is not None
    assert (number.value, number.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "more"), [("二百余万", 3 * 10**6), ("20多亿", 3 * 10**9), ("十几亿", 2 * 10**9), ("百余", 200)]
)
def test_somewhat_more(text: str, more: int) -> None:
    number = mixed(text)
    assert number is not None
    assert number.more == more


@pytest.mark.parametrize("text", ["", "余", "三一", "亿", "点", "一二"])
def test_what_is_no_numeral(text: str) -> None:
    number = mixed(text)
    assert number is None or number.high is not None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("four point three billion", "4300000000"),
        ("two hundred and five", "205"),
        ("twenty-one trillion", "21000000000000"),
        ("half a million", "500000"),
        ("a dozen", "12"),
        ("fifty", "50"),
    ],
)
def test_english_numerals(text: str, value: str) -> None:
    number = english(text)
    assert number is not None
    assert number.value == Decimal(value)


def test_digits_know_their_last_place() -> None:
    assert digits("1,234.50").exponent == -2
    assert digits("50.2").scaled(8).exponent == 7
