"""How periods are written, as patterns over folded text: `(name, pattern, builder)`, most specific first.

Groups, in every pattern: `Y E P` a year before or behind (`Y` Chinese, with 年 or 今年), `M` a month, `D` a day, `A B`
the ends of a range, `N` a number, `L T X` a word for last, this and next, `U` a unit of the calendar.
"""
# ruff: noqa: E501  (a pattern is read whole)

from __future__ import annotations

from functools import cache

from grammar.period_word import RELATIVE_YEARS, number_words, ordinals, words
from grammar.vocabulary import alternation, vocabulary

UNIT_AFTER = (
    r"(?:thousand|million|billion|trillion|bn|mn|tn|k|m|b|%|percent|dollars?|euros?|yuan|yen|times|x|[十百千万亿兆](?!年)"
    r"|元|美元|人民币|日元|倍|个|people|points)(?![a-z])"
)
Row = tuple[str, str, str]

# A Chinese word for a year is none inside a longer word: 日本年金, 目前年化, 今后年均, 说明年报, 至今年化.
_BEFORE = {
    "本年": "日成资基文版样根",
    "前年": "目之以此先提年当",
    "后年": "今此之以往最年",
    "明年": "证声说表",
    "上年": "以",
    "去年": "过",
    "下年": "一以之如余天",
}
_RELATIVE = "|".join(
    (f"(?<![{_BEFORE[word]}])" if word in _BEFORE else "") + word + ("(?=度)" if word == "当年" else "(?![化均金龄])")
    for word in sorted(RELATIVE_YEARS, key=len, reverse=True)
)

HAN = "[〇零一二三四五六七八九十两]"
BEGIN = r"(?<![a-z0-9.])"
STOP = r"(?![a-z0-9])"
FULL_YEAR = r"(?:19|20)\d\d(?!\d|\.\d)"
LONE_YEAR = rf"(?<![\d.$]){FULL_YEAR}"
SHORT_YEAR = rf"(?:{FULL_YEAR}|\d\d(?!\d|%|\.\d))"
HAN_YEAR = rf"(?:{FULL_YEAR}|(?<!\d)\d\d(?=\s?年)|[〇零一二三四五六七八九]{{4}}(?=\s?年)|[〇零一二三四五六七八九]{{2}}(?=年))\s?年?度?的?\s?"
ANY_HAN_YEAR = rf"(?:(?:{_RELATIVE})度?的?\s?|{HAN_YEAR})"
NUMBER = rf"(?:\d{{1,2}}|{HAN}{{1,3}})"
ALONE = rf"(?<![\d.]){NUMBER}"
WHEN = rf"(?:(?P<Y>{ANY_HAN_YEAR})|(?P<E>{LONE_YEAR}|(?<![\d.,$])2\d(?=\s?[上下]半年))\s?[-/]?\s?)?"  # the year in front of a Chinese part
OF = rf"(?:\s?(?:of|in|,|/|-)?\s?(?:the\s)?(?:(?:calendar|fiscal)\s)?(?:year\s)?(?P<P>{LONE_YEAR}|'?\d\d(?!\d|%|\.\d)){STOP}|{STOP})"
TO = r"\s?(?:-|~|—|–|至|到|to|through|thru|until|till)\s?"
DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?(?!\d|[.,]\d|\s?{UNIT_AFTER})"
THEN_YEAR = rf"(?:\s?,?\s?(?:of\s|in\s)?(?P<P>{FULL_YEAR}){STOP}|{STOP})"


@cache
def rows() -> tuple[Row, ...]:
    """Return the patterns of all languages."""
    return (*_ranges(), *_parts(), *_days(), *_relative(), *_years())


