"""From an update handed to the bot to its request, over HTTP, beside a bot that only echoes; printed by `make bench`.

The bot and the echo are programs of their own; this process is Telegram, as little of it as will do. Every question comes
from a chat of its own, so that no limit of a chat holds anything back.
"""

import asyncio
import contextlib
import itertools
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from statistics import quantiles

import aiohttp
import pytest
from aiohttp import web

ROOT = Path(__file__).parents[2]
TOKEN = f"123456:{'a' * 35}"
SECRET = "only-telegram-knows"
QUESTIONS = (
    "OpenAI 2025 H1 revenue",
    "日本淨負債",
    "OpenAI 2024 年推理成本是 376 亿美元",
    "Japan's net debt is as high as that of the US",
    "OpenAI 2024年营收",
    "Bank of Japan total assets",
)
ALONE = int(os.environ.get("LATENCY_ALONE", "600"))
RATE, SECONDS = 300, float(os.environ.get("LATENCY_SECONDS", "10"))
BOTS = {"echo": [str(Path(__file__).with_name("echo.py"))], "zhangben": ["-m", "bot", "run"]}


class Telegram:
    """Hands out updates and notes when the answer to each is asked to be sent."""

    def __init__(self) -> None:
        self.numbers = itertools.count(1)
        self.handed: dict[int, float] = {}
        self.waits: dict[int, float] = {}

    async def method(self, request: web.Request) -> web.Response:
        """Answer a call; note the first one to a chat."""
        now = time.perf_counter()
        name = request.match_info["method"]
        if name == "sendMessage":
            data = await request.post()
            chat = int(data["chat_id"])
            self.waits.setdefault(chat, now - self.handed.get(chat, now))
            result = {"message_id": 2, "date": 0, "chat": {"id": chat, "type": "private"}, "text": "answer"}
        elif name == "getMe":
            result = {"id": 123456, "is_bot": True, "first_name": "Bot", "username": "a_bot"}
        elif name == "getWebhookInfo":
            result = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        else:
            result = True
        return web.json_response({"ok": True, "result": result})

    async def hand(self, session: aiohttp.ClientSession, chat: int, text: str) -> None:
        """Post an update; done when it is confirmed."""
        person = {"id": chat, "is_bot": False, "first_name": "Ann", "language_code": "en"}
        message = {
            "message_id": 1,
            "date": 0,
            "from": person,
            "chat": {"id": chat, "type": "private", "first_name": "Ann"},
            "text": text,
        }
        body = json.dumps({"update_id": chat, "message": message}).encode()
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
        self.handed[chat] = time.perf_counter()
        async with session.post("/telegram", data=body, headers=headers) as answer:
            assert answer.status == 200

    async def alone(self, session: aiohttp.ClientSession, times: int) -> list[float]:
        """Ask one question after another."""
        waits = []
        for number in range(times):
            chat = next(self.numbers)
            await self.hand(session, chat, QUESTIONS[number % len(QUESTIONS)])
            while chat not in self.waits:
                await asyncio.sleep(0.01)
            waits.append(self.waits[chat])
        return waits

    async def steadily(self, session: aiohttp.ClientSession, seconds: float) -> list[float]:
        """Ask at a steady rate, whether or not answers come."""
        began, tasks, chats = time.perf_counter(), [], []
        for number in range(int(RATE * seconds)):
            pause = began + number / RATE - time.perf_counter()
            if pause > 0:
                await asyncio.sleep(pause)
            chats.append(next(self.numbers))
            text = QUESTIONS[number % len(QUESTIONS)]
            tasks.append(asyncio.create_task(self.hand(session, chats[-1], text)))
        await asyncio.gather(*tasks)
        async with asyncio.timeout(60):  # one that takes long is confirmed before it is answered
            while any(chat not in self.waits for chat in chats):
                await asyncio.sleep(0.05)
        return [self.waits[chat] for chat in chats]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.asynccontextmanager
async def running(name: str, folder: Path):
    """Start a bot and what it takes for Telegram."""
    telegram, application = Telegram(), web.Application()
    application.router.add_route("*", f"/bot{TOKEN}/{{method}}", telegram.method)
    runner = web.AppRunner(application)
    await runner.setup()
    api, port = free_port(), free_port()
    await web.TCPSite(runner, "127.0.0.1", api).start()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": f"http://127.0.0.1:{api}",
        "MODE": "webhook",
        "WEBHOOK_URL": f"{url}/telegram",
        "WEBHOOK_SECRET": SECRET,
        "LISTEN": f"127.0.0.1:{port}",
        "DATABASE_URL": f"sqlite:///{folder / 'state.db'}",
        "LOG_LEVEL": "ERROR",
    }
    program = subprocess.Popen([sys.executable, *BOTS[name]], env=environment, cwd=folder)  # noqa: ASYNC220, S603
    try:
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(url, connector=connector) as session:
            while True:
                with contextlib.suppress(aiohttp.ClientError):
                    if (await session.get("/healthz")).status == 200:
                        break
                await asyncio.sleep(0.1)
            yield telegram, session, program.pid
    finally:
        program.terminate()
        program.wait(20)
        await runner.cleanup()


async def measured(folder: Path) -> dict[str, tuple[list[float], list[float], float]]:
    """Measure all bots, one after another: waits one at a time and steadily, and CPU seconds an update."""
    found = {}
    for name in BOTS:
        async with running(name, folder) as (telegram, session, process):
            await telegram.alone(session, 120)
            await telegram.steadily(session, 1)
            before = cpu_seconds(process)
            alone = await telegram.alone(session, ALONE)
            spent = (cpu_seconds(process) - before) / ALONE
            found[name] = (alone, await telegram.steadily(session, SECONDS), spent)
    return found


def cpu_seconds(process: int) -> float:
    """Return what a process has used of the processors so far; also true while the machine is busy with others."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_from_update_to_request(benchmark: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Prints p50 and p99 of both bots, one question at a time and at 300 a second."""
    found = benchmark.pedantic(lambda: asyncio.run(measured(tmp_path)), rounds=1)
    for place, how in enumerate(("one at a time", f"{RATE} a second")):
        cuts = {name: quantiles(waits[place], n=100) for name, waits in found.items()}
        for name, cut in cuts.items():
            p50, p99 = cut[49] * 1000, cut[98] * 1000
            echo = cuts["echo"]
            print(  # noqa: T201
                f"\n{how}, {name}: p50 {p50:.2f} ms, p99 {p99:.2f} ms"
                f" ({cut[49] / echo[49]:.1f} and {cut[98] / echo[98]:.1f} times the echo)",
                end="",
            )
            benchmark.extra_info[f"{how}, {name}"] = (round(p50, 2), round(p99, 2))
    for name, waits in found.items():
        print(f"\n{name}: {waits[2] * 1e6:.0f} µs of CPU an update")  # noqa: T201
