"""What a claim deserves: verdict and diagnosis from a table of figures and fractions, by the rules of the design."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.judging.held import UNITS, Held, Span, last_digit

NEAR = Fraction(1, 20)
POWERS = (1, -1, 2, -2, 3, -3, 4, -4, 6, -6)
FLIPPED = {"supported": "contradicted", "contradicted": "supported"}


@dataclass(frozen=True)
class Amount:
    """What a claim says the figure is; `place` is the power of ten of its last digit."""

    value: Fraction | None
    span: Span
    hedge: str = ""
    currency: str = "USD"
    level: str = ""


@dataclass(frozen=True)
class Statement:
    """One claim, complete."""

    entity: str
    measure: str
    period: str
    comparator: str
    amount: Amount
    negated: bool = False
    channel: str = ""
    speaker: str = ""


@dataclass(frozen=True)
class Codes:
    """What must be named as wrong: one of `needed`, where there are any; what else may be."""

    needed: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()

    def fit(self, codes: frozenset[str]) -> bool:
        return codes <= (self.needed | self.allowed) and (not self.needed or bool(codes & self.needed))


@dataclass(frozen=True)
class Expected:
    """The verdicts that are right, and for each what must be named as wrong."""

    codes: Mapping[str, Codes]

    @property
    def verdicts(self) -> frozenset[str]:
        return frozenset(self.codes)

    def explains(self, verdict: str, codes: frozenset[str]) -> bool:
        return verdict in self.codes and self.codes[verdict].fit(codes)


def either(verdicts: Iterable[str], codes: Codes = Codes()) -> Expected:
    return Expected(dict.fromkeys(verdicts, codes))


def expected(said: Statement, figures: Sequence[Held]) -> Expected:
    """Judge one claim."""
    evidence = _evidence(said, figures)
    if said.amount.level:
        return _level(said, evidence, figures)
    if not evidence:
        return _unheld(said, figures)
    if said.amount.currency != "USD":
        same = any(one.value is not None and said.amount.span.holds(one.value) for one in evidence)
        code = Codes(frozenset({"wrong_currency"}))
        return either({"contradicted", "not_checkable"} if same else {"not_checkable"}, code)
    singles = [(_single(one, said), one) for one in evidence]
    if said.negated:
        singles = [(FLIPPED.get(verdict, verdict), one) for verdict, one in singles]
    verdicts = {together([verdict for verdict, _ in singles])}
    if (said.measure, said.period) == ("inference_spend", "2024"):  # README, 1: the leaked figure alone may decide
        verdicts |= {verdict for verdict, one in singles if one.channel == "leaked"}
    if said.measure == "net_liabilities" and said.entity == "japan":  # README, 7
        verdicts |= (
            {"supported", "approximately_supported"} if verdicts & {"supported", "approximately_supported"} else set()
        )
    if (
        any(one.value is None for one in evidence)
        and "supported" in verdicts
        and not said.amount.span.within(evidence[0].span)
    ):
        verdicts.add("approximately_supported")
    if any(one.value is None for one in evidence) and verdicts == {"supported"}:
        verdicts.add("approximately_supported")  # a point inside a printed range is more precise than its source
    return Expected({verdict: _explained(verdict, said, singles, figures) for verdict in verdicts})


def _unheld(said: Statement, figures: Sequence[Held]) -> Expected:
    """Nothing is held: not checkable, or contradicted where the number is known to be another figure's."""
    codes = _misplaced(said, figures)
    best = frozenset(code for code, rank in codes.items() if rank == min(codes.values()))
    if said.period and not any(one.period for one in _same(said, figures)):
        best -= {"wrong_period"}  # what has no period cannot have been said of the wrong one
    possible = frozenset(_misplaced(said, figures, loosely=True)) | ({"wrong_period"} if said.period else set())
    return either({"not_checkable", "contradicted"} if codes else {"not_checkable"}, Codes(best, possible))


def _same(said: Statement, figures: Sequence[Held]) -> list[Held]:
    return [one for one in figures if (one.entity, one.measure) == (said.entity, said.measure)]


def _evidence(said: Statement, figures: Sequence[Held]) -> list[Held]:
    found = [one for one in _same(said, figures) if one.period == said.period]
    if said.channel:
        found = [one for one in found if one.channel == said.channel and one.status != "forecast"]
    if said.speaker:
        found = [one for one in found if one.said_by == said.speaker]
    return [one for one in found if not one.derived] or found


def _single(one: Held, said: Statement) -> str:
    span, amount = one.span, said.amount
    if said.comparator != "=":
        return _bound(span, said.comparator, amount.value)
    if span.high is None:
        return "bound_only" if amount.value is not None and amount.value > span.low else "contradicted"
    if one.value is None:
        inside = amount.value is not None and span.holds(amount.value)
        return "supported" if inside else "approximately_supported" if amount.span.meets(span) else "contradicted"
    if amount.span.holds(one.value) or span.within(amount.span):
        far = amount.hedge == "nearly" and amount.value is not None and span.high <= amount.value * (1 - NEAR)
        return "approximately_supported" if far else "supported"
    if amount.value is None or amount.hedge == "nearly":
        return "contradicted"
    if span.holds(amount.value) or abs(one.value - amount.value) <= abs(one.value) * NEAR:
        return "approximately_supported"
    return "contradicted"


