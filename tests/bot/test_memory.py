import gc
import weakref
from datetime import date

import pytest

from bot.conversation import reply
from bot.memory import remembered
from grammar.utterance import Context
from knowledge import Knowledge

CONTEXT = Context(date(2026, 1, 1))


class Ledgers(Knowledge):
    def __init__(self):
        """Hold nothing."""


def test_the_same_is_worked_out_once():
    asked = []
    work = remembered(lambda _knowledge, given, locale: asked.append(given) or f"{given} {locale}")
    first, second = Ledgers(), Ledgers()
    assert [work(first, "a", "en"), work(first, "a", "en")] == ["a en", "a en"]
    assert asked == ["a"]
    assert work(first, "a", "zh-Hant") == "a zh-Hant"
    assert work(second, "a", "en") == "a en"
    assert asked == ["a"] * 3


def test_ledgers_that_nobody_uses_any_more_are_let_go():
    work = remembered(lambda _knowledge, given, _locale: given)
    ledgers = Ledgers()
    work(ledgers, "a", "en")
    gone = weakref.ref(ledgers)
    del ledgers
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize(
    "texts",
    [
        ("OpenAI revenue H1 2025", "openai 2025 h1 revenue?"),
        ("OpenAI revenue 2025-01/2025-06", "OpenAI revenue H1 2025"),
        ("OpenAI's revenue in 2024 was $2bn", "So: OpenAI's revenue in 2024 was $2bn"),
        ("Is Japan's net debt above 119%?", "Tell me: is Japan's net debt above 119%?"),
    ],
)
def test_a_reply_from_memory_is_the_reply(texts):
    """Equal questions in other words, at other places in a text, get what each would have got first."""
    fresh = [reply(text, Knowledge.of(), CONTEXT) for text in texts]
    knowledge = Knowledge.of()
    assert [reply(text, knowledge, CONTEXT) for text in texts] == fresh
    assert [reply(text, knowledge, CONTEXT) for text in texts] == fresh


def test_words_of_a_claim_are_its_authors():
    knowledge = Knowledge.of()
    for text in ("OpenAI's revenue in 2024 was $2bn", "Openai's revenue in 2024 was $2bn"):
        found = reply(text, knowledge, CONTEXT)
        (review,) = dict(found.data)["reviews"]
        assert found.quote == review["quote"] == text
