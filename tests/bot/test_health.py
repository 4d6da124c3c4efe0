"""The pulse of a running bot, and what asks for it."""

import asyncio
import os
import socket
import sys
import tempfile

import pytest

from bot import health


@pytest.fixture(autouse=True)
def place(monkeypatch):
    """A folder of a short name: that of a socket has 107 characters at most."""
    with tempfile.TemporaryDirectory(prefix="zb-") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield folder


async def asked():
    """Ask as an engine does, from a process of its own."""
    environment = os.environ | {"TMPDIR": tempfile.gettempdir()}
    command = [sys.executable, "-m", "bot.health"]
    program = await asyncio.create_subprocess_exec(*command, env=environment, stdout=asyncio.subprocess.PIPE)
    said, _ = await program.communicate()
    return program.returncode, said.decode()


async def test_it_is_healthy_while_it_runs():
    async with health.pulse():
        assert await asked() == (0, f"{os.getpid()} alive\n")
    assert await asked() == (1, "none\n")


async def test_one_that_hangs_is_not_healthy(monkeypatch):
    monkeypatch.setattr(health, "PATIENCE", 0.1)
    async with health.pulse():
        assert list(health.running()) == [(str(os.getpid()), False)]  # asked by the very loop that has to answer


async def test_what_a_killed_one_left_is_passed_over():
    async with health.pulse():
        with socket.socket(socket.AF_UNIX) as gone:
            gone.bind(str(health.own_folder() / "1-dead"))
        assert await asked() == (0, f"{os.getpid()} alive\n")
        assert [one.name.partition("-")[0] for one in health.own_folder().iterdir()] == [str(os.getpid())]


@pytest.mark.parametrize("mode", [0o777, 0o750])
async def test_a_folder_that_others_may_read_or_write_is_not_used(mode):
    health.run_folder().mkdir()
    health.run_folder().chmod(mode)
    async with health.pulse():
        assert list(health.run_folder().iterdir()) == []
    assert health.main() == 1


async def test_it_runs_where_no_socket_can_be_had(monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    async with health.pulse():
        assert health.main() == 1
