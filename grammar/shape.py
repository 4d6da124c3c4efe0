"""Shapes: from the terminals of a clause, tidied, to how its operands stand to each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from grammar.lexer import Token
from grammar.parser import Node, Terminal
from grammar.slots import Draft, Facts, bind

_OPENING, _CLOSING = frozenset("(（[【"), frozenset(")）]】")
CALCULATING = frozenset({"minus", "plus", "over", "times_sign"})


def kind_of_label(token: Token) -> str:
    """Whether a token says of whom (`entity`) or when (`period`), and nothing else; empty for what says more."""
    if token.period is not None:
        return "period"
    return "entity" if len(token.ids("entity")) == 1 and not token.ids("measure") else ""


Group = tuple[str, list[Token]]


def brackets_of_sums(tokens: Sequence[Token]) -> dict[int, str]:
    """The places of the brackets around what is calculated before it is calculated with: `(A - B) / A`."""
    found: dict[int, str] = {}
    opens: list[int] = []
    for index, token in enumerate(tokens):
        if token.text in _OPENING:
            opens.append(index)
        elif token.text in _CLOSING and opens:
            first = opens.pop()
            beside = (*tokens[max(0, first - 1) : first], *tokens[index + 1 : index + 2])
            if any(one.has(*CALCULATING) for one in tokens[first:index]) and any(
                one.has(*CALCULATING) for one in beside
            ):
                found[first], found[index] = "_OPEN", "_CLOSE"
    return found


class Shape(NamedTuple):
    """How the operands of a clause stand to each other.

    Attributes:
        name: Of the outermost operator (`operand listed versus towards added reduced divided multiplied compared equated
            shared share_first none`).
        operands: What stands on its sides: shapes again, or drafts.
        drafts: All drafts of the clause in order.
        operator: The token of the operator.
    """

    name: str
    operands: tuple[Shape | Draft, ...]
    drafts: tuple[Draft, ...]
    operator: Token | None = None


def grouped(terminals: Sequence[Terminal]) -> list[Group]:
    """Put the names and amounts that stand together into one operand each."""
    groups: list[Group] = []
    for terminal in terminals:
        if terminal.name not in ("SLOT", "QTY"):
            groups.append((terminal.name, [terminal.token]))
        elif groups and groups[-1][0] == "OPERAND":
            groups[-1][1].append(terminal.token)
        else:
            groups.append(("OPERAND", [terminal.token]))
    return groups


def shape_of(node: Node, groups: Sequence[Group], facts: Facts) -> Shape:
    """Return the shape of a parsed clause, with its operands bound."""
    if node.rule == "operand":
        draft = bind(groups[node.place][1], facts)
        return Shape("operand", (draft,), (draft,))
    operator = groups[node.place][1][0]
    parts = [shape_of(part, groups, facts) for part in node.parts]
    if node.rule in ("listed", "versus") and parts[0].name == node.rule:
        operands: tuple[Shape | Draft, ...] = (*parts[0].operands, *parts[1].operands)
    else:
        operands = tuple(part.operands[0] if part.name == "operand" else part for part in parts)
    drafts = tuple(draft for part in parts for draft in part.drafts)
    return Shape(node.rule, operands, drafts, operator)


def without(shape: Shape, donor: Draft) -> Shape:
    """Leave out an operand that only lends its words to the others."""
    drafts = tuple(draft for draft in shape.drafts if draft is not donor)
    operands: list[Shape | Draft] = []
    for operand in shape.operands:
        if operand is donor:
            continue
        operands.append(without(operand, donor) if isinstance(operand, Shape) else operand)
    if len(operands) == 1 and isinstance(operands[0], Shape):
        return operands[0]
    return Shape(shape.name if len(drafts) > 1 else "operand", tuple(operands), drafts, shape.operator)


_INFIX = frozenset({"AND", "VS", "TO", "MINUS", "PLUS", "OVER", "TIMES", "CMP", "BE"})
_WEAK = ("BE", "AND", "TO")
_SETTING = (_INFIX | {"SHARE"}) - {"AND"}


def _without_label(found: list[Terminal]) -> list[Terminal]:
    """`OpenAI revenue: 2025 is how much of 2024?`: before another operator a colon only opens what is said of a thing."""
    first = next((index for index, terminal in enumerate(found) if terminal.name in _INFIX), None)
    if first is None or found[first].name != "BE" or found[first].token.text != ":":
        return found
    if any(terminal.name in _SETTING for terminal in found[first + 1 :]):
        return found[:first] + found[first + 1 :]
    return found


def _with_labels_inside(found: list[Terminal]) -> list[Terminal]:
    """`Japan (A - B) / A`, `A / (A - B), Japan`: what is said of all stands beside what is calculated, not before its bracket."""
    if not any(terminal.name == "_OPEN" for terminal in found):
        return found
    moved: list[Terminal] = []
    for index, terminal in enumerate(found):
        if terminal.name == "_OPEN":
            place = len(moved)
            while place and moved[place - 1].name == "SLOT" and not moved[place - 1].token.ids("measure"):
                place -= 1
            moved.insert(place, terminal)
        elif (
            terminal.name == "SLOT" and moved and moved[-1].name == "_CLOSE" and index and kind_of_label(terminal.token)
        ):
            moved.insert(len(moved) - 1, terminal)
        else:
            moved.append(terminal)
    return moved


def tidied(found: list[Terminal]) -> list[Terminal]:
    """Drop operators that have no operand on one side, and of two neighbours the weaker."""
    tidy: list[Terminal] = []
    found = _with_labels_inside(_without_label(found))
    compared = any(terminal.name == "CMP" for terminal in found)
    for terminal in found:
        if terminal.name == "BE" and compared:  # is 2bn higher than
            continue
        if terminal.name in _INFIX:
            if not tidy or (tidy[-1].name == "SHARE" and terminal.name in _WEAK):
                continue
            if tidy[-1].name in _INFIX:
                if terminal.name in _WEAK and not (tidy[-1].name in _WEAK and terminal.name == "BE"):
                    continue
                tidy[-1] = terminal
                continue
        if terminal.name == "SHARE" and tidy and tidy[-1].name in _INFIX:
            tidy[-1] = terminal
            continue
        tidy.append(terminal)
    if tidy and tidy[0].name == "SHARE" and not any(terminal.name == "BE" for terminal in tidy):
        tidy = tidy[1:]  # `what percentage of … does it take`: the mark says it
    while tidy and (tidy[-1].name in _INFIX or tidy[-1].name == "SHARE"):
        tidy.pop()
    return tidy
