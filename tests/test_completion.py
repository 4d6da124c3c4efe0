"""Completion: what a half-typed text can become, in the words typed; every completion is a question that stands by itself."""

import pytest

from bot.conversation import reply, suggest
from grammar.parser import accepted
from grammar.utterance import Context
from knowledge import Knowledge

BECOMES = [
    ("japan net debt vs ", "japan net debt vs United States"),
    ("japan net debt v", "japan net debt vs United States"),
    ("japan net debt vs u", "japan net debt vs United States"),
    ("日本淨負債和", "日本淨負債和美國政府"),
    ("日本净负债比", "日本净负债比美国政府"),
    ("which country has the highest net d", "which country has the highest net liabilities"),
    ("哪個國家總負", "日本政府 · 總負債"),
    ("谁的净负", "日本政府 · 净负债"),
    ("why openai inf", "why openai inference spend"),
    ("growth of openai's inf", "growth of openai's inference spend"),
    ("OpenAI 2024 revenue minus inf", "OpenAI 2024 revenue minus inference spend"),
    ("china net assets ÷ t", "china net assets ÷ total assets"),
    ("compare china and j", "compare china and Japan total liabilities"),
    ("中国和", "中国和美国政府总负债"),
    ("jap", "Japan · total assets"),
    ("財政空", "日本政府 · 財政空間"),
]


@pytest.mark.parametrize(("typed", "whole"), BECOMES)
def test_a_half_typed_text_becomes(typed: str, whole: str, knowledge: Knowledge, context: Context) -> None:
    assert whole in [one.label for one in suggest(typed, knowledge, context).suggestions]


@pytest.mark.parametrize("typed", [typed for typed, _ in BECOMES])
def test_every_suggestion_can_be_asked(typed: str, knowledge: Knowledge, context: Context) -> None:
    for one in suggest(typed, knowledge, context).suggestions:
        assert reply(one.query, knowledge, context).kind not in {"chatter", "suggestions"}, one.query


@pytest.mark.parametrize("typed", ["zzzz", "openai vs xq", "bank of j", "tell me a jo"])
def test_nothing_is_suggested_where_nothing_can_become_true(typed: str, knowledge: Knowledge, context: Context) -> None:
    assert not suggest(typed, knowledge, context).suggestions


def test_the_grammar_tells_what_can_follow() -> None:
    assert accepted(("OPERAND",)) >= {"VS", "MINUS", "OVER", "$END"}
    assert "OPERAND" not in accepted(("OPERAND",))
    assert accepted(("OPERAND", "VS")) == {"OPERAND"}
    assert accepted(("VS",)) == frozenset()