def _ranges() -> list[Row]:
    month = alternation(vocabulary().months)
    ended = r"(?:ended|ending|to|through|until)\s(?:the\send\sof\s|end\s)?"
    ended_on = (
        rf"(?:(?P<M>{month})\.?(?:\s(?P<D>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?"
        rf"|(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m>{month})\.?)"
    )
    return [
        (
            "ended_en",
            (
                rf"{BEGIN}(?:the\s)?(?:(?:fiscal|financial)\s)?(?:(?P<N>\d{{1,2}}|{_numbers()})(?:\s|-))?"
                rf"(?P<U>months?|quarter|half[\s-]year|year|half)(?:\speriod)?\s{ended}{ended_on}"
                rf"(?:\s?,?\s(?P<P>{LONE_YEAR}){STOP}|{STOP})"
            ),
            "run_ended",
        ),
        (
            "ended_han",
            (
                rf"截?至\s?(?P<Y>{ANY_HAN_YEAR})?(?P<M>{NUMBER})\s?月(?:\s?(?P<D>{NUMBER})\s?[日号]|底|末)?(?:为?止的?|的|之)\s?"
                rf"(?:(?P<N>{NUMBER})\s?)?(?P<U>个月|季度|半年度?|[财会]?计?年度)"
            ),
            "run_ended",
        ),
        (
            "season",
            (
                rf"{BEGIN}(?:spring|summer|autumn|winter|(?<=in )fall)\s(?:of\s)?{LONE_YEAR}{STOP}"
                rf"|{ANY_HAN_YEAR}(?<=年)[春夏秋冬][季天]"
            ),
            "nothing",
        ),
        (
            "ytd_han",
            rf"(?:截至|截止到?|截止|至)\s?(?P<Y>{ANY_HAN_YEAR}|{LONE_YEAR}\s?年?\s?)?(?P<M>{NUMBER})\s?月(?:\s?(?P<D>{NUMBER})\s?[日号]|底|末|份)?(?:为?止)?",
            "to_date",
        ),
        (
            "ytd_en",
            rf"{BEGIN}(?:year to date |ytd )?(?:through|thru|until|up to|up until|as of|as at|by|by the end of|by end of|by end|to end|to the end of)\s(?:the end of\s)?(?:end\s)?(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?)?(?P<M>{month})\.?(?:\s(?P<D>\d{{1,2}})(?:st|nd|rd|th)?(?!\d),?)?(?:\s?,?\s?(?P<P>{LONE_YEAR}|'?\d\d(?!\d|\.\d)){STOP}|{STOP})",
            "to_date",
        ),
        ("iso_range", rf"{BEGIN}(?P<A>{FULL_YEAR}-\d\d)/(?P<B>{FULL_YEAR}-\d\d){STOP}", "iso_range"),
        ("first_n", rf"{WHEN}[前头首]\s?(?P<N>{NUMBER})\s?个?月", "first_months"),
        ("first_n_q", rf"{WHEN}[前头首]\s?(?P<N>[一二三两123])\s?(?:个季度|季度?)(?!度?[一二三四])", "first_quarters"),
        ("first_days", rf"{WHEN}[前头]\s?(?P<N>{NUMBER})\s?天", "first_days"),
        ("first_n_en", rf"{BEGIN}(?:the\s)?first\s(?P<N>\d{{1,2}}|{_numbers()})\smonths{OF}", "first_months"),
        ("first_q_en", rf"{BEGIN}(?:the\s)?first\s(?P<N>two|three|2|3)\s(?:quarters|qtrs){OF}", "first_quarters"),
        (
            "last_n_en",
            rf"{BEGIN}(?:the\s)?(?:last|final)\s(?P<N>\d{{1,2}}|{_numbers()})\s(?P<U>months|quarters|qtrs)\s(?:of|in)\s(?:the\s)?(?:year\s)?(?P<P>{LONE_YEAR}){STOP}",
            "last_of_year",
        ),
        (
            "nine_m",
            rf"{BEGIN}(?P<N>[1-9]|1[0-2]|(?:{_numbers()})(?=[\s-]m))[\s-]?m(?:onths?(?:\s(?:of|in)(?=\s))?)?\s?'?(?P<P>{FULL_YEAR}|\d\d(?!\d)){STOP}",
            "first_months",
        ),
        ("nine_m_y", rf"{BEGIN}(?P<E>{FULL_YEAR})\s?(?P<N>[1-9]|1[0-2])m{STOP}", "first_months"),
        ("days_han", rf"{WHEN}(?P<M>{ALONE})\s?月\s?(?P<A>{NUMBER})\s?[日号]?{TO}(?P<B>{NUMBER})\s?[日号]", "days"),
        (
            "days_en",
            rf"{BEGIN}(?P<M>{month})\.?\s(?P<A>{DAY}){TO}(?P<B>{DAY})(?![-/])(?:\s?,?\s(?:of\s|in\s)?(?P<P>{FULL_YEAR}))?{STOP}",
            "days",
        ),
        (
            "days_en2",
            rf"{BEGIN}(?P<A>{DAY})(?:{TO}|\sand\s)(?:the\s)?(?P<B>{DAY})\s(?:of\s)?(?P<M>{_sure_months()})\.?{THEN_YEAR}",
            "days",
        ),
        (
            "days_en3",
            rf"{BEGIN}(?:from|between)\s(?:the\s)?(?P<A>{DAY})(?:{TO}|\sand\s)(?P<M>{month})\.?\s(?P<B>{DAY})(?:\s?,?\s(?P<P>{FULL_YEAR}))?{STOP}",
            "days",
        ),
        (
            "days_rel",
            rf"{BEGIN}(?P<A>{DAY})(?:{TO}|\sand\s)(?P<B>{DAY})\s(?:of|in)\s{_shift()}\smonth{STOP}",
            "days_of_month",
        ),
        (
            "months_han",
            rf"{WHEN}(?P<A>{ALONE})\s?月?份?\s?(?:-|~|至|到|—)\s?(?P<B>{NUMBER})\s?月(?!\s?{NUMBER}\s?[日号])(?:份|底|末)?",
            "months",
        ),
        (
            "months_en",
            rf"{BEGIN}(?P<A>{month})\.?\s?(?:-|~|to|through|thru|/|until|till)\s?(?P<B>{month})\.?(?!\s\d{{1,2}}(?:st|nd|rd|th|{STOP}))(?:\s?,?\s?(?:of\s|in\s)?(?P<P>{LONE_YEAR}|'?\d\d(?!\d|%|\.\d)){STOP}|{STOP})",
            "months",
        ),
    ]


