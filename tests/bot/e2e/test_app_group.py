import pytest

from bot.localapi import Fault

CLAIM = "OpenAI 上半年推理就燒了 502 億美元"


def buttons(message):
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button.get("callback_data") or button["url"] for row in rows for button in row}


async def test_silent_unless_called(api, bot, desk, respond):
    api.people.set_status(desk.ann, desk.group, api.bot.user, "administrator")  # hears everything
    api.people.send(desk.ann, desk.group, "OpenAI revenue is 502")
    first = api.people.send(desk.bob, desk.group, CLAIM)
    api.people.send(desk.chen, desk.group, "@someone_else 营收", reply_to=first)
    api.people.send(desk.chen, desk.group, "/weather Berlin")
    api.people.send(desk.chen, desk.group, "/check@other_bot", reply_to=first)
    api.people.send(desk.chen, desk.group, "mail me: x@zhangben_bot.example")
    api.people.edit(first, CLAIM + " @zhangben_bot")
    api.people.join(api.people.user("Dora"), desk.group)
    assert await api.outbox.silent(0.4)
    assert respond.asked == []


async def test_check_quotes_the_words_it_judges(api, bot, desk, sent, said):
    claim = api.people.send(desk.bob, desk.group, CLAIM)
    api.people.send(desk.ann, desk.group, "/check", reply_to=claim)
    answer = await sent()
    assert answer["text"] == said.SAID["zh-Hant"]["review"]
    assert answer["reply_to_message"]["message_id"] == claim["message_id"]
    assert answer["quote"] == {"text": "502 億美元", "position": CLAIM.index("502"), "is_manual": True}
    assert list(buttons(answer)) == ["推導", "來源", "有誤？"]
    assert all(len(data.encode()) <= 64 for data in buttons(answer).values())


async def test_only_the_marked_part_is_checked(api, bot, desk, sent, respond):
    claim = api.people.send(desk.bob, desk.group, "😀 revenue: 502 or 502 億美元, who knows")
    api.people.send(desk.ann, desk.group, "/check", reply_to=claim, quote="502 億美元")
    answer = await sent()
    assert respond.asked == [("502 億美元", "en", "message")]
    assert answer["quote"]["position"] == 19
    api.people.press(desk.chen, answer, buttons(answer)["推導"])
    await sent("editMessageText")
    assert respond.asked[-1] == ("502 億美元", "zh-Hant", "message")


async def test_styles_of_the_quote_agree(api, bot, desk, sent):
    bold = [{"type": "bold", "offset": 10, "length": 6}, {"type": "code", "offset": 0, "length": 2}]
    claim = api.people.send(desk.bob, desk.group, "well 😀 it is 502 億美元", entities=bold)
    api.people.send(desk.ann, desk.group, "/check", reply_to=claim)
    answer = await sent()
    assert answer["quote"]["text"] == "502 億美元"
    assert answer["quote"]["entities"] == [{"type": "bold", "offset": 0, "length": 2}]


async def test_without_the_quote_where_telegram_does_not_find_it(api, bot, desk, sent):
    claim = api.people.send(desk.bob, desk.group, CLAIM)
    api.faults.add(Fault(method="sendMessage", code=400, description="Bad Request: QUOTE_TEXT_INVALID"))
    api.people.send(desk.ann, desk.group, "/check", reply_to=claim)
    refused = await api.outbox.next("sendMessage")
    assert not refused.ok
    answer = await sent()
    assert "quote" not in answer
    assert answer["reply_to_message"]["message_id"] == claim["message_id"]


async def test_the_checked_message_is_gone(api, bot, desk, sent):
    claim = api.people.send(desk.bob, desk.group, CLAIM)
    api.people.send(desk.ann, desk.group, "/check", reply_to=claim)
    api.world.delete(desk.group, claim["message_id"])
    assert "reply_to_message" not in await sent()


@pytest.mark.parametrize(
    ("who", "text", "locale"),
    [
        ("ann", "@zhangben_bot OpenAI 2025 H1 revenue", "en"),
        ("bob", "@zhangben_bot，OpenAI 2025上半年營收", "zh-Hant"),
        ("chen", "OpenAI 2025上半年营收 @Zhangben_Bot", "zh-Hans"),
        ("ann", "/ask OpenAI revenue", "en"),
        ("chen", "/ask@zhangben_bot OpenAI 营收", "zh-Hans"),
    ],
)
async def test_called(api, bot, desk, sent, said, respond, who, text, locale):
    question = api.people.send(getattr(desk, who), desk.group, text)
    answer = await sent()
    assert answer["text"] == said.SAID[locale]["answer"]
    assert answer["reply_to_message"]["message_id"] == question["message_id"]
    assert "zhangben" not in respond.asked[0][0].lower()
    assert await api.outbox.silent()


