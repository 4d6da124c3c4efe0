"""Kill replicas while they answer; print where the killed updates were."""

import asyncio
import contextlib
import os

from bot.localapi.faults import Fault

FULL = bool(os.environ.get("ZHANGBEN_FULL"))


async def ask(api, people, each, pace):
    """Have people ask; return the questions."""
    questions = []
    for turn in range(each):
        for number, (user, chat) in enumerate(people):
            question = f"q{number}x{turn}"
            api.people.send(user, chat, question)
            questions.append(question)
            if not len(questions) % 20:
                await asyncio.sleep(pace)
    return questions


def crowd(api, size):
    users = [api.people.user(f"P{number}") for number in range(size)]
    return [(user, api.people.private(user)) for user in users]


async def killed_while_asked(api, house, bots, load, patience, name):
    """Kill bots now and then while a crowd asks; nothing may be lost, and no more said twice than was on its way."""
    people, each = load
    stopped = asyncio.Event()
    killing = asyncio.create_task(house.killed_now_and_then(bots, 2.0, house.RANDOM, stopped))
    questions = await ask(api, crowd(api, people), each, 0.5 if FULL else 0.2)
    with contextlib.suppress(TimeoutError):
        await house.all_answered(api, questions, patience)
    stopped.set()
    seen = await killing
    left = await house.all_answered(api, questions, 90)
    await asyncio.sleep(1.5)
    twice, in_flight = house.report(name, questions, seen, house.answers(api))
    assert not left
    assert seen
    assert min(sum(one.values()) for one in seen) >= house.LEAST
    assert twice <= in_flight


async def test_replicas_killed_under_load(api, house, hire, balancer, database, valkey):
    people, each = (200, 10) if FULL else (50, 4)
    settings = {
        "MODE": "webhook",
        "WEBHOOK_URL": balancer.url,
        "WEBHOOK_SECRET": house.SECRET,
        "DATABASE_URL": database,
        "REDIS_URL": valkey.url,
    }
    replicas = [hire(api, **settings) for _ in range(2)]
    balancer.replicas = replicas
    for replica in replicas:
        await replica.start()
    for replica in replicas:
        await replica.ready()
    # Longer than an update waits unrecorded: some are killed before they are recorded, some after.
    api.faults.add(Fault("delay", method="sendMessage", times=10**6, seconds=1.5))
    await killed_while_asked(api, house, replicas, (people, each), 120 if FULL else 6, "two replicas")


async def test_a_poller_killed_under_load(api, house, hire, tmp_path):
    people, each = (200, 10) if FULL else (50, 4)
    bot = hire(api, MODE="polling", DATABASE_URL=f"sqlite:///{tmp_path / 'state.db'}")
    await bot.start()
    await bot.ready()
    api.faults.add(Fault("delay", method="sendMessage", times=10**6, seconds=1.5))
    await killed_while_asked(api, house, [bot], (people, each), 240 if FULL else 6, "one poller")
