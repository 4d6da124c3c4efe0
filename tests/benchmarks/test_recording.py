"""What counting and logging an update costs, beside answering it; nothing is asserted about it."""

import contextlib
import io
import time
from collections.abc import Callable

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from telegram import Update

from bot import tally
from bot.conversation import reply
from bot.handling import Handling, handling, note
from bot.log import configure_logging
from bot.timing import add
from grammar.utterance import Context
from knowledge import Knowledge

TEXTS = ["OpenAI 2025 H1 revenue", "日本淨負債", "OpenAI 上半年推理就燒了 502 億美元", "OpenAI training cost 2024"]
UPDATE = Update.de_json(
    {
        "update_id": 1,
        "message": {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}, "text": "x"},
    },
    None,
)


@pytest.fixture
def logging_to_nowhere():
    with contextlib.redirect_stderr(io.StringIO()):
        configure_logging("INFO")
        yield


def test_recording(
    benchmark: BenchmarkFixture, knowledge: Knowledge, context: Context, logging_to_nowhere: None
) -> None:
    replies = [reply(text, knowledge, context) for text in TEXTS]

    def answered() -> None:
        for text in TEXTS:
            reply(text, knowledge, context)

    def recorded() -> None:
        for number, told in enumerate(replies):
            one = Handling(number)
            with handling(one):
                one.enter("received")
                for step in ("read", "derive", "render", "send"):
                    add(step, 0.001)
                note(told)
            tally.count(UPDATE, one, "answered")

    def seconds(action: Callable[[], None]) -> float:
        best = float("inf")
        for _ in range(200):
            began = time.thread_time()
            action()
            best = min(best, time.thread_time() - began)
        return best / len(TEXTS)

    recording = seconds(recorded)
    benchmark.extra_info["microseconds an update"] = round(recording * 1e6)
    benchmark.extra_info["percent of the cost of an answer"] = round(recording / seconds(answered) * 100, 1)
    benchmark(recorded)
