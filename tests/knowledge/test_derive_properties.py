"""Deriving over random ledgers: the truth lies in every derived interval, every search ends, every identity can be turned.

The true values are fractions made here; a ledger prints them rounded. Nothing is expected that the package computed.
"""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from grammar.expression import Annualised, Difference, Expression, Figure, Growth, PerPeriod, Product, Ratio, Sum
from grammar.period import parse
from knowledge.derive import Deriver, Key
from knowledge.derive import World as Assumed
from knowledge.result import Derivation
from tests.knowledge.world import QUARTERS, SPANS, World, figure, printed, rounded

CALM = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
ENTITIES = ("north", "south")
UNITS = {"sales": "USD", "costs": "USD", "surplus": "USD", "fee": "USD", "margin": "percent", "cover": "ratio"}
FORMULAS = {
    "surplus": "surplus = sales - costs",
    "margin": "margin = surplus / sales",
    "cover": "cover = sales / costs",
    "total": "sales = costs + surplus",
}
GRAINS = {"quarter": 3, "month": 1, "year": 12, "half": 6}
PERIODS = ("2024-S1", "2024-S2", "2024", "2025-S1", "2025")  # few, so that what is asked is often held
amounts = st.integers(min_value=1_000, max_value=9_999_999).map(Fraction)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Two entities with sales and costs; what follows from them; and a ledger that prints some of it, rounded."""
    flows: dict[tuple[str, str], list[Fraction]] = {}
    for entity in ENTITIES:
        sales = draw(st.lists(amounts, min_size=8, max_size=8))
        costs = draw(st.lists(amounts, min_size=8, max_size=8))
        flows[entity, "sales"], flows[entity, "costs"] = sales, costs
        flows[entity, "surplus"] = [a - b for a, b in zip(sales, costs, strict=True)]
        flows[entity, "fee"] = draw(st.lists(amounts, min_size=8, max_size=8))
    whole = World(flows, FORMULAS, (), UNITS)
    places = [(entity, measure, period) for entity in ENTITIES for measure in sorted(UNITS) for period in PERIODS]
    rows = []
    for entity, measure, period in draw(st.lists(st.sampled_from(places), min_size=8, max_size=40, unique=True)):
        value = true_value(whole, entity, measure, period)
        if value == 0:
            continue
        scale = 100 if UNITS[measure] == "percent" else 1
        finest = None if UNITS[measure] == "USD" else Fraction(1)  # every printed digit of a share counts
        number = rounded(value * scale, draw(st.integers(2, 6)), finest)
        rows.append((entity, measure, period, printed(number, UNITS[measure]), ""))
    return World(flows, FORMULAS, rows, UNITS)


def true_value(world: World, entity: str, measure: str, period: str) -> Fraction:
    if measure == "margin":
        return world.truth(entity, "surplus", period) / world.truth(entity, "sales", period)
    if measure == "cover":
        return world.truth(entity, "sales", period) / world.truth(entity, "costs", period)
    return world.truth(entity, measure, period)


figures = st.builds(figure, st.sampled_from(ENTITIES), st.sampled_from(sorted(UNITS)), st.sampled_from(PERIODS))
expressions = st.recursive(
    figures,
    lambda inner: st.one_of(
        st.builds(lambda a, b: Sum((a, b)), inner, inner),
        st.builds(Difference, inner, inner),
        st.builds(Product, inner, inner),
        st.builds(Ratio, inner, inner, st.booleans()),
        st.builds(Growth, figures, figures),
        st.builds(PerPeriod, figures, st.sampled_from([*GRAINS, "day"])),
        st.builds(Annualised, figures),
    ),
    max_leaves=4,
)


def exact(world: World, expression: Expression) -> Fraction:
    """Work an expression out from the true values; shares are fractions of one."""
    match expression:
        case Figure((entity,), (measure,), period):
            return true_value(world, entity, measure, str(period))
        case Sum(terms):
            return sum((exact(world, term) for term in terms), Fraction(0))
        case Difference(first, second):
            return exact(world, first) - exact(world, second)
        case Product(first, second):
            return exact(world, first) * exact(world, second)
        case Ratio(first, second):
            return exact(world, first) / exact(world, second)
        case Growth(first, second):
            return exact(world, second) / exact(world, first) - 1
        case PerPeriod(Figure(period=period) as term, grain):
            assert period is not None
            count = Fraction(period.days) if grain == "day" else Fraction(period.months, GRAINS[grain])
            return exact(world, term) / count
        case Annualised(Figure(period=period) as term):
            assert period is not None
            return exact(world, term) * 12 / period.months
    raise AssertionError(expression)


def encloses(way: Derivation, truth: Fraction) -> bool:
    truth *= 100 if way.unit.startswith("percent") else 1
    return Fraction(way.interval.low) <= truth <= Fraction(way.interval.high)


@CALM
@given(worlds(), st.lists(expressions, min_size=10, max_size=10))
def test_the_truth_lies_in_every_derived_interval(world: World, asked: list[Expression]) -> None:
    deriver = world.deriver()
    for expression in asked:
        ways = deriver.derive(expression)
        event(f"{type(expression).__name__}: {'derived' if ways else 'not held'}")
        for way in ways:
            truth = exact(world, expression)
            assert encloses(way, truth), f"{expression}: {way.id}: {way.interval} {way.unit} without {float(truth)}"
            assert way.value is None or way.value in way.interval or way.interval.is_point


@CALM
@given(worlds(), figures)
def test_every_leaf_is_printed_and_nothing_rests_on_itself(world: World, wanted: Figure) -> None:
    for way in world.deriver().derive(wanted):
        assert all(leaf.observation is not None for leaf in way.leaves() if leaf.rule != "constant")
        assert rests_on_others(way, frozenset())


def rests_on_others(way: Derivation, above: frozenset[str]) -> bool:
    name = way.observation.id if way.observation else ""
    if name and name in above:
        return False
    return all(rests_on_others(part, above | ({name} if name else set())) for part in way.inputs)


# ----- it ends -------------------------------------------------------------------------------------------------------


class Counted(Deriver):
    """A deriver that counts the figures it looks for, and gives up where they are too many."""

    MOST = 60_000

    def __init__(self, deriver: Deriver) -> None:
        super().__init__(deriver.catalogue)
        self.steps = 0

    def find(self, key: Key, world: Assumed = Assumed()) -> tuple[Derivation, ...]:
        self.steps += 1
        assert self.steps < self.MOST, "deriving goes on and on"
        return super().find(key, world)


NAMES = tuple("abcdefg")
terms = st.sampled_from(NAMES)
sides = st.recursive(
    terms,
    lambda inner: st.builds(lambda a, sign, b: f"({a} {sign} {b})", inner, st.sampled_from("+-*/"), inner),
    max_leaves=3,
)


@st.composite
def tangles(draw: st.DrawFn) -> World:
    """Measures that are tied to each other in any way, circles and all."""
    formulas = {f"i{n}": f"{draw(terms)} = {draw(sides)}" for n in range(draw(st.integers(1, 8)))}
    units = {name: draw(st.sampled_from(["USD", "USD", "ratio", "percent"])) for name in NAMES}
    places = st.tuples(st.just("north"), terms, st.sampled_from(sorted(SPANS)))
    rows = [
        (entity, measure, period, printed(draw(amounts), units[measure]), "")
        for entity, measure, period in draw(st.lists(places, max_size=12, unique=True))
    ]
    return World({("north", "a"): [Fraction(1)] * 8}, formulas, rows, units)


@CALM
@given(
    tangles(),
    st.recursive(
        st.builds(figure, st.just("north"), terms, st.sampled_from(sorted(SPANS))),
        lambda x: st.builds(Difference, x, x),
        max_leaves=3,
    ),
)
def test_deriving_ends(world: World, expression: Expression) -> None:
    deriver = Counted(world.deriver())
    ways = deriver.derive(expression)
    assert len(ways) <= 12
    assert all(depth(way) <= 40 for way in ways)


def depth(way: Derivation) -> int:
    return 1 + max(map(depth, way.inputs), default=0)


# ----- periods -------------------------------------------------------------------------------------------------------


def pieces(draw: st.DrawFn, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a run of quarters into pieces."""
    cuts = sorted(draw(st.sets(st.integers(first + 1, last), max_size=3))) if last > first else []
    edges = [first, *cuts, last + 1]
    return [(a, b - 1) for a, b in pairwise(edges)]


