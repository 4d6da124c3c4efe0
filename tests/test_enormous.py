"""Numbers of more digits than anything has: somebody can type them, nothing raises, and the reply stays one to read."""

from datetime import date

import pytest

from bot.conversation import reply
from grammar.utterance import Context

TEXTS = [
    "OpenAI revenue 2025 H1 was ${}",
    "what if Microsoft's share were {}%",
    "if OpenAI revenue 2025 H1 were ${}, what would Microsoft get",
    "OpenAI revenue × {}",
    "Japan net debt is {}% of GDP",
    "OpenAI inference spend 2025 H1 is {} times the revenue",
    "OpenAI 2025上半年營收{}億美元",
    "OpenAI revenue {} billion trillion",
    "OpenAI revenue in {}",
    "how long does it take OpenAI to spend ${} on inference",
    "$4.3bn + ${}",
    "OpenAI revenue grew {}% a year from 2024 to 2025",
    "what must the share be for revenue to be ${}",
]


@pytest.mark.parametrize("digits", ["9" * 40, "9" * 1500, "9" * 3000, "0." + "0" * 3000 + "1"], ids=len)
@pytest.mark.parametrize("text", TEXTS)
def test_it_is_answered_in_a_few_lines(knowledge, text, digits):
    for locale in ("en", "zh-Hant", "zh-Hans"):
        answer = reply(text.format(digits), knowledge, Context(date(2026, 11, 25), locale))
        assert 0 < len(answer.text) < 4096
