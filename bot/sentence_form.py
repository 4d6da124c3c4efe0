"""Sentences of Fluent made into functions: what a reply says fifty times is not interpreted each time.

Only what the catalogues use is made here: words, arguments, and choices by an argument, all of them strings. Whatever else
a sentence holds, or is given, is left to Fluent itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from fluent.runtime import FluentResource
from fluent.syntax import ast

Form = Callable[[Mapping[str, object]], str]


class UnknownFormError(Exception):
    """A sentence, or what it is given, is Fluent's own business."""


def forms_in(path: Path) -> dict[str, Form]:
    """Return the sentences of a catalogue that can be made into functions; these raise `UnknownFormError` or say it."""
    found = {}
    for entry in FluentResource(path.read_text("utf-8")).body:
        if isinstance(entry, ast.Message) and entry.value is not None:
            try:
                found[entry.id.name] = _pattern(entry.value)
            except UnknownFormError:
                continue
    return found


def _pattern(pattern: ast.Pattern) -> Form:
    parts = [_element(element) for element in pattern.elements]
    if len(parts) == 1:
        return parts[0]
    return lambda given: "".join([part(given) for part in parts])


def _element(element: ast.TextElement | ast.Placeable) -> Form:
    if isinstance(element, ast.TextElement):
        text = element.value
        return lambda _given: text
    inner = element.expression
    if isinstance(inner, ast.Placeable):
        return _element(inner)
    if isinstance(inner, ast.StringLiteral):
        literal = str(inner.parse()["value"])
        return lambda _given: literal
    if isinstance(inner, ast.VariableReference):
        return _argument(inner.id.name)
    if isinstance(inner, ast.SelectExpression) and isinstance(inner.selector, ast.VariableReference):
        return _choice(inner.selector.id.name, inner.variants)
    raise UnknownFormError


def _left_to_fluent(_given: Mapping[str, object]) -> str:
    raise UnknownFormError


def _argument(name: str) -> Form:
    def say(given: Mapping[str, object]) -> str:
        value = given.get(name)
        if type(value) is not str:  # numbers are written by the language's rules
            raise UnknownFormError
        return value

    return say


def _choice(name: str, variants: list[ast.Variant]) -> Form:
    if any(isinstance(variant.key, ast.NumberLiteral) for variant in variants):
        return _left_to_fluent  # it compares numbers by their plural form, too
    chosen: dict[str, Form] = {}
    default: Form | None = None
    for variant in variants:
        form = _pattern(variant.value)
        if isinstance(variant.key, ast.Identifier):
            chosen.setdefault(variant.key.name, form)
        if variant.default:
            default = form
    if default is None:
        raise UnknownFormError
    other, selector = default, _argument(name)
    return lambda given: chosen.get(selector(given), other)(given)
