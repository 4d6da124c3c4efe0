"""The pulse: each running bot answers at a socket of its own, and `python -m bot.health` asks whether it does.

It is the event loop that answers, in every mode alike, so that a bot that hangs is not healthy. Telegram, the database
and Valkey are left out: a bot that waits for them is well, and starting it again would not help.

This module imports nothing heavy: an engine asks every few seconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import socket
import stat
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

ALIVE = b"alive\n"
PATIENCE = 3.0  # seconds that a healthy bot does not need


def run_folder() -> Path:
    """Where the sockets of this user's bots are; in a container there is one bot and one user."""
    return Path(tempfile.gettempdir()) / f"zhangben-{os.getuid()}"


@contextlib.asynccontextmanager
async def pulse() -> AsyncIterator[None]:
    """Answer whoever asks, for as long as the context lasts; where no socket can be had, nobody does."""
    async with contextlib.AsyncExitStack() as stack:
        with contextlib.suppress(OSError, AttributeError):  # AttributeError: a system without such sockets
            place = own_folder() / f"{os.getpid()}-{secrets.token_hex(3)}"
            await stack.enter_async_context(await asyncio.start_unix_server(_answer, place))
            stack.callback(place.unlink, missing_ok=True)
        yield


def own_folder() -> Path:
    """Make the folder; one that somebody else made, or may write to, is not used.

    Raises:
        PermissionError: It is not this user's own.
    """
    folder = run_folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError(folder)
    return folder


async def _answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        writer.write(ALIVE)
        await writer.drain()
    writer.close()


def running() -> Iterator[tuple[str, bool]]:
    """Ask each bot: its process and whether it answered; what a killed one left is passed over."""
    for place in sorted(own_folder().iterdir()):
        with socket.socket(socket.AF_UNIX) as asked:
            asked.settimeout(PATIENCE)
            try:
                asked.connect(str(place))
                yield place.name.partition("-")[0], asked.recv(len(ALIVE)) == ALIVE
            except ConnectionRefusedError:
                place.unlink(missing_ok=True)
            except OSError:
                yield place.name.partition("-")[0], False


def main() -> int:
    """Print a line for each bot; 0 where there is one and all answer."""
    try:
        found = list(running())
    except (OSError, AttributeError):
        found = []
    for process, alive in found:
        sys.stdout.write(f"{process} {'alive' if alive else 'hangs'}\n")
    if not found:
        sys.stdout.write("none\n")
    return 0 if found and all(alive for _, alive in found) else 1


if __name__ == "__main__":
    sys.exit(main())
