"""The metrics: those that the README names are there, and no label takes what people send."""

import re
from pathlib import Path

import pytest
from prometheus_client.metrics import MetricWrapperBase

from bot import metrics

ROOT = Path(__file__).parents[2]
TABLE = re.search(r"\| metric \|.*?\n\n", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)[0]
ALL = [one for one in vars(metrics).values() if isinstance(one, MetricWrapperBase)]
LABELS = {
    "kind",
    "chat",
    "outcome",
    "stage",
    "recorded",
    "verdict",
    "reason",
    "step",
    "method",
    "what",
    "error",
    "surface",
}


def names():
    cells = [line.split("|")[1] for line in TABLE.splitlines()[2:] if line]
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.describe()[0].name)
def test_each_is_in_the_readme_with_its_labels(one):
    (family,) = one.describe()
    name = family.name.removeprefix("zhangben_") + ("_total" if family.type == "counter" else "")
    assert name in names()
    row = next(line for line in TABLE.splitlines() if f"`{name}`" in line)
    for label in one._labelnames:  # noqa: SLF001 - there is no other way to ask
        assert re.search(rf"\b{label}\b", row.split("|")[2])
        assert label in LABELS


def test_nothing_else_is_in_the_readme():
    known = {one.describe()[0].name.removeprefix("zhangben_") for one in ALL}
    assert {name.removesuffix("_total") for name in names()} == known


def test_buckets_tell_milliseconds_apart():
    assert min(metrics.SECONDS) <= 0.001
    assert sum(bound <= 0.1 for bound in metrics.SECONDS) >= 6
    assert max(metrics.SECONDS) >= 10
