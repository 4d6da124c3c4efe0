"""The catalogues of sentences: the same in three languages, all used, none missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.wording import LOCALES, MESSAGES, Wording, capital, spaced
from tests.bot.results import catalogue

RENDERING = (
    "answer_text charts citation comparison_text contract correction dates derivation_text draft explanation_text figures gap_text numbers "
    "offers reckoning_text render review_text wording"
).split()
CODE = "\n".join((Path(MESSAGES).parent / f"{name}.py").read_text("utf-8") for name in RENDERING)
NOT_SAID_BY_NAME = {"labelled", "operand", "rate-of", "average-of", "separator"}  # their ids are arguments


class Variables(Visitor):
    """Collects the variables of a message."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the visitor's way
        self.names.add(node.id.name)


def messages(locale: str) -> dict[str, set[str]]:
    resource = FluentParser().parse((MESSAGES / f"{locale}.ftl").read_text("utf-8"))
    assert not [entry for entry in resource.body if isinstance(entry, ast.Junk)]
    found = {}
    for entry in resource.body:
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found
            variables = Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


def selectors(locale: str) -> dict[str, list[list[str]]]:
    """The cases of each message, but for those in which languages may differ: scale words and plurals."""
    resource = FluentParser().parse((MESSAGES / f"{locale}.ftl").read_text("utf-8"))
    found: dict[str, list[list[str]]] = {}

    class Cases(Visitor):
        def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
            assert isinstance(node.selector, ast.VariableReference)
            if node.selector.id.name not in {"power", "count", "name", "month", "start", "end", "first", "last"}:
                keys = [
                    variant.key.name if isinstance(variant.key, ast.Identifier) else variant.key.value
                    for variant in node.variants
                ]
                found.setdefault(entry.id.name, []).append(keys)
            self.generic_visit(node)

    for entry in resource.body:
        if isinstance(entry, ast.Message):
            Cases().visit(entry)
    return found


@pytest.mark.parametrize("locale", ["zh-Hant", "zh-Hans"])
def test_same_ids_and_variables(locale: str) -> None:
    assert messages(locale) == messages("en")


@pytest.mark.parametrize("locale", ["zh-Hant", "zh-Hans"])
def test_same_cases(locale: str) -> None:
    assert selectors(locale) == selectors("en")


@pytest.mark.parametrize("message", sorted(messages("en")))
def test_every_message_is_used(message: str) -> None:
    assert f'"{message}"' in CODE or message in NOT_SAID_BY_NAME


def test_every_sentence_that_is_said_is_written() -> None:
    assert set(re.findall(r'say\(\s*"([a-z-]+)"', CODE)) <= set(messages("en"))


def test_no_sentence_stands_in_the_code() -> None:
    strings = re.sub(r'""".*?"""', "", CODE, flags=re.DOTALL)
    strings = re.sub(r"#.*", "", strings)
    assert not re.search(r"[\u4e00-\u9fff]", strings)


@pytest.mark.parametrize(("locale", "encoding"), [("zh-Hant", "big5"), ("zh-Hans", "gb2312")])
def test_catalogue_keeps_to_its_script(locale: str, encoding: str) -> None:
    text = (MESSAGES / f"{locale}.ftl").read_text("utf-8")
    for character in re.findall(r"[\u4e00-\u9fff]", text):
        character.encode(encoding)


@pytest.mark.parametrize("locale", LOCALES)
def test_tone(locale: str) -> None:
    text = "\n".join(line for line in (MESSAGES / f"{locale}.ftl").read_text("utf-8").splitlines() if line[:1] != "#")
    assert not re.search(r"[!！]", text)
    assert "you are wrong" not in text.lower()
    if locale != "en":
        assert not re.search(r"[\u4e00-\u9fff][,;:?]", text)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_missing_message_or_argument_is_a_fault(locale: str) -> None:
    wording = Wording(locale, catalogue())
    with pytest.raises(LookupError):
        wording.say("no-such-message")
    with pytest.raises(LookupError):
        wording.say("percent")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("佔GDP的119%，較高", "佔 GDP 的 119%，較高"),
        ("OpenAI的推理成本2024年", "OpenAI 的推理成本 2024 年"),
        ("高出−3%（約）", "高出 −3%（約）"),
        ("no Chinese, no change", "no Chinese, no change"),
    ],
)
def test_spaces_between_scripts(text: str, right: str) -> None:
    assert spaced(text) == right


def test_other_peoples_words_are_not_respaced() -> None:
    assert Wording("zh-Hant", catalogue()).say("quoted", quote="OpenAI上半年花50億") == "「OpenAI上半年花50億」"


def test_names_keep_their_capitals() -> None:
    assert [capital(word) for word in ("revenue", "xAI revenue", "")] == ["Revenue", "xAI revenue", ""]


@pytest.mark.parametrize("locale", LOCALES)
def test_names_that_no_ledger_has(locale: str) -> None:
    wording = Wording(locale, catalogue())
    assert wording.entity("new_company") == "new company"
    assert wording.measure("new_measure") == "new measure"
    assert wording.level("fiscal_space", "no_level") == "no level"
    assert wording.speaker(None, "no_source") == "no source"
    assert (wording.entity(None), wording.measure(None)) == ("", "")


@pytest.mark.parametrize(
    ("locale", "folded", "written"),
    [
        ("en", "净负债", "net liabilities"),
        ("zh-Hant", "净负债", "淨負債"),
        ("zh-Hans", "净负债", "净负债"),
        ("en", "net debt", "net debt"),
        ("zh-Hant", "zzz", "zzz"),
    ],
)
def test_a_mended_word_is_written_in_the_readers_script(locale: str, folded: str, written: str) -> None:
    assert Wording(locale, catalogue()).surface(folded) == written