def _parts() -> list[Row]:
    ordinal = "|".join(ordinals())
    month = alternation(vocabulary().months)
    thirds = rf"(?:(?P<a>{words('early')})|(?P<b>mid|(?:the\s)?middle\sof)|(?P<c>{words('late')}))"
    return [
        ("half_y", rf"{BEGIN}(?P<E>{LONE_YEAR}|(?<!\d)\d\d)\s?[-/ ]?\s?(?:年\s?)?(?:h|s)(?P<N>[12]){STOP}", "half"),
        ("half_n", rf"{BEGIN}(?P<N>[12])\s?h\s?'?\s?(?P<P>{FULL_YEAR}|\d\d(?!\d)){STOP}", "half"),
        (
            "half_h",
            rf"{BEGIN}h(?P<N>[12])(?:\s?(?:of\s)?/?\s?'?\s?(?P<P>{FULL_YEAR}|\d\d(?!\d|%)){STOP}|{STOP})",
            "half",
        ),
        ("half_fy", rf"{BEGIN}(?P<N>[12])h{STOP}(?:\s(?:of\s)?(?P<P>{FULL_YEAR}))?", "half"),
        ("half_en", rf"{BEGIN}(?:the\s)?(?P<N>first|second|1st|2nd|last)[\s-]half{OF}", "half"),
        ("half_han", rf"{WHEN}(?:(?P<N>[上下])半(?:年|场)度?|(?P<H>[前后头])(?:半年|六个月|6个月))", "half"),
        ("quarter_y", rf"{BEGIN}(?P<E>{LONE_YEAR}|(?<!\d)\d\d)\s?[-/ ]?\s?(?:年\s?)?q(?P<N>[1-4]){STOP}", "quarter"),
        ("quarter_n", rf"{BEGIN}(?P<N>[1-4])\s?q\s?'?\s?(?P<P>{FULL_YEAR}|\d\d(?!\d)){STOP}", "quarter"),
        (
            "quarter_q",
            rf"{BEGIN}q(?P<N>[1-4])(?:\s?(?:of\s)?[/,]?\s?'?\s?(?P<P>{FULL_YEAR}|\d\d(?!\d|%)){STOP}|{STOP})",
            "quarter",
        ),
        ("quarter_en", rf"{BEGIN}(?:the\s)?(?P<N>{ordinal}|last)[\s-](?:quarter|qtr){OF}", "ordinal_quarter"),
        (
            "month_of",
            rf"{BEGIN}(?:the\s)?(?P<M>{ordinal})\smonth\s(?:of|in)\s(?:the\syear\s)?(?P<P>{LONE_YEAR}){STOP}",
            "month",
        ),
        (
            "quarter_han",
            rf"{WHEN}(?:第\s?(?P<N>[一二三四1-4])\s?(?:个?季度?|季)|(?P<H>[一二三四]|(?<![\d.])[1-4])\s?季度|(?P<Q>[一二三四])季(?!度))",
            "quarter",
        ),
        ("third", rf"{BEGIN}{thirds}[\s-](?P<P>{LONE_YEAR}){STOP}(?!\s?{UNIT_AFTER})", "third_of_year"),
        ("third_rel", rf"{BEGIN}{thirds}[\s-]{_shift()}\s(?:{words('year')}){STOP}", "third_of_relative_year"),
        ("third_han", rf"(?P<Y>{ANY_HAN_YEAR})(?<=年)(?P<b>年?中)(?=[,，。;、\s]|$)", "third_of_year"),
        ("start_en", rf"{BEGIN}(?:the\s)?(?:{words('start')})\s(?P<P>{LONE_YEAR}){STOP}", "year_start"),
        (
            "month_names",
            rf"{BEGIN}(?P<E>{FULL_YEAR})\s?,?\s(?P<M>{_sure_months()})\.?{STOP}(?!\s\d{{1,2}}(?:st|nd|rd|th|{STOP}))",
            "month",
        ),
        (
            "month_may",
            rf"{BEGIN}(?P<E>{FULL_YEAR})\s(?P<M>{_doubtful_months()}){STOP}(?=\s?(?:$|[.,;)?!]|-|(?:and|to|until|till|through)\s))",
            "month",
        ),
        (
            "month_later",
            rf"{BEGIN}(?:(?P<L>last)|(?P<X>next))\s(?P<M>{month}){STOP}(?<!last may)(?!\s\d)",
            "relative_named_month",
        ),
        ("month_after", rf"{BEGIN}(?<=in\s)(?P<M>{month}){STOP}(?!,?\s\d)", "month"),
    ]


