import asyncio
from types import SimpleNamespace

import pytest
from telegram import CallbackQuery, Chat, InlineQuery, Message, Update, User

from bot.handlers.order import InOrder, place_of

ANN = User(1, "Ann", is_bot=False)


def in_chat(number, chat):
    return Update(number, message=Message(number, None, Chat(chat, "private"), from_user=ANN))


def typed(number, text="x"):
    return Update(number, inline_query=InlineQuery("1", ANN, text, ""))


class Handler:
    def __init__(self):
        self.log, self.gates = [], {}

    async def __call__(self, name):
        self.log.append(f"+{name}")
        await self.gates.setdefault(name, asyncio.Event()).wait()
        self.log.append(f"-{name}")


@pytest.fixture
def hall():
    processor, handler = InOrder(), Handler()

    def come(update, name):
        return asyncio.create_task(processor.process_update(update, handler(name)))

    return SimpleNamespace(processor=processor, handler=handler, come=come)


async def test_one_after_another_in_a_chat_side_by_side_across(hall):
    tasks = [
        hall.come(update, name)
        for update, name in ((in_chat(1, 5), "a1"), (in_chat(2, 5), "a2"), (in_chat(3, 6), "b1"))
    ]
    await asyncio.sleep(0.01)
    assert hall.handler.log == ["+a1", "+b1"]
    for name in ("b1", "a1", "a2"):
        hall.handler.gates.setdefault(name, asyncio.Event()).set()
    await asyncio.gather(*tasks)
    assert hall.handler.log.index("-a1") < hall.handler.log.index("+a2")
    assert not hall.processor._locks  # noqa: SLF001


async def test_overtaken_inline_queries_are_dropped(hall):
    tasks = [hall.come(typed(number), f"q{number}") for number in (1, 2, 3)]
    await asyncio.sleep(0.01)
    for number in (1, 2, 3):
        hall.handler.gates.setdefault(f"q{number}", asyncio.Event()).set()
    await asyncio.gather(*tasks)
    assert hall.handler.log == ["+q1", "-q1", "+q3", "-q3"]


async def test_a_cancelled_update_leaves_nothing_behind(hall):
    first, second = hall.come(in_chat(1, 5), "a1"), hall.come(in_chat(2, 5), "a2")
    await asyncio.sleep(0.01)
    second.cancel()
    first.cancel()
    await asyncio.wait({first, second})
    assert not hall.processor._locks  # noqa: SLF001


async def test_an_error_does_not_block_the_chat(hall):
    async def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await hall.processor.process_update(in_chat(1, 5), fail())
    hall.handler.gates["a2"] = asyncio.Event()
    hall.handler.gates["a2"].set()
    await hall.come(in_chat(2, 5), "a2")
    assert hall.handler.log == ["+a2", "-a2"]


def test_places():
    assert place_of(in_chat(1, 5)) == "chat 5"
    assert place_of(typed(1)) == "inline 1"
    assert place_of(Update(1, callback_query=CallbackQuery("1", ANN, "x", inline_message_id="y"))) == "user 1"
    assert place_of(Update(1)) == place_of("other") == ""
