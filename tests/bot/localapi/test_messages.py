"""Sending, replying, editing, deleting; who may where."""

import asyncio
import dataclasses
from types import SimpleNamespace
from typing import Any

import aiogram.types
import aiohttp
import pytest

from bot.localapi import LocalApi


@pytest.mark.rule("text-trimmed", "entities-found")
async def test_a_sent_message(api: LocalApi, raw: Any, desk: SimpleNamespace, conforms: Any) -> None:
    sent = await raw.ok("sendMessage", chat_id=desk.ann.id, text=" <b>4.3</b> 𠮷 /help ", parse_mode="HTML")
    assert sent["text"] == "4.3 𠮷 /help"
    assert sent["entities"] == [
        {"type": "bold", "offset": 0, "length": 3},
        {"type": "bot_command", "offset": 7, "length": 5},
    ]
    assert (sent["chat"]["id"], sent["from"]["id"]) == (desk.ann.id, api.bot.id)
    assert conforms(sent, "Message") == []
    assert api.outbox.calls[-1].result == sent


@pytest.mark.parametrize(("position", "found"), [(0, 0), (4, 0), (7, 10), (100, 10)])
@pytest.mark.rule("quote-position")
async def test_a_quote_is_found_near_its_position(
    api: LocalApi, raw: Any, desk: SimpleNamespace, position: int, found: int
) -> None:
    asked = api.people.send(desk.ann, desk.private, "4.3 and 𠮷4.3 again")  # the 𠮷 counts twice before the second
    reply = {"message_id": asked["message_id"], "quote": "4.3", "quote_position": position}
    sent = await raw.ok("sendMessage", chat_id=desk.ann.id, text="x", reply_parameters=reply)
    assert sent["quote"] == {"text": "4.3", "position": found, "is_manual": True}
    assert sent["reply_to_message"]["message_id"] == asked["message_id"]


