"""An engine from single parts, for machines without one: debootstrap, buildah, runc. It needs root.

The base is Debian with its own Python under the name that the Dockerfile asks for: python:3.13-slim is Debian 13 with
the same minor version of Python, only compiled by others.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PARTS = ("debootstrap", "buildah", "runc")
SUITE, PACKAGES = "trixie", "ca-certificates,netbase,python3,python3-venv,tzdata"
BASE = "docker.io/library/python:3.13-slim"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


def done(*command: str | Path, **more: Any) -> str:
    """Run a program to its end.

    Raises:
        RuntimeError: It failed; with what it said.
    """
    ended = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **more)
    if ended.returncode:
        raise RuntimeError(f"{command[0]} ended with {ended.returncode}: {ended.stdout[-2000:]}{ended.stderr[-4000:]}")
    return ended.stdout.strip()


def missing() -> list[str]:
    """Return the parts that this machine lacks."""
    return [part for part in PARTS if not shutil.which(part)]


def make_base(folder: Path) -> None:
    """Make the base from Debian's archive, and give it the image's name."""
    root = folder / "base"
    if not (root / "usr/local/bin/python").is_symlink():
        done("debootstrap", "--variant=minbase", f"--include={PACKAGES}", SUITE, root)
        # Whoever checks connections on this machine checks them while the image is built, too.
        if CERTIFICATES.exists():
            shutil.copy(CERTIFICATES, root / CERTIFICATES.relative_to("/"))
        done("chroot", root, "apt-get", "clean")
        for name in ("python", "python3"):
            (root / "usr/local/bin" / name).symlink_to("/usr/bin/python3")
    container = done("buildah", "from", "scratch")
    done("buildah", "add", container, root, "/")
    done("buildah", "commit", "--rm", "--format", "docker", container, BASE)


def build(context: Path, tag: str) -> None:
    """Build the real Dockerfile; nothing is pulled."""
    done(
        "buildah", "bud", "--isolation", "chroot", "--pull-never", "--format", "docker",
        "--ignorefile", context / ".dockerignore", "-f", context / "Dockerfile", "-t", tag, context,
    )  # fmt: skip


@dataclass(frozen=True)
class Image:
    """A built image: its file system and what it says about how it is run."""

    root: Path
    config: dict[str, Any]

    @classmethod
    @contextmanager
    def mounted(cls, tag: str) -> Iterator[Image]:
        """Mount an image for a while."""
        container = done("buildah", "from", "--pull-never", tag)
        try:
            about = json.loads(done("buildah", "inspect", "--type", "image", tag))["Docker"]["config"]
            yield cls(Path(done("buildah", "mount", container)), about)
        finally:
            done("buildah", "rm", container)

    @property
    def user(self) -> tuple[int, int]:
        """The numbers of USER."""
        user, _, group = self.config["User"].partition(":")
        return int(user), int(group)

    @property
    def command(self) -> list[str]:
        """What is run if nothing else is asked for."""
        return [*self.config["Entrypoint"], *self.config["Cmd"]]

    @property
    def health(self) -> list[str]:
        """The command of HEALTHCHECK."""
        kind, *command = self.config["Healthcheck"]["Test"]
        assert kind == "CMD", kind
        return command


class Container:
    """A container of an image: read-only root, no capabilities, no new privileges; /tmp is memory.

    Args:
        image: What is run.
        folder: Where the bundle is written; a folder `data` there is the volume.
        command: The program, if not the image's own.
        environment: Added to the image's own.
        network: The path of a network namespace; this machine's own if none.
        hosts: Names of other containers and their addresses.
    """

    def __init__(
        self,
        image: Image,
        folder: Path,
        command: Sequence[str] = (),
        environment: dict[str, str] | None = None,
        *,
        network: str = "",
        hosts: dict[str, str] | None = None,
    ) -> None:
        self.image, self.folder, self.name = image, folder, f"zhangben-{folder.name}"
        data = folder / "data"
        data.mkdir(parents=True)
        shutil.chown(data, *image.user)
        said = "".join(f"{address} {name}\n" for name, address in {"localhost": "127.0.0.1", **(hosts or {})}.items())
        (folder / "hosts").write_text(said)
        self.arguments = list(command) or image.command
        self.environment = [*image.config["Env"], *(f"{name}={value}" for name, value in (environment or {}).items())]
        (folder / "config.json").write_text(json.dumps(self._bundle(network)))
        self.log = folder / "log"
        self._process: subprocess.Popen[bytes] | None = None

    def _bundle(self, network: str) -> dict[str, Any]:
        user, group = self.image.user
        none: dict[str, list[str]] = {
            kind: [] for kind in ("bounding", "effective", "permitted", "inheritable", "ambient")
        }
        process = {
            "user": {"uid": user, "gid": group},
            "args": self.arguments,
            "env": self.environment,
            "cwd": self.image.config["WorkingDir"],
            "noNewPrivileges": True,
            "capabilities": none,
        }
        plain = ["nosuid", "nodev"]
        mounts = [
            {"destination": "/proc", "type": "proc", "source": "proc"},
            {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=755"]},
            {"destination": "/tmp", "type": "tmpfs", "source": "tmpfs", "options": [*plain, "mode=1777"]},  # noqa: S108
            {
                "destination": "/etc/hosts",
                "type": "bind",
                "source": str(self.folder / "hosts"),
                "options": ["bind", "ro"],
            },
            *(
                {"destination": place, "type": "bind", "source": str(self.folder / "data"), "options": ["bind", *plain]}
                for place in self.image.config["Volumes"]
            ),
        ]
        namespaces = [{"type": kind} for kind in ("pid", "ipc", "uts", "mount")]
        if network:
            namespaces.append({"type": "network", "path": network})
        return {
            "ociVersion": "1.0.2",
            "process": process,
            "hostname": self.folder.name,
            "root": {"path": str(self.image.root), "readonly": True},
            "mounts": mounts,
            "linux": {"namespaces": namespaces},
        }

    def start(self) -> None:
        """Run the container."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                ["runc", "run", "--bundle", str(self.folder), self.name],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def execute(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the running container, as its user."""
        user, group = self.image.user
        options = [part for one in self.environment for part in ("--env", one)]
        return subprocess.run(
            ["runc", "exec", "--user", f"{user}:{group}", *options, self.name, *command],
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def healthy(self) -> bool:
        """Do the image's own health check."""
        return self.execute(*self.image.health).returncode == 0

    def kill(self, signal: str = "TERM") -> None:
        """Send the first process a signal."""
        subprocess.run(["runc", "kill", self.name, signal], capture_output=True, check=False)

    def wait(self, seconds: float = 30) -> int:
        """Wait for the end; return its exit code."""
        assert self._process is not None
        return self._process.wait(seconds)

    def remove(self) -> None:
        """End it, whatever state it is in."""
        subprocess.run(["runc", "delete", "--force", self.name], capture_output=True, check=False)
        if self._process is not None:
            self._process.wait(30)
