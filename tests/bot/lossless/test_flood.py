"""One person floods a poller; what the others wait is printed."""

import asyncio
import os
import time
from statistics import quantiles

FULL = bool(os.environ.get("ZHANGBEN_FULL"))


async def waits(api, house, people, turns, tag):
    """Have people ask one after another; return the seconds that each waited."""
    asked = {}
    for turn in range(turns):
        user, chat = people[turn % len(people)]
        asked[f"{tag}{turn}"] = time.monotonic()
        api.people.send(user, chat, f"{tag}{turn}")
        await asyncio.sleep(0.05)
    waited, end = {}, time.monotonic() + 60
    while len(waited) < len(asked) and time.monotonic() < end:
        await asyncio.sleep(0.02)
        given = house.answers(api)
        waited |= {one: time.monotonic() - asked[one] for one in asked if one in given and one not in waited}
    return waited


async def test_others_are_answered_while_one_floods(api, house, hire, tmp_path):
    flood, turns = (1_000, 200) if FULL else (200, 20)
    users = [api.people.user(f"P{number}") for number in range(21)]
    (noisy, theirs), *people = [(user, api.people.private(user)) for user in users]
    bot = hire(api, MODE="polling", DATABASE_URL=f"sqlite:///{tmp_path / 'state.db'}")
    await bot.start()
    await bot.ready()
    await waits(api, house, people[:1], 1, "first")
    quiet = await waits(api, house, people, turns, "quiet")
    for number in range(flood):
        api.people.send(noisy, theirs, f"flood{number}")
    loud = await waits(api, house, people, turns, "loud")
    for name, seconds in (("before", quiet), ("while one floods", loud)):
        print(f"\np95 of the others {name}: {quantiles(seconds.values(), n=20)[-1] * 1000:.0f} ms")  # noqa: T201
    assert len(quiet) == len(loud) == turns
