"""What the command line writes is broken at the width of the terminal, in both writings, and nothing is lost."""

from datetime import date

import pytest
from rich.cells import cell_len

from bot.conversation import reply
from bot.terminal import laid_out
from grammar.utterance import Context
from knowledge import Knowledge

TEXTS = ["OpenAI 2025 H1 revenue", "日本淨負債", "OpenAI 2024年推理成本", "is Japan's debt long-term or short-term?"]


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("text", TEXTS)
def test_lines_fit_and_nothing_is_lost(text: str, width: int, knowledge: Knowledge) -> None:
    told = reply(text, knowledge, Context(date(2026, 11, 25))).text
    lines = laid_out(told, width).split("\n")
    assert all(cell_len(line) <= width + 2 or len(line.split()) == 1 for line in lines)  # a closing mark may stand over
    assert "".join("".join(lines).split()) == "".join(told.split())


def test_what_goes_on_is_indented_below_what_it_belongs_to() -> None:
    assert laid_out("  Japan: 252% of GDP, stated by the author", 24) == (
        "  Japan: 252% of GDP,\n    stated by the author"
    )


def test_elsewhere_than_in_a_terminal_lines_stay() -> None:
    line = "a long line " * 20
    assert laid_out(line) == line
