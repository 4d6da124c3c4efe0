"""The pictures of the README: each scene is played and looked over by rules; with WRITE_SCREENSHOTS=1 it is drawn anew.

Then look at them: no rule knows whether a page is beautiful.
"""

import os
from pathlib import Path

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

FOLDER = Path(__file__).parents[3] / "bot/demo/screenshots"
PHONE = {"viewport": {"width": 390, "height": 760}, "device_scale_factor": 2}


async def taken(page, name, do):
    """Check what is seen, and keep it if that is asked for."""
    await page.evaluate("document.fonts.ready")
    await page.mouse.move(0, 0)
    assert await do(page).misfits() == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if os.environ.get("WRITE_SCREENSHOTS"):
        await page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")


async def scroll_to(page, selector):
    """Put an element at the upper end of what is seen."""
    await page.locator(selector).first.evaluate("one => one.scrollIntoView({ block: 'start' })")


async def test_an_answer_with_its_derivation(visit, do):
    page = await visit("en", viewport={"width": 1100, "height": 1005})
    me = do(page)
    await me.asks("OpenAI 2025 H1 revenue")
    await me.tap("Derivation")
    await page.locator(".fold > button").first.click()
    await scroll_to(page, "#log .row")
    await taken(page, "light", do)


async def test_a_claim_in_the_group_in_the_dark(visit, do):
    page = await visit("zh-Hant", viewport={"width": 1000, "height": 790}, color_scheme="dark")
    me = do(page)
    await me.enter_group()
    claim = page.locator("#log .row").last
    await claim.hover()
    await claim.locator(".more").click()
    await page.click("#acts [data-act=reply]")
    await me.asks("/check@zhangben_bot")
    await taken(page, "dark", do)


async def test_cards_on_a_phone(visit, do):
    page = await visit("zh-Hans", **PHONE)
    me = do(page)
    await me.enter_group()
    await page.fill("#text", "@zhangben_bot OpenAI 推理")
    await page.wait_for_selector("#results img")
    await me.until("[...document.querySelectorAll('#results img')].every(one => one.naturalWidth === 160)")
    await taken(page, "cards", do)


async def test_a_chart_on_a_phone(visit, do):
    page = await visit("zh-Hant", **PHONE)
    me = do(page)
    await me.asks("OpenAI 2025上半年推理成本")
    await me.tap("圖表")
    await me.until("document.querySelector('#log img.photo')?.naturalWidth === 900")
    await taken(page, "chart", do)
