"""Servers that go and come back, and a Telegram that fails, under load."""

import asyncio
import json
import os
from collections import Counter

import pytest

from bot.localapi.faults import Storm

FULL = bool(os.environ.get("ZHANGBEN_FULL"))


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
    load = Load(api, 100)  # people: nobody asks so fast that the bot tells him to slow down
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


class Weather(Storm):
    """Each call meets each fault with one chance in five, a poll like others; and it counts what it does.

    In small size the chance is half of that: most of the time is waiting.
    """

    def __init__(self):
        rate = 0.2 if FULL else 0.1
        super().__init__(rate, rate, rate, rate, rate, twice=0.2, disorder=0.2)
        self.seconds = 6  # longer than the bot waits
        self.struck = Counter()

    def fault(self, method):
        found = super().fault(method)
        self.struck[f"{found.kind} {found.code if found.kind == 'error' else ''}".strip() if found else "none"] += 1
        return found

    def updates(self, given):
        shown = super().updates(given)
        self.struck["twice"] += len(shown) - len(given)
        numbers = [one["update_id"] for one in shown]
        self.struck["in disorder"] += numbers != sorted(numbers)
        return shown


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
    """Besides, a fifth of the deliveries goes to both replicas at once, and a fifth is late."""
    balancer.twice = balancer.late = 20
    await answered_in_a_storm(api, house, "webhook", replicas)


async def test_telegram_fails_and_repeats_for_a_poller(api, house, hire, tmp_path):
    poller = hire(api, MODE="polling", DATABASE_URL=f"sqlite:///{tmp_path / 'state.db'}")
    await poller.start()
    await poller.ready()
    await answered_in_a_storm(api, house, "polling", [poller])


async def answered_in_a_storm(api, house, mode, replicas):
    """Have people ask while Telegram fails; each is answered once."""
    count = 2_000 if FULL else 60
    api.limits.enabled, api.limits.overall = True, (10_000, 10_000)
    api.faults.storm = weather = Weather()
    load = Load(api, 200 if FULL else 60)
    running = asyncio.create_task(load.run(0.01))
    while len(load.questions) < count:
        await asyncio.sleep(0.01)
    load.going = False
    await running
    left = await house.all_answered(api, load.questions, 600)
    await asyncio.sleep(1)
    given = house.answers(api)
    print(f"\nTelegram fails, {mode}: {len(load.questions)} updates, {len(left)} without an answer")  # noqa: T201
    print("  " + ", ".join(f"{what} {times}" for what, times in sorted(weather.struck.items())))  # noqa: T201
    print(f"  answered twice {sum(times - 1 for times in given.values())}")  # noqa: T201
    alone = sum(replica.log.read_text("utf-8").count("Valkey can't be reached") for replica in replicas)
    print(f"  times that a replica went on without the others, this machine being busy: {alone}")  # noqa: T201
    assert not left
    assert max(given.values()) == 1