def _bound(span: Span, comparator: str, bound: Fraction) -> str:
    strict = comparator in ("<", ">")
    if comparator.startswith(">"):
        holds = span.low is not None and (span.low > bound or (span.low == bound and (span.low_open or not strict)))
        fails = span.high is not None and (span.high < bound or (span.high == bound and (strict or span.high_open)))
    else:
        holds = span.high is not None and (span.high < bound or (span.high == bound and (span.high_open or not strict)))
        fails = span.low is not None and (span.low > bound or (span.low == bound and (strict or span.low_open)))
    if holds or fails:
        return "supported" if holds else "contradicted"
    return "bound_only" if span.low is None or span.high is None else "approximately_supported"


def together(verdicts: Sequence[str]) -> str:
    settled = [verdict for verdict in verdicts if verdict != "bound_only"]
    if not settled:
        return "not_checkable"
    borne = [verdict for verdict in settled if verdict != "contradicted"]
    if not borne:
        return "contradicted"
    if len(borne) < len(settled):
        return "disputed"
    return "supported" if "supported" in borne else "approximately_supported"


def _misplaced(said: Statement, figures: Sequence[Held], *, loosely: bool = False) -> dict[str, int]:
    """Find whose figure the claimed amount is: code → in how many coordinates that figure differs from the claim.

    Args:
        said: The claim.
        figures: All that are held.
        loosely: Also forecasts and what is derived: they may be named, and need not be.
    """
    found: dict[str, int] = {}
    for one in figures:
        value = one.value
        if (one.status == "forecast" or one.derived) and not loosely:
            continue
        if one.level != said.amount.level or (value is None and not one.level):
            continue
        if value is not None and not said.amount.span.holds(value):
            continue
        if one.unit != UNITS[said.measure]:
            continue
        entity, measure, period = one.entity == said.entity, one.measure == said.measure, one.period == said.period
        narrowed = bool(said.channel or said.speaker) and one.channel != said.channel
        code = None
        if entity and measure:
            code = "wrong_channel" if period and narrowed else "wrong_period" if not period else None
        elif entity or measure:
            code = "wrong_measure" if entity else "wrong_entity"
        if code:
            found[code] = min(found.get(code, 9), (not entity) + (not measure) + (not period))
    return found


def _explained(verdict: str, said: Statement, singles: Sequence[tuple[str, Held]], figures: Sequence[Held]) -> Codes:
    """Say what is wrong with a claim that deserves a verdict."""
    amount = said.amount
    if verdict == "supported":
        return Codes()
    if verdict == "not_checkable":
        return Codes(frozenset({"bound_only"}))
    cut = frozenset({"truncated"} if any(_is_cut(one, amount) for _, one in singles) else ())
    if verdict == "disputed":
        return Codes(allowed=cut | {"definition", "more_precise", "bound_only"})
    if verdict == "approximately_supported":
        finer = any(
            said.comparator != "=" or (amount.value is not None and one.span.holds(amount.value))
            for single, one in singles
            if single == verdict
        )
        precise = frozenset({"more_precise"} if finer else ())
        return Codes(cut or precise, cut | precise)
    if said.negated or said.comparator != "=":
        return Codes(frozenset({"reversed"}), frozenset({"definition"}))
    scaled = any(
        one.value and amount.value is not None and amount.span.holds(one.value * Fraction(10) ** power)
        for _, one in singles
        for power in POWERS
    )
    magnitude = frozenset({"magnitude"} if scaled else ())
    best = frozenset(code for code, rank in _misplaced(said, figures).items() if rank <= 1)
    return Codes(best | magnitude, frozenset(_misplaced(said, figures, loosely=True)) | cut)


def _is_cut(one: Held, amount: Amount) -> bool:
    """Tell whether the claimed digits are the figure's with the rest cut off, where rounding gives others."""
    if one.value is None or amount.value is None or not 0 < amount.value < one.value:
        return False
    place = Fraction(10) ** last_digit(amount.value)
    many = amount.value / place >= 10
    cut, rounded = one.value // place, (one.value / place + Fraction(1, 2)) // 1
    return cut * place == amount.value and cut != rounded and many and not amount.span.holds(one.value)


def _level(said: Statement, evidence: Sequence[Held], figures: Sequence[Held]) -> Expected:
    if not evidence:
        return either({"not_checkable"})
    same = evidence[0].level == said.amount.level
    if same != said.negated:
        return either({"supported"})
    if said.negated:
        return either({"contradicted"}, Codes(frozenset({"reversed"})))
    return either({"contradicted"}, Codes(frozenset(_misplaced(said, figures))))
