"""What the bot says can be pasted back to it, whole or by its lines: it is read without failing."""

import pytest

from bot.conversation import reply
from grammar import read
from grammar.utterance import Context
from knowledge import Knowledge
from tests.test_messages import CASES


@pytest.mark.parametrize("locale", ["en", "zh-Hant", "zh-Hans"])
def test_what_was_said_can_be_pasted_back(locale: str, knowledge: Knowledge, context: Context) -> None:
    for place, message in enumerate(CASES):
        said = reply(message["text"], knowledge, Context(context.today, locale)).text
        for words in (said, *said.splitlines()):
            read(words, knowledge.lexicon, context)
        if not place % 8:
            reply(said, knowledge, context)
