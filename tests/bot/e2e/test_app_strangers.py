"""Who is not an ordinary member: bots, anonymous administrators, channels with their discussion groups."""

import asyncio

import pytest

from bot.localapi.privacy import deliver

CLAIM = "聽說 OpenAI 上半年推理就燒了 502 億美元"
ANONYMOUS = 1_087_968_824


def post(api, chat, user, fields):
    message = api.world.post(chat, user, fields)
    deliver(api.world, chat, message)
    return message


async def test_another_bot_is_not_answered(api, bot, desk):
    other = api.people.user("Robot", "robot_bot", is_bot=True)
    api.people.join(other, desk.group)
    await api.outbox.silent(0.05)
    api.people.send(other, desk.group, "@zhangben_bot OpenAI revenue")
    api.people.send(other, desk.group, "/ask@zhangben_bot OpenAI revenue")
    assert await api.outbox.silent()


async def test_an_anonymous_administrator_is_one(api, bot, desk, sent):
    nobody = api.people.user("Group", "GroupAnonymousBot", is_bot=True)
    for text in ("/lang@zhangben_bot zh-Hans", "/ask@zhangben_bot"):
        command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
        post(api, desk.group, nobody, {"text": text, "entities": [command], "sender_chat": desk.group.json()})
    assert (await sent())["text"].startswith("已设为简体中文")
    reaction = await api.outbox.next("setMessageReaction")
    assert reaction.ok
    assert not [call for call in api.outbox.to("sendMessage") if "/ask" in call.args["text"]]


async def test_a_post_of_the_linked_channel_is_checked_where_it_is_discussed(api, bot, desk, sent):
    channel = api.people.group("News", [desk.bob], "channel", username="news")
    telegram = api.people.user("Telegram", "")
    copy = {"text": CLAIM, "sender_chat": channel.json(), "is_automatic_forward": True}
    copied = post(api, desk.group, telegram, copy)
    api.people.send(desk.ann, desk.group, "/check", reply_to=copied)
    answer = await sent()
    assert answer["quote"]["text"] == "502 億美元"
    assert answer["reply_to_message"]["message_id"] == copied["message_id"]


async def test_a_report_goes_to_the_operators_chat(api, make_settings, respond, running, desk, sent):
    operator = api.people.user("Operator")
    api.people.private(operator)
    settings = make_settings(api.token, api.url).model_copy(update={"admin_chat": operator.id})
    async with running(settings, respond):
        while len(api.outbox.to("setMyCommands")) < 6:
            await asyncio.sleep(0.01)
        api.people.send(desk.ann, desk.private["ann"], "/feedback the figure is old")
        told = await sent()
        assert (told["chat"]["id"], told["text"].split("\n")[1]) == (operator.id, "the figure is old")
        assert (await sent())["text"].startswith("Noted")
        assert "Ann" not in told["text"]


async def test_a_word_to_one_member(api, bot, desk, sent):
    before = dict(desk.group.messages)
    asked = api.people.send(desk.ann, desk.group, "/check")
    aside = await sent()
    assert (aside["chat"]["id"], aside["receiver_user"]["id"]) == (desk.group.id, desk.ann.id)
    assert desk.group.messages == before | {asked["message_id"]: asked}
    assert await api.outbox.silent()


@pytest.mark.parametrize("ignored", [True, False])
async def test_a_word_to_one_member_on_an_older_server(api, bot, desk, sent, ignored):
    """Where the server takes ephemeral messages but shows them to all, as one that ignores the new field, it is taken back."""
    api.settings.newer = False
    if ignored:
        api.settings.accepted.add("ephemeral_message_parameters")
    api.people.send(desk.ann, desk.group, "/check")
    seen = await api.outbox.next("sendMessage")
    if ignored:
        gone = await api.outbox.next("deleteMessage")
        assert gone.args["message_id"] == seen.result["message_id"]
    aside = await sent()
    assert aside["chat"]["id"] == desk.ann.id
    assert (await api.outbox.next("setMessageReaction")).ok


async def test_a_very_long_text_shows_that_it_is_read(api, bot, desk, sent):
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue " * 120)
    draft = await api.outbox.next("sendMessageDraft")
    assert draft.args["text"].startswith("Checking")
    await sent()
    api.world.settings.without.add("sendMessageDraft")
    api.people.send(desk.chen, desk.private["chen"], "OpenAI 营收 " * 200)
    line = await sent()
    assert line["text"].startswith("正在核查")
    assert (await sent("editMessageText"))["message_id"] == line["message_id"]