async def test_a_quote_keeps_the_styles_of_the_message(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    bold = {"type": "bold", "offset": 8, "length": 4}
    asked = api.people.send(desk.ann, desk.private, "revenue $4.3", entities=[bold])
    reply = {"message_id": asked["message_id"], "quote": "<b>$4.3</b>", "quote_parse_mode": "HTML"}
    sent = await raw.ok("sendMessage", chat_id=desk.ann.id, text="x", reply_parameters=reply)
    assert sent["quote"]["entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    part = {"message_id": asked["message_id"], "quote": "4.3", "quote_entities": [bold | {"offset": 0, "length": 3}]}
    assert (await raw.ok("sendMessage", chat_id=desk.ann.id, text="x", reply_parameters=part))["quote"]["position"] == 9


@pytest.mark.rule("reply-flat", "reply-optional")
@pytest.mark.beside("reply-missing")
async def test_replies_do_not_nest_and_may_do_without_their_target(
    api: LocalApi, raw: Any, desk: SimpleNamespace
) -> None:
    first = api.people.send(desk.ann, desk.private, "one")
    second = api.people.send(desk.ann, desk.private, "two", reply_to=first)
    third = api.people.send(desk.ann, desk.private, "three", reply_to=second)
    assert "reply_to_message" not in third["reply_to_message"]
    missing = {"message_id": 99, "allow_sending_without_reply": True}
    sent = await raw.ok("sendMessage", chat_id=desk.ann.id, text="x", reply_parameters=missing)
    assert "reply_to_message" not in sent


async def test_a_reply_to_another_chat(api: LocalApi, raw: Any, desk: SimpleNamespace, conforms: Any) -> None:
    source = api.people.send(desk.ann, desk.group, "@local_bot 4.3")
    reply = {"message_id": source["message_id"], "chat_id": desk.group.id, "quote": "4.3"}
    sent = await raw.ok("sendMessage", chat_id=desk.ann.id, text="x", reply_parameters=reply)
    assert sent["external_reply"]["origin"]["sender_user"]["id"] == desk.ann.id
    assert conforms(sent, "Message") == []


@pytest.mark.rule("not-modified", "edit-drops-keyboard", "edit-untold")
@pytest.mark.beside("not-modified")
async def test_edits(api: LocalApi, raw: Any, desk: SimpleNamespace, conforms: Any) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    sent = await raw.ok("sendMessage", chat_id=desk.ann.id, text="one", reply_markup=markup)
    where = {"chat_id": desk.ann.id, "message_id": sent["message_id"]}
    assert "is not modified" in await raw.refused("editMessageText", **where, text="one", reply_markup=markup)
    edited = await raw.ok("editMessageText", **where, text="<i>one</i>", parse_mode="HTML")
    assert "reply_markup" not in edited  # leaving it out removes it
    assert edited["edit_date"] >= sent["date"]
    assert conforms(edited, "Message") == []
    assert "is not modified" in await raw.refused("editMessageReplyMarkup", **where)
    assert (await raw.ok("editMessageReplyMarkup", **where, reply_markup=markup))["text"] == "one"
    rich = await raw.ok("editMessageText", **where, rich_message={"markdown": "# x"})
    assert "text" not in rich
    assert [update.kind for update in api.bot.updates.pending()] == [
        "my_chat_member"
    ]  # bots are not told of what they do themselves


@pytest.mark.rule("edit-foreign")
async def test_forwarded_messages_are_not_edited(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    sent = await raw.ok("sendMessage", chat_id=desk.ann.id, text="one")
    forward = api.people.forward(desk.ann, sent, desk.private)
    said = await raw.refused("editMessageText", chat_id=desk.ann.id, message_id=forward["message_id"], text="x")
    assert said == "400 Bad Request: message can't be edited"


async def upload(api: LocalApi, raw: Any, method: str, **fields: Any) -> Any:
    form = aiohttp.FormData()
    for name, value in fields.items():
        form.add_field(name, value, filename="chart.png") if isinstance(value, bytes) else form.add_field(name, value)
    async with raw.session.post(f"{api.base_url}{api.token}/{method}", data=form) as response:
        body = await response.json()
        assert body["ok"], body
        return body["result"]


@pytest.mark.beside("file-identifier", "photo-missing")
async def test_photos(api: LocalApi, raw: Any, desk: SimpleNamespace, picture: bytes, conforms: Any) -> None:
    sent = await upload(api, raw, "sendPhoto", chat_id=str(desk.ann.id), photo=picture, caption="营收")
    size = sent["photo"][-1]
    assert (size["width"], size["height"], size["file_size"]) == (4, 3, len(picture))
    again = await raw.ok("sendPhoto", chat_id=desk.ann.id, photo=size["file_id"])
    assert again["photo"] == sent["photo"]
    where = {"chat_id": str(desk.ann.id), "message_id": str(sent["message_id"])}
    edited = await raw.ok("editMessageCaption", **where, caption="x")
    assert (edited["caption"], edited["photo"]) == ("x", sent["photo"])
    media = '{"type": "photo", "media": "attach://new", "caption": "y"}'
    changed = await upload(api, raw, "editMessageMedia", **where, media=media, new=picture)
    assert (changed["caption"], changed["photo"] != sent["photo"]) == ("y", True)
    assert conforms(changed, "Message") == []


async def test_downloads(api: LocalApi, raw: Any, desk: SimpleNamespace, picture: bytes, conforms: Any) -> None:
    message = api.people.send(desk.ann, desk.private, "see", photo=picture)
    file = await raw.ok("getFile", file_id=message["photo"][-1]["file_id"])
    assert conforms(file, "File") == []
    async with raw.session.get(f"{api.base_file_url}{api.token}/{file['file_path']}") as response:
        assert await response.read() == picture


async def test_the_size_of_a_jpeg_is_read(api: LocalApi, desk: SimpleNamespace) -> None:
    frame = b"\xff\xc0\0\x11\x08" + (30).to_bytes(2) + (40).to_bytes(2)
    message = api.people.send(desk.ann, desk.private, photo=b"\xff\xd8\xff\xe0" + frame + b"\x03")
    assert (message["photo"][0]["width"], message["photo"][0]["height"]) == (40, 30)


@pytest.mark.rule("file-big")
async def test_files_over_20_mb_are_not_downloaded(api: LocalApi, raw: Any, picture: bytes) -> None:
    file = api.world.store_file(picture)
    api.world.files[file.id] = dataclasses.replace(file, data=bytes((20 << 20) + 1))
    assert await raw.refused("getFile", file_id=file.id) == "400 Bad Request: file is too big"


@pytest.mark.rule("delete-forbidden")
@pytest.mark.beside("delete-forbidden", "delete-missing")
async def test_deletion(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    own = await raw.ok("sendMessage", chat_id=desk.group.id, text="x")
    theirs = api.people.send(desk.bob, desk.group, "y")
    where = {"chat_id": desk.group.id, "message_id": theirs["message_id"]}
    assert await raw.refused("deleteMessage", **where) == "400 Bad Request: message can't be deleted for everyone"
    api.people.set_status(desk.ann, desk.group, api.bot.user, "administrator")
    await raw.ok("deleteMessage", **where)
    api.clock.advance(49 * 3600)
    said = await raw.refused("deleteMessage", chat_id=desk.group.id, message_id=own["message_id"])
    assert said == "400 Bad Request: message can't be deleted for everyone"


@pytest.mark.rule("not-started", "blocked", "kicked", "not-member", "channel-rights")
@pytest.mark.beside("not-started", "blocked", "kicked", "not-member", "channel-rights")
async def test_where_the_bot_may_not_write(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    async def refused(chat_id: int) -> Any:
        return await raw.refused("sendMessage", chat_id=chat_id, text="x")

    assert await refused(desk.bob.id) == "403 Forbidden: bot can't initiate conversation with a user"
    api.people.block(desk.ann)
    assert await refused(desk.ann.id) == "403 Forbidden: bot was blocked by the user"
    api.people.block(desk.ann, unblock=True)
    await raw.ok("sendMessage", chat_id=desk.ann.id, text="x")
    api.people.set_status(desk.ann, desk.group, api.bot.user, "kicked")
    assert await refused(desk.group.id) == "403 Forbidden: bot was kicked from the group chat"
    api.people.set_status(desk.ann, desk.group, api.bot.user, "left")
    assert await refused(desk.group.id) == "403 Forbidden: bot is not a member of the group chat"
    channel = api.people.group("News", [desk.ann, api.bot], "channel", username="news")
    await raw.ok("sendMessage", chat_id="@news", text="x")
    api.people.set_status(desk.ann, channel, api.bot.user, "member")
    assert await refused(channel.id) == "400 Bad Request: need administrator rights in the channel chat"


@pytest.mark.rule("migrated")
@pytest.mark.beside("migrated")
async def test_a_group_becomes_a_supergroup(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    new = api.people.migrate(desk.group)
    status, body = await raw.post("sendMessage", chat_id=desk.group.id, text="x")
    assert (status, body["description"]) == (400, "Bad Request: group chat was upgraded to a supergroup chat")
    assert body["parameters"] == {"migrate_to_chat_id": new.id}
    await raw.ok("sendMessage", chat_id=new.id, text="x")
    kinds = {key for update in api.bot.updates.pending() for key in update.body}
    assert {"migrate_to_chat_id", "migrate_from_chat_id"} <= kinds


@pytest.mark.rule("thread-missing")
@pytest.mark.beside("thread-missing")
async def test_forum_topics(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    forum = api.people.group("Forum", [desk.ann, api.bot], "forum")
    thread = api.people.topic(desk.ann, forum, "Revenue")
    asked = api.people.send(desk.ann, forum, "/ask", thread=thread)
    assert (asked["message_thread_id"], asked["is_topic_message"]) == (thread, True)
    sent = await raw.ok("sendMessage", chat_id=forum.id, text="x", message_thread_id=thread)
    assert sent["message_thread_id"] == thread
    said = await raw.refused("sendMessage", chat_id=forum.id, text="x", message_thread_id=thread + 5)
    assert said == "400 Bad Request: message thread not found"


async def test_text_mentions_become_users_or_vanish(raw: Any, desk: SimpleNamespace) -> None:
    html = f'<a href="tg://user?id={desk.bob.id}">Bob</a> <a href="tg://user?id=5">Nobody</a>'
    sent = await raw.ok("sendMessage", chat_id=desk.ann.id, text=html, parse_mode="HTML")
    assert [one["user"]["first_name"] for one in sent["entities"]] == ["Bob"]


@pytest.mark.rule("draft-private")
@pytest.mark.beside("draft-private")
async def test_drafts_actions_and_reactions_are_shown(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    asked = api.people.send(desk.ann, desk.private, "x")
    events = asyncio.Queue()
    api.world.watchers.add(events)
    await raw.ok("sendMessageDraft", chat_id=desk.ann.id, draft_id=1, text="<b>4</b>", parse_mode="HTML")
    await raw.ok("sendChatAction", chat_id=desk.ann.id, action="typing")
    reaction = [{"type": "emoji", "emoji": "👍"}]
    await raw.ok("setMessageReaction", chat_id=desk.ann.id, message_id=asked["message_id"], reaction=reaction)
    shown = [events.get_nowait() for _ in range(3)]
    assert [event["event"] for event in shown] == ["draft", "action", "reaction"]
    assert shown[0]["text"] == "4"
    said = await raw.refused("sendMessageDraft", chat_id=desk.group.id, draft_id=1, text="x")
    assert said == "400 Bad Request: PEER_ID_INVALID"


async def test_the_profile_of_the_bot(raw: Any, desk: SimpleNamespace, conforms: Any) -> None:
    commands = [{"command": "check", "description": "核对"}]
    await raw.ok("setMyCommands", commands=commands, language_code="zh", scope={"type": "all_group_chats"})
    assert await raw.ok("getMyCommands", language_code="zh", scope={"type": "all_group_chats"}) == commands
    assert await raw.ok("getMyCommands", language_code="zh") == []
    member = {"type": "chat_member", "chat_id": desk.group.id, "user_id": desk.ann.id}
    await raw.ok("setMyCommands", commands=commands, scope=member)
    await raw.ok("deleteMyCommands", scope=member)
    assert await raw.ok("getMyCommands", scope=member) == []
    await raw.ok("setMyName", name="账本", language_code="zh")
    await raw.ok("setMyDescription", description="x")
    await raw.ok("setMyShortDescription", short_description="y")
    assert await raw.ok("getMyName", language_code="zh") == {"name": "账本"}
    assert await raw.ok("getMyName") == {"name": "local_bot"}
    assert await raw.ok("getMyDescription", language_code="zh") == {"description": "x"}
    assert await raw.ok("getMyShortDescription") == {"short_description": "y"}
    assert conforms(await raw.ok("getMe"), "User") == []
    assert await raw.ok("close")


async def test_chats_and_members(api: LocalApi, raw: Any, desk: SimpleNamespace, conforms: Any) -> None:
    assert conforms(await raw.ok("getChat", chat_id=desk.group.id), "ChatFullInfo") == []
    api.people.leave(desk.bob, desk.group)
    for user, status in ((desk.ann, "creator"), (desk.bob, "left"), (api.bot.user, "member")):
        member = await raw.ok("getChatMember", chat_id=desk.group.id, user_id=user.id)
        assert member["status"] == status
        assert conforms(member, "ChatMember") == []
    api.people.set_status(desk.ann, desk.group, api.bot.user, "administrator")
    administrators = await raw.ok("getChatAdministrators", chat_id=desk.group.id)
    assert [one["status"] for one in administrators] == ["creator", "administrator"]
    assert conforms(administrators, "Array of ChatMember") == []
    assert await raw.ok("getChatMemberCount", chat_id=desk.group.id) == 2
    await raw.ok("leaveChat", chat_id=desk.group.id)
    assert "not a member" in await raw.refused("getChat", chat_id=desk.group.id)


@pytest.mark.rule("topic-closed")
@pytest.mark.beside("topic-closed")
async def test_a_closed_topic_is_for_administrators(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    forum = api.people.group("Forum", [desk.ann, api.bot], "forum")
    thread = api.people.topic(desk.ann, forum, "Revenue")
    forum.closed.add(thread)
    where = {"chat_id": forum.id, "message_thread_id": thread}
    assert await raw.refused("sendMessage", **where, text="x") == "400 Bad Request: TOPIC_CLOSED"
    api.people.set_status(desk.ann, forum, api.bot.user, "administrator")
    await raw.ok("sendMessage", **where, text="x")


@pytest.mark.rule("thread-missing")
@pytest.mark.beside("thread-missing")
async def test_actions_and_drafts_have_threads_too(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    forum = api.people.group("Forum", [desk.ann, api.bot], "forum")
    thread = api.people.topic(desk.ann, forum, "Revenue")
    await raw.ok("sendChatAction", chat_id=forum.id, action="typing", message_thread_id=thread)
    said = await raw.refused("sendChatAction", chat_id=forum.id, action="typing", message_thread_id=thread + 1)
    assert said == "400 Bad Request: message thread not found"
    where = {"chat_id": desk.ann.id, "draft_id": 1, "text": "x"}
    assert "thread not found" in await raw.refused("sendMessageDraft", **where, message_thread_id=1)


@pytest.mark.rule("delete-forbidden")
@pytest.mark.beside("delete-forbidden")
async def test_the_beginning_of_a_topic_stays(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    forum = api.people.group("Forum", [desk.ann, api.bot], "forum")
    thread = api.people.topic(desk.ann, forum, "Revenue")
    other = api.people.send(desk.ann, forum, "x", thread=thread)
    api.people.set_status(desk.ann, forum, api.bot.user, "administrator")
    await raw.ok("deleteMessage", chat_id=forum.id, message_id=other["message_id"])
    said = await raw.refused("deleteMessage", chat_id=forum.id, message_id=thread)
    assert said == "400 Bad Request: message can't be deleted for everyone"


@pytest.mark.rule("no-right")
@pytest.mark.beside("no-right")
async def test_a_bot_that_may_not_speak(
    api: LocalApi, raw: Any, desk: SimpleNamespace, picture: bytes, judge: Any
) -> None:
    await raw.ok("sendMessage", chat_id=desk.group.id, text="x")
    api.bot.updates.clear()
    api.people.set_status(desk.ann, desk.group, api.bot.user, "restricted")
    [update] = api.bot.updates.pending()
    assert judge(update.json()).my_chat_member.new_chat_member.can_send_messages is False
    said = await raw.refused("sendMessage", chat_id=desk.group.id, text="x")
    assert said == "400 Bad Request: not enough rights to send text messages to the chat"
    status, body = await raw.form("sendPhoto", chat_id=desk.group.id, photo=picture)
    assert (status, body["description"]) == (400, "Bad Request: not enough rights to send photos to the chat")


@pytest.mark.rule("effect-private", "action-channel", "scope-channel")
@pytest.mark.beside("effect-private", "action-channel", "scope-channel")
async def test_what_only_some_chats_have(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    await raw.ok("sendMessage", chat_id=desk.ann.id, text="x", message_effect_id="5")
    assert "EFFECT_ID_INVALID" in await raw.refused(
        "sendMessage", chat_id=desk.group.id, text="x", message_effect_id="5"
    )
    channel = api.people.group("News", [desk.ann, api.bot], "channel")
    assert "CHANNEL_INVALID" in await raw.refused("sendChatAction", chat_id=channel.id, action="typing")
    await raw.ok("sendChatAction", chat_id=desk.group.id, action="typing")
    scopes = [{"type": "chat", "chat_id": chat.id} for chat in (desk.group, channel)]
    await raw.ok("setMyCommands", commands=[], scope=scopes[0])
    said = await raw.refused("setMyCommands", commands=[], scope=scopes[1])
    assert said == "400 Bad Request: can't change commands in channel chats"


@pytest.mark.rule("reaction")
@pytest.mark.beside("reaction")
async def test_a_chat_may_allow_some_reactions_only(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    asked = api.people.send(desk.ann, desk.group, "x")
    desk.group.reactions = {"👍"}
    where = {"chat_id": desk.group.id, "message_id": asked["message_id"]}
    await raw.ok("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}])
    said = await raw.refused("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "🤷"}])
    assert said == "400 Bad Request: REACTION_INVALID"


@pytest.mark.rule("ephemeral", "ephemeral-chat", "ephemeral-receiver", "ephemeral-query")
@pytest.mark.beside("ephemeral-chat", "ephemeral-receiver", "ephemeral-query")
async def test_ephemeral_messages(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    shown = await raw.ok("sendMessage", chat_id=desk.group.id, text="x", reply_markup=markup)
    query = api.people.press(desk.ann, shown, "x")

    def to(number: int, chat_id: int = desk.group.id, **more: Any) -> Any:
        return {
            "chat_id": chat_id,
            "text": "for you",
            "ephemeral_message_parameters": {"receiver_user_id": number, **more},
        }

    sent = await raw.ok("sendMessage", **to(desk.ann.id))
    aiogram.types.Message.model_validate(sent)
    assert (sent["message_id"], sent["receiver_user"]["id"]) == (0, desk.ann.id)
    again = await raw.ok("sendMessage", **to(desk.ann.id, callback_query_id=query.id))
    assert again["ephemeral_message_id"] > sent["ephemeral_message_id"]
    assert desk.group.messages.keys() == {shown["message_id"]}
    assert "PEER_ID_INVALID" in await raw.refused("sendMessage", **to(desk.ann.id, desk.ann.id))
    for nobody in (5, api.bot.id, api.people.user("Carl").id):
        assert "USER_ID_INVALID" in await raw.refused("sendMessage", **to(nobody))
    for wrong in ({"callback_query_id": "1"}, {"replace_callback_query_message": True}):
        assert "QUERY_ID_INVALID" in await raw.refused("sendMessage", **to(desk.ann.id, **wrong))
    assert "QUERY_ID_INVALID" in await raw.refused("sendMessage", **to(desk.bob.id, callback_query_id=query.id))


@pytest.mark.rule("mode-wins", "edit-chat-first", "edit-missing")
async def test_what_counts_where_two_things_are_said(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    bold = {"type": "bold", "offset": 0, "length": 1}
    sent = await raw.ok("sendMessage", chat_id=desk.ann.id, text="<i>x</i>", parse_mode="HTML", entities=[bold])
    assert [one["type"] for one in sent["entities"]] == ["italic"]
    both = {"chat_id": desk.ann.id, "inline_message_id": "x", "text": "y"}
    assert (await raw.ok("editMessageText", **both, message_id=sent["message_id"]))["text"] == "y"
    assert "message to edit not found" in await raw.refused("editMessageText", **both)


@pytest.mark.rule("text-cleaned", "text-trimmed")
async def test_what_no_text_may_hold_goes_and_entities_move(raw: Any, desk: SimpleNamespace) -> None:
    bold = {"type": "bold", "offset": 5, "length": 4}
    sent = await raw.ok("sendMessage", chat_id=desk.ann.id, text="\t\u202ea\r\n𠮷\u2028b\tc ", entities=[bold])
    assert sent["text"] == "a\n𠮷b c"
    assert sent["entities"] == [{"type": "bold", "offset": 2, "length": 3}]
    gone = await raw.ok("sendMessage", chat_id=desk.ann.id, text="<b>\u202e</b>x", parse_mode="HTML")
    assert (gone["text"], "entities" in gone) == ("x", False)
