"""One person floods a poller: what the others wait is printed, and in full size compared with what they waited before."""

import asyncio
import os
import time
from statistics import median, quantiles

FULL = bool(os.environ.get("ZHANGBEN_FULL"))
WORD = "more than can be answered at once"
ADMITTED = 40  # of one person at once
LEAST = 0.02  # seconds: below, a ratio says more about this machine than about the bot


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


async def flooded(api, user, chat, size):
    """Have somebody send so many messages in a second."""
    for number in range(size):
        api.people.send(user, chat, f"flood{number}")
        if not number % (size // 20):
            await asyncio.sleep(0.05)


def worst(seconds):
    """Return what nineteen of twenty wait less than."""
    return max(quantiles(seconds, n=20)[-1], LEAST)


async def test_others_are_answered_while_one_floods(api, hire, tmp_path):
    flood, turns, rounds = (1_000, 40, 7) if FULL else (200, 20, 1)
    users = [api.people.user(f"P{number}") for number in range(21)]
    (noisy, theirs), *people = [(user, api.people.private(user)) for user in users]
    bot = hire(api, MODE="polling", DATABASE_URL=f"sqlite:///{tmp_path / 'state.db'}")
    await bot.start()
    await bot.ready()
    await waits(api, people[:1], 1, "first")
    ratios = []
    for number in range(rounds):  # in turn, and the middle one counts: what else this machine does meets both
        quiet = await waits(api, people, turns, f"quiet{number}.")
        flooding = asyncio.create_task(flooded(api, noisy, theirs, flood))
        loud = await waits(api, people, turns, f"loud{number}.")
        await flooding
        assert len(quiet) == len(loud) == turns
        ratios.append(worst(loud) / worst(quiet))
        for name, seconds in (("before", quiet), ("while one floods", loud)):
            half = quantiles(seconds, n=20)[9]
            print(f"\nthe others {name}: median {half * 1000:.0f} ms, p95 {worst(seconds) * 1000:.0f} ms")  # noqa: T201
    print(f"  {median(ratios):.2f} times as long, p95, the middle one of {rounds}")  # noqa: T201
    while api.bot.updates.pending() or not await api.outbox.silent(1.5):
        await asyncio.sleep(0.1)
    said = [call.args["text"] for call in api.outbox.to("sendMessage") if call.ok and call.args["chat_id"] == noisy.id]
    assert sum(WORD in text for text in said) == 1
    assert ADMITTED < len(said) < flood * rounds
    assert not FULL or median(ratios) < 2
