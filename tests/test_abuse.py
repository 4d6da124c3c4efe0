"""Abuse is never said back: alone it gets one friendly line, beside a question the question counts."""

import pytest

from bot.conversation import reply
from grammar.utterance import Context
from knowledge import Knowledge

ALONE = [
    ("fuck you", "fuck"),
    ("you are a fucking moron", "moron"),
    ("go to hell, stupid bot", "hell"),
    ("nigger", "nigger"),
    ("傻逼", "傻逼"),
    ("你這個智障機器人", "智障"),
    ("你这个垃圾", "垃圾"),
    ("去死吧，废物", "废物"),
    ("支那豬", "支那"),
]
BESIDE = [
    ("idiot, OpenAI revenue 2024", "idiot"),
    ("OpenAI bitch revenue 2024", "bitch"),
    ("傻逼 OpenAI 2024 營收", "傻逼"),
    ("日本智障政府總負債", "智障"),
    ("日本他妈的总负债", "他妈"),
]


@pytest.mark.parametrize(("text", "word"), ALONE)
def test_abuse_alone_gets_one_friendly_line(text: str, word: str, knowledge: Knowledge, context: Context) -> None:
    found = reply(text, knowledge, context)
    assert found.kind == "chatter"
    assert word not in found.text
    assert "\n" not in found.text


@pytest.mark.parametrize(("text", "word"), BESIDE)
def test_abuse_in_a_question_is_not_said_back(text: str, word: str, knowledge: Knowledge, context: Context) -> None:
    found = reply(text, knowledge, context)
    assert found.kind in {"answer", "gap"}
    assert word not in found.text