def _days() -> list[Row]:
    month = alternation(vocabulary().months)
    no_more = rf"(?![\d/]|[.,]\d|-\d|\s?{UNIT_AFTER}|[a-z])"
    return [
        ("day_iso", rf"{BEGIN}(?P<E>{FULL_YEAR})[-/](?P<M>\d{{1,2}})[-/](?P<D>\d{{1,2}}){STOP}", "day"),
        ("day_dots", rf"{BEGIN}(?P<E>(?:19|20)\d\d)\.(?P<M>\d{{1,2}})\.(?P<D>\d{{1,2}}){STOP}(?!\.\d)", "day"),
        (
            "day_named",
            rf"{BEGIN}(?P<E>{FULL_YEAR})[-/ ](?P<M>{month})[-/ ](?P<D>\d{{1,2}})(?:st|nd|rd|th)?{STOP}(?!\s?{UNIT_AFTER})",
            "day",
        ),
        ("day_named2", rf"{BEGIN}(?P<D>\d{{1,2}})[-/](?P<M>{month})[-/](?P<P>{FULL_YEAR}){STOP}", "day"),
        ("day_points", rf"{BEGIN}(?P<D>\d{{1,2}})\.(?P<M>\d{{1,2}})\.(?P<P>(?:19|20)\d\d){STOP}(?!\.\d)", "day"),
        (
            "days_slash",
            rf"{BEGIN}(?P<A>\d{{1,2}}/\d{{1,2}})(?:/(?P<E>{FULL_YEAR}))?{TO}(?P<B>\d{{1,2}}/\d{{1,2}})(?:/|\s?,?\s)(?P<P>{FULL_YEAR}){STOP}",
            "slashed_days",
        ),
        ("day_slash", rf"{BEGIN}(?P<A>\d{{1,2}}[-/]\d{{1,2}})[-/](?P<P>{FULL_YEAR}){STOP}", "slashed_day"),
        ("day_han", rf"{WHEN}(?P<M>{ALONE})\s?月\s?(?P<D>\d{{1,2}}|{HAN}{{1,3}})\s?[日号]", "day"),
        (
            "day_en",
            rf"{BEGIN}(?P<M>{month})\.?\s(?P<D>{DAY})(?:\s?,?\s(?:of\s|in\s)?(?P<P>{FULL_YEAR}){STOP}|{STOP})",
            "day",
        ),
        ("day_en2", rf"{BEGIN}(?P<D>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<M>{month})\.?{THEN_YEAR}", "day"),
        ("month_iso", rf"{BEGIN}(?P<E>{FULL_YEAR})\s?[-/]\s?(?P<M>0[1-9]|1[0-2]){no_more}", "month"),
        ("month_slash", rf"{BEGIN}(?<![-/$€£¥])(?P<M>0?[1-9]|1[0-2])(?:/|\s?-\s?)(?P<P>{FULL_YEAR}){no_more}", "month"),
        ("month_han", rf"{WHEN}(?P<M>{ALONE})\s?月(?:份|底|末|初|中)?", "month"),
        ("month_en", rf"{BEGIN}(?P<M>{month})\.?,?\s(?:of\s)?(?P<P>{FULL_YEAR}|'\d\d){STOP}", "month"),
        ("month_bare", rf"{BEGIN}(?P<M>{_sure_months()}){STOP}", "month"),
        (
            "fiscal_pair",
            rf"{BEGIN}(?:fy|fiscal(?: year)?|financial year)\s?(?P<A>{FULL_YEAR})[/-](?P<B>\d\d){STOP}",
            "fiscal_pair",
        ),
        ("fiscal", rf"{BEGIN}(?:fy|fiscal(?: year)?|financial year)\s?'?(?P<P>{SHORT_YEAR}){STOP}", "fiscal"),
        ("fiscal_han", rf"(?P<Y>{HAN_YEAR})?\s?(?:财年|财政年度|会计年度)(?P<P>\d{{4}})?", "fiscal"),
        ("fiscal_en", rf"{BEGIN}(?P<P>{LONE_YEAR})\s(?:fiscal|financial)(?: year)?{STOP}", "fiscal"),
    ]


