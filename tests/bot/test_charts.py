"""Pictures: which replies have one, what stands in it, and that every letter of it can be drawn."""

import struct
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.chart_data import Bars, Dots, Request, Row, Slope
from bot.charts import Charts, chart_of, draw
from bot.conversation import reply
from bot.pictures.typeface import MISSING, font_file, typeface
from bot.wording import LOCALES, MESSAGES
from grammar.utterance import Context
from knowledge import Knowledge
from knowledge.result import Comparison

PERIODS = {
    "en": "OpenAI inference spend 2024",
    "zh-Hant": "OpenAI 2024 年推理成本",
    "zh-Hans": "OpenAI 2024 年推理支出",
}
SIDES = {
    "en": "compare total liabilities of China, the US and Japan",
    "zh-Hant": "比較中國、美國、日本的總負債",
    "zh-Hans": "比较中国、美国、日本的总负债",
}
CLAIM = {
    "en": "OpenAI made $4.3bn in 2024",
    "zh-Hant": "OpenAI 2024 年營收 43 億美元",
    "zh-Hans": "OpenAI 2024 年营收 43 亿美元",
}
CURVE = {
    "en": "if the revenue share were 15% what would OpenAI revenue be in 2024",
    "zh-Hant": "如果分成是15%，OpenAI 2024年營收是多少",
    "zh-Hans": "若分成15%，OpenAI 2024年营收多少",
}
KINDS = [(PERIODS, Bars), (SIDES, Bars), (CLAIM, Dots), (CURVE, Slope)]
HOSTILE = [
    "",
    "A" * 3000,
    "帳" * 3000,
    "<b>$x^2$ \\frac{1}{0} %s {0}</b>",
    "\u202e\u200b\x00\x1b[31m\ud800",
    "🦜👩‍👩‍👧 ﷽ 𠮷 ẞ\N{COMBINING ACUTE ACCENT}" + "\N{COMBINING GRAVE ACCENT}" * 50,
    "a\nb\tc\u2028d",
]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.of()


def asked(text: str, knowledge: Knowledge, locale: str = "en"):
    return reply(text, knowledge, Context(date(2026, 11, 24), locale))


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("texts", "kind"), KINDS)
@pytest.mark.parametrize("dark", [False, True])
def test_every_kind_is_drawn_in_every_language(texts, kind, locale, dark, knowledge) -> None:
    found = asked(texts[locale], knowledge, locale)
    assert found.locale == locale
    charts = Charts(knowledge, dark=dark)
    assert charts.fits(found)
    request = chart_of(found, knowledge)
    assert request is not None
    assert isinstance(request.chart, kind)
    picture = charts.draw(found)
    assert picture is not None
    width, height = size(picture.png)
    assert width == 900
    assert 200 < height < 2000
    assert charts.draw(found) is picture
    assert picture.alt.startswith(request.chart.title)
    assert request.chart.source in picture.alt


@pytest.mark.parametrize("locale", LOCALES)
def test_the_alternative_text_has_every_value(locale, knowledge) -> None:
    for texts, _ in KINDS:
        request = chart_of(asked(texts[locale], knowledge, locale), knowledge)
        assert request is not None
        chart = request.chart
        rows = [row for _, row in chart.marks] if isinstance(chart, Slope) else chart.rows
        assert rows
        assert all(row.shown in request.alt for row in rows)


@pytest.mark.parametrize(
    "text",
    ["hello", "define net liabilities", "OpenAI training cost 2024", "China fiscal space", "Tesla revenue 2024", ""],
)
def test_where_a_picture_says_nothing_there_is_none(text, knowledge) -> None:
    found = asked(text, knowledge)
    charts = Charts(knowledge)
    assert not charts.fits(found)
    assert charts.draw(found) is None


def test_what_is_promised_is_drawn(knowledge) -> None:
    charts = Charts(knowledge)
    for row in knowledge.catalogue.table.all():
        period = f"@{row.row.period}" if row.row.period else ""
        found = asked(f"{row.row.entity}.{row.row.measure}{period}", knowledge)
        assert charts.fits(found) == (chart_of(found, knowledge) is not None), found.short


def test_values_of_different_units_are_not_set_side_by_side(knowledge) -> None:
    share, money = (asked(text, knowledge).outcome.answers[0] for text in ("Japan total liabilities", CURVE["en"]))
    found = asked(SIDES["en"], knowledge)
    assert (
        chart_of(replace(found, outcome=Comparison((money, replace(money, id="another")), None, tie=True)), knowledge)
        is not None
    )
    assert chart_of(replace(found, outcome=Comparison((share, money), None, tie=False)), knowledge) is None


