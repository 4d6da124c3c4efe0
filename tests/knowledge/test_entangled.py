"""Identities tied to each other in so many ways that nobody can follow them all: an honest gap, soon."""

from fractions import Fraction
from itertools import combinations

import pytest

from bot.render import render
from grammar import utterance
from grammar.expression import Constant, Figure, Relation, Sum
from grammar.period import parse
from grammar.quantity import Quantity
from grammar.utterance import Claim, Claims, Question, Value
from knowledge import Knowledge
from knowledge.budget import STEPS
from knowledge.derive import Deriver, Key
from tests.knowledge.world import World, figure

NAMES = "abcdefgh"


def tangled(identities: int) -> Knowledge:
    """Eight measures, three of them printed, and as many sums of two as are wanted."""
    formulas = {}
    for number, (first, second) in enumerate(list(combinations(range(8), 2))[:identities]):
        third = next(at % 8 for at in range(first + second + number, 99) if at % 8 not in (first, second))
        formulas[f"i{number}"] = f"{NAMES[third]} = {NAMES[first]} + {NAMES[second]}"
    rows = [("north", name, "2024", f"{value} USD", "") for name, value in zip("fgh", (7, 50, 100), strict=True)]
    flows = {("north", name): [Fraction(1)] * 8 for name in "fgh"}
    return Knowledge(World(flows, formulas, rows, dict.fromkeys(NAMES, "USD")).deriver().catalogue)


def searched(monkeypatch: pytest.MonkeyPatch) -> list[Key]:
    """Note each figure that is looked up anew."""
    seen: list[Key] = []
    found = Deriver._found  # noqa: SLF001 - where a search begins

    def noting(self: Deriver, key: Key, world: object) -> object:
        seen.append(key)
        return found(self, key, world)  # type: ignore[arg-type]

    monkeypatch.setattr(Deriver, "_found", noting)
    return seen


def claim(measure: str, amount: str) -> Claims:
    relation = Relation(figure("north", measure, "2024"), "=", Constant(Quantity.read(amount)))
    return Claims((Claim(relation, (0, 5), "so it"),))


@pytest.mark.parametrize("identities", [16, 22, 28])
def test_it_ends_within_its_steps(monkeypatch, identities):
    knowledge, seen = tangled(identities), searched(monkeypatch)
    outcome = knowledge.answer(Question(Value(figure("north", "h", "2024")), (0, 1)))
    assert outcome.reason == "entangled"
    assert len(seen) <= STEPS * 3  # a question looks up a figure in several ways
    seen.clear()
    assert knowledge.answer(Question(Value(figure("north", "h", "2024")), (0, 1))) == outcome
    assert len(seen) == 0  # nothing is searched twice


def test_what_is_printed_is_offered_and_not_given_as_the_answer():
    knowledge = tangled(28)
    gap = knowledge.answer(Question(Value(figure("north", "g", "2024")), (0, 1)))
    assert [near.id for near in gap.nearest] == ["R-2"]
    for locale in ("en", "zh-Hant", "zh-Hans"):
        reply = dict(render(gap, locale, knowledge.catalogue).data)
        assert reply["gap"] == "entangled"
        assert [one["role"] for one in reply["figures"]] == ["context"]


@pytest.mark.parametrize("amount", ["50 USD", "60 USD"])
def test_no_claim_is_judged_by_a_part_of_the_ways(amount):
    knowledge = tangled(28)
    (review,) = knowledge.review(claim("g", amount)).reviews
    assert (review.verdict, review.reason, review.evidence) == ("not_checkable", "entangled", ())
    asked = knowledge.answer(Question(utterance.Test(claim("g", amount).claims[0].relation), (0, 1)))
    assert (asked.holds, asked.review.reason) == (None, "entangled")


def test_a_sum_of_many_figures_with_several_ways_each_ends():
    names = [f"m{number}" for number in range(30)]
    rows = [("north", name, "2024", f"{value} USD", "") for name in names for value in (7, 8, 9)]
    flows = {("north", name): [Fraction(1)] * 8 for name in names}
    deriver = World(flows, {}, rows, dict.fromkeys(names, "USD")).deriver()
    total = Sum(tuple(Figure(("north",), (name,), parse("2024")) for name in names))
    assert deriver.derive(total) == ()
    assert deriver.cut == 1


def test_the_ledgers_that_come_with_the_bot_are_far_from_it(knowledge, monkeypatch):
    deriver, seen, most = Deriver(knowledge.catalogue), searched(monkeypatch), 0
    for row in knowledge.catalogue.observations.values():
        for period in {row.time, None}:
            seen.clear()
            deriver.find(Key(row.entity, row.measure, period))
            most = max(most, len(seen))
    assert deriver.cut == 0
    assert most < STEPS / 10