def _relative() -> list[Row]:
    unit = words("year", "quarter", "month", "decade")
    number = rf"\d{{1,2}}|{_numbers()}"
    return [
        (
            "week_of",
            rf"{BEGIN}(?:the\s)?(?:week\s(?P<N>\d{{1,2}})|(?P<A>{'|'.join(ordinals())})\sweek|first\s(?P<B>{number})\sweeks)\s(?:of\s|in\s)?(?:(?P<P>{LONE_YEAR})|{_shift()}\syear){STOP}",
            "weeks_of_year",
        ),
        (
            "week_off",
            rf"{BEGIN}(?:the\s)?[a-z0-9]{{1,6}}\s(?:{words('week')})\s(?:of|in)\s(?:{_shift()}\s(?:{unit})|(?:(?:{alternation(vocabulary().months)})\s?)?{LONE_YEAR}){STOP}",
            "nothing",
        ),
        (
            "rolling",
            rf"{BEGIN}(?:the\s)?(?P<L>{words('last', 'past')})\s(?P<N>{number})\s(?P<U>{unit}){STOP}|(?:过去的?|(?<![接将附])近|(?<![以网场])上|前面)\s?(?P<l>{NUMBER})\s?(?P<u>个?月|个?季度|年)(?![度期级初底末前后月])",
            "run_back",
        ),
        (
            "coming",
            rf"{BEGIN}(?:the\s)?(?:{words('next')})\s(?P<N>{number})\s(?P<U>{unit}){STOP}|{BEGIN}(?P<n>{number})\s(?:{words('next')})\s(?P<v>{unit}){STOP}|(?:未来的?|接下来的?|今后|(?<![一以之旗名天线])下)\s?(?P<x>{NUMBER})\s?(?P<u>个月|个?季度|年)(?![度期级初底末前后月])",
            "run_ahead",
        ),
        (
            "ago",
            rf"{BEGIN}(?P<N>{number})\s(?P<U>{unit})\s(?:(?P<L>{words('ago')})|(?P<X>{words('hence')})){STOP}|(?<![\d〇零一二三四五六七八九十两百千约近的年第])(?P<l>[1-9]|10|[一二两三四五六七八九十])\s?(?P<u>个月|个季度|年)[之以]?前(?!{NUMBER}\s?个?(?:月|季|年)|年)",
            "ago",
        ),
        ("rel_decade", rf"{BEGIN}(?:the\s)?(?:(?P<T>{words('this')})|(?P<X>next))\sdecade{STOP}", "relative_decade"),
        (
            "rel_quarter",
            rf"{BEGIN}(?:(?P<L>{words('last')}|past)|(?P<T>{words('this')})|(?P<X>{words('next')}))\s(?:quarter|qtr){STOP}|(?<!以)(?P<l>上个?季度?|上一季度?)|(?<!日)(?P<t>本季度?|这一?季度?|当季)|(?<![一以之])(?P<x>下个?季度?|下一季度?)",
            "relative_quarter",
        ),
        (
            "rel_month",
            rf"{BEGIN}(?:(?P<L>last|previous)|(?P<T>{words('this')})|(?P<X>{words('next')}))\smonth{STOP}|(?<!以)(?P<l>上个?月)(?!份?\d)|(?<![日])(?P<t>本月|这个?月)|(?<!相)(?P<tt>当月)|(?<![一以之])(?P<x>下个?月)",
            "relative_month",
        ),
        (
            "rel_week",
            rf"{BEGIN}(?:(?P<L>last|previous)|(?P<T>this)|(?P<X>next))\sweek{STOP}|(?<!以)(?P<l>上个?周|上星期)(?![年期长边围末])|(?<!日)(?P<t>本周|这周)(?![年期])|(?P<x>下个?周|下星期)(?![年期长边围末])",
            "relative_week",
        ),
        (
            "ytd",
            rf"{BEGIN}(?:year[\s-]to[\s-]date|ytd|so far this year|this year so far){STOP}(?:\s?(?P<P>{FULL_YEAR}))?|(?:今年以来|今年至今|年初至今|年初以来)",
            "year_to_date",
        ),
        ("year_end", rf"(?P<Y>{ANY_HAN_YEAR}|{LONE_YEAR}\s?年)(?:初|年初)", "year_start"),
        ("end_year", rf"{BEGIN}(?:the\s)?(?:{words('end')})\s(?:the\s)?(?:full\s)?year{STOP}", "full_year"),
        ("start_year", rf"{BEGIN}(?:the\s)?(?:{words('start')})\s(?:the\s)?year{STOP}", "first_month"),
        (
            "rel_year",
            rf"{BEGIN}(?:(?P<L>{words('last')})|(?P<T>{words('this')})|(?P<X>{words('next')}))\s(?:year|yr){STOP}|(?P<R>{_RELATIVE}|(?<![日成资])本年度|上年度)(?:度|全年)?",
            "relative_year",
        ),
    ]


