import asyncio

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.state import Report
from bot.store import opened


@pytest.fixture
def database(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/state.db")
    monkeypatch.setenv("LANG", "en")
    return f"sqlite:///{tmp_path}/state.db"


def test_reports_are_printed_newest_first(database):
    async def reported():
        async with opened(database) as store:
            for number, reason in enumerate(("figure", "period")):
                await store.report(Report(reason, "openai.revenue@2024", "en", number, "two\nlines"))

    asyncio.run(reported())
    printed = CliRunner().invoke(app, ["feedback"]).stdout.splitlines()
    assert printed == [
        "1970-01-01T00:00+00:00\tperiod\topenai.revenue@2024\ten\ttwo lines",
        "1970-01-01T00:00+00:00\tfigure\topenai.revenue@2024\ten\ttwo lines",
    ]


def test_none(database):
    assert CliRunner().invoke(app, ["feedback"]).stdout == ""