NAME_OF = {span: name for name, span in SPANS.items()}


def printing(flow: list[Fraction], spans: list[tuple[int, int]]) -> World:
    whole = World({("north", "sales"): flow}, {}, (), {"sales": "USD"})
    rows = [
        ("north", "sales", NAME_OF[span], printed(whole.truth("north", "sales", NAME_OF[span]), "USD"), "exactly")
        for span in spans
    ]
    return World({("north", "sales"): flow}, {}, rows, {"sales": "USD"})


@CALM
@given(st.data(), st.lists(amounts, min_size=8, max_size=8))
def test_pieces_add_up_to_the_whole(data: st.DataObject, flow: list[Fraction]) -> None:
    span = data.draw(st.sampled_from(sorted(NAME_OF)))
    parts = data.draw(st.composite(lambda draw: pieces(draw, *span))())
    ways = printing(flow, parts).deriver().derive(figure("north", "sales", NAME_OF[span]))
    assert ways
    assert all(way.interval.is_point and Fraction(way.interval.low) == sum(flow[span[0] : span[1] + 1]) for way in ways)


@CALM
@given(st.data(), st.lists(amounts, min_size=8, max_size=8))
def test_what_is_left_of_a_whole_is_its_complement(data: st.DataObject, flow: list[Fraction]) -> None:
    """The year less the first half is the second; also where the piece that is left lies in the middle."""
    whole = data.draw(st.sampled_from([span for span in sorted(NAME_OF) if span[1] > span[0]]))
    inner = st.sampled_from([s for s in sorted(NAME_OF) if whole[0] <= s[0] and s[1] <= whole[1] and s != whole])
    first, last = data.draw(inner)
    others = [(whole[0], first - 1), (last + 1, whole[1])]
    given_spans = [whole, *(span for span in others if span[0] <= span[1])]
    ways = printing(flow, given_spans).deriver().derive(figure("north", "sales", NAME_OF[first, last]))
    assert ways
    assert all(way.interval.is_point and Fraction(way.interval.low) == sum(flow[first : last + 1]) for way in ways)


