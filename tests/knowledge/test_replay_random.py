"""Whatever is derived over random ledgers is replayed to the same string, and no change to a number goes unseen."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from bot.contract import derivation_data
from grammar.expression import Expression
from knowledge.replay import replay, written
from tests.knowledge.test_derive_properties import CALM, expressions, worlds
from tests.knowledge.test_replay import nodes, resealed
from tests.knowledge.world import World


@CALM
@given(worlds(), st.lists(expressions, min_size=10, max_size=10), st.data())
def test_what_is_derived_is_replayed(world: World, asked: list[Expression], data: st.DataObject) -> None:
    deriver = world.deriver()
    for expression in asked:
        for way in deriver.derive(expression)[:3]:
            tree: dict[str, Any] = json.loads(json.dumps(derivation_data(way)))
            done = replay(tree)
            assert done.faults == ()
            assert done.lines == written(tree)
            places = list(nodes(tree))
            node = data.draw(st.sampled_from(places))
            field = data.draw(st.sampled_from(["value", "low", "high"]))
            if node[field] not in (None, "0"):
                event(node["rule"])
                node[field] = f"{node[field]}1" if "." in node[field] else f"{node[field]}.5"
                assert any(fault.node == node["id"] and fault.code == "seal" for fault in replay(tree).faults)
                number = float(node[field])
                node[field] = str(number * 1.01)
                assert node["id"] in {fault.node for fault in replay(resealed(tree)).faults}
