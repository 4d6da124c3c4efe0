"""The demo in a headless browser: the real bot, the local Bot API, Chromium. One browser serves all tests."""

import asyncio
import os
import re
import shutil
from datetime import date

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from bot.demo import run_demo
from bot.pictures.typeface import font_file
from bot.respond import Responder

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Without these Chromium, as root and with no network, does not start or keeps calling home.
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --font-render-hinting=none"
).split()
PATIENCE = 20_000  # milliseconds; the machine may be busy
# A machine without Chinese letters would show boxes: the browser gets those of the pictures. Further folders with fonts,
# for emoji in colour, can be named in ZHANGBEN_FONTS.
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{folders}<cachedir>{cache}</cachedir></fontconfig>"""

session = pytest_asyncio.fixture(loop_scope="session", scope="session")
function = pytest_asyncio.fixture(loop_scope="session")


@function
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


@session
async def browser(tmp_path_factory):
    if not CHROMIUM:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs Chromium: apt-get install chromium")
        pytest.skip("there is no Chromium here: apt-get install chromium")
    folder = tmp_path_factory.mktemp("fonts")
    known = [str(font_file().parent)] if font_file() else []
    known += os.environ.get("ZHANGBEN_FONTS", "").split(os.pathsep)
    folders = "".join(f"<dir>{one}</dir>" for one in known if one)
    (folder / "fonts.conf").write_text(FONTS.format(folders=folders, cache=folder / "cache"), "utf-8")
    async with async_playwright() as playwright:
        environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
        started = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, env=environment)
        yield started
        await started.close()


@function
async def visit(browser, address):
    """Open the page as a new visitor; a script error or a request to elsewhere fails the test."""
    wrong, opened = [], []

    async def open_page(language="en", **look):
        context = await browser.new_context(**look)
        opened.append(context)
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
    for context in opened:
        await context.close()
    assert wrong == []


@pytest.fixture
def do():
    return Visitor


class Visitor:
    """What a visitor does on the page."""

    BOTS = "#log [data-bot=yes]"

    def __init__(self, page):
        self.page = page

    async def write(self, text):
        await self.page.fill("#text", text)
        await self.page.press("#text", "Enter")

    async def asks(self, text, answers=1):
        """Write, and wait until there are so many answers."""
        await self.write(text)
        await self.until(f"document.querySelectorAll('{self.BOTS}').length >= {answers}")
        return self.page.locator(self.BOTS).last

    async def enter_group(self):
        await self.page.click("#chats [data-kind=group]")
        await self.page.wait_for_selector("#log .row")

    async def until(self, expression):
        """Wait here, not in the page: its policy lets no script be made of a string."""
        async with asyncio.timeout(20):
            while not await self.page.evaluate(expression):
                await asyncio.sleep(0.05)

    async def tap(self, name):
        await self.page.get_by_role("button", name=name, exact=True).last.click()

    async def misfits(self):
        """Return what is cut off, or wider than the page."""
        return await self.page.evaluate(
            "[...document.querySelectorAll('.bubble, .keys button, #head, #chats button, #results button')]"
            ".filter(e => e.checkVisibility() && (e.scrollWidth > e.clientWidth + 1"
            " || e.getBoundingClientRect().right > innerWidth + 1)).map(e => e.outerHTML.slice(0, 200))"
        )
