"""The doctor's sentences: the same in three languages, and each is said."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

import bot
from bot.sentences import LOCALES

FOLDER = Path(bot.__file__).parent
CODE = "\n".join(file.read_text("utf-8") for file in sorted((FOLDER / "doctor").glob("*.py")))


def catalogue(locale):
    source = (FOLDER / "messages" / f"doctor.{locale}.ftl").read_text("utf-8")
    entries = FluentParser().parse(source).body
    assert not [entry for entry in entries if isinstance(entry, ast.Junk)]
    found = [(one.id.name, source[one.span.start : one.span.end]) for one in entries if isinstance(one, ast.Message)]
    return {name: sorted(set(re.findall(r"\{ \$(\w+)", text))) for name, text in found}


def test_the_same_sentences_with_the_same_values():
    first, *others = [catalogue(locale) for locale in LOCALES]
    assert all(other == first for other in others)


@pytest.mark.parametrize("name", sorted(catalogue("en")))
def test_each_is_said(name):
    given = re.search(rf'(?:good|bad|none)\(\s*"{name}"([^)]*)', CODE)
    assert given
    assert sorted(re.findall(r"(\w+)=", given[1])) == catalogue("en")[name]


def test_all_that_is_said_is_written():
    assert set(re.findall(r'(?:good|bad|none)\(\s*"([a-z-]+)"', CODE)) == set(catalogue("en"))
