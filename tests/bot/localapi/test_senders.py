"""Chats that speak: anonymous administrators, channels with a discussion group; menus and files of the demo's page."""

import aiohttp
import pytest


async def test_an_anonymous_administrator_writes_as_the_group(api, judge, raw):
    ann, ben = api.people.user("Ann"), api.people.user("Ben")
    group = api.people.group("Figures", (ann, ben, api.bot), "supergroup")
    message = api.people.send(ann, group, "/check@local_bot", anonymous=True)
    assert message["sender_chat"]["id"] == group.id
    assert message["from"]["username"] == "GroupAnonymousBot"
    *_, update = api.bot.updates.pending()
    assert judge(update.json()).message.sender_chat.id == group.id
    with pytest.raises(ValueError, match="administrators"):
        api.people.send(ben, group, "me too", anonymous=True)
    status, body = await raw.post("editMessageText", chat_id=group.id, message_id=message["message_id"], text="x")
    assert (status, body["description"]) == (400, "Bad Request: message can't be edited")


async def test_a_post_is_forwarded_to_the_discussion(api, judge):
    ann = api.people.user("Ann")
    channel = api.people.group("News", (ann,), "channel")
    group = api.people.group("Talk", (ann, api.bot), "supergroup")
    api.bot.privacy = False
    api.people.set_status(ann, group, api.bot.user, "administrator")
    api.people.discuss(channel, group)
    post = api.people.send(ann, channel, "37 and 42")
    *_, update = api.bot.updates.pending()
    copy = judge(update.json()).message
    assert copy.is_automatic_forward
    assert (copy.sender_chat.id, copy.forward_origin.message_id) == (channel.id, post["message_id"])


@pytest.mark.rule("menu-narrowest")
async def test_the_narrowest_menu_is_shown(api, raw):
    ann = api.people.user("Ann", language_code="zh-hant")
    group = api.people.group("Figures", (ann, api.bot), "supergroup")
    one = [{"command": "one", "description": "first"}]
    two = [{"command": "two", "description": "second"}]
    await raw.ok("setMyCommands", commands=one)
    await raw.ok("setMyCommands", commands=two, scope={"type": "all_chat_administrators"}, language_code="zh")

    async def menu(language):
        query = {"chat": group.id, "user": ann.id, "language": language}
        async with aiohttp.ClientSession() as session, session.get(f"{api.url}/control/commands", params=query) as got:
            return (await got.json())["result"]

    assert await menu("en") == one
    assert await menu("zh-hant") == two


async def test_files_are_fetched_by_id(api, picture):
    ann = api.people.user("Ann")
    sent = api.people.send(ann, api.people.private(ann), "a chart", photo=picture)
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{api.url}/control/file", params={"id": sent["photo"][0]["file_id"]}) as got:
            assert await got.read() == picture
        async with session.get(f"{api.url}/control/file", params={"id": "none"}) as got:
            assert got.status == 404
