"""bot/deploy: what compose.yaml and the Caddyfile say, against the settings, the image and each other."""

import asyncio
import contextlib
import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

import aiohttp
import pytest
import yaml
from aiohttp import web

from bot.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "bot/deploy"
FILE = DEPLOY / "compose.yaml"
REPLICAS = ("one", "two")
GIVEN = {
    "BOT_TOKEN": "123456:" + "x" * 35,
    "WEBHOOK_URL": "https://bot.example.org/telegram",
    "WEBHOOK_SECRET": "between-us",
    "POSTGRES_PASSWORD": "pass-word",
}
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?P<rest>:[?-][^}]*)?\}")


@pytest.fixture(scope="module")
def composed():
    return yaml.safe_load(FILE.read_text())["services"]


def filled(text):
    """Put the variables in, as compose does; those with a default keep it."""
    return VARIABLE.sub(lambda found: GIVEN.get(found["name"]) or (found["rest"] or "")[2:], text)


@pytest.mark.parametrize("name", REPLICAS)
def test_a_replica_is_told_what_the_settings_know(composed, name):
    told = {key.lower(): filled(value) for key, value in composed[name]["environment"].items()}
    assert told.keys() <= Settings.model_fields.keys()
    settings = Settings(_env_file=None, **told)
    assert settings.mode == "webhook"
    assert settings.host == "0.0.0.0"  # noqa: S104 - in a network of its own
    assert settings.database_url == "postgresql://zhangben:pass-word@database/zhangben"


def test_replicas_are_equal(composed):
    assert composed["one"] == composed["two"]


@pytest.mark.parametrize("name", REPLICAS)
def test_a_replica_may_do_nothing_but_answer(composed, name):
    replica = composed[name]
    assert replica["read_only"] is True
    assert replica["cap_drop"] == ["ALL"]
    assert replica["security_opt"] == ["no-new-privileges:true"]
    assert "/tmp" in replica["tmpfs"]  # noqa: S108 - the pulse is there, and what libraries put down
    assert not {"privileged", "user", "ports", "volumes", "network_mode"} & replica.keys()


def test_only_the_proxy_can_be_reached(composed):
    assert [name for name, service in composed.items() if "ports" in service] == ["proxy"]


def test_what_is_waited_for_can_tell_that_it_is_healthy(composed):
    dockerfile = (ROOT / "Dockerfile").read_text()
    for service in composed.values():
        needs = service.get("depends_on", {})
        for other, condition in needs.items() if isinstance(needs, dict) else ():
            assert condition["condition"] == "service_healthy"
            assert "healthcheck" in composed[other] or ("build" in composed[other] and "HEALTHCHECK" in dockerfile)


def test_addresses_meet(composed):
    replica = {key: filled(value) for key, value in composed["one"]["environment"].items()}
    port = replica["LISTEN"].rpartition(":")[2]
    for address in (replica["DATABASE_URL"], replica["REDIS_URL"]):
        assert re.search(r"(?:@|//)(\w+)(?::\d+)?(?:/\w+)?$", address)[1] in composed
    database = {key: filled(value) for key, value in composed["database"]["environment"].items()}
    user, password = database["POSTGRES_USER"], database["POSTGRES_PASSWORD"]
    assert replica["DATABASE_URL"].startswith(f"postgresql://{user}:{password}@database/{database['POSTGRES_DB']}")
    caddy = (DEPLOY / "Caddyfile").read_text()
    assert re.search(r"reverse_proxy (.*) \{", caddy)[1].split() == [f"{name}:{port}" for name in REPLICAS]
    inner = composed["proxy"]["ports"][0].rpartition(":")[2]
    assert re.search(r"^:(\d+) \{", caddy, re.MULTILINE)[1] == inner
    mounted = [volume.partition(":")[0] for volume in composed["proxy"]["volumes"] if volume.startswith(".")]
    assert all((DEPLOY / place).exists() for place in mounted)


def test_the_proxy_passes_on_what_telegram_sends_and_nothing_else():
    caddy = (DEPLOY / "Caddyfile").read_text()
    assert re.findall(r"^\t(\S.*) \{$", caddy, re.MULTILINE) == ["handle @telegram", "handle"]  # nothing beside them
    assert re.findall(r"^\t(@\S.*)$", caddy, re.MULTILINE) == ["@telegram path /telegram /picture/*"]
    assert re.search(r"^\thandle \{\n\t\trespond 404\n\t\}$", caddy, re.MULTILINE)


