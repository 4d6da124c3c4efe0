"""Results made by hand: one of every kind that knowledge can return, over the rows of the two seed ledgers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from grammar.interval import INFINITY, Interval, quotient
from grammar.period import half, parse, year
from grammar.quantity import Quantity
from grammar.utterance import Block, Repair
from knowledge.ledger import BUILT_IN, Catalogue, load_ledger
from knowledge.result import (
    Answer,
    Choice,
    Comparison,
    Coordinates,
    Derivation,
    Explanation,
    Gap,
    Holding,
    Outcome,
    Ranking,
    Review,
    Reviews,
    Several,
    YesNo,
)
from knowledge.schema import Note, Statement
from knowledge.table import read_row

DIAGNOSES = (
    "wrong_period wrong_entity wrong_measure wrong_channel wrong_currency magnitude reversed truncated definition "
    "not_like_for_like more_precise bound_only superseded"
).split()
REASONS = "unknown_entity unknown_measure no_such_period forecast opinion bound_only unread_word unclear_tie".split()
GAPS = (
    "unknown_entity unknown_measure no_such_period forecast opinion not_printed unread_word structure unit nothing_read"
).split()
VERDICTS = "supported approximately_supported disputed contradicted not_checkable".split()


@cache
def catalogue() -> Catalogue:
    return Catalogue(tuple(load_ledger(BUILT_IN / name) for name in ("openai", "governments")))


@cache
def row(name: str) -> Derivation:
    observation = catalogue().observations[name]
    measure = catalogue().measures[observation.measure]
    reading = read_row(observation, measure)
    of = Coordinates(observation.entity, observation.measure, reading.period, observation.channel)
    return Derivation(
        name, "observation", reading.value, reading.interval, measure.full_unit, of, observation=observation, level=reading.level
    )


def premise(name: str = "OAI-03") -> Derivation:
    found = catalogue().premises[name]
    value = Quantity.read(found.printed).value
    assert value is not None
    of = Coordinates(found.entity, found.measure)
    return Derivation(name, "premise", value, Interval.exactly(value), "percent", of, premise=found)


def constant(value: int) -> Derivation:
    return Derivation(str(value), "constant", Decimal(value), Interval.exactly(value), "number")


def minus(first: Derivation, second: Derivation, of: Coordinates | None = None, unit: str | None = None) -> Derivation:
    assert first.value is not None
    assert second.value is not None
    return Derivation(
        f"difference({first.id},{second.id})",
        "difference",
        first.value - second.value,
        first.interval - second.interval,
        unit or ("percentage_points" if first.unit.startswith("percent") else first.unit),
        of or Coordinates(),
        "{0} − {1}",
        (first, second),
    )


def over(first: Derivation, second: Derivation, rule: str = "ratio", unit: str = "ratio", of: Coordinates | None = None) -> Derivation:
    assert first.value is not None
    assert second.value is not None
    scale = 100 if unit == "percent" else 1
    return Derivation(
        f"{rule}({first.id},{second.id})",
        rule,
        quotient(first.value * scale, second.value),
        first.interval * Interval.exactly(scale) / second.interval,
        unit,
        of or Coordinates(),
        "{0} ÷ {1}",
        (first, second),
    )


def implied_revenue(name: str = "OAI-13") -> Derivation:
    received, rate = row(name), premise()
    assert received.value is not None
    return Derivation(
        f"revenue_from_share({name},OAI-03)",
        "ratio",
        received.value * 5,
        received.interval * Interval.exactly(5),
        "USD",
        Coordinates("openai", "revenue", received.of.period, "computed"),
        "{0} ÷ {1}",
        (received, rate),
    )


def reverse_share() -> Derivation:
    revenue = row("OAI-24")
    assert revenue.value is not None
    return Derivation(
        "share_from_revenue(OAI-24,OAI-03)",
        "product",
        revenue.value / 5,
        revenue.interval / Interval.exactly(5),
        "USD",
        Coordinates("microsoft", "revenue_share_received", half(2025, 1), "computed"),
        "{0} × {1}",
        (revenue, premise()),
    )


def third_quarter() -> Derivation:
    of = Coordinates("openai", "inference_spend", parse("2025-Q3"), "leaked")
    return replace(minus(row("OAI-28"), row("OAI-21"), of), rule="tiling")


def a_month() -> Derivation:
    part = row("OAI-21")
    return replace(over(part, constant(6), "per_period", "USD/month", part.of))


def japan_net() -> Derivation:
    return minus(row("GOV-25"), row("GOV-26"), Coordinates("japan", "net_liabilities"), "percent_of_gdp")


def annualised() -> Derivation:
    part = row("OAI-21")
    assert part.value is not None
    return Derivation(
        "annualised(OAI-21)", "annualised", part.value * 2, part.interval * Interval.exactly(2), "USD", part.of, "{0} × 12 ÷ 6", (part, constant(2))
    )


def growth() -> Derivation:
    before, after = row("OAI-10"), annualised()
    assert before.value is not None
    assert after.value is not None
    value = (quotient(after.value, before.value) - 1) * 100
    return Derivation(
        "growth(…)", "growth", value, Interval(value - 1, value + 1, high_open=True), "percent", Coordinates(), "{1} ÷ {0} − 1", (before, after)
    )


def whatif() -> Derivation:
    quantity = Quantity.read("15%")
    given = Derivation(
        "given(15%)",
        "given",
        Decimal(15),
        Interval.exactly(15),
        "percent",
        Coordinates("microsoft", "revenue_share_rate"),
        quantity=quantity,
    )
    of = Coordinates("openai", "revenue", year(2024), "computed")
    part = over(row("OAI-13"), given, "ratio", "USD", of)
    assert part.value is not None
    return replace(part, value=part.value * 100, interval=part.interval * Interval.exactly(100))


def notes(*measures: str, entity: str | None = None) -> tuple[Note, ...]:
    return tuple(
        note
        for note in catalogue().notes
        if set(note.measures) & set(measures) and (entity is None or not note.entities or entity in note.entities)
    )


def statements(*facts: str) -> tuple[Statement, ...]:
    return tuple(statement for statement in catalogue().statements if statement.fact in facts)


def review(verdict: str = "supported", **changes: object) -> Review:
    base = Review(
        verdict,
        (0, 24),
        "OpenAI 2024 营收 24.7 亿",
        Coordinates("openai", "revenue", year(2024)),
        claimed=Quantity.read("24.7億美元"),
        evidence=(row("OAI-14"),),
        notes=notes("revenue", entity="openai"),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def verdict(name: str) -> Review:
    match name:
        case "disputed":
            return review(name, quote="OpenAI 2024 revenue $3.7bn", claimed=Quantity.read("$3.7bn"), evidence=(row("OAI-15"), row("OAI-14")))
        case "approximately_supported":
            return review(name, quote="日本净负债118%", subject=Coordinates("japan", "net_liabilities"), claimed=Quantity.read("118%"), evidence=(row("GOV-27"),), notes=notes("net_liabilities", entity="japan"))
        case "contradicted":
            return review(name, quote="openai made $6bn in 2024", claimed=Quantity.read("$6bn"), evidence=(row("OAI-14"), row("OAI-15")))
        case "not_checkable":
            return review(name, quote="OpenAI revenue 2027: $100bn", reason="forecast", evidence=(), nearest=(row("OAI-25"),))
        case _:
            return review(name)


def diagnosed(code: str) -> Review:
    """A claim with each fault, as people make it."""
    wrong = review("contradicted", diagnosis=(code,), evidence=(row("OAI-14"), row("OAI-15")))
    match code:
        case "wrong_period":
            return replace(wrong, quote="OpenAI made $4.3bn in 2024", claimed=Quantity.read("$4.3bn"), elsewhere=(row("OAI-25"),))
        case "wrong_entity":
            return replace(wrong, quote="Microsoft spent 5.02bn on inference", subject=Coordinates("microsoft", "inference_spend", half(2025, 1)), evidence=(), elsewhere=(row("OAI-21"),), notes=())
        case "wrong_measure":
            return replace(wrong, quote="日本淨負債是252%", subject=Coordinates("japan", "net_liabilities"), claimed=Quantity.read("252%"), evidence=(row("GOV-27"),), elsewhere=(row("GOV-25"),), notes=notes("net_liabilities", entity="japan"))
        case "wrong_channel":
            return replace(wrong, quote="leaked: 2024 inference $2bn", subject=Coordinates("openai", "inference_spend", year(2024), "leaked"), attribution="leaked", claimed=Quantity.read("$2bn"), evidence=(row("OAI-10"),), elsewhere=(row("OAI-11"),), notes=())
        case "wrong_currency":
            return replace(wrong, quote="推理花了50.2億人民幣", subject=Coordinates("openai", "inference_spend", half(2025, 1)), claimed=Quantity.read("50.2億人民幣"), evidence=(row("OAI-21"),), elsewhere=(row("OAI-21"),), notes=())
        case "magnitude":
            return replace(wrong, quote="推理就燒了502億美元", subject=Coordinates("openai", "inference_spend", half(2025, 1)), claimed=Quantity.read("502億美元"), evidence=(row("OAI-21"),), factor=10, notes=())
        case "reversed":
            return replace(wrong, quote="中国负债比日本高", subject=Coordinates("china", "total_liabilities"), comparator=">", claimed=None, against=row("GOV-25"), about="comparison", evidence=(row("GOV-09"), row("GOV-25")), notes=())
        case "not_like_for_like":
            return replace(wrong, verdict="supported", quote="日本净负债跟美国一样高", subject=Coordinates("japan", "net_liabilities"), claimed=None, against=row("GOV-19"), about="comparison", evidence=(row("GOV-27"), row("GOV-19")), notes=notes("net_liabilities", entity="united_states"))
        case "bound_only":
            return replace(wrong, quote="revenue is exactly $13bn", subject=Coordinates("openai", "annualised_revenue"), claimed=Quantity.read("exactly $13bn"), evidence=(row("OAI-30"),), notes=notes("annualised_revenue"))
        case "truncated" | "more_precise":
            return replace(wrong, verdict="approximately_supported", evidence=(row("OAI-24"),))
        case _:
            return wrong


def refused(reason: str) -> Review:
    """A claim that can't be checked, for each reason."""
    base = review("not_checkable", quote="…", reason=reason, evidence=(), notes=())
    match reason:
        case "unknown_entity":
            return replace(base, quote="Anthropic made 5bn last year", subject=Coordinates(None, "revenue"), block=Block(("Anthropic",), "entity"))
        case "no_such_period":
            return replace(base, quote="2023年推理37.6亿", subject=Coordinates("openai", "inference_spend", year(2023)), nearest=(row("OAI-10"),))
        case "unread_word":
            return replace(base, quote="OpenAI’s API revenue hit $2.47bn", block=Block(("API",)), nearest=(row("OAI-14"),))
        case "bound_only":
            return replace(base, quote="Altman: $13bn", subject=Coordinates("openai", "annualised_revenue"), evidence=(row("OAI-30"),))
        case _:
            return base


