"""What replicas agree on, through a real server and without one."""

import asyncio

import pytest

from bot.pace import Rate
from bot.shared import Alone, Together, agreement


@pytest.fixture
async def two(valkey, request):
    one, other = Together(valkey.url, "one"), Together(valkey.url, "other")
    for each in (one, other):
        await each.start()
    yield one, other
    for each in (one, other):
        await each.close()


async def test_a_chat_is_in_one_hand(two):
    one, other = two
    assert await one.enter("chat 1")
    assert await one.enter("chat 1")
    assert not await other.enter("chat 1")
    assert await other.enter("chat 2")
    await one.leave("chat 1")
    assert not await other.enter("chat 1")
    await one.leave("chat 1")
    assert await other.enter("chat 1")
    await other.leave("chat 1")
    await other.leave("chat 2")


async def test_the_chats_of_a_process_that_is_gone_are_free(two):
    one, other = two
    assert await one.enter("chat 3")
    await one.close()
    assert await other.enter("chat 3")
    await other.leave("chat 3")


async def test_a_pause_and_a_rate_hold_for_all(two):
    one, other = two
    await one.hold("held", 30)
    assert 25 < await other.left("held") <= 30
    assert await other.turn("held", None) > 25
    assert await other.left("free") == 0
    slow = Rate(10.0, 3)
    waits = [await each.turn("-7", slow) for each in (one, other, one, other, one)]
    assert waits[:3] == [0, 0, 0]
    assert 9 < waits[3] <= 10
    assert 19 < waits[4] <= 20


async def test_alone_counts_alike():
    alone = Alone()
    slow = Rate(10.0, 3)
    waits = [await alone.turn("-7", slow) for _ in range(5)]
    assert waits[:3] == [0, 0, 0]
    assert 9 < waits[3] <= 10
    assert 19 < waits[4] <= 20
    await alone.hold("held", 30)
    assert 25 < await alone.left("held") <= 30
    assert await alone.enter("x")
    await alone.leave("x")


async def test_without_the_server_each_goes_on_for_itself(house):
    async with agreement(f"redis://127.0.0.1:{house.free_port()}", "one") as lonely:
        assert not lonely.available
        assert await lonely.enter("chat 1")
        await lonely.hold("held", 30)
        assert await lonely.left("held") > 25
        assert await lonely.turn("x", Rate(1.0, 1)) == 0
        await lonely.leave("chat 1")


async def test_the_server_may_come_late(house):
    server = house.Valkey()
    await asyncio.to_thread(server.stop)
    async with agreement(f"valkey://127.0.0.1:{server.port}", "one") as one:
        assert not one.available
        await asyncio.to_thread(server.start)
        async with asyncio.timeout(10):
            while not one.available:
                await asyncio.sleep(0.1)
        assert await one.enter("chat 1")
    await asyncio.to_thread(server.stop)
