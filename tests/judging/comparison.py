"""Claims that set one figure against another, or say whose is the highest, and what they deserve."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.judging.held import Held
from tests.judging.oracle import FLIPPED, NEAR, Codes, Expected, either, together

GOVERNMENTS = ("china", "united_states", "japan")
REVERSED, EQUAL, UNLIKE = frozenset({"reversed"}), frozenset({"equal"}), frozenset({"not_like_for_like"})
_WORDS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8"))
Place = tuple[str, str, str]  # entity, measure, period


@dataclass(frozen=True)
class Compared:
    """One claim: the figures that it names, how they are said to stand, and what that deserves."""

    id: str
    kind: str
    places: tuple[Place, ...]
    relation: str
    expected: Expected


def comparisons(held: Sequence[Held]) -> Iterator[Compared]:
    """Set figures side by side: one measure of two governments, two measures of one, one flow over two periods."""
    evidence: dict[Place, list[Held]] = {}
    for one in held:
        if one.status != "forecast" and not one.derived and one.value is not None and one.span.high is not None:
            evidence.setdefault((one.entity, one.measure, one.period), []).append(one)
    for first, ones in evidence.items():
        for second, others in evidence.items():
            if first == second or not _are_comparable(ones[0], others[0]):
                continue
            for relation in (">", "<", "=", "not >", "not <"):
                deserved = _compared(ones, others, relation)
                name = f"{'.'.join(first)} {relation} {'.'.join(second)}"
                yield Compared(name, f"compared {relation}", (first, second), relation, deserved)


def _are_comparable(one: Held, other: Held) -> bool:
    """One coordinate differs; what is said of a multiple or of a day compares with nothing else."""
    if one.unit != other.unit or one.unit in ("ratio", "percent") or "daily_borrowing" in (one.measure, other.measure):
        return False
    if "refinancing_1y" in (one.measure, other.measure) or "revenue_gap" in (one.measure, other.measure):
        return False
    differ = (one.entity != other.entity) + (one.measure != other.measure) + (one.period != other.period)
    return differ == 1 and "microsoft" not in (one.entity, other.entity)


def _compared(ones: Sequence[Held], others: Sequence[Held], relation: str) -> Expected:
    comparator = relation.removeprefix("not ")
    verdicts = {_pair(a, b, comparator) for a in ones for b in others}
    if relation.startswith("not "):
        verdicts = {FLIPPED.get(verdict, verdict) for verdict in verdicts}
    verdict = together(sorted(verdicts))
    tied = ones[0].value == others[0].value and not relation.startswith("not ")
    wrong = EQUAL if tied else REVERSED
    codes = Codes(wrong if verdict == "contradicted" and relation != "=" else frozenset(), UNLIKE)
    if (
        verdict == "approximately_supported" and relation != "="
    ):  # the intervals overlap: by their values, or not at all
        return either({verdict, "contradicted"}, Codes(allowed=UNLIKE | REVERSED))
    return either({verdict}, codes if verdict != "supported" else Codes())


def _pair(a: Held, b: Held, comparator: str) -> str:
    assert a.value is not None
    assert b.value is not None
    if comparator == "=":
        near = abs(a.value - b.value) <= abs(b.value) * NEAR
        return "supported" if a.span.meets(b.span) else "approximately_supported" if near else "contradicted"
    if comparator == "<":
        return _pair(b, a, ">")
    if a.value == b.value or b.span.low >= a.span.high:
        return "contradicted"
    return "supported" if a.span.low >= b.span.high else "approximately_supported"


def extremes(held: Sequence[Held]) -> Iterator[Compared]:
    """Say of each government that it stands highest, or lowest, of all for which a measure is held."""
    for measure in ("total_assets", "total_liabilities", "net_assets", "net_liabilities"):
        known = {one.entity: one for one in held if one.measure == measure and one.entity in GOVERNMENTS}
        for entity, one in known.items():
            for relation in ("highest", "lowest"):
                sign = ">" if relation == "highest" else "<"
                verdicts = [_pair(one, other, sign) for name, other in known.items() if name != entity]
                tied = any(other.value == one.value for name, other in known.items() if name != entity)
                beaten = [
                    v
                    for v, other in zip(verdicts, _others(known, entity), strict=True)
                    if v == "contradicted" and other.value != one.value
                ]
                verdict = "contradicted" if beaten else "approximately_supported" if tied else "supported"
                deserved = either(
                    {verdict}, Codes(allowed=UNLIKE | {"wrong_entity"} if verdict != "supported" else frozenset())
                )
                yield Compared(f"{entity}.{measure} {relation}", relation, ((entity, measure, ""),), relation, deserved)


def _others(known: dict[str, Held], entity: str) -> list[Held]:
    return [one for name, one in known.items() if name != entity]


def sides(said: Compared, language: str, start: int, most: int) -> Iterator[str]:
    """Write a comparison in some of the phrasings of a language."""
    frames = _WORDS["comparisons"][language][said.relation]
    for turn in range(min(most, len(frames))):
        pick = start + turn
        names = [_name(place, language, pick) for place in said.places]
        entity, measure = said.places[0][0], said.places[0][1]
        words = {
            "e": _WORDS["entities"][entity][language][0],
            "m": _one(_WORDS["measures"][measure][language], pick),
            "a": names[0],
            "b": names[-1],
        }
        text = frames[pick % len(frames)].format(**words)
        yield text[0].upper() + text[1:] if language == "en" else text


def _name(place: Place, language: str, pick: int) -> str:
    entity, measure, period = place
    e = _one(_WORDS["entities"][entity][language], pick)
    m = _one(_WORDS["measures"][measure][language], pick // 2)
    p = _one(_WORDS["periods"][period][language], pick // 3) if period else ""
    if language == "en":
        return f"{e}'s {m} in {p}" if p else f"{e}'s {m}"
    return f"{e}{p}{m}" if pick % 2 else f"{e}{p}的{m}"


def _one(options: list[str], pick: int) -> str:
    return options[pick % len(options)]
