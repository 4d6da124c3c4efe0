"""Reviews and gaps made by hand: each verdict, each fault, each reason."""

from __future__ import annotations

from dataclasses import replace

from grammar.period import half, year
from grammar.quantity import Quantity
from grammar.utterance import Block
from knowledge.result import Coordinates, Gap, Review
from tests.bot.results import notes, row

DIAGNOSES = (
    "wrong_period wrong_entity wrong_measure wrong_channel wrong_currency magnitude reversed truncated definition "
    "not_like_for_like more_precise bound_only superseded"
).split()
REASONS = "unknown_entity unknown_measure no_such_period forecast opinion bound_only unread_word unclear_tie".split()
GAPS = (
    "unknown_entity unknown_measure no_such_period forecast opinion not_printed unread_word structure unit nothing_read "
    "nothing_before no_premise no_period"
).split()
VERDICTS = "supported approximately_supported disputed contradicted not_checkable".split()


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
            return review(
                name,
                quote="OpenAI 2024 revenue $3.7bn",
                claimed=Quantity.read("$3.7bn"),
                evidence=(row("OAI-15"), row("OAI-14")),
            )
        case "approximately_supported":
            return review(
                name,
                quote="日本净负债118%",
                subject=Coordinates("japan", "net_liabilities"),
                claimed=Quantity.read("118%"),
                evidence=(row("GOV-27"),),
                notes=notes("net_liabilities", entity="japan"),
            )
        case "contradicted":
            return review(
                name,
                quote="openai made $6bn in 2024",
                claimed=Quantity.read("$6bn"),
                evidence=(row("OAI-14"), row("OAI-15")),
            )
        case "not_checkable":
            return review(
                name, quote="OpenAI revenue 2027: $100bn", reason="forecast", evidence=(), nearest=(row("OAI-25"),)
            )
        case _:
            return review(name)


def diagnosed(code: str) -> Review:
    """A claim with each fault, as people make it."""
    wrong = review("contradicted", diagnosis=(code,), evidence=(row("OAI-14"), row("OAI-15")))
    match code:
        case "wrong_period":
            return replace(
                wrong, quote="OpenAI made $4.3bn in 2024", claimed=Quantity.read("$4.3bn"), elsewhere=(row("OAI-25"),)
            )
        case "wrong_entity":
            return replace(
                wrong,
                quote="Microsoft spent 5.02bn on inference",
                subject=Coordinates("microsoft", "inference_spend", half(2025, 1)),
                evidence=(),
                elsewhere=(row("OAI-21"),),
                notes=(),
            )
        case "wrong_measure":
            return replace(
                wrong,
                quote="日本淨負債是252%",
                subject=Coordinates("japan", "net_liabilities"),
                claimed=Quantity.read("252%"),
                evidence=(row("GOV-27"),),
                elsewhere=(row("GOV-25"),),
                notes=notes("net_liabilities", entity="japan"),
            )
        case "wrong_channel":
            return replace(
                wrong,
                quote="leaked: 2024 inference $2bn",
                subject=Coordinates("openai", "inference_spend", year(2024), "leaked"),
                attribution="leaked",
                claimed=Quantity.read("$2bn"),
                evidence=(row("OAI-10"),),
                elsewhere=(row("OAI-11"),),
                notes=(),
            )
        case "wrong_currency":
            return replace(
                wrong,
                quote="推理花了50.2億人民幣",
                subject=Coordinates("openai", "inference_spend", half(2025, 1)),
                claimed=Quantity.read("50.2億人民幣"),
                evidence=(row("OAI-21"),),
                elsewhere=(row("OAI-21"),),
                notes=(),
            )
        case "magnitude":
            return replace(
                wrong,
                quote="推理就燒了502億美元",
                subject=Coordinates("openai", "inference_spend", half(2025, 1)),
                claimed=Quantity.read("502億美元"),
                evidence=(row("OAI-21"),),
                factor=10,
                notes=(),
            )
        case "reversed":
            return replace(
                wrong,
                quote="中国负债比日本高",
                subject=Coordinates("china", "total_liabilities"),
                comparator=">",
                claimed=None,
                against=row("GOV-25"),
                about="comparison",
                evidence=(row("GOV-09"), row("GOV-25")),
                notes=(),
            )
        case "not_like_for_like":
            return replace(
                wrong,
                verdict="supported",
                quote="日本净负债跟美国一样高",
                subject=Coordinates("japan", "net_liabilities"),
                claimed=None,
                against=row("GOV-19"),
                about="comparison",
                evidence=(row("GOV-27"), row("GOV-19")),
                notes=notes("net_liabilities", entity="united_states"),
            )
        case "bound_only":
            return replace(
                wrong,
                quote="revenue is exactly $13bn",
                subject=Coordinates("openai", "annualised_revenue"),
                claimed=Quantity.read("exactly $13bn"),
                evidence=(row("OAI-30"),),
                notes=notes("annualised_revenue"),
            )
        case "truncated" | "more_precise":
            return replace(wrong, verdict="approximately_supported", evidence=(row("OAI-24"),))
        case _:
            return wrong


def refused(reason: str) -> Review:
    """A claim that can't be checked, for each reason."""
    base = review("not_checkable", quote="…", reason=reason, evidence=(), notes=())
    match reason:
        case "unknown_entity":
            return replace(
                base,
                quote="Anthropic made 5bn last year",
                subject=Coordinates(None, "revenue"),
                block=Block(("Anthropic",), "entity"),
            )
        case "no_such_period":
            return replace(
                base,
                quote="2023年推理37.6亿",
                subject=Coordinates("openai", "inference_spend", year(2023)),
                nearest=(row("OAI-10"),),
            )
        case "unread_word":
            return replace(
                base, quote="OpenAI’s API revenue hit $2.47bn", block=Block(("API",)), nearest=(row("OAI-14"),)
            )
        case "bound_only":
            return replace(
                base,
                quote="Altman: $13bn",
                subject=Coordinates("openai", "annualised_revenue"),
                evidence=(row("OAI-30"),),
            )
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
            return Gap(
                reason, (), Coordinates("openai", "training_cost", year(2024)), (row("OAI-10"),), notes("training_cost")
            )
        case "unread_word":
            return Gap(reason, ("Bank of",), Coordinates("japan", "total_assets"), (row("GOV-26"),))
        case "structure":
            return Gap(reason, ("per capita",), Coordinates("japan", "net_liabilities"), (row("GOV-27"),))
        case "unit":
            return Gap(reason, (), Coordinates("japan", "total_liabilities"), (row("GOV-25"),), unit="JPY")
        case "nothing_read":
            return Gap(reason, ("zzzz",))
        case "nothing_before":
            return Gap(reason)
        case "no_period":
            return Gap(reason, ("the year before",), Coordinates("china", "net_assets"), (row("GOV-10"),))
        case _:
            return Gap(reason, (), Coordinates("openai", "revenue"))
