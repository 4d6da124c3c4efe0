import pytest

from bot.reply import Suggestion


async def offered(api):
    call = await api.outbox.next("answerInlineQuery")
    assert call.ok, call.error
    return call.args


@pytest.mark.parametrize(
    ("who", "text", "locale"),
    [
        ("ann", "OpenAI 2025 H1 revenue", "en"),
        ("bob", "OpenAI 2025上半年營收", "zh-Hant"),
        ("chen", "OpenAI 2025上半年营收", "zh-Hans"),
    ],
)
async def test_the_answer_is_a_card(api, bot, desk, said, who, text, locale):
    person = getattr(desk, who)
    elsewhere = api.people.group("Elsewhere", [person])
    query = api.people.inline(person, text, chat=elsewhere)
    answer = await offered(api)
    assert (answer["is_personal"], answer["cache_time"] <= 60) == (True, True)
    first = answer["results"][0]
    short = said.SAID[locale]["answer"]
    assert (first["title"], first["description"]) == tuple(short.split("\n"))
    message = api.people.choose(query, first["id"], elsewhere)
    assert message["text"] == short
    for row, kept in ((0, said.DERIVATION), (0, said.SOURCES)):
        data = message["reply_markup"]["inline_keyboard"][row][0]["callback_data"]
        api.people.press(person, message, data)
        assert (await api.outbox.next("editMessageText")).ok
        message = elsewhere.messages[message["message_id"]]
        assert kept in message["text"]
    assert [one["type"] for one in message["entities"]].count("expandable_blockquote") == 2


async def test_suggestions_while_typing(api, bot, desk, respond):
    for text, hint in (("", "zh-Hans"), ("open", "zh-Hans")):
        api.people.inline(desk.chen, text)
        results = (await offered(api))["results"]
        assert [one["title"] for one in results] == ["OpenAI inference spend 2025 H1"] or len(results) == 2
        assert (text, hint, "inline-prefix") in respond.asked
        assert len({one["id"] for one in results}) == len(results)


async def test_the_list_goes_on_as_it_is_scrolled(api, bot, desk, respond):
    many = tuple(Suggestion(f"{number}", f"openai.revenue@{2000 + number}") for number in range(25))
    respond.offered = many
    api.people.inline(desk.ann, "")
    first = await offered(api)
    assert (first["next_offset"], first["button"]["start_parameter"]) == ("10", "help")
    api.people.inline(desk.ann, "", "20")
    last = await offered(api)
    assert not last.get("next_offset")


async def test_chatter_offers_no_card_of_its_own(api, bot, desk):
    api.people.inline(desk.ann, "thanks")
    titles = [one["title"] for one in (await offered(api))["results"]]
    assert not any("Ask for a figure" in title for title in titles)


async def test_the_language_chosen_in_private_counts(api, bot, desk, sent, respond):
    api.people.send(desk.ann, desk.private["ann"], "/lang zh-Hant")
    await sent()
    api.people.inline(desk.ann, "OpenAI revenue")
    await offered(api)
    assert ("OpenAI revenue", "zh-Hant", "message") in respond.asked


async def test_a_fault_leaves_no_spinner(api, bot, desk):
    api.people.inline(desk.ann, "boom")
    assert (await offered(api))["results"] == []


async def test_too_late_is_no_fault(api, bot, desk):
    api.world.settings.deadlines["inline"] = -1
    api.people.inline(desk.ann, "OpenAI revenue")
    assert not (await api.outbox.next("answerInlineQuery")).ok
    assert await api.outbox.silent()


async def test_guest_where_it_has_not_joined(api, bot, desk, said, respond):
    elsewhere = api.people.group("Elsewhere", [desk.ann, desk.bob], "supergroup")
    claim = api.people.send(desk.bob, elsewhere, "OpenAI 燒了 502 億美元")
    query = api.people.guest(desk.ann, elsewhere, "@zhangben_bot", reply_to=claim)
    call = await api.outbox.next("answerGuestQuery")
    assert call.ok, call.error
    assert respond.asked == [("OpenAI 燒了 502 億美元", "en", "message")]
    message = elsewhere.messages[max(elsewhere.messages)]
    assert message["text"].startswith(said.SAID["zh-Hant"]["review"])
    assert query.answer is not None
    assert await api.outbox.silent()


async def test_guest_with_a_question_and_with_nothing(api, bot, desk, said):
    elsewhere = api.people.group("Elsewhere", [desk.ann, desk.chen], "supergroup")
    api.people.guest(desk.chen, elsewhere, "@zhangben_bot OpenAI 营收")
    assert (await api.outbox.next("answerGuestQuery")).ok
    assert elsewhere.messages[max(elsewhere.messages)]["text"].startswith(said.SAID["zh-Hans"]["answer"])
    api.people.guest(desk.ann, elsewhere, "@zhangben_bot")
    assert (await api.outbox.next("answerGuestQuery")).ok
    assert elsewhere.messages[max(elsewhere.messages)]["text"].startswith("Nothing to check")
    api.people.guest(desk.ann, elsewhere, "@zhangben_bot boom")
    assert (await api.outbox.next("answerGuestQuery")).ok


async def test_a_choice_for_a_guest(api, bot, desk, said):
    elsewhere = api.people.group("Elsewhere", [desk.ann], "supergroup")
    api.people.guest(desk.ann, elsewhere, "@zhangben_bot what does Japan owe")
    await api.outbox.next("answerGuestQuery")
    message = elsewhere.messages[max(elsewhere.messages)]
    data = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    api.people.press(desk.ann, message, data)
    call = await api.outbox.next("editMessageText")
    assert call.ok, call.error
    assert elsewhere.messages[message["message_id"]]["text"].startswith(said.SAID["en"]["answer"])
