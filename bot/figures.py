"""Figures in words: what a value is of, how it is known, and several side by side."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dates import period_text
from bot.numbers import figure
from bot.wording import Wording
from knowledge.result import Coordinates, Derivation

PARTS = ("entity", "measure", "period")
_OPERATIONS = frozenset({"sum", "difference", "product", "ratio", "share", "growth", "compound_growth", "power"})
_SPREAD = {"annualised": "rate-of", "per_period": "average-of"}


def place(wording: Wording, of: Coordinates, parts: Sequence[str] = PARTS) -> str:
    """Name coordinates: `OpenAI · revenue · H1 2025`, or only some of their parts."""
    names = {
        "entity": wording.entity(of.entity),
        "measure": wording.measure(of.measure),
        "period": period_text(wording, of.period),
    }
    return wording.joined([names[part] for part in parts if part in names], "dot")


def common(derivations: Sequence[Derivation]) -> Coordinates:
    """Return what several values are all of."""
    if not derivations:
        return Coordinates()
    first, *rest = (derivation.of for derivation in derivations)
    return Coordinates(
        first.entity if all(of.entity == first.entity for of in rest) else None,
        first.measure if all(of.measure == first.measure for of in rest) else None,
        first.period if all(of.period == first.period for of in rest) else None,
    )


def differing(derivations: Sequence[Derivation]) -> tuple[str, ...]:
    """Return the parts in which several values differ."""
    return tuple(part for part in PARTS if len({getattr(derivation.of, part) for derivation in derivations}) > 1)


def channel_of(derivation: Derivation) -> str | None:
    """Return how a value reached us; `computed` for what is derived from several channels."""
    if derivation.of.channel or derivation.rule in ("premise", "given", "constant"):
        return derivation.of.channel
    if derivation.observation is not None:
        return derivation.observation.channel
    return "computed" if derivation.inputs else None


def is_operation(derivation: Derivation) -> bool:
    """Tell whether a value was computed for the question, not by an identity of the ledgers or over periods."""
    return derivation.rule in _OPERATIONS and derivation.id.startswith(f"{derivation.rule}(")


def how_word(wording: Wording, derivation: Derivation) -> str:
    """Return the key of the one word that says how a value is known."""
    if derivation.rule in ("premise", "given"):
        return derivation.rule
    channel = channel_of(derivation)
    if channel not in (None, "computed"):
        return str(channel)
    of_premise = derivation.of.measure in wording.implied
    return "implied" if of_premise and not is_operation(derivation) else "calculated"


def how(wording: Wording, derivation: Derivation) -> str:
    """Say how a value is known: `leaked`, `calculated from leaked figures`, `reported, forecast`."""
    key = how_word(wording, derivation)
    plain = key in ("implied", "calculated", "premise", "given")
    text = wording.say("how", how=key) if not derivation.inputs or plain else wording.say("how-from", how=key)
    row = derivation.observation
    if row is None or row.status == "normal":
        return text
    return wording.joined([text, wording.say("status", status=row.status)], "comma")


def told(wording: Wording, derivation: Derivation, *, labels: Sequence[str] = (), shape: str = "labelled") -> str:
    """Tell a figure with how it is known, and with a label where several stand side by side."""
    text = wording.say("figure-how", figure=figure(wording, derivation), how=how(wording, derivation))
    label = labelled(wording, derivation, labels) if labels else ""
    return wording.say(shape, label=label, figure=text) if label else text


def labelled(wording: Wording, derivation: Derivation, parts: Sequence[str] = PARTS) -> str:
    """Name what a value is of, also that it is annualised or an average."""
    label = place(wording, derivation.of, parts)
    spread = _SPREAD.get(derivation.rule)
    if spread and label:
        return wording.say(spread, label=label)
    if is_operation(derivation):
        return wording.joined([label, wording.say("heading-about", about=derivation.rule)], "dot")
    return label


def side_by_side(wording: Wording, derivations: Sequence[Derivation], *, always: Sequence[str] = ()) -> str:
    """Tell several figures in one line, each with the parts in which they differ."""
    labels = tuple(part for part in PARTS if part in differing(derivations) or part in always)
    return wording.joined(dict.fromkeys(told(wording, derivation, labels=labels) for derivation in derivations))
