"""A sentence made into a function says what Fluent says, for every sentence and every choice of the catalogues."""

import contextlib
import itertools

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from bot.sentence_form import UnknownFormError, forms_in
from bot.wording import LOCALES, MESSAGES


class Names(Visitor):
    """The arguments of a sentence, each with the values that it chooses by."""

    def __init__(self):
        self.values = {}

    def visit_VariableReference(self, node):  # noqa: N802 - Fluent's names
        self.values.setdefault(node.id.name, {"some words", "2024", ""})

    def visit_SelectExpression(self, node):  # noqa: N802
        if isinstance(node.selector, ast.VariableReference):
            keys = {one.key.name for one in node.variants if isinstance(one.key, ast.Identifier)}
            self.values.setdefault(node.selector.id.name, {"some words", "2024", ""}).update(keys)
        self.generic_visit(node)


@pytest.mark.parametrize("locale", LOCALES)
def test_it_says_what_fluent_says(locale):
    path = MESSAGES / f"{locale}.ftl"
    resource = FluentResource(path.read_text("utf-8"))
    bundle = FluentBundle([locale], use_isolating=False)
    bundle.add_resource(resource)
    forms, tried = forms_in(path), 0
    for entry in resource.body:
        if not isinstance(entry, ast.Message) or entry.id.name not in forms:
            continue
        names = Names()
        names.visit(entry.value)
        combined = itertools.islice(itertools.product(*map(sorted, names.values.values())), 2_000)
        for values in combined:
            given = dict(zip(names.values, values, strict=True))
            expected, problems = bundle.format_pattern(bundle.get_message(entry.id.name).value, given)
            assert not problems
            with contextlib.suppress(UnknownFormError):
                assert forms[entry.id.name](given) == expected
                tried += 1
    assert len(forms) > 140
    assert tried > 1_000


def test_what_is_no_string_or_lacks_is_left_to_fluent():
    form = next(one for name, one in forms_in(MESSAGES / "en.ftl").items() if name == "tally")
    for given in ({}, {"count": 3, "parts": "x"}):
        with pytest.raises(UnknownFormError):
            form(given)
