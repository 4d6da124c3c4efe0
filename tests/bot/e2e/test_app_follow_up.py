"""What a message goes on from: the answer that it replies to, else what its author asked last; nobody else's."""

from datetime import date

import pytest

from bot.respond import Responder


@pytest.fixture
def respond(knowledge):
    return Responder(knowledge, lambda: date(2026, 11, 24))


@pytest.fixture
def ask(api, desk, sent):
    """Send a text to the group and return the bot's answer."""

    async def asking(who, text, **content):
        api.people.send(getattr(desk, who), desk.group, text, **content)
        return await sent("sendMessage", "sendPhoto")

    return asking


async def test_a_reply_goes_on_from_the_answer_that_it_replies_to_not_from_the_last(bot, ask):
    older = await ask("ann", "@zhangben_bot OpenAI 2024 revenue")
    await ask("ann", "@zhangben_bot Japan net debt")
    assert "$3.292 billion" in (await ask("ann", "what if it were 15%?", reply_to=older))["text"]
    assert "OAI-14" in (await ask("chen", "来源？", reply_to=older))["text"]


async def test_a_mention_goes_on_from_what_its_author_asked_there(bot, ask):
    await ask("ann", "@zhangben_bot OpenAI 2024 revenue")
    await ask("bob", "/ask 中國淨資產")
    assert "Microsoft" in (await ask("ann", "@zhangben_bot how do you get that?"))["text"]
    assert "中國政府" in (await ask("bob", "@zhangben_bot 出處？"))["text"]


async def test_who_asked_nothing_has_nothing_to_go_on_from(api, bot, desk, ask):
    await ask("ann", "@zhangben_bot OpenAI 2024 revenue")
    found = await ask("bob", "@zhangben_bot 如果分成 15% 呢")
    assert "32.92" not in found["text"]
    api.people.send(desk.bob, desk.group, "@zhangben_bot 出處？")
    call = await api.outbox.next("sendMessage", "setMessageReaction")
    assert "OAI-" not in str(call.result)


async def test_somebody_elses_words_are_not_gone_on_from(api, bot, desk, ask):
    await ask("ann", "@zhangben_bot OpenAI 2024 revenue")
    words = api.people.send(desk.bob, desk.group, "那是真的嗎")
    found = await ask("ann", "@zhangben_bot and 2025 H1?", reply_to=words)
    assert "$4.3 billion" not in found["text"]


async def test_administrators_who_hide_behind_the_group_share_no_question(api, bot, desk, ask):
    api.people.set_status(desk.ann, desk.group, desk.bob, "administrator")
    await ask("ann", "@zhangben_bot OpenAI 2024 revenue", anonymous=True)
    found = await ask("bob", "@zhangben_bot 那美國呢", anonymous=True)
    assert "營收" not in found["text"]
    api.people.send(desk.bob, desk.group, "@zhangben_bot 出處？", anonymous=True)
    call = await api.outbox.next("sendMessage", "setMessageReaction")
    assert "OAI-" not in str(call.result)


async def test_a_picture_is_sent_for_a_chart_and_gone_on_from(bot, ask):
    answer = await ask("ann", "@zhangben_bot OpenAI 2024 revenue")
    picture = await ask("bob", "畫個圖", reply_to=answer)
    assert picture["photo"]
    assert "$4.3 billion" in (await ask("ann", "and H1 2025?", reply_to=picture))["text"]


async def test_a_changed_answer_is_gone_on_from_as_it_stands(api, bot, desk, ask, sent):
    answer = await ask("ann", "@zhangben_bot OpenAI 2024 revenue")
    rows = answer["reply_markup"]["inline_keyboard"]
    data = next(button["callback_data"] for row in rows for button in row if "What if" in button["text"])
    api.people.press(desk.ann, answer, data)
    changed = await sent("editMessageText")
    assert "$1.975 billion" in (await ask("chen", "and at 25%?", reply_to=changed))["text"]


async def test_in_private_an_own_older_question_stands_for_its_answer(api, bot, desk, sent):
    chat = desk.private["ann"]
    older = api.people.send(desk.ann, chat, "OpenAI 2024 revenue")
    await sent()
    api.people.send(desk.ann, chat, "Japan net debt")
    await sent()
    api.people.send(desk.ann, chat, "at 15%?", reply_to=older)
    assert "$3.292 billion" in (await sent())["text"]
    api.people.send(desk.ann, chat, "and for H1 2025?")
    assert "$3.03 billion" in (await sent())["text"]


async def test_a_blocked_question_is_not_gone_on_from_nor_one_before_it(api, bot, desk, sent):
    chat = desk.private["ann"]
    for text in ("Japan net debt", "Bank of Japan total assets", "and the US?"):
        api.people.send(desk.ann, chat, text)
        found = await sent()
    assert "Net liabilities · " not in found["text"].splitlines()[0]
    assert found["text"].startswith("Held on United States")
