"""The demo in a headless browser: the real bot, the local Bot API, Chromium."""

import asyncio
import os
import re
import shutil
from datetime import date

import pytest
from playwright.async_api import async_playwright

from bot.demo import run_demo
from bot.respond import Responder

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Without these Chromium, as root and with no network, does not start or keeps calling home.
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()
PATIENCE = 20_000  # milliseconds; the machine may be busy


@pytest.fixture
async def address(knowledge):
    """Run the demo and return where it is."""
    said, stop = asyncio.Queue(), asyncio.Event()
    opened = run_demo(Responder(knowledge, lambda: date(2026, 11, 24)), said.put_nowait, locale="en", port=0, stop=stop)
    running = asyncio.create_task(opened)
    async with asyncio.timeout(20):
        line = await said.get()
    yield re.search(r"http://\S+", line)[0]
    stop.set()
    assert await running == 0


@pytest.fixture
async def browser():
    if not CHROMIUM:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs Chromium: apt-get install chromium")
        pytest.skip("there is no Chromium here: apt-get install chromium")
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        await started.close()


@pytest.fixture
async def visit(browser, address):
    """Open the page as a new visitor; a script error or a request to elsewhere fails the test."""
    wrong = []

    async def open_page(language="en", **look):
        context = await browser.new_context(**look)
        page = await context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request",
            lambda request: wrong.append(request.url) if not request.url.startswith((address, "data:")) else None,
        )
        await page.goto(f"{address}/?language={language}")
        await page.wait_for_selector("body[data-ready]")
        return page

    yield open_page
    assert wrong == []
