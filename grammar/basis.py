"""On what an implied figure rests, where a text says it: it is no figure that is asked or claimed."""

from __future__ import annotations

from grammar.clause import Clause, is_slot
from grammar.lexer import Token


def without_basis(clause: Clause) -> Clause:
    """Leave out on what an implied figure rests (`implied by Microsoft's share`, `從微軟分帳反推`): the channel says it."""
    if not any(map(_says_computed, clause.slots)):
        return clause
    place = next(index for index, token in enumerate(clause.tokens) if _says_computed(token))
    measures = [i for i, token in enumerate(clause.tokens) if token.ids("measure") or token.meaning.is_verb]
    if len(measures) < 2:
        return clause
    before, after = [i for i in measures if i < place], [i for i in measures if i > place]
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


def with_origin_of_all(clause: Clause) -> Clause:
    """Say of every figure what is said of all: `按報導口徑，…`, `using only press numbers, …`."""
    if "of_all" not in clause.marks or not any(token.ids("measure") for token in clause.tokens):
        return clause
    origins = [token for token in clause.tokens if not token.ids("measure") and _tells_channel(token)]
    if len(origins) != 1:
        return clause
    kept: list[Token] = []
    for token in clause.tokens:
        if token.ids("measure"):
            kept.append(origins[0])
        if token is not origins[0] and not (token.kind == "break" and not any(map(is_slot, kept))):
            kept.append(token)
    return Clause(tuple(kept), clause.facts)


def _tells_channel(token: Token) -> bool:
    return bool(token.ids("channel")) or any(name.startswith("channel:") for name in token.classes)


def _says_computed(token: Token) -> bool:
    return "channel:computed" in token.meaning.classes or "computed" in token.ids("channel")


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
    if not any(t.ids("channel") or any(c.startswith("channel:") for c in t.classes) for t in clause.tokens[:holder]):
        return clause
    return Clause(clause.tokens[:holder] + clause.tokens[place:], clause.facts)
