import pytest

from knowledge import Knowledge
from knowledge.audit import Audit


@pytest.fixture(scope="module")
def audits(knowledge: Knowledge) -> dict[str, Audit]:
    return {audit.statement.id: audit for audit in knowledge.audit()}


def test_recomputing_agrees_with_what_the_ledgers_say(audits: dict[str, Audit]) -> None:
    assert {name: audit.finding for name, audit in audits.items() if not audit.agrees} == {}


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("GOV-27", "within_rounding"),  # 252 - 134 = 118 beside 119
        ("OAI-14", "within_rounding"),  # 24.69 beside 24.7
        ("OAI-17", "within_rounding"),  # 1.23 beside 1.2
        ("OAI-23", "within_rounding"),  # 2.008 beside "doubled"
        ("OAI-26.2", "fails"),  # 22 for 22.7: cut, not rounded
        ("OAI-34", "fails"),  # "in 18 months": under no reading
        ("OAI-39", "depends"),
        ("OAI-24", "untestable"),
        ("GOV-34b", "untestable"),
        ("GOV-10", "exact"),
    ],
)
def test_findings(audits: dict[str, Audit], statement: str, finding: str) -> None:
    assert audits[statement].finding == finding


def test_the_sides_are_shown(audits: dict[str, Audit]) -> None:
    part = audits["GOV-27"].parts[0]
    assert part.left is not None
    assert str(part.left.interval) == "(117, 119)"