def test_whether_one_is_higher_is_seen_with_its_sign(knowledge) -> None:
    request = chart_of(asked("is Japan's net debt higher than China's?", knowledge), knowledge)
    assert request is not None
    assert isinstance(request.chart, Bars)
    assert sorted(row.value for row in request.chart.rows) == [-91, 119]


def test_two_ways_to_the_same_value_are_one_row(knowledge) -> None:
    request = chart_of(asked("Japan's total liabilities are twice those of China", knowledge), knowledge)
    assert request is not None
    assert [row.shown for row in request.chart.rows] == ["2×", "3.36×"]


def test_a_bound_goes_on(knowledge) -> None:
    request = chart_of(asked("OpenAI made more than $4bn in 2024", knowledge), knowledge)
    assert request is not None
    assert isinstance(request.chart, Dots)
    assert request.chart.rows[0].low == 4_000_000_000
    assert request.chart.rows[0].high.is_infinite()


def test_the_curve_goes_through_what_was_asked_and_what_is_held(knowledge) -> None:
    request = chart_of(asked(CURVE["en"], knowledge), knowledge)
    assert request is not None
    assert isinstance(request.chart, Slope)
    marks = [(premise, row.value) for premise, row in request.chart.marks]
    assert marks == [(15, Decimal(3_292_000_000)), (20, Decimal(2_469_000_000))]
    assert set(marks) <= set(request.chart.points)
    values = [value for _, value in request.chart.points]
    assert values == sorted(values, reverse=True)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_letter_is_missing(locale, knowledge) -> None:
    assert font_file()
    letters = typeface(locale)
    words = (MESSAGES / f"{locale}.ftl").read_text("utf-8")
    catalogue = knowledge.catalogue
    for named in (*catalogue.entities.values(), *catalogue.measures.values(), *catalogue.speakers.values()):
        words += named.names.get(locale)
    for source in catalogue.sources.values():
        words += source.publisher.get(locale)
    shown = {one for one in words if one.isprintable() and unicodedata.category(one) not in ("Zs", "So")}
    assert not sorted(one for one in shown if not letters.knows(one))


def test_the_scripts_have_forms_of_their_own() -> None:
    shapes = [typeface(locale).outline("骨", 20.0) for locale in ("zh-Hant", "zh-Hans")]
    assert shapes[0] is not None
    assert shapes[1] is not None
    assert shapes[0].vertices.shape != shapes[1].vertices.shape or (shapes[0].vertices != shapes[1].vertices).any()


def test_what_no_font_has_is_a_square() -> None:
    assert typeface("en").width("🦜", 10.0) == typeface("en").width(MISSING, 10.0)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", [Bars, Dots, Slope])
def test_no_name_breaks_a_picture(name, kind) -> None:
    far = Decimal("1e40")
    rows = (
        Row(name, name, name, Decimal(-1), Decimal("-Infinity"), Decimal(2), name),
        Row(name, name, name, None, Decimal(0), Decimal("Infinity"), "leaked"),
        Row(name, name, name, far, far, far, "claim"),
    )
    chart = {
        Bars: Bars(name, rows, name, name),
        Dots: Dots(name, rows, (), Decimal(-1), far, name, name),
        Slope: Slope(
            name,
            ((Decimal(1), Decimal(1)), (Decimal(2), far)),
            ((Decimal(1), rows[0]),),
            rows[1:],
            (),
            (),
            name,
            name,
            name,
        ),
    }[kind]
    width, height = size(draw(Request(chart, name), "zh-Hant").png)
    assert width == 900
    assert height < 2000


def test_words_keep_to_their_room() -> None:
    letters = typeface("zh-Hant")
    for text in (*HOSTILE, "一個很長的標題，帶有標點，還有 some words in between 以及更多"):
        for line in letters.wrapped(text, 120.0, 12.0):
            assert letters.width(line, 12.0) <= 120.0
            assert not line.startswith(("，", "。"))


def test_several_things_at_once_have_no_picture(knowledge) -> None:
    found = asked(PERIODS["en"], knowledge)
    assert chart_of(replace(found, outcome=None), knowledge) is None


def test_matplotlib_is_loaded_by_drawing_alone() -> None:
    code = "import sys, bot.app, bot.cli, bot.charts; raise SystemExit('matplotlib' in sys.modules or 'fontTools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own words
