"""What Telegram refuses through no fault of the bot: it stays quiet, or finds another way."""

import asyncio

import structlog


async def test_a_group_in_which_it_may_not_write(api, bot, desk):
    api.people.set_status(desk.ann, desk.group, api.bot.user, "restricted")
    with structlog.testing.capture_logs() as logs:
        api.people.send(desk.ann, desk.group, "/ask OpenAI revenue")
        assert not (await api.outbox.next("sendMessage")).ok
        assert await api.outbox.silent()
        async with asyncio.timeout(10):  # the update's own line comes last
            while not logs:
                await asyncio.sleep(0.05)
    assert {line["log_level"] for line in logs} == {"info"}


async def test_a_closed_topic(api, bot, desk):
    forum = api.people.group("Forum", [desk.ann, api.bot], "forum")
    thread = api.people.topic(desk.ann, forum, "Money")
    forum.closed.add(thread)
    api.people.send(desk.ann, forum, "/ask OpenAI revenue", thread=thread)
    assert "TOPIC_CLOSED" in str((await api.outbox.next("sendMessage")).error)
    assert await api.outbox.silent()


async def test_a_group_without_that_reaction(api, bot, desk, sent):
    api.settings.newer, desk.group.reactions = False, {"👍"}
    api.people.send(desk.ann, desk.group, "/check")
    assert not (await api.outbox.next("sendMessage")).ok
    assert (await sent())["chat"]["id"] == desk.ann.id
    assert not (await api.outbox.next("setMessageReaction")).ok
    assert await api.outbox.silent()


async def test_a_button_in_a_group_that_became_a_supergroup(api, bot, desk, sent):
    group = api.people.group("Small", [desk.ann, desk.bob, api.bot])
    api.people.send(desk.ann, group, "/ask OpenAI revenue")
    answer = await sent()
    new = api.people.migrate(group)
    data = answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    with structlog.testing.capture_logs() as logs:
        query = api.people.press(desk.bob, answer, data)
        assert not (await api.outbox.next("sendMessage")).ok  # the old number is tried first
        shown = await sent()
    assert shown["chat"]["id"] == new.id
    assert query.answer is not None
    assert not [line for line in logs if line["log_level"] == "error"]


async def test_a_button_under_a_message_that_it_cannot_see(api, bot, desk, sent):
    """What can't be put into the message follows as another one."""
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    answer = await sent()
    data = next(
        button["callback_data"]
        for row in answer["reply_markup"]["inline_keyboard"]
        for button in row
        if button["callback_data"].startswith("d")
    )
    query = api.people.press(desk.ann, answer, data, inaccessible=True)
    assert not (await api.outbox.next("editMessageText")).ok
    shown = await sent()
    assert query.answer is not None
    assert shown["message_id"] > answer["message_id"]
    assert [one["type"] for one in shown["entities"]] == ["expandable_blockquote"]
