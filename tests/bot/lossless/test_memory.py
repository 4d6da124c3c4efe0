"""What a process holds in memory while people of many chats ask, edit, press and type; printed as it goes."""

import asyncio
import json
import os
import random
import re
import time
from collections import deque
from pathlib import Path

from bot.localapi.faults import Fault

FULL = bool(os.environ.get("ZHANGBEN_FULL"))
MINUTES = float(os.environ.get("ZHANGBEN_MINUTES", "60"))
CASES = Path(__file__).parents[2] / "cases" / "messages.jsonl"
FAULTS = (
    {"kind": "error", "code": 429, "retry_after": 1},
    {"kind": "error", "code": 500},
    {"kind": "reset"},
    {"kind": "malformed"},
)
BUTTONS = ("private", "edit", "press", "group", "inline")


def held(pid):
    """Return the megabytes that a process holds (proc(5): VmRSS)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


class Town:
    """People who do one thing or another; the same ones at each run."""

    def __init__(self, api, size):
        self.api, self.rng = api, random.Random(6)  # noqa: S311 - not a secret
        self.done, self.asked = 0, deque(maxlen=20)
        self.texts = [row["text"] for row in map(json.loads, CASES.read_text("utf-8").splitlines()) if row["text"]]
        self.people = [
            api.people.user(f"P{number}", language_code=("en", "zh-hant", "zh-hans")[number % 3])
            for number in range(size)
        ]
        self.groups = [
            api.people.group(f"G{number}", [*self.rng.sample(self.people, 3), api.bot], "supergroup")
            for number in range(max(1, size // 50))
        ]

    def text(self):
        """Return a message as people type it, with other digits: no two are alike for long."""
        return re.sub(
            r"\d",
            lambda _: str(self.rng.randrange(10)) if self.rng.random() < 0.2 else _[0],
            self.rng.choice(self.texts),
        )

    def act(self):
        kind = self.rng.choices(BUTTONS, (60, 5, 10, 10, 15))[0]
        user, people = self.rng.choice(self.people), self.api.people
        if self.rng.random() < 0.05:
            self.api.faults.add(Fault(**self.rng.choice(FAULTS), method="sendMessage"))
        if kind == "inline":
            people.inline(user, self.text()[:60])
        elif kind == "group":
            group = self.rng.choice(self.groups)
            owner = self.api.world.users[next(iter(group.members))]
            people.send(owner, group, f"/check {self.text()}")
        elif kind == "private" or not self._changed(kind):
            people.send(user, people.private(user), self.text())
            self.asked.append(user)
        self.done += 1

    def _changed(self, kind):
        """Edit a question that was asked lately, or press a button of its answer; tell whether there is one."""
        for user in reversed(self.asked):
            chat = self.api.people.private(user)
            mine = [one for one in chat.messages.values() if one["from"]["id"] == user.id]
            rows = [row for one in chat.messages.values() for row in buttons(one)]
            if kind == "edit" and mine:
                self.api.people.edit(mine[-1], self.text())
                return True
            if kind == "press" and rows:
                message, data = self.rng.choice(rows)
                self.api.people.press(user, message, data)
                return True
        return False


def buttons(message):
    """Return the buttons of a message that the bot hears of."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [(message, one["callback_data"]) for row in rows for one in row if "callback_data" in one]


async def test_memory_is_steady(api, hire, tmp_path):
    seconds, pause, people = (MINUTES * 60, 0.1, 15_000) if FULL else (0.0, 0.01, 60)
    bot = hire(api, MODE="polling", DATABASE_URL=f"sqlite:///{tmp_path / 'state.db'}", WHOLE_LINE="1")
    await bot.start()
    await bot.ready()
    town, began, samples = Town(api, people), time.monotonic(), []
    while time.monotonic() - began < seconds or town.done < 60:
        town.act()
        await asyncio.sleep(pause)
        if (time.monotonic() - began) // 60 >= len(samples):
            samples.append(held(bot.process.pid))
            told = f"{time.monotonic() - began:6.0f} s {town.done:7} updates {samples[-1]:7.1f} MB"
            print(f"\n{told}", end="", flush=True)  # noqa: T201
    async with asyncio.timeout(60):
        while api.bot.updates.pending():
            await asyncio.sleep(0.1)
    print(f"\n   end {town.done:7} updates {held(bot.process.pid):7.1f} MB, {len(api.outbox.calls)} calls")  # noqa: T201
    assert bot.process.poll() is None
    assert len(api.outbox.to("sendMessage")) > 20
