"""Periods: their written form, their calendar, and how they are said; what is no period stays unread."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grammar.period import NO_YEAR, Period, day, half, months, parse, periods, quarter, span, year
from grammar.text import fold

TODAY = date(2026, 11, 24)

# The canonical form, and every phrasing of it; today is 24 November 2026.
SAID: dict[str, list[str]] = {
    "2024": ["2024", "2024年", "二〇二四年", "二零二四年", "24年", "in 2024", "CY2024", "2024年度", "the end of 2024", "2024年底"],
    "1995": ["95年", "1995年"],
    "2025": ["去年", "last year", "上年", "previous yr", "full-year 2025", "2025全年"],
    "2024-S1": ["2024年上半年", "H1 2024", "1H24", "2024 H1", "2024-H1", "first half of 2024", "the first half, 2024"],
    "S2": ["下半年", "second half", "H2"],
    "2025-Q3": ["2025Q3", "Q3 2025", "Q3'25", "third quarter of 2025", "3rd qtr 2025", "2025年第三季度", "2025年三季度", "去年第三季度"],
    "2026-Q3": ["last quarter", "past quarter", "上季度", "上个季度", "上一季度"],
    "2026-S1": ["six months ended June 30, 2026", "half-year ended 30 June 2026", "截至2026年6月30日止六個月", "截至2026年6月30日"],
    "2025-01/2025-09": [
        "前9個月 2025",
        "2025年前九个月",
        "2025年1-9月",
        "2025年1月至9月",
        "first nine months of 2025",
        "9M 2025",
        "January to September 2025",
        "jan-sep, 2025",
        "through September 2025",
        "截至2025年9月底",
        "2025年前三季度",
        "nine months ended 30 September 2025",
    ],
    "2024-01/2025-09": [
        "2024年初到2025年9月底",
        "2024年1月至2025年9月",
        "from 2024 through September 2025",
        "between January 2024 and September 2025",
    ],
    "2024-04/2025-03": ["12 months to March 2025", "year ended March 31, 2025"],
    "2024-02/2025-01": ["fiscal year ended January 26, 2025"],
    "2012/2022": ["2012-2022", "2012年到2022年", "2012 to 2022", "between 2012 and 2022", "2012年与2022年间", "from 2012 till 2022"],
    "2012/2013": ["2012-13"],
    "FY2024": ["FY2024", "FY24", "fiscal year 2024", "2024财年", "2024 fiscal year", "FY2023/24"],
    "1990/1999": ["1990s", "the 1990's", "90年代", "上世纪90年代", "二十世纪九十年代"],
    "2025-06": ["2025-06", "2025/06", "2025 - 06", "6/2025", "06-2025", "June 2025", "2025 June", "Jun, 2025", "2025年6月", "去年6月份"],
    "2026-06": ["june this year", "今年六月", "last June"],
    "2027-03": ["next March", "明年三月"],
    "2026-10": ["last month", "上个月", "上月"],
    "03": ["in March", "3月份"],
    "2025-06-30": ["2025-06-30", "2025年6月30日", "June 30, 2025", "30 June 2025", "30th of June 2025", "6/30/2025", "30.6.2025", "2025-jun-30"],
    "2025-06-04/2025-06-22": ["4 to 22 June 2025", "June 4-22, 2025", "from 4 to June 22, 2025", "2025年6月4日到22日", "6/4/2025 - 6/22/2025"],
    "2026-Q2/2026-Q3": ["last two quarters", "past 2 quarters", "过去两个季度", "最近2个季度"],
    "2006/2025": ["过去20年", "past 20 years"],
    "2023/2025": ["last three years", "近三年", "过去3年"],
    "2026-01-01/2026-11-24": ["今年以来", "year to date", "ytd", "年初至今"],
    "2024-01-01/2026-11-24": ["2024年至今", "from 2024 to now", "between Jan 2024 and today"],
    "2025-01/2026-09": ["from the end of 2024 to September 2026", "2024年底到2026年9月"],
    "2025-09/2025-12": ["late 2025"],
}  # fmt: skip

# What must not be taken for a period, and what must not be read as the whole of one that it names a part of.
REFUSED = [
    "4/5G",
    "2025 billion",
    "2,024",
    "$2024",
    "2024.5",
    "1.2024",
    "2024%",
    "12024年",
    "30年期国债",
    "日本年金规模",
    "日本季度GDP",
    "目前年化营收",
    "今后年均增长",
    "说明年报",
    "以下年份",
    "一下年收入",
    "接近三年",
    "may",
    "it may 4 billion",
    "10/7/2025",
    "5/1-5/7, 2025",
    "13月",
    "2.5月",
    "summer 2025",
    "2025年夏季",
    "the last week of June 2025",
    "15年前",
    "the next 12 months",
    "未来一年",
    "today",
    "现在",
]


def read(text: str) -> list[str]:
    return [str(mention.period) for mention in periods(fold(text).text, TODAY)]


@pytest.mark.parametrize(("written", "text"), [(w, text) for w, texts in SAID.items() for text in texts])
def test_phrasings_of_a_period(written: str, text: str) -> None:
    assert read(text) == [str(parse(written))]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_period(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2007 and 2009", ["2007", "2009"]),
        ("2015年和2018年的销售额", ["2015", "2018"]),
        ("after 2016 and before 2018", ["2016", "2018"]),
        ("2019 Q3 and 2020 Q1", ["2019-Q3", "2020-Q1"]),
        ("revenue in 2025 may reach 13 billion", ["2025"]),
        ("from 2014 on", ["2014"]),
        ("2月29日", ["02-29"]),
        ("February 2024", ["2024-02"]),
    ],
)
def test_what_stands_side_by_side_is_not_joined(text: str, written: list[str]) -> None:
    assert read(text) == written


def test_a_period_keeps_the_ends_of_its_range() -> None:
    (mention,) = periods("2012年底到2022年底", TODAY)
    assert mention.ends == (year(2012), year(2022))


def test_a_month_keeps_its_length_in_every_year() -> None:
    assert months(NO_YEAR, 2, 2).with_year(2025).last == date(2025, 2, 28)
    assert months(2025, 2, 2).with_year(2024).last == date(2024, 2, 29)
    assert day(date(NO_YEAR, 2, 28)).with_year(2024) == day(date(2024, 2, 28))


def test_29_february_of_a_year_without_one_is_not_dated() -> None:
    assert read("2025年2月29日") == []


@pytest.mark.parametrize("text", ["", "-", "2025-", "S1-2025", "2025-13", "2025-S3", "2025-Q5", "2025-02-30", "2025/2024", "x"])  # fmt: skip
def test_what_is_not_written_as_a_period(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (any is right)
        parse(text)


YEARS = st.integers(1800, 2200) | st.just(NO_YEAR)
WHOLE = st.one_of(
    st.builds(year, YEARS),
    st.builds(half, YEARS, st.integers(1, 2)),
    st.builds(quarter, YEARS, st.integers(1, 4)),
    st.builds(lambda number, ends: months(number, *sorted(ends)), YEARS, st.tuples(*[st.integers(1, 12)] * 2)),
    st.builds(lambda ends: span(day(min(ends)), day(max(ends))), st.tuples(*[st.dates(date(1800, 1, 1), date(2200, 1, 1))] * 2)),
    st.builds(lambda ends: span(day(min(ends)), day(max(ends))), st.tuples(*[st.dates(date(4, 1, 1), date(4, 12, 31))] * 2)),
)  # fmt: skip


@given(WHOLE, st.booleans())
def test_the_canonical_form_reads_back(period: Period, fiscal: bool) -> None:  # noqa: FBT001
    period = Period(period.first, period.last, period.grain, fiscal)
    again = parse(str(period))
    assert again == period
    assert str(again) == str(period)


LETTERS = "0123456789 年月日季半上下前后初底末至到-/.,'~qhfyms今去明本一二三十〇零截止个的周"
WORDS = st.sampled_from(
    "2024 1995 31 12 4 q1 h2 fy june may mar year quarter months last next first of to and between the end ended"
    " 2024年 6月 30日 上半年 第三季度 去年 近 三 个月 截至 至 到 年 前 过去 90年代 today ago % billion , - / .".split()
)
TEXTS = st.one_of(st.text(max_size=60), st.text(LETTERS, max_size=40), st.lists(WORDS, max_size=12).map(" ".join))


@given(TEXTS, st.dates(date(1990, 1, 1), date(2090, 12, 31)))
@example("2月29日 2025", TODAY)
@example("99 years ago", TODAY)
@example("next 99 decades", TODAY)
def test_no_text_raises_and_every_period_lies_in_it(text: str, today: date) -> None:
    folded = fold(text).text
    end = 0
    for mention in periods(folded, today):
        assert end <= mention.start < mention.end <= len(folded)
        assert mention.period.first <= mention.period.last
        assert str(parse(str(mention.period))) == str(mention.period)
        end = mention.end
