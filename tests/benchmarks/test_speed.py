"""Times on this machine, printed by `make bench`; nothing is asserted about them."""

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bot.charts import chart_of, draw
from bot.conversation import reply, suggest
from grammar import read
from grammar.period import periods
from grammar.quantity import quantities
from grammar.text import fold
from grammar.utterance import Context
from knowledge import Knowledge

ROOT = Path(__file__).parents[2]
SHORT = ["OpenAI 2025 H1 revenue", "日本淨負債", "OpenAI 上半年推理就燒了 502 億美元"]
LONG = (
    "OpenAI 2024 revenue was $3.7bn, inference 3.76bn, Microsoft got $493.8m. 中國資產166%、負債75%、淨資產91%。" * 40
)


@pytest.mark.parametrize("text", SHORT)
def test_reading_a_short_message(
    benchmark: BenchmarkFixture, knowledge: Knowledge, context: Context, text: str
) -> None:
    benchmark(read, text, knowledge.lexicon, context)


def test_reading_4000_characters(benchmark: BenchmarkFixture, knowledge: Knowledge, context: Context) -> None:
    benchmark(read, LONG[:4000], knowledge.lexicon, context)


@pytest.mark.parametrize("text", SHORT)
def test_the_whole_line(benchmark: BenchmarkFixture, knowledge: Knowledge, context: Context, text: str) -> None:
    benchmark(reply, text, knowledge, context)


def test_suggesting(benchmark: BenchmarkFixture, knowledge: Knowledge, context: Context) -> None:
    benchmark(suggest, "openai inf", knowledge, context)


@pytest.mark.parametrize(
    "text", ["OpenAI inference spend 2024", "日本淨負債是GDP的150%", "若分成15%，OpenAI 2024年营收多少"]
)
def test_drawing_a_chart(benchmark: BenchmarkFixture, knowledge: Knowledge, context: Context, text: str) -> None:
    """Chart and picture anew, with the letters loaded."""
    answer = reply(text, knowledge, context)

    def drawn() -> None:
        request = chart_of(answer, knowledge)
        assert request
        draw(request, answer.locale)

    drawn()
    benchmark(drawn)


def seconds(action: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - start)
    return best


@pytest.mark.parametrize(
    "unit", ["OpenAI 2024 revenue $3.7bn, ", "日本淨負債119%，", "1 ", "一", "a b ", "$1.", "2024 ", "1,000,"]
)
def test_eight_times_the_text(benchmark: BenchmarkFixture, knowledge: Knowledge, context: Context, unit: str) -> None:
    """Prints how many times longer eight times the text takes: about 8 where time grows with length and no faster."""
    short = unit * max(1, 500 // len(unit))
    ratio = seconds(lambda: reply(short * 8, knowledge, context)) / seconds(lambda: reply(short, knowledge, context))
    benchmark.extra_info["times longer for eight times the text"] = round(ratio, 1)
    print(f"{unit!r}: {ratio:.1f}")  # noqa: T201
    benchmark(reply, short, knowledge, context)


PEERS = ROOT / ".venv-peers" / "bin" / "python"
HERE = Path(__file__).parent


@pytest.mark.skipif(not PEERS.exists(), reason="other readers have an environment of their own: `make peers`")
def test_beside_other_readers(benchmark: BenchmarkFixture, knowledge: Knowledge, context: Context) -> None:
    """Prints how many times longer others take to read the amounts and periods of the same sentences, in this run."""
    sentences = (HERE / "sentences.txt").read_text("utf-8").splitlines()

    def amounts_and_periods() -> None:
        for sentence in sentences:
            folded = fold(sentence).text
            periods(folded, context.today)
            quantities(folded)

    def everything() -> None:
        for sentence in sentences:
            read(sentence, knowledge.lexicon, context)

    ours = {name: seconds(action) / len(sentences) * 1e6 for name, action in (
        ("amounts and periods", amounts_and_periods), ("the whole reading", everything)
    )}  # fmt: skip
    printed = subprocess.run(  # noqa: S603 - our own script
        [PEERS, HERE / "peers.py", HERE / "sentences.txt"], capture_output=True, text=True, check=True, timeout=300
    )
    for peer, taken in json.loads(printed.stdout).items():
        for name, own in ours.items():
            benchmark.extra_info[f"{peer} / {name}"] = round(taken / own, 1)
            print(f"{peer}: {taken:.0f} µs a sentence, {taken / own:.1f} times {name} ({own:.0f} µs)")  # noqa: T201
    benchmark(everything)
