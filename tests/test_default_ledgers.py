"""The default configuration, all ledgers together: what settles, what is superseded, which of two definitions."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import as_data
from bot.conversation import reply
from grammar.utterance import Context
from knowledge import BUILT_IN, Knowledge, folders_in, load

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "default_ledgers.yaml").read_text("utf-8"))
LANGUAGES = ("en", "zh-Hant", "zh-Hans")


@pytest.fixture(scope="module")
def everything() -> Knowledge:
    return Knowledge(load(folders_in(BUILT_IN)))


@pytest.mark.parametrize("language", range(3), ids=LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_default_ledgers(case: dict[str, Any], language: int, everything: Knowledge) -> None:
    answer = as_data(reply(case["texts"][language], everything, Context(date(2026, 11, 25), LANGUAGES[language])))
    shown = [Decimal(figure["value"]) for figure in answer["figures"] if figure["value"] is not None]
    said = [Decimal(f["value"]) for f in answer["figures"] if f["role"] == "answer" and f["value"] is not None]
    if "kind" in case:
        assert answer["kind"] == case["kind"], answer["text"]
    for value in case.get("values", ()):
        assert Decimal(value) in said, answer["text"]
    for value in case.get("shows", ()):
        assert any(abs(one - Decimal(value)) <= Decimal(value) / 500 for one in shown), answer["text"]
    if "verdict" in case:
        assert answer["reviews"], answer["text"]
        assert answer["reviews"][0]["verdict"] == case["verdict"], answer["text"]
    if "diagnosis" in case:
        assert case["diagnosis"] in answer["reviews"][0]["diagnosis"]
    if "order" in case:
        assert answer["order"] == case["order"]
    if "mentions" in case:
        assert case["mentions"][language] in answer["text"]
