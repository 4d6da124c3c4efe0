"""What corrects an answer: which figures read differently now, said in three languages."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.correction import correction, told
from bot.respond import Responder
from knowledge import Knowledge, load

LANTERN = Path(__file__).parents[1] / "guide" / "lantern"
DAY = {"en": "on Nov 24, 2026", "zh-Hant": "2026 年 11 月 24 日", "zh-Hans": "2026 年 11 月 24 日"}


@pytest.fixture
def line(tmp_path):
    """The line that corrects the answer to a question after words in the ledger's rows were changed."""

    def answering(folder):
        return Responder(Knowledge(load([folder])), lambda: date(2026, 11, 24))

    def corrected(question, old, new, *, known=True, locale=None):
        folder = tmp_path / "lantern"
        shutil.copytree(LANTERN, folder)
        reply = answering(folder)(question, locale)
        rows = folder / "observations.csv"
        rows.write_text(rows.read_text("utf-8").replace(old, new), "utf-8")
        now = answering(folder)
        again = now(reply.question, reply.locale) if known and reply.question else None
        return correction(told(reply), again, now, reply.locale).line

    return corrected


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Lantern Ferries revenue 2024", "41 million euros before, 42 million euros now"),
        ("明燈渡輪2024年營收", "原為 4100 萬歐元，現為 4200 萬歐元"),
        ("明灯渡轮2024年营收", "原为 4100 万欧元，现为 4200 万欧元"),
        ("Lantern Ferries revenue 2024 was 41 million euros", "verdict “supported” before, “close” now"),
        ("明燈渡輪2024年營收是4100萬歐元", "判斷原為「屬實」，現為「接近」"),
        ("明灯渡轮2024年营收是4100万欧元", "判断原为“属实”，现为“接近”"),
        ("growth of Lantern Ferries revenue from 2024 to 2025", "18.5% before, 15.7% now; 2024: 41 million euros"),
    ],
)
def test_old_and_new_are_said(line, question, said):
    found = line(question, "41 million", "42 million")
    assert said in found
    assert any(day in found for day in DAY.values())


@pytest.mark.parametrize("question", ["Lantern Ferries revenue 2025", "Lantern Ferries surplus 2025"])
def test_what_reads_as_before_is_not_corrected(line, question):
    assert line(question, "41 million", "42 million") == ""


def test_the_same_figure_written_otherwise_is_the_same(line):
    assert line("Lantern Ferries revenue 2025", "48.6 million euros", "48600000 euros") == ""


def test_what_is_held_no_more_is_said(line):
    found = line("Lantern Ferries revenue 2024", "LAN-2,lantern,fare_revenue,2024", "LAN-2,lantern,fare_revenue,2023")
    assert found.endswith("41 million euros before, no longer in the ledgers.")


def test_a_figure_is_looked_up_where_the_question_is_not_known(line):
    found = line("Lantern Ferries revenue 2024? And costs 2025?", "41 million", "42 million", known=False)
    assert found.endswith("Lantern Ferries · revenue · 2024, stated: 41 million euros before, 42 million euros now.")


def test_a_computed_figure_is_not_looked_up_under_anothers_name(line):
    found = line("growth of Lantern Ferries revenue from 2024 to 2025", "45.1 million", "45.2 million", known=False)
    assert found == ""
