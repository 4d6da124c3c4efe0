"""What a visitor does with the demo, in three languages."""

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

LANGUAGES = {
    "en": ("OpenAI 2025 H1 revenue", "OpenAI inference spend 2024 was 37.6 billion dollars"),
    "zh-Hant": ("OpenAI 2025上半年營收", "OpenAI 2024 年推理成本是 376 億美元"),
    "zh-Hans": ("OpenAI 2025上半年营收", "OpenAI 2024 年推理成本是 376 亿美元"),
}
FIGURES = {"en": "2.27", "zh-Hant": "22.7", "zh-Hans": "22.7"}
CHART = {"en": "Chart", "zh-Hant": "圖表", "zh-Hans": "图表"}
BACK = {"en": "Back", "zh-Hant": "返回", "zh-Hans": "返回"}
MESSAGE = {"en": "Message", "zh-Hant": "訊息", "zh-Hans": "消息"}
HELD = {"en": "3.76", "zh-Hant": "37.6", "zh-Hans": "37.6"}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_question_is_answered_and_the_derivation_is_one_tap_away(visit, do, language):
    page = await visit(language)
    me = do(page)
    assert await page.evaluate("document.documentElement.lang") == language
    await me.write(LANGUAGES[language][0])
    answer = page.locator(me.BOTS).first
    await answer.wait_for()
    assert FIGURES[language] in await answer.locator(".body").first.inner_text()
    height = "document.querySelector('#log').scrollHeight"
    before = await page.evaluate(height)
    await answer.locator(".keys button, .fold > button").first.click()
    await me.until(f"{height} > {before}")
    assert "20%" in await page.locator(me.BOTS).last.inner_text()


@pytest.mark.parametrize(("language", "button"), [("en", "Chart"), ("zh-Hant", "圖表"), ("zh-Hans", "图表")])
async def test_a_chart_is_one_tap_away(visit, do, language, button):
    page = await visit(language, viewport={"width": 390, "height": 760})
    me = do(page)
    await me.write(LANGUAGES[language][0])
    await page.locator(me.BOTS).first.wait_for()
    await page.get_by_role("button", name=button, exact=True).click()
    photo = page.locator("#log img.photo")
    await photo.wait_for()
    await me.until("document.querySelector('#log img.photo').naturalWidth === 900")
    assert FIGURES[language] in (await photo.get_attribute("alt") or "")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_message_of_the_group_is_checked_by_a_reply(visit, do, language):
    page = await visit(language)
    me = do(page)
    await me.enter_group()
    assert await page.locator(me.BOTS).count() == 0
    await page.select_option("#person", label="Jonas")
    claim = LANGUAGES[language][1]
    await me.write(claim)
    said = page.locator("#log .row", has_text=claim).last
    await said.wait_for()
    await page.select_option("#person", index=0)
    said = page.locator("#log .row", has_text=claim).last
    await said.hover()
    await said.locator(".more").click()
    await page.click("#acts [data-act=reply]")
    await me.write("/check@zhangben_bot")
    answer = page.locator(me.BOTS).first
    await answer.wait_for()
    assert "❌" in await answer.inner_text()
    assert HELD[language] in await answer.inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_inline_card_is_chosen(visit, do, language):
    page = await visit(language)
    me = do(page)
    await me.enter_group()
    await page.fill("#text", f"@zhangben_bot {LANGUAGES[language][0]}")
    await page.wait_for_selector("#results button")
    await page.press("#text", "ArrowDown")
    await page.press("#text", "Enter")
    sent = page.locator("#log .row", has_text="@zhangben_bot").last
    await sent.wait_for()
    assert FIGURES[language] in await sent.inner_text()
    assert await page.input_value("#text") == ""


async def test_a_hostile_message_stays_text(visit, do):
    page = await visit()
    me = do(page)
    hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>&amp;'
    await me.enter_group()
    await me.write(hostile)
    row = page.locator("#log .row", has_text="onerror").last
    await row.wait_for()
    assert await row.locator(".body").inner_text() == hostile
    assert await page.locator("#log img, #log script").count() == 0


