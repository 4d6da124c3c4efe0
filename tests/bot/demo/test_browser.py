"""What a visitor does with the demo, in three languages."""

import asyncio

import pytest

LANGUAGES = {
    "en": ("OpenAI 2025 H1 revenue", "OpenAI inference spend 2024 was 37.6 billion dollars"),
    "zh-Hant": ("OpenAI 2025上半年營收", "OpenAI 2024 年推理成本是 376 億美元"),
    "zh-Hans": ("OpenAI 2025上半年营收", "OpenAI 2024 年推理成本是 376 亿美元"),
}
FIGURES = {"en": "2.27", "zh-Hant": "22.7", "zh-Hans": "22.7"}
HELD = {"en": "3.76", "zh-Hant": "37.6", "zh-Hans": "37.6"}
BOTS = "#log [data-bot=yes]"


async def write(page, text):
    await page.fill("#text", text)
    await page.press("#text", "Enter")


async def until(page, expression):
    """Wait here, not in the page: its policy lets no script be made of a string."""
    async with asyncio.timeout(20):
        while not await page.evaluate(expression):
            await asyncio.sleep(0.05)


async def enter_group(page):
    await page.click("#chats [data-kind=group]")
    await page.wait_for_selector("#log .row")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_question_is_answered_and_the_derivation_is_one_tap_away(visit, language):
    page = await visit(language)
    assert await page.evaluate("document.documentElement.lang") == language
    await write(page, LANGUAGES[language][0])
    answer = page.locator(BOTS).first
    await answer.wait_for()
    assert FIGURES[language] in await answer.locator(".body").first.inner_text()
    height = "document.querySelector('#log').scrollHeight"
    before = await page.evaluate(height)
    await answer.locator(".keys button, .fold > button").first.click()
    await until(page, f"{height} > {before}")
    assert "20%" in await page.locator(BOTS).last.inner_text()


@pytest.mark.parametrize(("language", "button"), [("en", "Chart"), ("zh-Hant", "圖表"), ("zh-Hans", "图表")])
async def test_a_chart_is_one_tap_away(visit, language, button):
    page = await visit(language, viewport={"width": 390, "height": 760})
    await write(page, LANGUAGES[language][0])
    await page.locator(BOTS).first.wait_for()
    await page.get_by_role("button", name=button, exact=True).click()
    photo = page.locator("#log img.photo")
    await photo.wait_for()
    await until(page, "document.querySelector('#log img.photo').naturalWidth === 900")
    assert FIGURES[language] in (await photo.get_attribute("alt") or "")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_message_of_the_group_is_checked_by_a_reply(visit, language):
    page = await visit(language)
    await enter_group(page)
    assert await page.locator(BOTS).count() == 0
    await page.select_option("#person", label="Jonas")
    claim = LANGUAGES[language][1]
    await write(page, claim)
    said = page.locator("#log .row", has_text=claim).last
    await said.wait_for()
    await page.select_option("#person", index=0)
    said = page.locator("#log .row", has_text=claim).last
    await said.locator(".more").click()
    await page.click("#acts [data-act=reply]")
    await write(page, "/check@zhangben_bot")
    answer = page.locator(BOTS).first
    await answer.wait_for()
    assert "❌" in await answer.inner_text()
    assert HELD[language] in await answer.inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_inline_card_is_chosen(visit, language):
    page = await visit(language)
    await enter_group(page)
    await page.fill("#text", f"@zhangben_bot {LANGUAGES[language][0]}")
    await page.wait_for_selector("#results button")
    await page.press("#text", "ArrowDown")
    await page.press("#text", "Enter")
    sent = page.locator("#log .row", has_text="@zhangben_bot").last
    await sent.wait_for()
    assert FIGURES[language] in await sent.inner_text()
    assert await page.input_value("#text") == ""


async def test_a_hostile_message_stays_text(visit):
    page = await visit()
    hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>&amp;'
    await enter_group(page)
    await write(page, hostile)
    row = page.locator("#log .row", has_text="onerror").last
    await row.wait_for()
    assert await row.locator(".body").inner_text() == hostile
    assert await page.locator("#log img, #log script").count() == 0


async def test_an_edited_question_shows_as_edited(visit):
    page = await visit()
    await write(page, LANGUAGES["en"][0])
    await page.locator(BOTS).first.wait_for()
    own = page.locator("#log .row.own").first
    await own.locator(".more").click()
    await page.click("#acts [data-act=edit]")
    await write(page, "OpenAI inference spend 2024")
    await until(page, "document.querySelector('#log').innerText.includes('3.76')")
    assert "edited" in await page.locator("#log .row.own").first.inner_text()


async def test_a_message_is_forwarded_to_the_other_chat(visit):
    page = await visit()
    await enter_group(page)
    await page.locator("#log .row .more").first.click()
    await page.click("#acts [data-act=forward]")
    await page.locator("#log .row.own", has_text="Forwarded from Jonas").wait_for()
    await page.locator(BOTS).first.wait_for()


async def test_the_menu_lists_commands_and_escape_closes_it(visit):
    page = await visit()
    await until(
        page, "fetch('/control/outbox').then(r => r.json()).then(r => r.result.some(c => c.method === 'setMyCommands'))"
    )
    await page.click("#menu")
    await page.wait_for_selector("#results button")
    assert "/help" in await page.locator("#results").inner_text()
    await page.keyboard.press("Escape")
    assert await page.locator("#results").is_hidden()


async def test_only_controls_with_a_name(visit):
    page = await visit("zh-Hant")
    await enter_group(page)
    nameless = await page.evaluate(
        "[...document.querySelectorAll('button, textarea, select')].filter(e => e.checkVisibility() &&"
        " !(e.getAttribute('aria-label') || e.innerText || e.labels?.[0]?.innerText)).map(e => e.outerHTML)"
    )
    assert nameless == []


async def test_it_fits_a_phone(visit):
    page = await visit(viewport={"width": 360, "height": 640})
    await write(page, LANGUAGES["en"][0])
    await page.locator(BOTS).first.wait_for()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
