"""A network between services, each in a network namespace of its own; names are resolved by /etc/hosts."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine import done

BRIDGE, PREFIX, RANGE = "zhangben0", "zhangben-", "10.213.77"


@dataclass(frozen=True)
class Network:
    """Services and their addresses."""

    hosts: dict[str, str]

    @classmethod
    @contextmanager
    def of(cls, services: Sequence[str]) -> Iterator[Network]:
        """Lay a network for a while; this machine is at its first address."""
        network = cls({name: f"{RANGE}.{number}" for number, name in enumerate(services, 2)})
        try:
            done("ip", "link", "add", BRIDGE, "type", "bridge")
            done("ip", "address", "add", f"{RANGE}.1/24", "dev", BRIDGE)
            done("ip", "link", "set", BRIDGE, "up")
            for number, name in enumerate(services, 2):
                network._join(name, f"{BRIDGE}v{number}")
            yield network
        finally:
            for name in services:
                with contextlib.suppress(RuntimeError):
                    done("ip", "netns", "delete", PREFIX + name)
                shutil.rmtree(_names(name), ignore_errors=True)
            with contextlib.suppress(RuntimeError):
                done("ip", "link", "delete", BRIDGE)

    def _join(self, name: str, cable: str) -> None:
        space = PREFIX + name
        done("ip", "netns", "add", space)
        done("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", space)
        done("ip", "link", "set", cable, "master", BRIDGE, "up")
        done("ip", "-n", space, "address", "add", f"{self.hosts[name]}/24", "dev", "eth0")
        for device in ("eth0", "lo"):
            done("ip", "-n", space, "link", "set", device, "up")
        _names(name).mkdir(parents=True, exist_ok=True)
        lines = {"localhost": "127.0.0.1", **self.hosts}.items()
        (_names(name) / "hosts").write_text("".join(f"{address} {host}\n" for host, address in lines))

    def space(self, name: str) -> str:
        """The path of a service's namespace."""
        return f"/run/netns/{PREFIX}{name}"

    def run(self, name: str, *command: str | Path, **more: Any) -> subprocess.Popen[bytes]:
        """Start a program of this machine in the place of a service."""
        return subprocess.Popen(["ip", "netns", "exec", PREFIX + name, *map(str, command)], **more)

    def ended(self, name: str, *command: str | Path) -> int:
        """Run a program in the place of a service to its end; return its exit code."""
        return self.run(name, *command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).wait(20)


def _names(name: str) -> Path:
    return Path("/etc/netns") / (PREFIX + name)