async def test_an_edited_question_shows_as_edited(visit, do):
    page = await visit()
    me = do(page)
    await me.write(LANGUAGES["en"][0])
    await page.locator(me.BOTS).first.wait_for()
    own = page.locator("#log .row.own").first
    await own.hover()
    await own.locator(".more").click()
    await page.click("#acts [data-act=edit]")
    await me.write("OpenAI inference spend 2024")
    await me.until("document.querySelector('#log').innerText.includes('3.76')")
    assert "edited" in await page.locator("#log .row.own").first.inner_text()


async def test_a_message_is_forwarded_to_the_other_chat(visit, do):
    page = await visit()
    me = do(page)
    await me.enter_group()
    await page.locator("#log .row").first.hover()
    await page.locator("#log .row .more").first.click()
    await page.click("#acts [data-act=forward]")
    await page.locator("#log .row.own", has_text="Forwarded from Jonas").wait_for()
    await page.locator(me.BOTS).first.wait_for()


async def test_the_menu_lists_commands_and_escape_closes_it(visit, do):
    page = await visit()
    me = do(page)
    await me.until(
        "fetch('/control/outbox').then(r => r.json()).then(r => r.result.some(c => c.method === 'setMyCommands'))"
    )
    await page.click("#menu")
    await page.wait_for_selector("#results button")
    assert "/help" in await page.locator("#results").inner_text()
    await page.keyboard.press("Escape")
    assert await page.locator("#results").is_hidden()


async def test_only_controls_with_a_name(visit, do):
    page = await visit("zh-Hant")
    me = do(page)
    await me.enter_group()
    nameless = await page.evaluate(
        "[...document.querySelectorAll('button, textarea, select')].filter(e => e.checkVisibility() &&"
        " !(e.getAttribute('aria-label') || e.innerText || e.labels?.[0]?.innerText)).map(e => e.outerHTML)"
    )
    assert nameless == []


async def test_it_fits_a_phone(visit, do):
    page = await visit(viewport={"width": 360, "height": 640})
    me = do(page)
    await me.write(LANGUAGES["en"][0])
    await page.locator(me.BOTS).first.wait_for()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_marked_part_of_a_message_is_checked_alone(visit, do, language):
    page = await visit(language)
    me = do(page)
    await me.enter_group()
    claim = LANGUAGES[language][1]
    await me.write(f"{claim} · 0.1%")
    said = page.locator("#log .row", has_text=claim).last
    await said.wait_for()
    await said.locator(".body").evaluate(
        "(body, to) => window.getSelection().setBaseAndExtent(body.firstChild, 0, body.firstChild, to)", len(claim)
    )
    await said.hover()
    await said.locator(".more").click()
    await page.click("#acts [data-act=quote]")
    answer = await me.asks("/check@zhangben_bot")
    assert (await answer.locator(".reply.quoted span").inner_text()).strip() == claim
    assert HELD[language] in await answer.inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_inline_message_shows_its_chart_and_goes_back(visit, do, language):
    page = await visit(language)
    me = do(page)
    await page.fill("#text", f"@zhangben_bot {LANGUAGES[language][0]}")
    await me.until("document.querySelector('#results img')?.naturalWidth === 160")
    await page.click("#results button")
    await me.tap(CHART[language])
    await me.until("document.querySelector('#log img.preview')?.naturalWidth === 900")
    await me.tap(BACK[language])
    await me.until("!document.querySelector('#log img.preview')")


async def test_work_on_a_long_text_is_seen(visit, do):
    page = await visit()
    me = do(page)
    await page.evaluate(
        "window.drafts = 0; new MutationObserver(() => { if (document.querySelector('#log .draft')) window.drafts += 1; })"
        ".observe(document.querySelector('#log'), { childList: true })"
    )
    answer = await me.asks("".join(f"Japan's net debt is {100 + number}% of GDP. " for number in range(60)))
    assert await page.evaluate("window.drafts") > 0
    assert await page.locator("#log .draft").count() == 0
    await answer.get_by_role("button", name="All 60").click()
    await answer.get_by_role("button", name="›").click()
    await answer.get_by_role("button", name="2/").wait_for()
    assert await me.misfits() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_guest_answers_where_it_has_not_joined(visit, do, address, language):
    page = await visit(language)
    me = do(page)
    asked = f"""(async () => {{
        const call = async (name, body) => (await (await fetch(`/control/${{name}}`, {{
            method: "POST", headers: {{ "Content-Type": "application/json" }}, body: JSON.stringify(body) }})).json()).result;
        const scene = await (await fetch("/demo/scene")).json();
        const chat = await call("group", {{ title: "Elsewhere", members: scene.people.map((one) => one.id) }});
        const said = await call("send", {{ user: scene.people[1].id, chat: chat.id, text: {LANGUAGES[language][1]!r} }});
        await call("guest", {{ user: scene.me, chat: chat.id, text: "@zhangben_bot",
            reply_to: {{ chat: chat.id, message: said.message_id }} }});
        window.elsewhere = chat.id;
    }})()"""
    await page.evaluate(asked)
    heard = "fetch(`/control/chat?chat=${window.elsewhere}`).then(r => r.json()).then(r => r.result.at(-1).text)"
    await me.until(f"{heard}.then(text => text.includes('{HELD[language]}'))")
    assert "❌" in await page.evaluate(heard)


