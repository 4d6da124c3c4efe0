"""Outcomes made by hand: one of every kind that knowledge can return, and every variant that is told in another way."""

from __future__ import annotations

from dataclasses import replace

from grammar.period import half, year
from grammar.quantity import Quantity
from knowledge.result import (
    Answer,
    Choice,
    Comparison,
    Coordinates,
    Explanation,
    Holding,
    Outcome,
    Ranking,
    Reviews,
    Several,
    YesNo,
)
from tests.bot.results import (
    a_month,
    annualised,
    growth,
    implied_revenue,
    japan_net,
    minus,
    notes,
    over,
    premise,
    reverse_share,
    row,
    statements,
    third_quarter,
    whatif,
)
from tests.bot.verdicts import DIAGNOSES, GAPS, REASONS, VERDICTS, diagnosed, missing, refused, review, verdict


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
        "derived and printed": Answer(
            (implied_revenue(), row("OAI-15")),
            (row("OAI-14"), row("OAI-16")),
            minus(row("OAI-15"), implied_revenue(), unit="USD"),
            notes=notes("revenue", entity="openai"),
            statements=statements("OAI-14", "OAI-17"),
        ),
        "one figure": Answer((row("OAI-13"),), notes=notes("revenue_share_received")),
        "undated": Answer(
            (row("GOV-27"),),
            (japan_net(),),
            filled=("entity",),
            notes=notes("net_liabilities", entity="japan"),
            statements=statements("GOV-27"),
        ),
        "range": Answer(
            (row("GOV-33"),), notes=notes("interest_to_gdp", entity="china"), statements=statements("GOV-33")
        ),
        "nearly": Answer((row("GOV-22"),), notes=notes("interest", entity="united_states")),
        "bound": Answer((row("OAI-30"),), notes=notes("annualised_revenue")),
        "a day": Answer((row("GOV-04"),), (row("GOV-01"),)),
        "level": Answer((row("GOV-40"),), notes=notes("fiscal_space", entity="japan")),
        "premise": Answer((premise(),), notes=notes("revenue_share_rate")),
        "tiling": Answer((third_quarter(),), filled=("entity", "period")),
        "a month": Answer((a_month(),), about="per_period", operands=(row("OAI-21"),)),
        "difference": Answer(
            (minus(row("OAI-10"), row("OAI-11"), unit="USD"),),
            about="difference",
            operands=(row("OAI-10"), row("OAI-11")),
        ),
        "ratio": Answer(
            (over(row("OAI-21"), row("OAI-24")),),
            about="ratio",
            operands=(row("OAI-21"), row("OAI-24")),
            notes=notes("inference_spend"),
        ),
        "share": Answer(
            (over(row("GOV-11"), row("GOV-08"), "share", "percent"),),
            about="share",
            operands=(row("GOV-11"), row("GOV-08")),
        ),
        "growth": Answer((growth(),), about="growth", operands=(row("OAI-10"), annualised())),
        "whatif": Answer((whatif(),), (implied_revenue(),), about="whatif"),
        "points": Answer(
            (minus(row("GOV-25"), row("GOV-17")),), about="difference", operands=(row("GOV-25"), row("GOV-17"))
        ),
        "definitions": Answer((row("GOV-27"), row("GOV-25"))),
        "several": Several((conflicting(), Answer((row("OAI-21"),)), Answer((row("OAI-28"),)))),
        "comparison": Comparison(
            (row("GOV-08"), row("GOV-26")), minus(row("GOV-08"), row("GOV-26")), tie=False, notes=notes("total_assets")
        ),
        "comparison lowest": Comparison(
            (row("OAI-11"), row("OAI-10")), minus(row("OAI-11"), row("OAI-10"), unit="USD"), tie=False, keys="channel"
        ),
        "comparison periods": Comparison(
            (row("OAI-21"), row("OAI-10")), minus(row("OAI-21"), row("OAI-10"), unit="USD"), tie=False, keys="period"
        ),
        "comparison tie": Comparison(
            (row("GOV-19"), row("GOV-27")),
            minus(row("GOV-19"), row("GOV-27")),
            tie=True,
            notes=notes("net_liabilities"),
        ),
        "comparison units": Comparison((row("GOV-38"), row("GOV-40")), None, tie=False),
        "ranking": Ranking((row("GOV-25"), row("GOV-17"), row("GOV-09")), "highest", notes=notes("total_liabilities")),
        "ranking levels": Ranking((row("GOV-38"), row("GOV-39"), row("GOV-40")), "best", left_out=("world",)),
        "ranking tie": Ranking(
            (row("GOV-10"), replace(row("GOV-19"), id="minus"), row("GOV-27")),
            "highest",
            ties=(("united_states", "japan"),),
        ),
        "ranking periods": Ranking((row("OAI-28"), row("OAI-21"), row("OAI-10")), "lowest", keys="period"),
        "yes": YesNo(holds=True, review=diagnosed("not_like_for_like")),
        "no": YesNo(
            holds=False,
            review=review(
                "contradicted",
                evidence=(row("GOV-10"),),
                subject=Coordinates("china", "net_assets"),
                claimed=None,
                about="sign",
                notes=(),
            ),
        ),
        "perhaps": YesNo(holds=None, review=verdict("disputed")),
        "cannot tell": YesNo(holds=None, review=verdict("not_checkable")),
        "definition": Explanation(
            "definition",
            Coordinates(None, "net_liabilities"),
            notes("net_liabilities"),
            measure="net_liabilities",
            figures=(row("GOV-19"), row("GOV-27")),
        ),
        "definition of a word": Explanation(
            "definition",
            Coordinates("openai", "annualised_revenue"),
            notes("annualised_revenue"),
            measure="annualised_revenue",
        ),
        "reason": Explanation(
            "reason",
            Coordinates("japan", "net_liabilities"),
            notes("net_liabilities", entity="japan"),
            statements("GOV-27"),
            (row("GOV-27"),),
        ),
        "reason of a conflict": Explanation(
            "reason",
            Coordinates("openai", "revenue", year(2024)),
            notes("revenue", entity="openai"),
            statements("OAI-14", "OAI-17"),
            (row("OAI-14"), row("OAI-15")),
            minus(row("OAI-15"), row("OAI-14"), unit="USD"),
        ),
        "reason of a level": Explanation(
            "reason",
            Coordinates("china", "fiscal_space"),
            notes("fiscal_space", entity="china"),
            figures=(row("GOV-38"),),
        ),
        "no reason": Explanation("reason", Coordinates("china", "soe_equity"), figures=(row("GOV-11"),)),
        "derivation": Explanation(
            "derivation",
            Coordinates("openai", "revenue", year(2024)),
            notes("revenue_share_rate"),
            statements("OAI-14"),
            (implied_revenue(), row("OAI-14")),
        ),
        "choice of measure": Choice((row("GOV-25"), row("GOV-27")), "measure"),
        "choice of entity": Choice((row("GOV-19"), row("GOV-27")), "entity"),
        "choice of period": Choice((row("OAI-21"), row("OAI-28")), "period", "no_full_period"),
        "choice of figure": Choice((row("GOV-11"), row("GOV-19"), row("GOV-27")), "figure"),
        "choice of channel": Choice((row("OAI-14"), row("OAI-15")), "figure"),
        "holding": Holding(Coordinates("openai"), (row("OAI-10"), row("OAI-21"), row("OAI-28"), row("OAI-14"))),
        "holding nothing": Holding(Coordinates("world"), ()),
        "level claimed": Reviews(
            (
                review(
                    "contradicted",
                    quote="美国财政空间很大",
                    subject=Coordinates("united_states", "fiscal_space"),
                    claimed=None,
                    level="larger",
                    comparator="level",
                    about="level",
                    evidence=(row("GOV-39"),),
                    notes=(),
                ),
            )
        ),
        "highest claimed": Reviews(
            (
                review(
                    "supported",
                    quote="Japan has the most debt",
                    subject=Coordinates("japan", "total_liabilities"),
                    claimed=None,
                    comparator="highest",
                    about="highest",
                    evidence=(row("GOV-25"), row("GOV-17"), row("GOV-09")),
                    notes=(),
                ),
            )
        ),
        "denied claim": Reviews(
            (
                review(
                    "supported",
                    quote="did NOT spend less than 5 billion",
                    negated=True,
                    comparator="<",
                    claimed=Quantity.read("less than $5 billion"),
                    subject=Coordinates("openai", "inference_spend", half(2025, 1)),
                    evidence=(row("OAI-21"),),
                    notes=(),
                ),
            )
        ),
        "several claims": Reviews(
            (
                verdict("supported"),
                diagnosed("magnitude"),
                verdict("disputed"),
                verdict("not_checkable"),
                verdict("approximately_supported"),
                verdict("supported"),
            )
        ),
        "two claims": Reviews((verdict("supported"), diagnosed("wrong_measure"))),
    }
    found |= {f"verdict {name}": Reviews((verdict(name),)) for name in VERDICTS}
    found |= {f"diagnosis {code}": Reviews((diagnosed(code),)) for code in DIAGNOSES}
    found |= {f"reason {reason}": Reviews((refused(reason),)) for reason in REASONS}
    return found | {f"gap {reason}": missing(reason) for reason in GAPS}
