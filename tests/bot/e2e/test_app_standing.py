"""Who may change how the bot behaves in a group: administrators, and nobody who only looks like one."""

import pytest

from bot.localapi.privacy import deliver

COMMANDS = ("/lang@zhangben_bot zh-Hans", "/watch@zhangben_bot on", "/forget@zhangben_bot")
REFUSED = {"/lang": "set the language", "/watch": "turn watching on", "/forget": "decide what is deleted"}


def post(api, chat, user, text, **fields):
    command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
    message = api.world.post(chat, user, {"text": text, "entities": [command], **fields})
    deliver(api.world, chat, message)
    return message


@pytest.mark.parametrize("command", COMMANDS)
async def test_who_writes_as_a_channel_is_no_administrator(api, bot, desk, sent, command):
    """Any member can write as a channel of their own: `sender_chat` is then that channel, not the group."""
    channel = api.people.group("Mine", [desk.chen], "channel", username="mine")
    disguise = api.people.user("Channel", "Channel_Bot", is_bot=True)
    post(api, desk.group, disguise, command, sender_chat=channel.json())
    said = await sent()
    assert REFUSED[command.partition("@")[0]] in said["text"]
    assert not api.outbox.to("getChatMember")  # nobody can be asked after


@pytest.mark.parametrize("status", ["member", "restricted", "left"])
@pytest.mark.parametrize("command", COMMANDS)
async def test_a_member_is_none(api, bot, desk, sent, command, status):
    eve = api.people.user("Eve", "eve", "en")
    api.people.join(eve, desk.group)
    if status == "left":
        api.people.leave(eve, desk.group)
    elif status == "restricted":
        api.people.set_status(desk.ann, desk.group, eve, status)
    post(api, desk.group, eve, command)
    assert REFUSED[command.partition("@")[0]] in (await sent())["text"]


async def test_a_button_under_the_groups_own_name_makes_nobody_an_administrator(api, bot, desk):
    """A bot that is an anonymous administrator writes as the group; who taps its button is who they are."""
    markup = {"inline_keyboard": [[{"text": "English", "callback_data": "len"}]]}
    fields = {"text": "?", "reply_markup": markup, "sender_chat": desk.group.json()}
    message = api.world.post(desk.group, api.bot.user, fields)
    press = api.people.press(desk.bob, message, "len")
    await api.outbox.next("answerCallbackQuery")
    assert press.answer["text"] == "群組的語言由管理員設定。"
    assert not api.outbox.to("editMessageText")
