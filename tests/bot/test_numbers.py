"""Figures and periods in the habit of each language: the value once, then how it is written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.dates import period_text
from bot.figures import how
from bot.numbers import amount, figure, hedge_of, percentage, supported, uncertainty, unit_name
from bot.wording import LOCALES, Wording
from grammar.interval import INFINITY, Interval
from grammar.period import Period, parse
from grammar.quantity import Quantity
from knowledge.result import Coordinates, Derivation
from tests.bot.results import a_month, catalogue, growth, implied_revenue, japan_net, over, row, third_quarter

Three = tuple[str, str, str]


def told(derivation: Derivation) -> Three:
    en, hant, hans = (figure(Wording(locale, catalogue()), derivation) for locale in LOCALES)
    return en, hant, hans


def exactly(value: str, unit: str) -> Derivation:
    return Derivation("x", "observation", Decimal(value), Interval.exactly(Decimal(value)), unit)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("2270000000", "USD", ("$2.27 billion", "22.7 億美元", "22.7 亿美元")),
        ("493800000", "USD", ("$493.8 million", "4.938 億美元", "4.938 亿美元")),
        ("9E+12", "USD", ("$9 trillion", "9 兆美元", "9 万亿美元")),
        ("900000000000", "USD", ("$900 billion", "9000 億美元", "9000 亿美元")),
        ("25000", "USD", ("$25,000", "2.5 萬美元", "2.5 万美元")),
        ("850", "USD", ("$850", "850 美元", "850 美元")),
        ("0", "USD", ("$0", "0 美元", "0 美元")),
        ("-1230000000", "USD", ("−$1.23 billion", "−12.3 億美元", "−12.3 亿美元")),
        ("5000000000", "USD/day", ("$5 billion a day", "每天 50 億美元", "每天 50 亿美元")),
        ("13000000000", "USD/year", ("$13 billion a year", "每年 130 億美元", "每年 130 亿美元")),
        ("1300000000000000", "JPY", ("1300 trillion Japanese yen", "1300 兆日圓", "1300 万亿日元")),
        ("5020000000", "CNY", ("5.02 billion Chinese yuan", "50.2 億人民幣", "50.2 亿人民币")),
        ("4000000000", "XXX", ("4 billion", "40 億", "40 亿")),
        ("119", "percent_of_gdp", ("119% of GDP", "佔 GDP 的 119%", "占 GDP 的 119%")),
        ("-91", "percent_of_gdp", ("−91% of GDP", "GDP 的 −91%", "GDP 的 −91%")),
        ("20", "percent", ("20%", "20%", "20%")),
        ("32", "percentage_points", ("32 percentage points", "32 個百分點", "32 个百分点")),
        ("1.88", "ratio", ("1.88×", "1.88 倍", "1.88 倍")),
        ("0.5", "ratio", ("0.5×", "0.5 倍", "0.5 倍")),
        ("1", "days", ("1 day", "1 天", "1 天")),
        ("45", "days", ("45 days", "45 天", "45 天")),
        ("12345", "number", ("12,345", "12,345", "12,345")),
    ],
)
def test_values(value: str, unit: str, written: Three) -> None:
    assert told(exactly(value, unit)) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("GOV-22", ("close to $900 billion", "接近 9000 億美元", "接近 9000 亿美元")),
        ("OAI-30", ("more than $13 billion a year", "每年超過 130 億美元", "每年超过 130 亿美元")),
        ("GOV-34b", ("close to 3.5% of GDP", "接近 GDP 的 3.5%", "接近 GDP 的 3.5%")),
        ("GOV-33", ("about 2–3% of GDP", "約佔 GDP 的 2–3%", "约占 GDP 的 2–3%")),
        ("GOV-32", ("about 2%", "約 2%", "约 2%")),
        ("OAI-36.2", ("$2–3 billion", "20–30 億美元", "20–30 亿美元")),
        ("GOV-38", ("larger", "較大", "较大")),
        ("GOV-12", ("5×", "5 倍", "5 倍")),
    ],
)
def test_rows_of_the_ledgers(name: str, written: Three) -> None:
    assert told(row(name)) == written


@pytest.mark.parametrize(
    ("derivation", "written", "how_known"),
    [
        (third_quarter(), ("$3.65 billion", "36.5 億美元", "36.5 亿美元"), "calculated from leaked figures"),
        (a_month(), ("$837 million a month", "每月 8.37 億美元", "每月 8.37 亿美元"), "calculated from leaked figures"),
        (implied_revenue(), ("$2.469 billion", "24.69 億美元", "24.69 亿美元"), "implied"),
        (over(row("OAI-10"), row("OAI-11")), ("1.88×", "1.88 倍", "1.88 倍"), "calculated"),
        (over(row("GOV-10"), row("GOV-08")), ("54.8%", "54.8%", "54.8%"), "calculated"),
        (over(row("GOV-11"), row("GOV-08"), "share", "percent"), ("71.7%", "71.7%", "71.7%"), "calculated"),
        (growth(), ("+167%", "+167%", "+167%"), "calculated"),
        (japan_net(), ("118% of GDP", "佔 GDP 的 118%", "占 GDP 的 118%"), "calculated"),
    ],
)
def test_derived_values_have_the_digits_that_their_interval_supports(
    derivation: Derivation, written: Three, how_known: str
) -> None:
    assert told(derivation) == written
    assert how(Wording("en", catalogue()), derivation) == how_known


def bounded(interval: Interval, value: str | None) -> Derivation:
    return Derivation("x", "observation", Decimal(value) if value else None, interval, "percent_of_gdp")


@pytest.mark.parametrize(
    ("interval", "hedge", "written"),
    [
        (
            Interval(Decimal(50), INFINITY, low_open=True, high_open=True),
            "over",
            ("more than 50% of GDP", "超過 GDP 的 50%", "超过 GDP 的 50%"),
        ),
        (
            Interval(Decimal(50), INFINITY, high_open=True),
            "at_least",
            ("at least 50% of GDP", "至少佔 GDP 的 50%", "至少占 GDP 的 50%"),
        ),
        (
            Interval(-INFINITY, Decimal(50), low_open=True, high_open=True),
            "under",
            ("less than 50% of GDP", "不到 GDP 的 50%", "不到 GDP 的 50%"),
        ),
        (
            Interval(-INFINITY, Decimal(50), low_open=True),
            "at_most",
            ("at most 50% of GDP", "至多佔 GDP 的 50%", "至多占 GDP 的 50%"),
        ),
        (
            Interval(Decimal(45), Decimal(50), high_open=True),
            "nearly",
            ("close to 50% of GDP", "接近 GDP 的 50%", "接近 GDP 的 50%"),
        ),
        (
            Interval(Decimal("47.5"), Decimal("52.5")),
            "about",
            ("about 50% of GDP", "約佔 GDP 的 50%", "约占 GDP 的 50%"),
        ),
        (
            Interval(Decimal("49.5"), Decimal("50.5"), high_open=True),
            "none",
            ("50% of GDP", "佔 GDP 的 50%", "占 GDP 的 50%"),
        ),
    ],
)
def test_bounds(interval: Interval, hedge: str, written: Three) -> None:
    found = bounded(interval, "50")
    assert hedge_of(found) == hedge
    assert told(found) == written
    if not interval.is_bounded:  # the bound is written also where there is no value
        assert told(bounded(interval, None)) == written


def test_a_range_without_a_row_is_its_interval() -> None:
    interval = Interval(Decimal("2.0123"), Decimal("3.0123"))
    assert told(Derivation("x", "ratio", None, interval, "ratio"))[0] == "2.01–3.01×"


@pytest.mark.parametrize(
    ("derivation", "en", "hant"),
    [
        (japan_net(), " ± 1%", " ± 1%"),
        (third_quarter(), " ± $10 million", " ± 1000 萬美元"),
        (implied_revenue(), " ± $300,000", " ± 30 萬美元"),
        (exactly("5", "USD"), "", ""),
        (row("OAI-30"), "", ""),
        (row("GOV-38"), "", ""),
        (row("GOV-22"), " ($810–900 billion)", "（8100–9000 億美元）"),
    ],
)
def test_uncertainty(derivation: Derivation, en: str, hant: str) -> None:
    assert uncertainty(Wording("en", catalogue()), derivation) == en
    assert uncertainty(Wording("zh-Hant", catalogue()), derivation) == hant


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("$6bn", ("$6 billion", "60 億美元", "60 亿美元")),
        ("about $6bn", ("about $6 billion", "約 60 億美元", "约 60 亿美元")),
        ("exactly 13 billion", ("exactly 13 billion", "正好 130 億", "正好 130 亿")),
        ("50.2億人民幣", ("5.02 billion Chinese yuan", "50.2 億人民幣", "50.2 亿人民币")),
        ("2-3%", ("2–3%", "2–3%", "2–3%")),
        ("兩倍", ("2×", "2 倍", "2 倍")),
    ],
)
def test_what_users_write(text: str, written: Three) -> None:
    quantity = Quantity.read(text)
    assert tuple(amount(Wording(locale, catalogue()), quantity) for locale in LOCALES) == written


def test_a_bound_is_not_hedged_twice() -> None:
    assert amount(Wording("en", catalogue()), Quantity.read("more than $5bn"), hedged=False) == "$5 billion"


def test_units_in_sentences() -> None:
    wording = Wording("en", catalogue())
    assert unit_name(wording, "JPY") == "Japanese yen"
    assert unit_name(wording, "percent_of_gdp") == "percent of GDP"
    assert unit_name(wording, "") == "this unit"
    assert unit_name(wording, "ratio") == "multiples"


@pytest.mark.parametrize(
    ("ratio", "written"), [("0.8943", "+89"), ("0.0449", "+4.5"), ("-0.25", "−25"), ("1.014", "+101"), ("0", "0")]
)
def test_percentages_of_relative_differences(ratio: str, written: str) -> None:
    assert percentage(Decimal(ratio)) == written


@pytest.mark.parametrize(
    ("value", "low", "high", "kept"),
    [
        ("836666666.67", "835833333", "837500000", "837000000"),
        ("2469000000", "2468750000", "2469250000", "2469000000"),
        ("13.345945", "13.2", "13.5", "13.3"),
        ("0", "-1", "1", "0"),
        ("123456", "123456", "123456", "123456"),
        ("0.33333333", "0.33333333", "0.33333333", "0.3333"),
    ],
)
def test_supported_digits(value: str, low: str, high: str, kept: str) -> None:
    assert supported(Decimal(value), Interval(Decimal(low), Decimal(high))) == Decimal(kept)


@pytest.mark.parametrize(
    ("period", "written"),
    [
        ("2024", ("2024", "2024 年", "2024 年")),
        ("2025-S1", ("H1 2025", "2025 年上半年", "2025 年上半年")),
        ("2024-S2", ("H2 2024", "2024 年下半年", "2024 年下半年")),
        ("S1", ("H1", "上半年", "上半年")),
        ("S2", ("H2", "下半年", "下半年")),
        ("2025-Q1", ("Q1 2025", "2025 年第一季", "2025 年第一季度")),
        ("2025-Q2", ("Q2 2025", "2025 年第二季", "2025 年第二季度")),
        ("2025-Q3", ("Q3 2025", "2025 年第三季", "2025 年第三季度")),
        ("2025-Q4", ("Q4 2025", "2025 年第四季", "2025 年第四季度")),
        ("Q3", ("Q3", "第三季", "第三季度")),
        ("2025-09", ("Sep 2025", "2025 年 9 月", "2025 年 9 月")),
        ("2025-01/2025-09", ("Jan–Sep 2025", "2025 年 1–9 月", "2025 年 1–9 月")),
        ("01/09", ("Jan–Sep", "1–9 月", "1–9 月")),
        ("01/12", ("full year", "全年", "全年")),
        ("2012/2022", ("2012–2022", "2012–2022 年", "2012–2022 年")),
        ("2024-01/2025-09", ("Jan 2024–Sep 2025", "2024 年 1 月至 2025 年 9 月", "2024 年 1 月至 2025 年 9 月")),
        ("2025-09-30", ("Sep 30, 2025", "2025 年 9 月 30 日", "2025 年 9 月 30 日")),
        ("09-30", ("Sep 30", "9 月 30 日", "9 月 30 日")),
        ("2025-01-01/2025-08-15", ("Jan 1, 2025–Aug 15, 2025", "2025 年 1 月 1 日至 2025 年 8 月 15 日", "2025 年 1 月 1 日至 2025 年 8 月 15 日")),
        ("FY2024", ("FY2024", "2024 會計年度", "2024 财年")),
        ("FY2024-Q2", ("Q2 2024 (fiscal year)", "2024 年第二季（會計年度）", "2024 年第二季度（财年）")),
    ],
)  # fmt: skip
def test_periods(period: str, written: Three) -> None:
    assert tuple(period_text(Wording(locale, catalogue()), parse(period)) for locale in LOCALES) == written


def test_no_period_no_words() -> None:
    assert period_text(Wording("en", catalogue()), None) == ""


def test_a_year_to_date_is_its_months() -> None:
    first = parse("2025-01/2025-09")
    assert period_text(Wording("en", catalogue()), Period(first.first, first.last, "to_date")) == "Jan–Sep 2025"


def test_a_forecast_says_so() -> None:
    for locale, words in zip(LOCALES, ("reported, forecast", "報導、預測", "报道、预测"), strict=True):
        assert how(Wording(locale, catalogue()), row("OAI-16")) == words


def test_what_was_supposed_says_so() -> None:
    given = replace(exactly("15", "percent"), rule="given", of=Coordinates("microsoft", "revenue_share_rate"))
    assert how(Wording("en", catalogue()), given) == "supposed"
