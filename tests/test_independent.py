"""395 messages that were written without sight of the code, harder than the 170: none may be answered wrongly.

What is asserted must be right; what is not yet answered is a gap to close, and the count may only rise.
"""

import json
from pathlib import Path
from typing import Any

from _pytest.outcomes import Failed

from bot.cli import as_data
from bot.conversation import reply, suggest
from grammar.utterance import Context
from knowledge import Knowledge
from tests.test_messages import _CHECKS

LINES = (Path(__file__).parent / "cases" / "independent.jsonl").read_text("utf-8").splitlines()
RIGHT = 382


def test_independent_messages(knowledge: Knowledge, context: Context) -> None:
    missed = []
    for case in map(json.loads, LINES):
        respond = suggest if case["mode"] == "inline-prefix" else reply
        answer: dict[str, Any] = as_data(respond(case["text"], knowledge, context))
        try:
            _CHECKS[case["expect"]["type"]](case, case["expect"], answer)
        except (AssertionError, Failed, KeyError, IndexError, TypeError):
            missed.append(f"{case['id']} {case['text']}: {answer['kind']}")
    print(*missed, sep="\n")  # noqa: T201 - shown where the test fails
    assert len(LINES) - len(missed) >= RIGHT