async def test_the_page_changes_its_language_and_keeps_what_was_said(visit, do):
    page = await visit()
    me = do(page)
    await me.asks(LANGUAGES["en"][0])
    for language in ("zh-Hant", "zh-Hans", "en"):
        await page.select_option("#language", language)
        await me.until(f"document.documentElement.lang === '{language}'")
        await me.until(f"document.querySelector('#text').placeholder === '{MESSAGE[language]}'")
        assert await page.locator(me.BOTS).count() == 1
    await page.select_option("#language", "zh-Hans")
    answer = await me.asks("/help", answers=2)
    assert "来源" in await answer.inner_text() or "账本" in await answer.inner_text()
    await page.reload()
    await page.wait_for_selector("body[data-ready]")
    assert await page.locator(me.BOTS).count() == 2


async def test_dark_follows_the_system_and_the_button(visit, do):
    page = await visit(color_scheme="dark")
    me = do(page)
    await me.asks(LANGUAGES["en"][0])
    lightness = (
        "(() => { const [r, g, b] = getComputedStyle(document.querySelector('#log .bubble')).backgroundColor"
        ".match(/\\d+/g).map(Number); return (r + g + b) / 3; })()"
    )
    assert await page.evaluate(lightness) < 100
    await page.click("#theme")
    assert await page.evaluate(lightness) > 200
    await page.reload()
    await page.wait_for_selector("body[data-ready]")
    assert await page.evaluate("document.documentElement.dataset.theme") == "light"


CONTRAST = r"""() => {
  const parts = (color) => color.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((one) => one / 255).map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, place) => sum + one * [0.2126, 0.7152, 0.0722][place], 0);
  const ground = (node) => { for (let one = node; one; one = one.parentElement) {
    const found = parts(getComputedStyle(one).backgroundColor); if (found.length === 3 || found[3] > 0.95) return found; } return [255, 255, 255]; };
  return [...document.querySelectorAll(".body, .meta, .from, #status, #chats small, h1")].filter((one) => one.checkVisibility() && one.innerText).map((one) => {
    const [a, b] = [light(parts(getComputedStyle(one).color)), light(ground(one))].sort((x, y) => y - x);
    return [(a + 0.05) / (b + 0.05), one.className || one.id || one.tagName]; }).filter(([ratio]) => ratio < 4.5);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_from_their_ground(visit, do, scheme):
    """WCAG 2.1, 1.4.3: at least 4.5 to 1."""
    page = await visit("zh-Hant", color_scheme=scheme)
    me = do(page)
    await me.enter_group()
    await me.asks("/ask@zhangben_bot 日本淨負債")
    await page.wait_for_timeout(300)  # until messages have come to rest
    assert await page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 390])
async def test_nothing_is_cut_off_on_a_phone(visit, do, language, width):
    page = await visit(language, viewport={"width": width, "height": 700})
    me = do(page)
    await me.asks(LANGUAGES[language][0])
    await me.enter_group()
    await page.fill("#text", f"@zhangben_bot {LANGUAGES[language][0]}")
    await page.wait_for_selector("#results button")
    assert await me.misfits() == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_letters_for_a_machine_without_chinese_ones(visit):
    """The page brings the letters of the pictures along, and asks nobody else for them."""
    page = await visit("zh-Hant")
    faces = await page.evaluate(
        """async () => (await document.fonts.load('16px Letters', '帳本账本')).map(one => [one.family, one.status])"""
    )
    assert faces == [["Letters", "loaded"]]
