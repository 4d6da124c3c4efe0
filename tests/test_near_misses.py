"""Messages that look answerable and are not, and messages that are although they carry words that change nothing.

Both were written without sight of the code that reads them.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import as_data
from bot.conversation import reply
from grammar.utterance import Context
from knowledge import Knowledge

CASES = Path(__file__).parent / "cases"
NEAR = yaml.safe_load((CASES / "near_misses.yaml").read_text("utf-8"))
HARMLESS = yaml.safe_load((CASES / "harmless.yaml").read_text("utf-8"))
UNNAMED = 5  # near misses that are refused without one of the very words that the writer had in mind
UNANSWERED = 1  # harmless messages that are still refused, or asked back


@pytest.mark.parametrize("case", NEAR, ids=[case["id"] for case in NEAR])
def test_a_near_miss_is_refused(case: dict[str, Any], knowledge: Knowledge, context: Context) -> None:
    answer = as_data(reply(case["text"], knowledge, context))
    assert answer["kind"] in {"gap", "choice", "review", "chatter", "note", "suggestions"}, answer["text"]
    assert answer["kind"] == "review" or not any(figure["role"] == "answer" for figure in answer["figures"]), answer[
        "text"
    ]
    assert not any(review["verdict"] != "not_checkable" for review in answer["reviews"]), answer["text"]
    assert answer["holds"] is None


def test_near_misses_are_refused_with_the_word_named(knowledge: Knowledge, context: Context) -> None:
    unnamed = []
    for case in NEAR:
        text = reply(case["text"], knowledge, context).text.lower()
        if case["words"] and not any(word.lower() in text for word in case["words"]):
            unnamed.append(case["id"])
    assert len(unnamed) <= UNNAMED, unnamed


def test_harmless_words_do_not_block(knowledge: Knowledge, context: Context) -> None:
    """Refusing is a gap to close; another figure or another verdict would be wrong, and there is none."""
    refused, wrong = [], []
    for case in HARMLESS:
        answer = as_data(reply(case["text"], knowledge, context))
        verdicts = [review["verdict"] for review in answer["reviews"]]
        if case["kind"] == "claim":
            if case["verdict"] not in verdicts:
                (refused if all(verdict == "not_checkable" for verdict in verdicts) else wrong).append(case["id"])
            continue
        said = [
            Decimal(figure[key])
            for figure in answer["figures"]
            for key in ("value", "low", "high")
            if figure[key] is not None
        ]
        wanted = [Decimal(value) for value in case["values"]]
        right = all(any(abs(value - one) <= abs(one) * Decimal("0.006") for value in said) for one in wanted)
        if not right or answer["kind"] == "gap":
            (refused if answer["kind"] in {"gap", "choice"} else wrong).append(case["id"])
    assert wrong == []
    assert len(refused) <= UNANSWERED, refused
