"""Every observation of the seed ledgers, claimed rightly and in each of the ways that go wrong, in three languages.

What each claim deserves comes from `oracle`, which shares nothing with the package. No verdict and no reason may be
wrong, and none may be missing.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from grammar.utterance import Context
from knowledge import Knowledge
from tests.judging.disguise import disguised
from tests.judging.mutation import cases
from tests.judging.tally import Outcome, run, table

EVERY = 2  # half of them here; all, in every phrasing, in tests/benchmarks
ORACLE = ("held", "oracle", "sentence", "comparison", "mutation")


@pytest.fixture(scope="module")
def outcomes(knowledge: Knowledge, context: Context) -> list[Outcome]:
    return run(cases(1)[::EVERY], knowledge, context)


def shown(outcomes: list[Outcome], result: str) -> str:
    found = [f"{o.case.id}: {o.case.text} -> {o.verdict} {sorted(o.codes)}" for o in outcomes if o.result == result]
    return "\n".join([table(outcomes), *found[:20]])


def count(outcomes: list[Outcome], result: str) -> int:
    return sum(one.result == result for one in outcomes)


def test_no_verdict_is_wrong(outcomes: list[Outcome]) -> None:
    assert not count(outcomes, "wrong"), shown(outcomes, "wrong")


def test_what_is_wrong_with_a_claim_is_named(outcomes: list[Outcome]) -> None:
    assert not count(outcomes, "diagnosis"), shown(outcomes, "diagnosis")


def test_claims_are_read(outcomes: list[Outcome]) -> None:
    assert len(outcomes) > 5000
    assert not count(outcomes, "silent"), shown(outcomes, "silent")


def test_how_a_claim_is_typed_changes_nothing(knowledge: Knowledge, context: Context) -> None:
    found = run([disguised(case) for case in cases(1)[1 :: 3 * EVERY]], knowledge, context)
    wrong = [
        f"{one.case.id}: {one.case.text} -> {one.verdict} {sorted(one.codes)}" for one in found if one.result != "right"
    ]
    assert not wrong, "\n".join(wrong[:20])


def test_what_judges_does_not_say_that_it_judged_rightly() -> None:
    for name in ORACLE:
        tree = ast.parse((Path(__file__).parent / f"{name}.py").read_text("utf-8"))
        assert not {"grammar", "knowledge", "bot"} & set(_imported(tree)), name


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]
