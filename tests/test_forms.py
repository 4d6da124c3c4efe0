"""Forms of questions and claims, each with other figures and in three languages, beside what only looks alike.

A case says once what its three messages deserve: the value of the answer (`answer`, in base units, to three digits), the
order, whether it holds, the verdicts, or `refused`: no figure as the answer, no verdict, no yes or no.
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

FORMS = yaml.safe_load((Path(__file__).parent / "cases" / "forms.yaml").read_text("utf-8"))
LANGUAGES = ("en", "zh-Hant", "zh-Hans")
MESSAGES = [(case, language) for case in FORMS for language in LANGUAGES if language in case]
_THREE_DIGITS = Decimal("0.002")


@pytest.mark.parametrize(
    ("case", "language"), MESSAGES, ids=[f"{case['id']}-{language}" for case, language in MESSAGES]
)
def test_form(case: dict[str, Any], language: str, knowledge: Knowledge, context: Context) -> None:
    found = as_data(reply(case[language], knowledge, context))
    said = [figure for figure in found["figures"] if figure["role"] == "answer"]
    verdicts = [review["verdict"] for review in found["reviews"]]
    if "answer" in case:
        wanted = Decimal(case["answer"])
        values = [abs(Decimal(figure["value"])) for figure in said if figure["value"] is not None]
        assert any(abs(value - wanted) <= wanted * _THREE_DIGITS for value in values), found["text"]
        assert len(values) <= 2, found["text"]
    if "unit" in case:
        assert said[0]["unit"] == case["unit"], found["text"]
    for key in ("order", "holds", "kind"):
        if key in case:
            assert found[key] == case[key], found["text"]
    if "verdicts" in case:
        assert verdicts == case["verdicts"], found["text"]
    if case.get("refused"):
        assert not said, found["text"]
        assert set(verdicts) <= {"not_checkable"}, found["text"]
        assert found["holds"] is None, found["text"]
