"""Derivations replayed from their leaves: all hold, read the same, have sources; and no change goes unseen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import as_data
from bot.conversation import reply
from bot.verification import verified
from grammar.interval import Interval
from grammar.utterance import Context
from knowledge import Knowledge
from knowledge.replay import find_derivation, replay, sealed, written
from knowledge.replay_formula import Range, evaluate
from tests.conftest import TODAY

CASES = Path(__file__).parent.parent / "cases" / "messages.jsonl"
FURTHER = (
    "OpenAI inference per day 2025 H1",
    "annualised OpenAI inference 2025 H1",
    "OpenAI 2025 Q3 inference",
    "inference as % of revenue 2025 H1",
    "What if the share were 15%: OpenAI 2024 revenue",
)
Json = dict[str, Any]


@pytest.fixture(scope="module")
def trees(knowledge: Knowledge) -> list[Json]:
    """The derivations of the replies to all cases, as they were printed."""
    texts = [json.loads(line)["text"] for line in CASES.read_text("utf-8").splitlines()]
    found = []
    for text in (*texts, *FURTHER):
        data = json.loads(json.dumps(as_data(reply(text, knowledge, Context(TODAY, "en")))))
        root = find_derivation(data)
        if root is not None:
            found.append(dict(root))
    unique = {tree["seal"]: tree for tree in found}
    assert len(unique) > 30
    return list(unique.values())


def nodes(tree: Json) -> Iterator[Json]:
    yield tree
    for part in tree["inputs"]:
        yield from nodes(part)


def resealed(tree: Json) -> Json:
    """Seal a tree again, as somebody would who knows how."""
    return sealed(tree | {"inputs": [resealed(part) for part in tree["inputs"]]})


def test_every_derivation_holds_and_a_replay_gives_the_same_string(trees: list[Json]) -> None:
    rules = set()
    for tree in trees:
        done = replay(tree)
        assert done.faults == ()
        assert done.lines == written(tree)
        rules |= {node["rule"] for node in nodes(tree)}
    assert rules >= set("difference ratio product sum share growth annualised complement per_period power".split())


def test_every_leaf_has_a_source_and_its_words(trees: list[Json]) -> None:
    for tree in trees:
        for leaf in nodes(tree):
            if not leaf["inputs"] and leaf["rule"] in ("observation", "premise"):
                assert leaf["source"]
                assert leaf["fact"]
                assert leaf["quote"] or leaf["quote_en"]
            elif not leaf["inputs"]:
                assert leaf["rule"] in ("constant", "given")  # the reader's own, or a number of the formula


def other(value: object) -> object:
    if isinstance(value, list):
        return [*value, "low"]
    return "changed" if value is None else f"{value}1"


def test_changing_any_field_of_any_node_is_seen_and_the_node_is_named(trees: list[Json]) -> None:
    changed = 0
    for tree in trees:
        for place, node in enumerate(nodes(tree)):
            for field in node.keys() - {"inputs"}:
                copy = deepcopy(tree)
                target = list(nodes(copy))[place]
                target[field] = other(target[field])
                faults = replay(copy).faults
                assert any(fault.node == str(target["id"]) for fault in faults), (tree["id"], node["id"], field)
                changed += 1
    assert changed > 1000


def test_removing_a_field_an_input_or_swapping_inputs_is_seen(trees: list[Json]) -> None:
    for tree in trees:
        for place, node in enumerate(nodes(tree)):
            for field in node:
                copy = deepcopy(tree)
                del list(nodes(copy))[place][field]
                assert not replay(copy).holds
            if len({part["id"] for part in node["inputs"]}) > 1:
                copy = deepcopy(tree)
                list(nodes(copy))[place]["inputs"].reverse()
                assert not replay(copy).holds


def scaled(field: str) -> Callable[[Json], bool]:
    def change(node: Json) -> bool:
        if node.get(field) in (None, "0"):
            return False
        node[field] = str(Decimal(node[field]) * Decimal("1.001"))
        return True

    return change


def unit(node: Json) -> bool:
    if "unit" not in node or node["unit"] in ("level", "number") or "“" in node["id"]:
        return False
    node["unit"] = "EUR" if node["unit"].startswith("percent") or node["unit"] == "ratio" else "percent"
    return True


def formula(node: Json) -> bool:
    if not node.get("formula"):
        return False
    node["formula"] = node["formula"].replace("−", "+").replace("÷", "×") + " × {0}"
    return True


def opened(node: Json) -> bool:
    if "open" not in node or not node["inputs"]:
        return False
    node["open"] = [] if node["open"] else ["low"]
    return True


def printed(node: Json) -> bool:
    if not node.get("printed") or not node.get("quote"):
        return False
    node["printed"] = "777"
    return True


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("value", scaled("value")),
        ("interval", scaled("low")),
        ("interval", scaled("high")),
        ("interval", opened),
        ("unit", unit),
        ("formula", formula),
        ("quote", printed),
    ],
)
def test_a_change_that_is_sealed_again_is_seen_by_recomputing(
    trees: list[Json], code: str, change: Callable[[Json], bool]
) -> None:
    changed = 0
    for tree in trees:
        for place, node in enumerate(nodes(tree)):
            copy = deepcopy(tree)
            target = list(nodes(copy))[place]
            reader = node["rule"] in ("constant", "given") and node.get("printed")
            if reader or node.get("hedge") or not change(target):
                continue  # a reader's own words, or what a hedge makes of a number, are not computed
            done = replay(resealed(copy))
            assert any(fault.node == node["id"] and fault.code in (code, "printed") for fault in done.faults), (
                node,
                code,
            )
            changed += 1
    assert changed > 10


@given(
    st.tuples(*[st.integers(-50, 50)] * 4, *[st.booleans()] * 4),
    st.sampled_from([("+", "__add__"), ("−", "__sub__"), ("×", "__mul__"), ("÷", "__truediv__")]),
)
def test_both_arithmetics_agree(ends: tuple[Any, ...], operation: tuple[str, str]) -> None:
    a, b, c, d, *opens = ends
    first = Interval(Decimal(min(a, b)), Decimal(max(a, b)), opens[0] and a != b, opens[1] and a != b)
    second = Interval(Decimal(min(c, d)), Decimal(max(c, d)), opens[2] and c != d, opens[3] and c != d)
    sign, name = operation
    operands = [Range(Fraction(one.low), Fraction(one.high), one.low_open, one.high_open) for one in (first, second)]
    try:
        mine = evaluate(f"{{0}} {sign} {{1}}", operands)
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisionError):
            getattr(first, name)(second)
        return
    theirs = getattr(first, name)(second)
    assert mine.low is not None
    assert mine.high is not None
    assert Fraction(theirs.low) <= mine.low
    assert mine.high <= Fraction(theirs.high)
    assert abs(Fraction(theirs.low) - mine.low) < Fraction(1, 10**50)
    assert (mine.low_open, mine.high_open) == (theirs.low_open, theirs.high_open)


def test_the_replay_knows_nothing_of_what_derives() -> None:
    for name in ("replay", "replay_formula", "replay_leaf", "replay_unit"):
        code = (Path(__file__).parents[2] / "knowledge" / f"{name}.py").read_text("utf-8")
        taken = [line for line in code.splitlines() if line.startswith(("from knowledge", "from grammar", "import"))]
        assert not [line for line in taken if "replay" not in line and line.startswith("from knowledge")]
        assert not [line for line in taken if "interval" in line]


@pytest.mark.parametrize(
    ("contents", "status"),
    [
        ("", 2),
        ("[1]", 2),
        ('{"kind": "chatter", "derivation": null}', 2),
        ('{"rule": "sum", "inputs": 3}', 1),
        ("{", 2),
    ],
)
def test_what_is_no_derivation(tmp_path: Path, contents: str, status: int) -> None:
    file = tmp_path / "reply.json"
    file.write_text(contents, "utf-8")
    for locale in ("en", "zh-Hant", "zh-Hans"):
        lines, found = verified(str(file), locale)
        assert found == status
        assert lines


def test_a_file_holds_or_names_the_node(tmp_path: Path, trees: list[Json]) -> None:
    tree = next(tree for tree in trees if tree["rule"] == "difference")
    file = tmp_path / "derivation.json"
    file.write_text(json.dumps({"derivation": tree}), "utf-8")
    lines, status = verified(str(file), "en")
    assert status == 0
    assert lines[0].startswith(f"{tree['id']} = ")
    tree = deepcopy(tree)
    tree["inputs"][0]["value"] = "1"
    file.write_text(json.dumps(tree), "utf-8")
    for locale in ("en", "zh-Hant", "zh-Hans"):
        lines, status = verified(str(file), locale)
        assert status == 1
        assert lines[0].startswith(f"{tree['inputs'][0]['id']}: ")
