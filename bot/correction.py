"""Corrections: what an answer told then, what it would tell now, and the line that says how they differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.dates import day_text
from bot.figures import PARTS, how_word, place
from bot.numbers import figure
from bot.reply import Reply
from bot.respond import Responder
from bot.wording import Wording, capital
from grammar.interval import INFINITY, Interval
from grammar.period import parse
from knowledge.result import Coordinates, Derivation

Json = dict[str, Any]
Key = tuple[str | None, str | None, str | None, str | None, str]

MOST_SAID = 4  # changes that one line tells
_COMPUTED, _HOW = "computed", "channel"
_NOTHING = '{"figures":[],"verdicts":[]}'


@dataclass(frozen=True, slots=True)
class Correction:
    """What corrects an answer.

    Attributes:
        line: Says how it differs; empty where it does not, as far as anybody can see.
        figures: What is told with it, as `told` writes it.
    """

    line: str
    figures: str


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that differs.

    Attributes:
        then: What was told: one figure, or several of the same name.
        now: What is held now; nothing where it is held no more.
    """

    then: tuple[Json, ...]
    now: tuple[Json, ...]


def told(reply: Reply) -> str:
    """Write down what a reply tells, but for figures that only stand near it; nothing where it tells none."""
    reviews = dict(reply.data).get("reviews") or ()
    return _written({"figures": _figures(reply, "context"), "verdicts": [one["verdict"] for one in reviews]})


def _figures(reply: Reply, without: str = "") -> list[Json]:
    """Return the figures of a reply, each with the rule that it was derived by; what a source prints has none."""
    data = dict(reply.data)
    rules = {_value_of(node): node["rule"] for node in _nodes(data.get("derivation")) if node["rule"] != "observation"}
    return [
        {name: one[name] for name in one if name != "role"} | {"rule": rules.get(_value_of(one), "")}
        for one in data.get("figures") or ()
        if one.get("role") != without
    ]


def _nodes(tree: Json | None) -> Iterator[Json]:
    """Walk a derivation."""
    if tree:
        yield tree
        for part in tree.get("inputs") or ():
            yield from _nodes(part)


def _value_of(one: Json) -> tuple[Any, ...]:
    return tuple(one.get(name) for name in ("entity", "measure", "period", "channel", "value"))


def correction(then: str, now: Reply | None, responder: Responder, locale: str) -> Correction:
    """Compare an answer with what is held now.

    Args:
        then: What it told, as `told` wrote it.
        now: What the same question gets now; None where the question is not known.
        responder: Answers from the edition in force.
        locale: The language of the answer.
    """
    wording = Wording(locale, responder.knowledge.catalogue)
    before = json.loads(then)
    after = json.loads(told(now) or _NOTHING) if now else None
    changes = _changes(wording, before["figures"], after["figures"] if after else [], responder)
    parts = (*PARTS, _HOW) if now is None else _differing(before["figures"])
    said = [_said(wording, change, parts) for change in changes[:MOST_SAID]]
    if after and len(before["verdicts"]) == len(after["verdicts"]) == 1 and before["verdicts"] != after["verdicts"]:
        old, new = (wording.say("verdict", verdict=one[0]) for one in (before["verdicts"], after["verdicts"]))
        said.append(wording.say("corrected-verdict", before=old, now=new))
    if not said:
        return Correction("", then)
    day = day_text(wording, responder.today())
    line = capital(wording.say("corrected", day=day, changes=wording.joined(said, "clause")))
    return Correction(line, _written(after or before | {"figures": _updated(before["figures"], changes)}))


def _updated(figures: Sequence[Json], changes: Sequence[Change]) -> list[Json]:
    """Return figures as they are now."""
    gone = [one for change in changes for one in change.then]
    return [one for one in figures if one not in gone] + [one for change in changes for one in change.now]


def _written(tells: Json) -> str:
    return json.dumps(tells, separators=(",", ":")) if tells["figures"] else ""


def _changes(wording: Wording, before: Sequence[Json], after: Sequence[Json], responder: Responder) -> list[Change]:
    """Return the figures that read differently now."""
    found = []
    for key in dict.fromkeys(map(_key, before)):
        then = _read(wording, (one for one in before if _key(one) == key))
        now = _read(wording, (one for one in after if _key(one) == key))
        now = now or _read(wording, (one for one in after if _key(one)[:-1] == key[:-1]))
        now = now or _read(wording, _held(key, responder, wording.locale))
        if not now and (key[-1] or key[1] is None):
            continue  # only what a source prints can be looked up with certainty
        gone = tuple(one for text, one in then.items() if text not in now)
        new = tuple(one for text, one in now.items() if text not in then)
        if gone:
            found.append(Change(gone, new))
    return found


def _read(wording: Wording, figures: Any) -> dict[str, Json]:
    """Return figures by how they read."""
    return {_value(wording, one): one for one in figures}


def _held(key: Key, responder: Responder, locale: str) -> list[Json]:
    """Look a figure up that an answer does not tell any more: it may stand elsewhere now, and still be held."""
    entity, measure, period, channel, _rule = key
    how = f":{channel}" if channel and channel != _COMPUTED else ""
    query = f"{entity + '.' if entity else ''}{measure}{how}{'@' + period if period else ''}"
    return [one for one in _figures(responder(query, locale)) if _key(one) == key]


def _key(one: Json) -> Key:
    return one["entity"], one["measure"], one["period"], one["channel"], one["rule"]


def _differing(figures: Sequence[Json]) -> tuple[str, ...]:
    """Return the parts that tell the figures of one answer apart."""
    return tuple(part for part in (*PARTS, _HOW) if len({one[part] for one in figures}) > 1)


def _said(wording: Wording, change: Change, parts: Sequence[str]) -> str:
    """Tell one change: what it is of, as it was and as it is."""
    first = _derivation(change.then[0])
    how = wording.say("how", how=how_word(wording, first)) if _HOW in parts else ""
    what = wording.joined([place(wording, first.of, parts), how], "comma")
    old, new = (wording.joined([_value(wording, one) for one in side], "comma") for side in (change.then, change.now))
    text = wording.say("corrected-figure", before=old, now=new) if new else wording.say("corrected-gone", before=old)
    return wording.say("labelled", label=what, figure=text) if what else text


def _value(wording: Wording, one: Json) -> str:
    return figure(wording, _derivation(one), brief=True)


def _derivation(one: Json) -> Derivation:
    """Return a figure as data as a derivation without its tree."""
    low, high, value = (None if one[name] is None else Decimal(one[name]) for name in ("low", "high", "value"))
    computed = one["channel"] == _COMPUTED
    of = Coordinates(
        one["entity"],
        one["measure"],
        parse(one["period"]) if one["period"] else None,
        None if computed else one["channel"],
    )
    interval = Interval(-INFINITY if low is None else low, INFINITY if high is None else high)
    rule = one["rule"] or ("identity" if computed else "observation")
    return Derivation("", rule, value, interval, one["unit"], of, level=one.get("level"))
