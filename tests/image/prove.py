"""Prove the Dockerfile on a machine without an engine: build it, run it, and look.

    sudo .venv/bin/python tests/image/prove.py [--keep FOLDER]

Needs root, Debian's archive, a package registry, and Debian's debootstrap, buildah and runc (`apt-get install` them). The
image is built by buildah and run by runc, which is what Docker runs containers with: as its own user, with a read-only
root, without capabilities. FOLDER keeps the base for another time; without it everything is made anew.

What this cannot prove: the base is Debian 13 with Debian's Python 3.13 in place of python:3.13-slim (the same
distribution, Python compiled by others), the network is this machine's own, and no container has a limit of memory.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine import Container, Image, build, done, make_base, missing

ROOT = Path(__file__).parents[2]
TAG = "localhost/zhangben-proof"
TOKEN = "7000000001:" + "A" * 35


def holds(claim: str, fact: object, shown: object = "") -> None:
    """Print a claim that holds.

    Raises:
        AssertionError: It does not.
    """
    assert fact, f"✗ {claim} {shown}"
    print(f"✓ {claim}" + (f": {shown}" if shown else ""), flush=True)


def until(fact: Callable[[], Any], seconds: float = 60) -> Any:
    """Wait until something is so and return it; None if it does not come to that."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found := fact():
                return found
        except (OSError, LookupError):  # nobody listens yet, or nothing is there yet
            pass
        time.sleep(0.2)
    return None


def asked(url: str, body: object = None) -> Any:
    """Return what a page or the control interface says."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})  # noqa: S310 - loopback
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        text = answer.read().decode()
    return json.loads(text)["result"] if answer.headers.get_content_type() == "application/json" else text


@contextmanager
def running(container: Container) -> Iterator[Container]:
    """Run a container for a while; what it printed is shown where something does not hold."""
    container.start()
    try:
        yield container
    except BaseException:
        print(container.log.read_text("utf-8", "replace")[-3000:])
        raise
    finally:
        container.remove()


def looked_at(image: Image, folder: Path) -> None:
    """What is in the image, and what may be done in it."""
    venv = image.root / "venv"
    size = int(done("du", "-sm", venv).split()[0])
    holds("what is added to the base is small", size < 450, f"{size} MB")
    left = [one for name in ("pip", "setuptools", "gcc", "cc", "make") for one in image.root.glob(f"**/bin/{name}")]
    holds("nothing that builds is left in it", not left, left or "")
    tests = [one for name in ("tests", ".git", ".env") for one in venv.glob(f"**/{name}")]
    holds("no tests, no history, no secrets are in it", not tests and not (image.root / "build").exists(), tests or "")
    script = (
        "id -u; id -g; grep -E '^(CapEff|CapBnd|NoNewPrivs)' /proc/self/status; "
        "for at in / /venv /home/zhangben /data /tmp; do touch $at/x 2>/dev/null && echo wrote $at; done; true"
    )
    with running(Container(image, folder / "look", ["sh", "-c", script])) as look:
        look.wait()
        said = look.log.read_text().split("\n")
    holds("it runs as a user of its own, without capabilities", said[:2] == ["10001", "10001"], " ".join(said[:5]))
    holds("the root is read-only", [line for line in said if "wrote" in line] == ["wrote /data", "wrote /tmp"])
    with running(Container(image, folder / "ask", ["zhangben", "ask", "OpenAI 2025 H1 inference spend"])) as ask:
        holds("the command line answers", ask.wait(60) == 0 and "5.02" in ask.log.read_text())
        holds("without a warning", "warn" not in ask.log.read_text().lower())
    chart = ["zhangben", "chart", "rank net debt of China, Japan and the US", "-o", "/data/chart.png"]
    with running(Container(image, folder / "chart", chart)) as drawn:
        ended = drawn.wait(60)
        picture = folder / "chart/data/chart.png"
        holds("it draws, with the fonts it has", ended == 0 and picture.exists(), f"{picture.stat().st_size} bytes")


def demonstrated(image: Image, folder: Path) -> None:
    """Without a token it starts the demo; its health check tells whether it lives."""
    own = next(one for one in done("hostname", "--all-ip-addresses").split() if not one.startswith("127."))
    with running(Container(image, folder / "demo")) as demo:
        page = until(lambda: asked(f"http://{own}:8090/"))
        holds("with no setting at all, the demo's page is served, beyond the container too", page and "<title>" in page)
        healthy(demo)
        demo.kill("TERM")
        holds("it ends when it is told to", demo.wait() == 0)
        holds("and is not healthy any more", not demo.healthy())


def healthy(container: Container) -> None:
    """The health check tells a bot that lives from one that hangs."""
    command = " ".join(container.image.health)
    holds(f"healthy while it runs ({command})", until(container.healthy))
    container.kill("STOP")
    holds("not healthy while it hangs", not container.healthy())
    container.kill("CONT")
    holds("healthy again afterwards", until(container.healthy))


def conversed(image: Image, folder: Path) -> None:
    """With a token it polls, against the local Bot API of the same image."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    server = ["python", "-m", "bot.localapi", "--port", str(port), "--token", TOKEN]
    with running(Container(image, folder / "server", server)):
        assert until(lambda: asked(f"{url}/control/outbox") is not None)
        environment = {"BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": url}
        with running(Container(image, folder / "bot", environment=environment)) as bot:
            answer = spoken(url, "OpenAI 2025 H1 inference spend")
            holds("a message sent over HTTP is answered by polling", answer and "5.02" in answer, (answer or "")[:60])
            healthy(bot)
            kept = list((folder / "bot/data/zhangben").glob("*.db"))
            holds("what it keeps is in the volume", kept, kept[0].name)
            bot.kill("KILL")
            bot.wait()
            holds("killed, it is not healthy", not bot.healthy())
            bot.remove()
            bot.start()
            answer = spoken(url, "OpenAI 2024 inference spend")
            holds("started again on the same volume, it answers", answer and "3.76" in answer, (answer or "")[:60])
            holds("and is healthy", until(bot.healthy))
            holds("the token is not in its log", TOKEN.partition(":")[2] not in bot.log.read_text())


def spoken(url: str, text: str) -> str | None:
    """Say something to the bot as a new person; return its answer."""
    person = asked(f"{url}/control/user", {"first_name": "Ann"})
    asked(f"{url}/control/send", {"user": person["id"], "chat": person["id"], "text": text})

    def answered() -> str | None:
        calls = asked(f"{url}/control/outbox")
        texts = [one["args"]["text"] for one in calls if one["method"] == "sendMessage" and "result" in one
                 and one["args"]["chat_id"] == person["id"]]  # fmt: skip
        return texts[-1] if texts else None

    return until(answered)  # type: ignore[no-any-return]


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def main() -> int:
    """Prove it; 0 where everything holds, 1 where something does not, 2 where this machine can't tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="where the base is kept for another time")
    options = parser.parse_args()
    if os.geteuid() or missing():
        print(f"not proven here: needs root and {', '.join(missing()) or 'nothing else'}")
        return 2
    with tempfile.TemporaryDirectory(prefix="zhangben-image-") as made:
        folder = Path(made)
        make_base(options.keep or folder)
        build(ROOT, TAG)
        print("✓ the Dockerfile builds, from hashed wheels only")
        with Image.mounted(TAG) as image:
            looked_at(image, folder)
            demonstrated(image, folder)
            conversed(image, folder)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except AssertionError as error:
        print(error)
        sys.exit(1)
