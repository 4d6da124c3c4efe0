import asyncio

import pytest

from bot.privacy import told

QUESTIONS = [
    ("en", "ann", "OpenAI 2025 H1 revenue"),
    ("zh-Hant", "bob", "OpenAI 2025上半年營收"),
    ("zh-Hans", "chen", "OpenAI 2025上半年营收"),
]


def folded(message):
    """The texts of the folded quotes."""
    data = message["text"].encode("utf-16-le")
    spans = [one for one in message.get("entities", []) if one["type"] == "expandable_blockquote"]
    return [data[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le") for one in spans]


def buttons(message):
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button.get("callback_data") or button["url"] for row in rows for button in row}


@pytest.mark.parametrize(("locale", "who", "question"), QUESTIONS)
async def test_a_question_is_answered(api, bot, desk, sent, said, locale, who, question):
    api.people.send(getattr(desk, who), desk.private[who], question)
    answer = await sent()
    assert answer["text"] == said.SAID[locale]["answer"] + "\n\n" + said.SAID[locale]["details"]
    assert answer["link_preview_options"] == {"is_disabled": True}
    assert "reply_to_message" not in answer
    derivation, sources, *offered, others = buttons(answer)
    assert offered == ["OpenAI inference spend 2025 H1"]
    person = getattr(desk, who)
    api.people.press(person, answer, buttons(answer)[others])
    further = await sent("editMessageReplyMarkup")
    assert next(iter(buttons(further))) == "Microsoft share"
    assert list(buttons(further))[1] in {"Wrong?", "有誤？", "有误？"}
    api.people.press(person, further, buttons(further)[list(buttons(further))[-1]])
    answer = await sent("editMessageText")
    assert list(buttons(answer)) == [derivation, sources, *offered, others]
    api.people.press(person, answer, buttons(answer)[derivation])
    opened = await sent("editMessageText")
    assert folded(opened) == [said.DERIVATION]
    api.people.press(person, opened, buttons(opened)[sources])
    opened = await sent("editMessageText")
    assert opened["message_id"] == answer["message_id"]
    assert folded(opened) == [said.DERIVATION, said.SOURCES]


async def test_markup_in_an_answer_is_text(api, bot, desk, sent):
    api.people.send(desk.ann, desk.private["ann"], "revenue")
    answer = await sent()
    api.people.press(desk.ann, answer, buttons(answer)["Derivation"])
    answer = await sent("editMessageText")
    assert "<b>not markup</b> & co" in answer["text"]
    assert {one["type"] for one in answer["entities"]} == {"expandable_blockquote"}


async def test_a_suggestion_is_answered(api, bot, desk, sent, respond):
    api.people.send(desk.bob, desk.private["bob"], "營收")
    first = await sent()
    api.people.press(desk.bob, first, buttons(first)["更多"])
    further = await sent("editMessageReplyMarkup")
    offered = buttons(first) | buttons(further)
    assert all(len(data.encode()) <= 64 for data in offered.values())
    press = api.people.press(desk.bob, further, offered["Microsoft share"])
    assert await sent()
    assert press.answer is not None
    api.people.press(desk.bob, further, offered["返回"])
    again = await sent("editMessageText")
    press = api.people.press(desk.bob, again, offered["OpenAI inference spend 2025 H1"])
    assert "營收" in (await sent())["text"]
    assert press.answer is not None
    asked = [text for text, _, _ in respond.asked]
    assert "ratio(microsoft.revenue_share_received@2025-S1, openai.revenue@2025-S1, exactly so)" in asked
    assert asked[-1] == "openai.inference_spend@2025-S1"
    assert {language for _, language, _ in respond.asked[1:]} == {"zh-Hant"}


async def test_an_edited_question_edits_its_answer(api, bot, desk, sent, said):
    question = api.people.send(desk.ann, desk.private["ann"], "OpenAI training cost")
    first = await sent()
    question = api.people.edit(question, "OpenAI revenue")
    second = await sent("editMessageText")
    assert second["message_id"] == first["message_id"]
    assert second["text"].startswith(said.SAID["en"]["answer"])
    api.people.edit(question, "OpenAI revenue")  # the same words: a link preview came, or a reaction
    assert await api.outbox.silent()


async def test_an_edit_can_need_more_and_fewer_messages(api, bot, desk, sent):
    question = api.people.send(desk.ann, desk.private["ann"], "revenue")
    await sent()
    question = api.people.edit(question, "endless")
    await sent("editMessageText")
    await asyncio.sleep(0.3)
    pages = len(api.outbox.to("sendMessage"))
    assert pages >= 1
    api.people.edit(question, "revenue again")
    await sent("editMessageText")
    for _ in range(pages - 1):
        assert await sent("deleteMessage")
    assert await api.outbox.silent()


async def test_an_answer_that_was_deleted_is_sent_anew(api, bot, desk, sent):
    chat = desk.private["ann"]
    question = api.people.send(desk.ann, chat, "revenue")
    answer = await sent()
    api.world.delete(chat, answer["message_id"])
    api.people.edit(question, "OpenAI training cost")
    assert (await sent())["text"].startswith("❔")


async def test_an_old_question_edited_is_answered(api, bot, desk, sent, said):
    chat = desk.private["ann"]
    api.bot.updates.allow(["edited_message"])  # the message itself never reaches the bot
    question = api.people.send(desk.ann, chat, "hm")
    api.people.edit(question, "OpenAI revenue")
    answer = await sent()
    assert answer["reply_to_message"]["message_id"] == question["message_id"]


async def test_a_long_answer_is_turned_page_by_page(api, bot, desk, sent):
    api.people.send(desk.ann, desk.private["ann"], "endless")
    answer = await sent()
    api.people.press(desk.ann, answer, buttons(answer)["Sources"])
    seen = [await sent("editMessageText")]
    while "›" in buttons(seen[-1]):
        api.people.press(desk.ann, seen[-1], buttons(seen[-1])["›"])
        seen.append(await sent("editMessageText"))
    for page in seen:
        assert len(page["text"].encode("utf-16-le")) <= 2 * 4096
        assert folded(page)
    assert "".join(folded(page)[-1] for page in seen).count("“") == 600
    assert await api.outbox.silent()


async def test_forwarded_posts_and_captions_are_checked(api, bot, desk, sent, said, respond, picture):
    channel = api.people.group("News", [desk.bob], "channel", username="news")
    post = api.people.send(desk.bob, channel, "/start OpenAI 燒了 502 億美元")
    given = api.people.forward(desk.bob, post, desk.private["bob"])
    answer = await sent()
    assert answer["text"].startswith(said.SAID["zh-Hant"]["review"])
    assert answer["reply_to_message"]["message_id"] == given["message_id"]
    assert respond.asked[-1][0] == "/start OpenAI 燒了 502 億美元"
    api.people.send(desk.ann, desk.private["ann"], "OpenAI spent $502bn", photo=picture)
    assert (await sent())["text"].startswith(said.SAID["en"]["review"])


async def test_what_has_no_words(api, bot, desk, sent, picture):
    api.people.send(desk.chen, desk.private["chen"], photo=picture)
    assert (await sent())["text"] == "只能读文字和图片说明。"


async def test_check_as_a_reply(api, bot, desk, sent, respond):
    chat = desk.private["ann"]
    channel = api.people.group("News", [desk.bob], "channel")
    post = api.people.forward(desk.ann, api.people.send(desk.bob, channel, "They say 502 or so"), chat)
    await sent()
    api.people.send(desk.ann, chat, "/check", reply_to=post)
    answer = await sent()
    assert respond.asked[-1] == ("They say 502 or so", "en", "message")
    assert answer["quote"]["text"] == "502"
    api.people.send(desk.ann, chat, "/check")
    assert (await sent())["text"].startswith("Reply to a message with /check")
    api.people.send(desk.ann, chat, "/ask")
    assert "/ask OpenAI 2025 H1 revenue" in (await sent())["text"]
    api.people.send(desk.ann, chat, "/ask  OpenAI revenue")
    await sent()
    assert respond.asked[-1][0] == "OpenAI revenue"


async def test_chatter_gets_its_line(api, bot, desk, sent, said):
    api.people.send(desk.chen, desk.private["chen"], "谢谢")
    assert (await sent())["text"] == said.SAID["zh-Hans"]["chatter"]


async def test_start_help_and_unknown_commands(api, bot, desk, sent, respond):
    for who, start, unknown in (
        ("ann", "Ask for a figure", "There is no such command"),
        ("bob", "輸入想查的數字", "沒有這個指令"),
        ("chen", "输入想查的数字", "没有这个命令"),
    ):
        person, chat = getattr(desk, who), desk.private[who]
        api.people.send(person, chat, "/start")
        greeting = await sent()
        assert greeting["text"].startswith(start)
        data = next(iter(buttons(greeting).values()))
        api.people.press(person, greeting, data)
        await sent()
        assert respond.asked[-1][0] == "openai.inference_spend@2025-S1"
        api.people.send(person, chat, "/help")
        assert "@zhangben_bot" in (await sent())["text"]
        api.people.send(person, chat, "/nonsense")
        assert (await sent())["text"].startswith(unknown)


async def test_watching_is_for_groups(api, bot, desk, sent):
    api.people.send(desk.ann, desk.private["ann"], "/watch on")
    assert "groups" in (await sent())["text"]


async def test_coverage_of_something(api, bot, desk, sent, said):
    chat = desk.private["ann"]
    api.people.send(desk.ann, chat, "/coverage")
    assert (await sent())["text"].startswith("Held: 3")
    api.people.send(desk.ann, chat, "/coverage revenue")
    assert (await sent())["text"].startswith(said.SAID["en"]["answer"])
    api.people.send(desk.ann, chat, "/coverage !!")
    assert (await sent())["text"].startswith("Held: 3")


async def test_sources(api, bot, desk, sent, said):
    chat = desk.private["ann"]
    api.people.send(desk.ann, chat, "/sources")
    listed = await sent()
    assert listed["text"].splitlines()[2:] == [f"[{number}] Paper {number}" for number in range(1, 7)]
    assert list(buttons(listed)) == ["1", "2", "3", "4", "5", "6", "1/2", "›"]
    api.people.press(desk.ann, listed, buttons(listed)["›"])
    turned = await sent("editMessageText")
    assert list(buttons(turned)) == ["7", "8", "‹", "2/2"]
    api.people.press(desk.ann, turned, buttons(turned)["7"])
    opened = await sent("editMessageText")
    assert opened["text"] == said.SOURCES
    api.people.press(desk.ann, opened, buttons(opened)["Back"])
    assert (await sent("editMessageText"))["text"] == turned["text"]
    api.people.send(desk.ann, chat, "/sources OpenAI revenue")
    assert folded(await sent()) == [said.SOURCES]
    api.people.send(desk.ann, chat, "/sources training")
    assert (await sent())["text"] == "No sources are listed for this."


async def test_language(api, bot, desk, sent, respond):
    chat = desk.private["ann"]
    api.people.send(desk.ann, chat, "/lang")
    offer = await sent()
    api.people.press(desk.ann, offer, buttons(offer)["繁體中文"])
    assert (await sent("editMessageText"))["text"] == "已設為繁體中文。用英文或簡體提問時，仍以該文字回答。"
    for question, word in (("openai.revenue@2025", "營收"), ("OpenAI revenue", "revenue")):
        api.people.send(desk.ann, chat, question)
        assert word in (await sent())["text"]
        assert respond.asked[-1][1] == "zh-Hant"
    api.people.send(desk.ann, chat, "/lang 简体")
    assert (await sent())["text"] == "已设为简体中文。用英文或繁体提问时，仍以该文字回答。"
    api.people.send(desk.ann, chat, "/lang auto")
    await sent()
    api.people.send(desk.ann, chat, "OpenAI revenue")
    await sent()
    assert respond.asked[-1][1] == "en"


async def test_a_fault_gives_one_polite_line(api, bot, desk, sent):
    for who, said in (("ann", "fault in the bot"), ("bob", "機器人出了問題"), ("chen", "机器人出了问题")):
        api.people.send(getattr(desk, who), desk.private[who], "boom")
        answer = await sent()
        assert said in answer["text"]
        assert "ZeroDivision" not in answer["text"]
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    assert "revenue" in (await sent())["text"]


async def test_a_user_who_blocked_the_bot_hurts_nobody(api, bot, desk, sent):
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    api.people.block(desk.ann)
    api.people.send(desk.chen, desk.private["chen"], "OpenAI 营收")
    while "营收" not in (await api.outbox.next("sendMessage")).args["text"]:
        pass


async def test_the_bots_own_card_is_not_answered(api, bot, desk):
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue", via=api.bot)
    assert await api.outbox.silent()


async def test_strange_buttons(api, bot, desk, sent):
    chat = desk.private["ann"]
    message = api.world.post(chat, api.bot.user, {"text": "x", "reply_markup": keyboard("old", "qe#gone", "de~0.4.1")})
    for data, notice in (("old", "expired"), ("qe#gone", "expired"), ("de~0.4.1", "expired")):
        press = api.people.press(desk.ann, message, data)
        await api.outbox.next("answerCallbackQuery")
        assert notice in press.answer["text"]


def keyboard(*data):
    return {"inline_keyboard": [[{"text": one, "callback_data": one} for one in data]]}


async def test_the_command_says_the_same(api, bot, desk, sent):
    api.people.send(desk.bob, desk.private["bob"], "/privacy")
    assert (await sent())["text"] == told("zh-Hant")
