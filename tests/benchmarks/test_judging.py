"""The whole mutation test of judging, in every phrasing, with its confusion table: printed by `make bench`."""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from grammar.utterance import Context
from knowledge import Knowledge
from tests.judging.mutation import cases
from tests.judging.tally import Outcome, run, table

PHRASINGS = 8  # more than any language has: all


def test_judging_every_claim(
    benchmark: BenchmarkFixture, knowledge: Knowledge, context: Context, capsys: pytest.CaptureFixture[str]
) -> None:
    claims = cases(PHRASINGS)
    outcomes: list[Outcome] = benchmark.pedantic(run, (claims, knowledge, context), rounds=1, iterations=1)
    with capsys.disabled():
        print(f"\n{table(outcomes)}")  # noqa: T201
