"""What the seed ledgers hold, read anew: the CSV files by `csv`, printed numbers by one pattern, values as fractions.

Nothing here comes from the package under test. What can be derived is worked out below by hand-written arithmetic.
"""

import csv
import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

LEDGERS = Path(__file__).parents[2] / "knowledge" / "ledgers"
SEEDS = ("openai", "governments")
WIDEST = Fraction(1, 20)
_SCALES = {"兆": 10**12, "百億": 10**10, "億": 10**8, "": 1}
_WORDS = {"翻倍": (Fraction(2), 0), "兩倍": (Fraction(2), 0), "百億": (Fraction(10**10), 10)}
_PRINTED = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)(?:-(?P<to>\d+))?\s*(?P<more>多)?(?P<scale>百億|億|兆)?\s*(?:美元|美金|%|倍)?"
)
_UNITS = {
    "inference_spend revenue revenue_share_received revenue_gap annualised_revenue cost_unspecified": "money",
    "interest refinancing_1y daily_borrowing": "money",
    "total_assets total_liabilities net_assets net_liabilities financial_assets soe_equity pension_fund": "gdp",
    "interest_to_gdp": "gdp",
    "soe_equity_growth local_bond_rate revenue_share_rate": "percent",
    "inference_multiple cost_multiple soe_equity_vs_world": "ratio",
    "fiscal_space": "level",
}
UNITS = {name: unit for names, unit in _UNITS.items() for name in names.split()}
LEVELS = {"極低": "very_low", "中等": "medium", "較大": "larger"}


@dataclass(frozen=True)
class Span:
    """The values between two ends; None is no end."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = True

    def holds(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below

    def within(self, other: "Span") -> bool:
        """Tell whether all of it lies in another."""
        if (self.low is None and other.low is not None) or (self.high is None and other.high is not None):
            return False
        low = (
            other.low is None
            or self.low > other.low
            or (self.low == other.low and (self.low_open or not other.low_open))
        )
        high = (
            other.high is None
            or self.high < other.high
            or (self.high == other.high and (self.high_open or not other.high_open))
        )
        return low and high

    def meets(self, other: "Span") -> bool:
        """Tell whether two spans share more than an end."""
        low = max(end for end in (self.low, other.low, Fraction(-(10**20))) if end is not None)
        high = min(end for end in (self.high, other.high, Fraction(10**20)) if end is not None)
        return low < high or (low == high and self.holds(low) and other.holds(low))


@dataclass(frozen=True)
class Held:
    """One figure that the ledgers hold."""

    id: str
    entity: str
    measure: str
    period: str
    channel: str
    said_by: str
    status: str
    value: Fraction | None
    span: Span
    level: str = ""
    derived: bool = False

    @property
    def unit(self) -> str:
        return UNITS[self.measure]


def rounded(value: Fraction, place: int) -> Span:
    """Return what rounds to a number whose last digit stands at a power of ten; at most 5 % to each side."""
    half = min(Fraction(10) ** place / 2, abs(value) * WIDEST)
    return Span(value - half, value + half)


def last_digit(value: Fraction) -> int:
    """Return the power of ten of the last digit that is not zero."""
    place = 12
    while (value / Fraction(10) ** place).denominator != 1:
        place -= 1
    return place


def hedged(value: Fraction, span: Span, hedge: str) -> Span:
    if hedge in ("約", "左右", "about"):
        return Span(value * (1 - WIDEST), value * (1 + WIDEST), high_open=False)
    if hedge in ("近", "接近", "逼近", "幾乎", "nearly"):
        return Span(value * Fraction(9, 10), value)
    if hedge == "遠超":
        return Span(value, None, low_open=True)
    return span


def _row(row: dict[str, str]) -> Held:
    shared = [row[name] for name in ("id", "entity", "measure", "period", "channel", "said_by", "status")]
    printed, hedge = row["printed"], row["hedge"]
    if printed in LEVELS:
        return Held(*shared, None, Span(None, None), LEVELS[printed])
    if printed in _WORDS:
        value, place = _WORDS[printed]
        span = rounded(value, place)
        if hedge == "多":
            return Held(*shared, None, Span(value * 100, value * 100 + 100, low_open=True))
    else:
        match = _PRINTED.fullmatch(printed)
        assert match, printed
        scale = _SCALES[match["scale"] or ""]
        value = Fraction(match["number"]) * scale
        if match["more"]:
            return Held(*shared, None, Span(value, value + 10 * scale, low_open=True))
        if match["to"]:
            ends = value * (1 - WIDEST), Fraction(match["to"]) * (1 + WIDEST)
            return Held(*shared, None, Span(*ends, high_open=False))
        decimals = len(match["number"].partition(".")[2])
        span = rounded(value, last_digit(value) if UNITS[row["measure"]] == "money" else -decimals)
    if UNITS[row["measure"]] == "gdp" and "倍" in printed:
        value, span = value * 100, Span(span.low * 100, span.high * 100)
    return Held(*shared, value, hedged(value, span, hedge))


def observations() -> list[Held]:
    """Read all rows of both seed ledgers."""
    found = []
    for name in SEEDS:
        with (LEDGERS / name / "observations.csv").open(encoding="utf-8", newline="") as file:
            found += [_row(row) for row in csv.DictReader(file)]
    return found


def _derived(id_: str, place: tuple[str, str, str, str], value: Fraction, low: Fraction, high: Fraction) -> Held:
    return Held(id_, *place, "", "normal", value, Span(low, high), derived=True)


def figures(rows: list[Held]) -> list[Held]:
    """Return what speaks for or against claims: rows that print a figure of their own, the premise, and what follows."""
    held = [row for row in rows if row.status not in ("rounded", "restated")]
    exact = Span(Fraction(20), Fraction(20), high_open=False)
    held.append(
        Held("OAI-03", "microsoft", "revenue_share_rate", "", "computed", "gd_article", "normal", Fraction(20), exact)
    )
    by_id = {row.id: row for row in held}

    def less(first: str, second: str) -> tuple[Fraction, Fraction, Fraction]:
        a, b = by_id[first], by_id[second]
        return a.value - b.value, a.span.low - b.span.high, a.span.high - b.span.low

    def negative(one: Held) -> tuple[Fraction, Fraction, Fraction]:
        return -one.value, -one.span.high, -one.span.low

    half_year, share = by_id["OAI-24"], Fraction(1, 5)
    held += [
        _derived("Q3", ("openai", "inference_spend", "2025-Q3", "leaked"), *less("OAI-28", "OAI-21")),
        _derived(
            "share",
            ("microsoft", "revenue_share_received", "2025-S1", "computed"),
            half_year.value * share,
            half_year.span.low * share,
            half_year.span.high * share,
        ),
        _derived("gap", ("openai", "revenue_gap", "2025-S1", "computed"), *less("OAI-25", "OAI-24")),
        _derived("cn-net", ("china", "net_liabilities", "", "official"), *less("GOV-09", "GOV-08")),
        _derived("us-net", ("united_states", "net_assets", "", "stated"), *negative(by_id["GOV-19"])),
        _derived("jp-net", ("japan", "net_assets", "", "stated"), *negative(by_id["GOV-27"])),
    ]
    return held