def missing(reason: str) -> Gap:
    """An absent answer, for each reason."""
    match reason:
        case "unknown_entity":
            return Gap(reason, ("South Korea",), Coordinates(None, "net_liabilities"))
        case "unknown_measure":
            return Gap(reason, ("net loss",), Coordinates("openai"))
        case "no_such_period":
            return Gap(reason, (), Coordinates("openai", "inference_spend", half(2024, 2)), (row("OAI-10"),))
        case "not_printed":
            return Gap(reason, (), Coordinates("openai", "training_cost", year(2024)), (row("OAI-10"),), notes("training_cost"))
        case "unread_word":
            return Gap(reason, ("Bank of",), Coordinates("japan", "total_assets"), (row("GOV-26"),))
        case "structure":
            return Gap(reason, ("per capita",), Coordinates("japan", "net_liabilities"), (row("GOV-27"),))
        case "unit":
            return Gap(reason, (), Coordinates("japan", "total_liabilities"), (row("GOV-25"),), unit="JPY")
        case "nothing_read":
            return Gap(reason, ("zzzz",))
        case _:
            return Gap(reason, (), Coordinates("openai", "revenue"))


def conflicting() -> Answer:
    implied, reported = row("OAI-24"), row("OAI-25")
    of = Coordinates("openai", "revenue", half(2025, 1))
    return Answer(
        (implied, reported),
        (row("OAI-26.2"),),
        minus(reported, implied, of, "USD"),
        notes=notes("revenue", entity="openai"),
        statements=statements("OAI-24"),
        reverse=reverse_share(),
    )


