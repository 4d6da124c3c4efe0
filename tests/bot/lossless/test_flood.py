"""One person floods a poller; what the others wait is printed."""

import asyncio
import os
import time
from statistics import quantiles

FULL = bool(os.environ.get("ZHANGBEN_FULL"))


async def waits(api, people, turns, tag):
    """Have people ask one after another; return the seconds that each waited."""
    asked, waited = {}, {}

    async def watch():
        seen = len(api.outbox.calls)
        while len(waited) < turns:
            await asyncio.sleep(0.002)
            for call in api.outbox.calls[seen:]:
                question = str(call.args.get("text", "")).removeprefix("answer to ")
                if call.ok and question in asked:
                    waited[question] = time.monotonic() - asked[question]
            seen = len(api.outbox.calls)

    watching = asyncio.create_task(watch())
    for turn in range(turns):
        user, chat = people[turn % len(people)]
        asked[f"{tag}{turn}"] = time.monotonic()
        api.people.send(user, chat, f"{tag}{turn}")
        await asyncio.sleep(0.05)
    await asyncio.wait_for(watching, 60)
    return list(waited.values())


async def test_others_are_answered_while_one_floods(api, hire, tmp_path):
    flood, turns = (1_000, 200) if FULL else (200, 20)
    users = [api.people.user(f"P{number}") for number in range(21)]
    (noisy, theirs), *people = [(user, api.people.private(user)) for user in users]
    bot = hire(api, MODE="polling", DATABASE_URL=f"sqlite:///{tmp_path / 'state.db'}")
    await bot.start()
    await bot.ready()
    await waits(api, people[:1], 1, "first")
    quiet = await waits(api, people, turns, "quiet")
    for number in range(flood):
        api.people.send(noisy, theirs, f"flood{number}")
    loud = await waits(api, people, turns, "loud")
    for name, seconds in (("before", quiet), ("while one floods", loud)):
        cuts = quantiles(seconds, n=20)
        print(f"\nthe others {name}: median {cuts[9] * 1000:.0f} ms, p95 {cuts[-1] * 1000:.0f} ms")  # noqa: T201
    assert len(quiet) == len(loud) == turns
