"""The reply as data: what `ask --json` prints beside the text (design: the reply, as data)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from bot.figures import channel_of
from bot.numbers import span_of
from grammar.interval import Interval, plain
from knowledge.replay import sealed
from knowledge.result import Derivation, Review

Json = dict[str, Any]


def number(value: Decimal | None) -> str | None:
    """Write a decimal without exponent; None where it is absent or infinite."""
    return None if value is None or not value.is_finite() else plain(value)


def figure_data(derivation: Derivation, role: str | None = None) -> Json:
    """Return one figure; a level has no value."""
    of = derivation.of
    found: Json = {
        "role": role,
        "entity": of.entity,
        "measure": of.measure,
        "period": str(of.period) if of.period else None,
        "channel": channel_of(derivation),
    }
    if role is None:
        del found["role"]
    if derivation.level is not None:
        return found | {"value": None, "low": None, "high": None, "unit": "level", "level": derivation.level}
    low, high = span_of(derivation)
    return found | {
        "value": number(derivation.value),
        "low": number(low),
        "high": number(high),
        "unit": derivation.unit,
    }


def derivation_data(derivation: Derivation) -> Json:
    """Return a derivation with its inputs, down to the rows and premises with their sources' words.

    Every node bears a seal, so that `zhangben verify` sees any change to it.
    """
    found: Json = {"id": derivation.id, "rule": derivation.rule, "formula": derivation.formula or None}
    found |= figure_data(derivation)
    if derivation.level is None:
        found |= _interval_data(derivation.interval)
    brought = (
        derivation.rule == "given" and derivation.quantity is not None
    )  # a reader's own words, whoever prints them
    row = None if brought else derivation.observation or derivation.premise
    if row is not None:
        found |= {
            "fact": row.fact,
            "source": row.source,
            "printed": row.printed,
            "hedge": (derivation.observation.hedge if derivation.observation else "") or None,
            "quote": row.quote or None,
            "quote_en": row.quote_en or _paraphrase(derivation) or None,
        }
    elif derivation.quantity is not None:
        found["printed"] = derivation.quantity.printed or None
    found["inputs"] = [derivation_data(part) for part in derivation.inputs]
    return sealed(found)


def _paraphrase(derivation: Derivation) -> str:
    """Our own words for what a source says that is not quoted."""
    return derivation.observation.paraphrase_en if derivation.observation else ""


def _interval_data(interval: Interval) -> Json:
    """Return the whole interval: its ends, none for an infinite one, and which of them do not belong to it."""
    ends = {"low": interval.low_open, "high": interval.high_open}
    return {
        "low": number(interval.low),
        "high": number(interval.high),
        "open": [end for end, is_open in ends.items() if is_open],
    }


def tree_data(trees: Sequence[Derivation]) -> Json | None:
    """Return the derivation of a reply: one tree, or several under one root."""
    unique = list({tree.id: tree for tree in trees}.values())
    if not unique:
        return None
    if len(unique) == 1:
        return derivation_data(unique[0])
    return sealed({"id": "several", "rule": "several", "inputs": [derivation_data(tree) for tree in unique]})


def review_data(review: Review) -> Json:
    """Return one review: what is judged, as it was read, the verdict and what it rests on."""
    claimed = review.claimed
    subject = review.subject
    reading: Json = {
        "entity": subject.entity,
        "measure": subject.measure,
        "period": str(subject.period) if subject.period else None,
        "channel": subject.channel or review.attribution,
        "comparator": review.comparator,
        "value": number(claimed.value) if claimed else None,
        "low": number(claimed.interval.low) if claimed else None,
        "high": number(claimed.interval.high) if claimed else None,
        "unit": (claimed.unit or None) if claimed else ("level" if review.level else None),
        "negated": review.negated,
    }
    if review.level:
        reading["level"] = review.level
    figures = [figure_data(found, "operand") for found in review.evidence]
    figures += [figure_data(found, "alternative") for found in review.elsewhere]
    figures += [figure_data(found, "context") for found in review.nearest]
    found: Json = {
        "span": list(review.span),
        "quote": review.quote,
        "verdict": review.verdict,
        "diagnosis": list(review.diagnosis),
        "reason": review.reason,
        "reading": reading,
        "figures": figures,
    }
    if review.sensitivity:
        found["sensitivity"] = [derivation_data(way) for way in review.sensitivity]
    return found