def test_no_secret_stands_in_the_files(composed):
    for service in composed.values():
        for name, value in service.get("environment", {}).items():
            if re.search("TOKEN|SECRET|PASSWORD", name):
                assert VARIABLE.fullmatch(value)


def test_a_replica_is_given_the_time_that_it_takes_to_end(composed):
    from bot import intake, status  # noqa: PLC0415

    needed = max(intake.FAREWELL, status.DRAIN)
    assert int(composed["one"]["stop_grace_period"].rstrip("s")) > needed


def test_the_image_takes_only_what_is_named():
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    ignored = (ROOT / ".dockerignore").read_text().split("\n")
    assert "*" in ignored
    assert {line[1:] for line in ignored if line.startswith("!")} == names
    assert all((ROOT / name).exists() for name in names)


def test_the_pins_of_what_builds_are_those_of_the_project():
    pinned = (ROOT / "requirements-build.txt").read_text()
    assert re.match(r"setuptools==\d", pinned)
    assert pinned.count("--hash=sha256:") >= 2
    for file in ROOT.glob("requirements*.txt"):
        assert "://" not in file.read_text(), "no registry is named"


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="needs docker-compose, which knows the schema")
def test_compose_takes_the_file():
    version = subprocess.check_output(["docker-compose", "version", "--short"], text=True)
    text = FILE.read_text()
    if version.startswith("1."):  # older than the field
        text = text.replace("name: zhangben\n", "")
    command = ["docker-compose", "-f", "-", "--project-directory", DEPLOY, "config"]
    said = subprocess.run(
        command, env={"PATH": os.environ["PATH"]} | GIVEN, input=text.encode(), capture_output=True, check=False
    )
    assert said.returncode == 0, said.stderr.decode()
    assert set(REPLICAS) <= yaml.safe_load(said.stdout)["services"].keys()


@pytest.mark.skipif(not shutil.which("caddy"), reason="needs caddy")
async def test_the_proxy_hands_updates_to_both_replicas_in_turn(tmp_path):
    """The file as it stands, but for the addresses."""
    text, replicas = (DEPLOY / "Caddyfile").read_text(), []
    async with contextlib.AsyncExitStack() as stack:
        for name in REPLICAS:
            replicas.append(await stack.enter_async_context(Replica()))
            text = text.replace(f"{name}:8080", f"127.0.0.1:{replicas[-1].port}")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        file = tmp_path / "Caddyfile"
        file.write_text("{\n\tadmin off\n}\n" + text.replace(":8080 {", f":{port} {{"))
        command = ["caddy", "run", "--config", file, "--adapter", "caddyfile"]
        quiet = {"stdout": asyncio.subprocess.DEVNULL, "stderr": asyncio.subprocess.DEVNULL}
        proxy = await asyncio.create_subprocess_exec(*command, env=os.environ | {"HOME": str(tmp_path)}, **quiet)
        try:
            session = await stack.enter_async_context(aiohttp.ClientSession(f"http://127.0.0.1:{port}"))
            async with asyncio.timeout(20):
                while await status(session, "/") is None:
                    await asyncio.sleep(0.05)
            assert [await status(session, "/telegram") for _ in range(4)] == [200] * 4
            assert [replica.taken for replica in replicas] == [2, 2]
            for path in ("/metrics", "/readyz", "/telegram/x", "/"):
                assert await status(session, path) == 404
        finally:
            proxy.terminate()
            await proxy.wait()


class Replica:
    """What the proxy sees of one."""

    def __init__(self):
        self.taken = 0

    async def __aenter__(self):
        application = web.Application()
        application.router.add_post("/telegram", self._take)
        application.router.add_get("/readyz", self._ready)
        self.runner = web.AppRunner(application, access_log=None)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        self.port = self.runner.addresses[0][1]
        return self

    async def __aexit__(self, *_exception):
        await self.runner.cleanup()

    async def _take(self, _request):
        self.taken += 1
        return web.Response()

    async def _ready(self, _request):
        return web.Response()


async def status(session, path):
    try:
        async with session.post(path, data=b"{}") as answer:
            return answer.status
    except aiohttp.ClientConnectorError:
        return None
