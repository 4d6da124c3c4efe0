"""The steps of an answer are measured where somebody listens."""

import asyncio
from copy import copy

import pytest

from bot.conversation import reply, suggest
from bot.timing import add, listening, timed


@pytest.mark.parametrize("text", ["OpenAI 2025 H1 revenue", "日本淨負債是GDP的150%"])
def test_reading_deriving_and_rendering_are_told_apart(text, knowledge, context):
    knowledge = copy(knowledge)  # of which nobody has asked anything
    with listening({}) as spent:
        told = reply(text, knowledge, context)
    assert set(spent) == {"read", "derive", "render"}
    assert all(seconds > 0 for seconds in spent.values())
    assert reply(text, knowledge, context) == told  # and nothing depends on it


def test_suggestions_too(knowledge, context):
    with listening({}) as spent:
        suggest("openai inf", knowledge, context)
    assert set(spent) == {"derive", "render"}


def test_what_fails_is_measured_and_still_fails():
    with listening({}) as spent, pytest.raises(ZeroDivisionError):
        timed("divide", lambda: 1 / 0)()
    assert set(spent) == {"divide"}


async def test_each_task_has_its_own():
    async def work(step):
        with listening({}) as spent:
            await asyncio.sleep(0)
            add(step, 1.0)
            add(step, 0.5)
        return spent

    assert await asyncio.gather(work("a"), work("b")) == [{"a": 1.5}, {"b": 1.5}]
    add("c", 1.0)  # nobody listens