def outcomes() -> dict[str, Outcome]:
    """One result of every kind, and every variant that is told in another way."""
    found: dict[str, Outcome] = {
        "conflict": conflicting(),
        "derived and printed": Answer((implied_revenue(), row("OAI-15")), (row("OAI-14"), row("OAI-16")), minus(row("OAI-15"), implied_revenue(), unit="USD"), notes=notes("revenue", entity="openai"), statements=statements("OAI-14", "OAI-17")),
        "one figure": Answer((row("OAI-13"),), notes=notes("revenue_share_received")),
        "undated": Answer((row("GOV-27"),), (japan_net(),), filled=("entity",), notes=notes("net_liabilities", entity="japan"), statements=statements("GOV-27")),
        "range": Answer((row("GOV-33"),), notes=notes("interest_to_gdp", entity="china"), statements=statements("GOV-33")),
        "nearly": Answer((row("GOV-22"),), notes=notes("interest", entity="united_states")),
        "bound": Answer((row("OAI-30"),), notes=notes("annualised_revenue")),
        "a day": Answer((row("GOV-04"),), (row("GOV-01"),)),
        "level": Answer((row("GOV-40"),), notes=notes("fiscal_space", entity="japan")),
        "premise": Answer((premise(),), notes=notes("revenue_share_rate")),
        "tiling": Answer((third_quarter(),), filled=("entity", "period")),
        "a month": Answer((a_month(),), about="per_period", operands=(row("OAI-21"),)),
        "difference": Answer((minus(row("OAI-10"), row("OAI-11"), unit="USD"),), about="difference", operands=(row("OAI-10"), row("OAI-11"))),
        "ratio": Answer((over(row("OAI-21"), row("OAI-24")),), about="ratio", operands=(row("OAI-21"), row("OAI-24")), notes=notes("inference_spend")),
        "share": Answer((over(row("GOV-11"), row("GOV-08"), "share", "percent"),), about="share", operands=(row("GOV-11"), row("GOV-08"))),
        "growth": Answer((growth(),), about="growth", operands=(row("OAI-10"), annualised())),
        "whatif": Answer((whatif(),), (implied_revenue(),), about="whatif"),
        "points": Answer((minus(row("GOV-25"), row("GOV-17")),), about="difference", operands=(row("GOV-25"), row("GOV-17"))),
        "definitions": Answer((row("GOV-27"), row("GOV-25"))),
        "several": Several((conflicting(), Answer((row("OAI-21"),)), Answer((row("OAI-28"),)))),
        "comparison": Comparison((row("GOV-08"), row("GOV-26")), minus(row("GOV-08"), row("GOV-26")), tie=False, notes=notes("total_assets")),
        "comparison lowest": Comparison((row("OAI-11"), row("OAI-10")), minus(row("OAI-11"), row("OAI-10"), unit="USD"), tie=False, keys="channel"),
        "comparison periods": Comparison((row("OAI-21"), row("OAI-10")), minus(row("OAI-21"), row("OAI-10"), unit="USD"), tie=False, keys="period"),
        "comparison tie": Comparison((row("GOV-19"), row("GOV-27")), minus(row("GOV-19"), row("GOV-27")), tie=True, notes=notes("net_liabilities")),
        "comparison units": Comparison((row("GOV-38"), row("GOV-40")), None, tie=False),
        "ranking": Ranking((row("GOV-25"), row("GOV-17"), row("GOV-09")), "highest", notes=notes("total_liabilities")),
        "ranking levels": Ranking((row("GOV-38"), row("GOV-39"), row("GOV-40")), "best", left_out=("world",)),
        "ranking tie": Ranking((row("GOV-10"), replace(row("GOV-19"), id="minus"), row("GOV-27")), "highest", ties=(("united_states", "japan"),)),
        "ranking periods": Ranking((row("OAI-28"), row("OAI-21"), row("OAI-10")), "lowest", keys="period"),
        "yes": YesNo(holds=True, review=diagnosed("not_like_for_like")),
        "no": YesNo(holds=False, review=review("contradicted", evidence=(row("GOV-10"),), subject=Coordinates("china", "net_assets"), claimed=None, about="sign", notes=())),
        "perhaps": YesNo(holds=None, review=verdict("disputed")),
        "cannot tell": YesNo(holds=None, review=verdict("not_checkable")),
        "definition": Explanation("definition", Coordinates(None, "net_liabilities"), notes("net_liabilities"), measure="net_liabilities", figures=(row("GOV-19"), row("GOV-27"))),
        "definition of a word": Explanation("definition", Coordinates("openai", "annualised_revenue"), notes("annualised_revenue"), measure="annualised_revenue"),
        "reason": Explanation("reason", Coordinates("japan", "net_liabilities"), notes("net_liabilities", entity="japan"), statements("GOV-27"), (row("GOV-27"),)),
        "reason of a conflict": Explanation("reason", Coordinates("openai", "revenue", year(2024)), notes("revenue", entity="openai"), statements("OAI-14", "OAI-17"), (row("OAI-14"), row("OAI-15")), minus(row("OAI-15"), row("OAI-14"), unit="USD")),
        "reason of a level": Explanation("reason", Coordinates("china", "fiscal_space"), notes("fiscal_space", entity="china"), figures=(row("GOV-38"),)),
        "no reason": Explanation("reason", Coordinates("china", "soe_equity"), figures=(row("GOV-11"),)),
        "derivation": Explanation("derivation", Coordinates("openai", "revenue", year(2024)), notes("revenue_share_rate"), statements("OAI-14"), (implied_revenue(), row("OAI-14"))),
        "choice of measure": Choice((row("GOV-25"), row("GOV-27")), "measure"),
        "choice of entity": Choice((row("GOV-19"), row("GOV-27")), "entity"),
        "choice of period": Choice((row("OAI-21"), row("OAI-28")), "period", "no_full_period"),
        "choice of figure": Choice((row("GOV-11"), row("GOV-19"), row("GOV-27")), "figure"),
        "choice of channel": Choice((row("OAI-14"), row("OAI-15")), "figure"),
        "holding": Holding(Coordinates("openai"), (row("OAI-10"), row("OAI-21"), row("OAI-28"), row("OAI-14"))),
        "holding nothing": Holding(Coordinates("world"), ()),
        "level claimed": Reviews((review("contradicted", quote="美国财政空间很大", subject=Coordinates("united_states", "fiscal_space"), claimed=None, level="larger", comparator="level", about="level", evidence=(row("GOV-39"),), notes=()),)),
        "highest claimed": Reviews((review("supported", quote="Japan has the most debt", subject=Coordinates("japan", "total_liabilities"), claimed=None, comparator="highest", about="highest", evidence=(row("GOV-25"), row("GOV-17"), row("GOV-09")), notes=()),)),
        "denied claim": Reviews((review("supported", quote="did NOT spend less than 5 billion", negated=True, comparator="<", claimed=Quantity.read("less than $5 billion"), subject=Coordinates("openai", "inference_spend", half(2025, 1)), evidence=(row("OAI-21"),), notes=()),)),
        "several claims": Reviews((verdict("supported"), diagnosed("magnitude"), verdict("disputed"), verdict("not_checkable"), verdict("approximately_supported"), verdict("supported"))),
        "two claims": Reviews((verdict("supported"), diagnosed("wrong_measure"))),
    }
    found |= {f"verdict {name}": Reviews((verdict(name),)) for name in VERDICTS}
    found |= {f"diagnosis {code}": Reviews((diagnosed(code),)) for code in DIAGNOSES}
    found |= {f"reason {reason}": Reviews((refused(reason),)) for reason in REASONS}
    return found | {f"gap {reason}": missing(reason) for reason in GAPS}


REPAIRS: Sequence[Repair] = (Repair("net dbt", "net debt"), Repair("凈負債", "净负债"))
BOUNDS: dict[str, Callable[[Decimal], Interval]] = {
    "over": lambda value: Interval(value, INFINITY, low_open=True, high_open=True),
    "at_least": lambda value: Interval(value, INFINITY, high_open=True),
    "under": lambda value: Interval(-INFINITY, value, low_open=True, high_open=True),
    "at_most": lambda value: Interval(-INFINITY, value, low_open=True),
    "nearly": lambda value: Interval(value * Decimal("0.9"), value, high_open=True),
    "about": lambda value: Interval(value * Decimal("0.95"), value * Decimal("1.05")),
    "none": lambda value: Interval(value - 1, value + 1, high_open=True),
}
