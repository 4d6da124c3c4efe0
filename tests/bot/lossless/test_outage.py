"""Servers that go and come back, and a Telegram that fails, under load."""

import asyncio
import json
import os

import pytest

from bot.localapi.faults import Fault

FULL = bool(os.environ.get("ZHANGBEN_FULL"))
KINDS = (
    {"kind": "error", "code": 429, "retry_after": 1},
    {"kind": "error", "code": 500},
    {"kind": "reset"},
    {"kind": "malformed"},
    {"kind": "timeout", "seconds": 6},
)


@pytest.fixture
async def replicas(api, house, hire, balancer, database, valkey):
    settings = {
        "MODE": "webhook",
        "WEBHOOK_URL": balancer.url,
        "WEBHOOK_SECRET": house.SECRET,
        "DATABASE_URL": database,
        "REDIS_URL": valkey.url,
    }
    balancer.replicas = [hire(api, **settings) for _ in range(2)]
    for replica in balancer.replicas:
        await replica.start()
    for replica in balancer.replicas:
        await replica.ready()
    return balancer.replicas


class Load:
    """People who ask now and then, until told to stop."""

    def __init__(self, api, size):
        self.api, self.questions, self.going = api, [], True
        users = [api.people.user(f"P{number}") for number in range(size)]
        self.people = [(user, api.people.private(user)) for user in users]

    async def run(self, pause):
        turn = 0
        while self.going:
            user, chat = self.people[turn % len(self.people)]
            self.questions.append(f"q{turn}")
            self.api.people.send(user, chat, f"q{turn}")
            turn += 1
            await asyncio.sleep(pause)


async def down_and_up(replicas, name, server, seconds):
    """Stop a server and start it again; return what the replicas said of it meanwhile and afterwards."""
    await asyncio.to_thread(server.stop)
    await asyncio.sleep(seconds)
    meanwhile = [(await replica.metrics())[name] for replica in replicas]
    await asyncio.to_thread(server.start)
    for _ in range(100):
        afterwards = [(await replica.metrics())[name] for replica in replicas]
        if all(afterwards):
            break
        await asyncio.sleep(0.1)
    return meanwhile, afterwards


async def test_servers_stopped_and_started_under_load(api, house, replicas, postgres, valkey):
    seconds = 60 if FULL else 2
    load = Load(api, 30)
    running = asyncio.create_task(load.run(0.02 if FULL else 0.05))
    await asyncio.sleep(1)
    database = await down_and_up(replicas, "zhangben_database_up", postgres, seconds)
    shared = await down_and_up(replicas, "zhangben_shared_up", valkey, seconds)
    load.going = False
    await running
    left = await house.all_answered(api, load.questions, 90)
    await asyncio.sleep(1)
    given = house.answers(api)
    print(f"\nservers stopped for {seconds} s: {len(load.questions)} updates, {len(left)} without an answer")  # noqa: T201
    print(f"  answered twice {sum(times - 1 for times in given.values())}; up: {database}, {shared}")  # noqa: T201
    assert not left
    assert max(given.values()) == 1
    assert database == ([0, 0], [1, 1])
    assert shared == ([0, 0], [1, 1])


async def test_a_database_that_restarts_again_and_again(api, house, replicas, postgres):
    """A server that is stopping or starting refuses in words of its own; that is no reason to give anything up."""
    load = Load(api, 60)
    running = asyncio.create_task(load.run(0.02))
    for _ in range(8 if FULL else 3):
        await asyncio.sleep(0.5)
        await asyncio.to_thread(postgres.stop)
        await asyncio.to_thread(postgres.start)
    load.going = False
    await running
    left = await house.all_answered(api, load.questions, 90)
    given = house.answers(api)
    print(f"\nthe database restarts: {len(load.questions)} updates, {len(left)} without an answer")  # noqa: T201
    said = [json.loads(line) for replica in replicas for line in replica.log.read_text().splitlines()]
    assert not left
    assert max(given.values()) == 1
    assert "the database can't be reached: settings can't be changed" in {line["event"] for line in said}
    assert not {"the database refuses", "a library warns", "an update was not handled"} & {
        line["event"] for line in said
    }


async def test_telegram_fails_and_repeats(api, house, replicas, balancer):
    """Of the updates a fifth meets each fault; a fifth comes twice at once, a fifth late."""
    count = 2_000 if FULL else 60
    balancer.twice = balancer.late = 20
    api.limits.enabled, api.limits.overall = True, (10_000, 10_000)
    faults = [Fault(**kind, method="sendMessage") for kind in KINDS for _ in range(count // 5)]
    faults += [Fault("delay", method="sendMessage", seconds=0) for _ in range(count)]
    house.RANDOM.shuffle(faults)
    for fault in faults:
        api.faults.add(fault)
    load = Load(api, 200 if FULL else 60)
    running = asyncio.create_task(load.run(0.01))
    while len(load.questions) < count:
        await asyncio.sleep(0.01)
    load.going = False
    await running
    left = await house.all_answered(api, load.questions, 300)
    await asyncio.sleep(1)
    given = house.answers(api)
    refused = sum(not call.ok for call in api.outbox.to("sendMessage"))
    print(f"\nTelegram fails: {len(load.questions)} updates, {refused} calls failed, {len(left)} without an answer")  # noqa: T201
    print(f"  answered twice {sum(times - 1 for times in given.values())}")  # noqa: T201
    assert not left
    assert max(given.values()) == 1