@pytest.mark.parametrize("unit", ["USD", "percent"])
def test_what_stands_at_a_date_does_not_add_up(unit: str) -> None:
    rows = [("north", "debt", name, printed(Fraction(1234), unit), "") for name in ("2024-Q1", "2024-Q2", "2025")]
    world = World({("north", "sales"): [Fraction(1)] * 8}, {}, rows, {"debt": unit}, frozenset({"debt"}))
    assert not world.deriver().derive(figure("north", "debt", "2024-S1"))
    assert not world.deriver().derive(figure("north", "debt", "2024"))


def test_every_quarter_has_its_name() -> None:
    assert all(str(parse(name)) == name for name in SPANS)
    assert len(SPANS) == len(QUARTERS) * (len(QUARTERS) + 1) // 2


# ----- identities ----------------------------------------------------------------------------------------------------


@st.composite
def equations(draw: st.DrawFn) -> tuple[str, dict[str, Fraction]]:
    """An equation in which each term occurs once, with values that fulfil it: `total = (a - b + c)`."""
    count = draw(st.integers(2, 5))
    names = NAMES[:count]
    values = {name: draw(amounts) for name in names}
    text, total = names[0], values[names[0]]
    for name in names[1:]:
        sign = draw(st.sampled_from("+-"))
        text = f"({text} {sign} {name})"
        total = total + values[name] if sign == "+" else total - values[name]
    return f"total = {text}", values | {"total": total}


@CALM
@given(equations(), st.data())
def test_an_identity_is_solved_for_each_of_its_terms(
    equation: tuple[str, dict[str, Fraction]], data: st.DataObject
) -> None:
    formula, values = equation
    unknown = data.draw(st.sampled_from(sorted(values)))
    rows = [
        ("north", name, "2024", printed(value, "USD"), "exactly") for name, value in values.items() if name != unknown
    ]
    world = World({("north", "a"): [Fraction(1)] * 8}, {"sum": formula}, rows, dict.fromkeys(values, "USD"))
    ways = world.deriver().derive(figure("north", unknown, "2024"))
    assert ways
    assert all(way.interval.is_point and Fraction(way.interval.low) == values[unknown] for way in ways)


@CALM
@given(st.sampled_from(["product", "left", "rate"]), amounts, st.integers(1, 400))
def test_a_product_is_solved_for_each_of_its_factors(unknown: str, base: Fraction, percent: int) -> None:
    values = {"product": base * percent / 100, "left": base, "rate": Fraction(percent)}
    units = {"product": "USD", "left": "USD", "rate": "percent"}
    rows = [
        ("north", name, "2024", printed(value, units[name]), "exactly")
        for name, value in values.items()
        if name != unknown
    ]
    world = World({("north", "a"): [Fraction(1)] * 8}, {"rate": "product = left * rate"}, rows, units)
    ways = world.deriver().derive(figure("north", unknown, "2024"))
    assert ways
    assert all(
        Fraction(way.interval.low) <= values[unknown] <= Fraction(way.interval.high)
        and Fraction(way.interval.high) - Fraction(way.interval.low) <= Fraction(1, 10**20) * values[unknown]
        for way in ways
    )
