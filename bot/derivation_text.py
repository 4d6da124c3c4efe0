"""The derivation of a value as indented lines: `252% − 134% = 118% ± 1%`, down to rows and premises with their sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.citation import Citations
from bot.figures import how, labelled, place
from bot.numbers import figure, uncertainty
from bot.wording import Wording
from knowledge.result import Derivation

_SYMBOLS = {"sum": "+", "difference": "−", "complement": "−", "product": "×", "ratio": "÷", "share": "÷", "growth": "→"}
_PLACES = re.compile(r"\{(\d+)\}")
_INDENT = "  "


def derivation_text(wording: Wording, trees: Sequence[Derivation], found: Citations) -> str:
    """Write the derivations of what was derived; empty where nothing was."""
    lines: list[str] = []
    seen: set[str] = set()
    for tree in trees:
        if tree.inputs and tree.id not in seen:
            seen.add(tree.id)
            lines += _lines(wording, tree, found, 0)
    return "\n".join([wording.say("derivation-title"), *lines]) if lines else ""


def equation(wording: Wording, node: Derivation, *, exact: bool = False) -> str:
    """Write one step: the formula with its values, and what comes out."""
    value = figure(wording, node, brief=node.unit.startswith("percent_of_"))
    if exact:
        value += uncertainty(wording, node)
    return wording.say("equation", formula=formula(wording, node), value=value)


def formula(wording: Wording, node: Derivation) -> str:
    """Write the right side of a step with the values of its inputs."""
    values = [_operand(wording, part) for part in node.inputs]
    if node.formula:
        return filled(node.formula, values)
    symbol = _SYMBOLS.get(node.rule, ",")
    return f" {symbol} ".join(_at(values, place) for place in range(len(values)))


def in_names(wording: Wording, node: Derivation) -> str:
    """Write what was reckoned with the names of its inputs: `A − B`; empty where it is no such reckoning."""
    names = [place(wording, part.of) for part in node.inputs]
    symbol = _SYMBOLS.get(node.rule)
    return f" {symbol} ".join(names) if symbol and len(names) > 1 and all(names) else ""


def filled(template: str, values: Sequence[str]) -> str:
    """Put values into the places of a formula."""
    return _PLACES.sub(lambda place: _at(values, int(place[1])), template)


def _operand(wording: Wording, part: Derivation) -> str:
    return figure(wording, part, brief=True)


def _at(values: Sequence[str], place: int) -> str:
    """Return one value, in parentheses where a minus would stand behind an operator."""
    value = values[place]
    return f"({value})" if place and value.startswith("−") else value


def _lines(wording: Wording, node: Derivation, found: Citations, depth: int) -> list[str]:
    indent = _INDENT * depth
    label = labelled(wording, node)
    if not node.inputs:
        return [f"{indent}{_leaf(wording, node, found, label)}"]
    text = equation(wording, node, exact=True)
    lines = [indent + (wording.say("derivation-node", label=label, equation=text) if label else text)]
    for part in node.inputs:
        if part.rule != "constant":  # the formula shows it
            lines += _lines(wording, part, found, depth + 1)
    return lines


def _leaf(wording: Wording, leaf: Derivation, found: Citations, label: str) -> str:
    row = leaf.observation or leaf.premise
    text = figure(wording, leaf)
    if row is None:
        if not label:
            return text
        return wording.say("derivation-given", label=label, figure=text, how=wording.say("how", how="given"))
    number = found.number(row.source)
    refs = f"[{number}] {row.fact}" if number else row.fact
    return wording.say("derivation-leaf", label=label, figure=text, how=how(wording, leaf), refs=refs)
