"""How and from whom figures are known, where one sentence says it once for several amounts."""

from __future__ import annotations

from dataclasses import replace

from grammar.clause import Clause
from grammar.expression import Figure
from grammar.utterance import Claim


def origin_of(segment: Clause, before: Figure | None) -> Figure | None:
    """Who or what says so, of what a segment states and of what goes on from it; None where something new is named."""
    own = segment.spoken()
    if own.channels or own.speakers:
        said = own.figure()
        return Figure(channel=said.channel, speaker=said.speaker)
    return None if own.measures or own.roles or own.entities else before


def with_origin(claim: Claim, origin: Figure | None) -> Claim:
    """`per the media 3.7bn in 2024, 4.3bn in H1`: what only goes on is said by whoever said what came before."""
    left = claim.relation.left
    if origin is None or not isinstance(left, Figure) or left.channel or left.speaker or "measure" not in left.soft:
        return claim
    said = replace(left, channel=origin.channel, speaker=origin.speaker, soft=left.soft | {"channel"})
    return replace(claim, relation=replace(claim.relation, left=said))