def _years() -> list[Row]:
    return [
        (
            "decade_han",
            rf"(?:(?P<L>上个?世纪)|(?P<N>1[89]|2[01]|十[八九]|二十一?)\s?世纪)?\s?(?P<D>(?<!\d)\d0|(?<!{HAN})[二三四五六七八九]十)\s?年代",
            "decade",
        ),
        ("decade_en", rf"{BEGIN}(?:the\s)?(?P<E>(?:18|19|20)\d0)\s?'?s{STOP}", "decade"),
        ("decade_full", r"(?<!\d)(?P<E>(?:18|19|20)\d0)\s?年代", "decade"),
        (
            "years_han",
            rf"(?P<A>{FULL_YEAR})\s?年?\s?(?:-|~|至|到|—)\s?(?P<B>{FULL_YEAR}|\d\d(?=\s?年))(?:\s?年(?![均化]))?(?:间|期间)?(?![-/\d年月]|\s?[上下前后]半|\s?前\s?[\d一二三四五六七八九两]|\s?(?:第?[一二三四1-4]季|[qh][1-4]|[上下]季))",
            "years",
        ),
        ("years_short", rf"{BEGIN}(?P<A>{FULL_YEAR})-(?P<B>\d\d)(?![\d/-])(?!\s?{UNIT_AFTER})", "years"),
        (
            "years_en",
            rf"{BEGIN}(?:from\s)?(?P<A>{FULL_YEAR})\s?(?:to|through|thru|until|till)\s?(?P<B>{FULL_YEAR}){STOP}(?!\s?[-/]\s?\d|\s?q[1-4]|\s?h[12])",
            "years",
        ),
        (
            "year_han",
            rf"(?P<Y>{FULL_YEAR}|(?<![\d.近来去达每了第约满超隔])\d\d|[〇零一二三四五六七八九]{{4}}|(?<!{HAN})[〇零一二三四五六七八九]{{2}}(?=年(?!代|来|间|前|后|内|多)))\s?(?:年(?:度|底|末|全年|整年)?|全年|整年)(?![代来间前内期均])",
            "year",
        ),
        (
            "year_han_bare",
            r"(?<![〇零一二三四五六七八九十百千万亿兆两第])(?P<Y>二[〇零][一二三][〇零一二三四五六七八九])(?![〇零一二三四五六七八九十百千万亿兆成倍个点])",
            "year",
        ),
        (
            "year_en",
            rf"{BEGIN}(?:cy|calendar\s(?:year\s)?)?'?(?P<Y>{LONE_YEAR})(?:全年|整年|度)?(?![\d%]|\s?{UNIT_AFTER})",
            "year",
        ),
        ("full_year", rf"{BEGIN}full[\s-]year{STOP}|全年(?!度)", "full_year"),
        ("now", rf"{BEGIN}(?P<N>{words('today', 'yesterday', 'tomorrow')}){STOP}", "day_of_speech"),
    ]


def _shift() -> str:
    return rf"(?:(?P<L>{words('last')})|(?P<T>{words('this')})|(?P<X>{words('next')}))"


def _numbers() -> str:
    return "|".join(sorted(number_words(), key=len, reverse=True))


def _doubtful_months() -> str:
    return words("doubtful_months")


def _sure_months() -> str:
    doubtful = set(_doubtful_months().split("|"))
    return alternation(set(vocabulary().months) - doubtful)
