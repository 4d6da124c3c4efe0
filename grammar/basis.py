"""On what an implied figure rests, where a text says it: it is no figure that is asked or claimed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from grammar.clause import Clause, is_slot, says_computed, tells_channel
from grammar.lexer import Token


def without_basis(clause: Clause) -> Clause:
    """Leave out on what an implied figure rests (`implied by Microsoft's share`, `從微軟分帳反推`): the channel says it."""
    if not any(map(says_computed, clause.slots)):
        return clause
    place = next(index for index, token in enumerate(clause.tokens) if says_computed(token))
    measures = [i for i, token in enumerate(clause.tokens) if token.ids("measure") or token.meaning.is_verb]
    before, after = [i for i in measures if i < place], [i for i in measures if i > place]
    if not before and after and leads_to_basis(clause.tokens, place):
        if any(token.quantity is not None for token in clause.tokens[:place]):  # 2.47bn implied by the cut
            return clause.part(0, place + 1)
    if before and not after and any(_rests_on(clause, index) for index in range(before[0])):
        if any(token.quantity is not None for token in clause.tokens[place:]):  # 由分成反推24.7億
            return clause.part(place)
    if len(measures) < 2:
        return clause
    if before and after and any(_rests_on(clause, index) for index in range(before[0])):
        kept = [
            t for i, t in enumerate(clause.tokens) if i >= place or (t.has("how", "why", "how_much") and not is_slot(t))
        ]
        return Clause(tuple(kept), clause.facts)
    if (
        before
        and after
        and place + 1 < len(clause.tokens)
        and clause.tokens[place + 1].text in ("by", "from", "using", "off")
    ):
        end = next(
            (
                i
                for i in range(after[-1] + 1, len(clause.tokens))
                if clause.tokens[i].kind in ("period", "quantity", "break")
            ),
            after[-1] + 1,
        )
        return Clause(clause.tokens[: place + 1] + clause.tokens[end:], clause.facts)
    return clause


def leads_to_basis(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether it is said behind a word for what is computed what it is computed from."""
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return following in ("by", "from", "using", "off", "out of") or tokens[place].text.endswith((" of", " from"))


def with_origin_of_all(clause: Clause) -> Clause:
    """Say of every figure what is said of all: `按報導口徑，…`, `by the press numbers, …`, `…, leaked numbers`."""
    if not any(map(tells_channel, clause.slots)):
        return clause
    tokens = enumerate(clause.tokens)
    origins = [i for i, t in tokens if is_slot(t) and not t.ids("measure") and tells_channel(t)]
    if not origins or len(origins) == len(clause.slots):
        return clause
    if not any(token.ids("measure") for token in clause.tokens):
        return clause
    each = _with_origins_of_each(clause)
    if each is not clause or len(origins) > 1:
        return each
    place = origins[0]
    if "of_all" not in clause.marks and not (_is_set_before(clause, place) or _is_set_behind(clause, place)):
        return clause
    origin = clause.tokens[place]
    kept: list[Token] = []
    for token in clause.tokens:
        if token.ids("measure"):
            kept.append(origin)
        if token is not origin and not (token.kind == "break" and not any(map(is_slot, kept))):
            kept.append(token)
    return Clause(tuple(kept), clause.facts)


def _is_set_before(clause: Clause, place: int) -> bool:
    """`照媒體的數字 …`, `by press figures, …`: behind a word like `by`, and set apart from what is named behind it."""
    before, behind = clause.tokens[:place], clause.tokens[place + 1 :]
    if any(map(is_slot, before)) or not any(map(_sets_basis, before)):
        return False
    following = next((index for index, token in enumerate(behind) if is_slot(token)), len(behind))
    apart = any(t.kind == "break" or t.text in _NUMBERS for t in behind[:following])
    return (apart or clause.tokens[place].text.endswith(tuple(_NUMBERS))) and not _is_leaked(clause.tokens[place])


def _is_set_behind(clause: Clause, place: int) -> bool:
    """`A minus B, leaked numbers`: alone behind the last comma."""
    tokens = clause.tokens
    last = next((index for index in range(len(tokens) - 1, -1, -1) if tokens[index].kind == "break"), len(tokens))
    if last >= place or any(map(is_slot, tokens[place + 1 :])):  # … according to the press
        before = next(
            (index for index in range(place - 1, 0, -1) if not tokens[index].is_noise or _sets_basis(tokens[index])), 0
        )
        last = before if before and _sets_basis(tokens[before]) else len(tokens)
    alone = last < place and not any(is_slot(t) for i, t in enumerate(tokens[last:], last) if i != place)
    plain = not _is_leaked(tokens[place]) or _is_of_one_kind(clause)
    return alone and plain and any(map(is_slot, tokens[:last]))


def _is_of_one_kind(clause: Clause) -> bool:
    """Tell whether all is of one measure."""
    return len({token.ids("measure") for token in clause.tokens if token.ids("measure")}) == 1


def _is_leaked(token: Token) -> bool:
    """What leaks print may be one side only; what is derived from them is of another origin."""
    return token.has("channel:leaked") or "leaked" in token.ids("channel")


def _with_origins_of_each(clause: Clause) -> Clause:
    """`按反推營收和外洩推理，… (營收 − 推理) / 營收`: what the head says of each holds wherever it is named behind."""
    end = next((index for index, token in enumerate(clause.tokens) if token.kind == "break"), 0)
    said = [token for token in clause.tokens[:end] if is_slot(token)]
    of_each = {named.ids("measure"): origin for origin, named in pairwise(said) if tells_channel(origin)}
    rest = clause.tokens[end + 1 :]
    if not said or len(said) != 2 * len(of_each) or () in of_each or not _sets_basis(clause.tokens[0]):
        return clause
    if not of_each.keys() <= {token.ids("measure") for token in rest}:
        return clause
    kept: list[Token] = []
    for token in rest:
        if token.ids("measure") in of_each and not any(map(tells_channel, kept[-2:])):
            kept.append(of_each[token.ids("measure")])
        kept.append(token)
    return Clause(tuple(kept), clause.facts)


def _sets_basis(token: Token) -> bool:
    return token.has("with_rate", "say") or token.text in _FROM


_NUMBERS = frozenset("数字 数据 数 说法 版本 口径 figures numbers data version".split())


_FROM = frozenset(
    {
        "从",
        "由",
        "按",
        "照",
        "照着",
        "依",
        "依照",
        "按照",
        "根据",
        "据",
        "依据",
        "用",
        "以",
        "from",
        "by",
        "via",
        "according to",
        "using",
        "going by",
        "going only by",
        "judging by",
        "based on",
    }
)


def _rests_on(clause: Clause, index: int) -> bool:
    """Tell whether a word says on what something rests, not since when: `from 2024 to 2025`."""
    return clause.tokens[index].text in _FROM and clause.tokens[index + 1].period is None


def without_holder(clause: Clause) -> Clause:
    """Leave out whose amount it is that a figure of another origin is set against: `implied revenue … Altman's 13bn`."""
    place = next((i for i, t in enumerate(clause.tokens) if t.quantity is not None), 0)
    holder = place - 2 if place > 1 and clause.tokens[place - 1].text in ("的", "'s") else place - 1
    if holder < 1 or not clause.tokens[holder].ids("speaker"):
        return clause
    if not any(map(tells_channel, clause.tokens[:holder])):
        return clause
    return Clause(clause.tokens[:holder] + clause.tokens[place:], clause.facts)