async def test_a_reply_to_the_bot_is_a_question(api, bot, desk, sent, said):
    api.people.send(desk.ann, desk.group, "/ask OpenAI revenue")
    answer = await sent()
    follow_up = api.people.send(desk.bob, desk.group, "營收？", reply_to=answer)
    second = await sent()
    assert second["text"] == said.SAID["zh-Hant"]["answer"]
    assert second["reply_to_message"]["message_id"] == follow_up["message_id"]


async def test_a_mention_as_a_reply_checks_the_message(api, bot, desk, sent, respond):
    claim = api.people.send(desk.bob, desk.group, CLAIM)
    for words in ("@zhangben_bot", "@zhangben_bot is this right?"):
        api.people.send(desk.ann, desk.group, words, reply_to=claim)
        answer = await sent()
        assert answer["reply_to_message"]["message_id"] == claim["message_id"]
        assert answer["quote"]["text"] == "502 億美元"
    assert [text for text, _, _ in respond.asked] == [CLAIM, "is this right?", CLAIM]


async def test_called_with_nothing_to_check(api, bot, desk, sent):
    api.people.send(desk.ann, desk.group, "/check")
    assert (await sent())["text"].startswith("Reply to a message")
    chat = api.people.send(desk.bob, desk.group, "午餐吃什麼")
    api.people.send(desk.chen, desk.group, "/check", reply_to=chat)
    line = await sent()
    assert line["text"].count("\n") == 0
    api.people.send(desk.bob, desk.group, "@zhangben_bot")
    assert (await sent())["text"] == "這裡沒有可查核的內容：沒有提到帳本中的數字。"
    lunch = api.people.send(desk.bob, desk.group, "!!")
    api.people.send(desk.bob, desk.group, "/check", reply_to=lunch)  # a gap, but of nothing
    assert (await sent())["text"].startswith("這裡沒有可查核的內容")
    api.people.send(desk.bob, desk.group, "謝謝", reply_to=line)
    await sent("setMessageReaction")
    assert await api.outbox.silent()


async def test_the_bot_does_not_check_itself(api, bot, desk, sent, respond):
    api.people.send(desk.ann, desk.group, "/ask OpenAI revenue")
    answer = await sent()
    api.people.send(desk.ann, desk.group, "/check", reply_to=answer)
    assert (await sent())["text"].startswith("Reply to a message")
    assert len(respond.asked) == 1


async def test_a_message_of_another_chat(api, bot, desk, sent, respond):
    elsewhere = api.people.group("Elsewhere", [desk.bob], "supergroup")
    claim = api.people.send(desk.bob, elsewhere, CLAIM)
    called = api.people.send(desk.bob, desk.group, "/check", reply_to=claim)
    answer = await sent()
    assert respond.asked == [(CLAIM, "zh-Hant", "message")]
    assert answer["reply_to_message"]["message_id"] == called["message_id"]
    api.people.press(desk.ann, answer, buttons(answer)["來源"])
    assert "[1]" in (await sent("editMessageText"))["text"]


async def test_buttons_unfold_in_the_answer(api, bot, desk, sent, said):
    question = api.people.send(desk.bob, desk.group, "/ask OpenAI 營收")
    answer = await sent()
    api.people.press(desk.ann, answer, buttons(answer)["推導"])
    opened = await sent("editMessageText")
    assert opened["text"] == said.SAID["zh-Hant"]["answer"] + "\n\n" + said.DERIVATION
    assert list(buttons(opened)) == ["來源", "更多"]
    api.people.press(desk.chen, opened, buttons(opened)["來源"])
    opened = await sent("editMessageText")
    assert opened["text"].endswith(said.DERIVATION + "\n\n" + said.SOURCES)
    assert list(buttons(opened)) == ["更多"]
    api.people.press(desk.chen, opened, buttons(opened)["更多"])
    assert list(buttons(await sent("editMessageReplyMarkup"))) == ["私訊看更多", "有誤？", "返回"]
    assert opened["reply_to_message"]["message_id"] == question["message_id"]


async def test_a_section_too_long_is_turned_page_by_page(api, bot, desk, sent):
    api.people.send(desk.ann, desk.group, "/ask endless")
    answer = await sent()
    api.people.press(desk.ann, answer, buttons(answer)["Sources"])
    page = await sent("editMessageText")
    assert [one for one in buttons(page) if "/" in one or one in "‹›"] == ["1/3", "›"]
    for turned, on_view in (("›", ["‹", "2/3", "›"]), ("›", ["‹", "3/3"]), ("‹", ["‹", "2/3", "›"]), ("2/3", None)):
        api.people.press(desk.bob, page, buttons(page)[turned])
        if on_view:
            page = await sent("editMessageText")
            assert [one for one in buttons(page) if "/" in one or one in "‹›"] == on_view
    assert page["message_id"] == answer["message_id"]


