"""The demo as a program: it starts without a token or a browser, says where it is, and ends on Ctrl-C."""

import asyncio
import os
import re
import signal
import socket
import sys
from datetime import date
from pathlib import Path

import aiohttp
import pytest

from bot.demo import run_demo
from bot.respond import Responder
from bot.sentences import LOCALES, page_words

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "bot/demo/page"


@pytest.mark.parametrize("command", ["run", "demo"])
async def test_it_starts_without_a_token_and_ends_on_ctrl_c(tmp_path, command):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    arguments = [sys.executable, "-m", "bot", command, "--port", "0"]
    # Another bot's settings are none of the demo's business.
    environment = {**kept, "PYTHONPATH": str(ROOT), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.STDOUT}
    program = await asyncio.create_subprocess_exec(*arguments, cwd=tmp_path, env=environment, **pipes)
    try:
        async with asyncio.timeout(60):
            while not (found := re.search(rb"http://127\S+", line := await program.stdout.readline())):
                assert line, "it ended without an address"
            async with aiohttp.ClientSession() as session, session.get(found[0].decode()) as page:
                assert page.status == 200
                assert "default-src 'self'" in page.headers["Content-Security-Policy"]
            program.send_signal(signal.SIGINT)
            rest = await program.stdout.read()
            assert await program.wait() == 0
        assert b"Traceback" not in rest
        assert list(tmp_path.iterdir()) == []
    finally:
        if program.returncode is None:
            program.kill()
            await program.wait()


async def test_a_taken_port_is_said_and_another_used(knowledge):
    said, stop = asyncio.Queue(), asyncio.Event()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        opened = run_demo(
            Responder(knowledge, lambda: date(2026, 11, 24)), said.put_nowait, locale="en", port=port, stop=stop
        )
        running = asyncio.create_task(opened)
        async with asyncio.timeout(20):
            assert str(port) in await said.get()
            assert f":{port} " not in await said.get()
        stop.set()
        assert await running == 0


def test_the_page_has_words_for_everything_it_says():
    written = "".join(file.read_text("utf-8") for file in PAGE.iterdir())
    used = set(re.findall(r"""\bword\("([a-z-]+)""", written)) | set(re.findall(r'data-word="([a-z-]+)"', written))
    for locale in LOCALES:
        assert {f"page-{name}" for name in used} <= page_words(locale).keys()
    for name in page_words("en"):
        assert len({"{value}" in page_words(locale)[name] for locale in LOCALES}) == 1


def test_the_page_takes_nothing_from_elsewhere():
    for file in PAGE.iterdir():
        text = file.read_text("utf-8")
        assert "innerHTML" not in text
        assert not re.search(r"""(src|href|import)[^;\n]{0,20}["']https?:""", text)