async def test_a_button_whose_message_changed(api, bot, desk, sent):
    question = api.people.send(desk.ann, desk.group, "/ask OpenAI revenue")
    answer = await sent()
    changed = desk.group.messages[question["message_id"]] | {"text": "/ask OpenAI revenues"}
    stored = desk.group.messages[answer["message_id"]]
    desk.group.messages[answer["message_id"]] = stored | {"reply_to_message": changed}
    press = api.people.press(desk.bob, answer, buttons(answer)["Derivation"])
    await api.outbox.next("answerCallbackQuery")
    assert press.answer["text"] == "原訊息已改動，請重新查核。"


async def test_a_choice_becomes_its_answer(api, bot, desk, sent, said):
    api.people.send(desk.chen, desk.group, "/ask 日本欠多少 负债")
    choice = await sent()
    assert list(buttons(choice)) == ["252 %", "119 %"]
    api.people.press(desk.ann, choice, buttons(choice)["252 %"])
    answer = await sent("editMessageText")
    assert answer["text"] == said.SAID["zh-Hans"]["answer"]
    api.people.press(desk.ann, answer, buttons(answer)["来源"])
    assert (await sent("editMessageText"))["text"].endswith(said.SOURCES)


async def test_an_edited_call_edits_its_answer(api, bot, desk, sent, said):
    call = api.people.send(desk.ann, desk.group, "/ask training cost")
    answer = await sent()
    api.people.edit(call, "/ask OpenAI revenue")
    edited = await sent("editMessageText")
    assert edited["message_id"] == answer["message_id"]
    assert edited["text"] == said.SAID["en"]["answer"]


async def test_topics_stay_apart(api, bot, desk, sent):
    forum = api.people.group("Forum", [desk.ann, api.bot], "forum")
    topic = api.people.topic(desk.ann, forum, "Money")
    api.people.send(desk.ann, forum, "/ask OpenAI revenue", thread=topic)
    assert (await sent())["message_thread_id"] == topic


async def test_a_group_that_became_a_supergroup(api, bot, desk, sent):
    group = api.people.group("Small", [desk.ann, api.bot])
    api.people.send(desk.ann, group, "/ask OpenAI revenue")
    new = api.people.migrate(group)
    refused_or_sent = await api.outbox.next("sendMessage")
    answer = refused_or_sent.result if refused_or_sent.ok else await sent()
    assert answer["chat"]["id"] in {group.id, new.id}


async def test_language_of_a_group_is_its_administrators_business(api, bot, desk, sent, said):
    api.people.send(desk.bob, desk.group, "/lang en")
    assert (await sent())["text"] == "群組的語言由管理員設定。"
    api.people.send(desk.ann, desk.group, "/lang")
    offer = await sent()
    press = api.people.press(desk.chen, offer, buttons(offer)["English"])
    await api.outbox.next("answerCallbackQuery")
    assert press.answer["text"] == "群组的语言由管理员设置。"
    api.people.press(desk.ann, offer, buttons(offer)["简体中文"])
    await sent("editMessageText")
    api.people.send(desk.ann, desk.group, "/ask openai.revenue@2025")
    assert (await sent())["text"] == said.SAID["zh-Hans"]["answer"]


async def test_help_in_a_group_is_one_line(api, bot, desk, sent):
    for command in ("/help", "/start"):
        api.people.send(desk.ann, desk.group, command)
        answer = await sent()
        assert "\n" not in answer["text"]
        assert "@zhangben_bot" in answer["text"]


async def test_sources_in_a_group(api, bot, desk, sent, said):
    claim = api.people.send(desk.bob, desk.group, CLAIM)
    api.people.send(desk.ann, desk.group, "/sources", reply_to=claim)
    assert (await sent())["text"].endswith(said.SOURCES)


async def test_a_fault_where_it_was_called(api, bot, desk, sent):
    api.people.send(desk.ann, desk.group, "/ask boom")
    aside = await sent()
    assert aside["receiver_user"]["id"] == desk.ann.id  # to the caller alone
    assert "fault" in aside["text"]
    press = api.people.press(desk.ann, desk_message(api, desk, "qe=boom"), "qe=boom")
    await api.outbox.next("answerCallbackQuery")
    assert "fault" in press.answer["text"]


def desk_message(api, desk, data):
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": data}]]}
    return api.world.post(desk.group, api.bot.user, {"text": "x", "reply_markup": markup})
