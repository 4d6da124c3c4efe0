"""What people do arrives as updates that python-telegram-bot, aiogram and Telegram's description agree on."""

from types import SimpleNamespace
from typing import Any

import pytest

from bot.localapi import LocalApi

BUTTON = {"inline_keyboard": [[{"text": "Why?", "callback_data": "why"}]]}


def answer(**fields: Any) -> Any:
    content = {"message_text": "<b>4.3</b>", "parse_mode": "HTML"}
    return {"type": "article", "id": "1", "title": "Revenue", "input_message_content": content, **fields}


@pytest.fixture
def seen(api: LocalApi, judge: Any) -> Any:
    """Judge everything that waits, and give it by kind."""

    def gather() -> Any:
        updates = [judge(update.json()) for update in api.bot.updates.pending()]
        api.bot.updates.clear()
        return [(update, update.effective_message) for update in updates]

    api.bot.updates.allow(["chat_member", "message_reaction", *api.bot.updates.allowed])
    return gather


async def test_private_messages(api: LocalApi, desk: SimpleNamespace, picture: bytes, seen: Any) -> None:
    seen()
    first = api.people.send(desk.ann, desk.private, "/start 4.3 @local_bot https://example.org")
    api.people.send(desk.ann, desk.private, "营收 was 4.3", photo=picture)
    api.people.send(desk.ann, desk.private, "this?", reply_to=first, quote="4.3")
    api.people.forward(desk.ann, first, desk.private)
    api.people.edit(first, "/start 4.4")
    api.people.react(desk.ann, first, "👍")
    (start, command), (_, photo), (_, reply), (_, forward), (edited, after), (reacted, _) = seen()
    assert start.message.parse_entities(["bot_command"]) == {command.entities[0]: "/start"}
    assert (photo.caption, photo.photo[-1].width) == ("营收 was 4.3", 4)
    assert (reply.quote.text, reply.quote.position, reply.quote.is_manual) == ("4.3", 7, True)
    assert reply.reply_to_message.message_id == command.message_id
    assert forward.forward_origin.sender_user.id == desk.ann.id
    assert (edited.edited_message.text, after.message_id) == ("/start 4.4", command.message_id)
    assert reacted.message_reaction.new_reaction[0].emoji == "👍"


async def test_a_reply_to_another_chat_brings_its_text_as_a_quote(
    api: LocalApi, desk: SimpleNamespace, seen: Any
) -> None:
    desk.group.all_heard_by.add(api.bot.id)
    group = api.people.send(desk.bob, desk.group, "revenue was 4.3 billion")
    channel = api.people.group("News", [desk.bob], "channel", username="news")
    post = api.people.send(desk.bob, channel, "profit was 1.2 billion")
    seen()
    api.people.send(desk.ann, desk.private, "is this so?", reply_to=group)
    api.people.send(desk.ann, desk.private, "and this?", reply_to=post, quote="1.2 billion")
    (_, whole), (_, part) = seen()
    assert whole.quote.text == "revenue was 4.3 billion"
    assert whole.external_reply.origin.sender_user.id == desk.bob.id
    assert whole.external_reply.chat is None  # a basic group is not told
    assert (part.quote.text, part.quote.position) == ("1.2 billion", 11)
    assert part.external_reply.chat.username == "news"
    assert part.external_reply.origin.type == "channel"


async def test_coming_and_going(api: LocalApi, desk: SimpleNamespace, seen: Any) -> None:
    [(added, _)] = seen()
    assert added.my_chat_member.new_chat_member.status == "member"
    carl = api.people.user("Carl")
    api.people.join(carl, desk.group)
    api.people.set_status(desk.ann, desk.group, api.bot.user, "administrator")
    api.people.leave(carl, desk.group)
    api.people.block(desk.ann)
    api.people.block(desk.ann, unblock=True)
    (_, joined), (promoted, _), (gone, _), (_, left), (blocked, _), (back, _) = seen()
    assert joined.new_chat_members[0].id == carl.id
    assert promoted.my_chat_member.new_chat_member.can_delete_messages
    assert gone.chat_member.new_chat_member.status == "left"
    assert left.left_chat_member.id == carl.id
    assert [one.my_chat_member.new_chat_member.status for one in (blocked, back)] == ["kicked", "member"]


async def test_channels_forums_and_migration(api: LocalApi, desk: SimpleNamespace, seen: Any) -> None:
    channel = api.people.group("News", [desk.ann, api.bot], "channel")
    post = api.people.send(desk.ann, channel, "revenue was 4.3 billion")
    api.people.edit(post, "revenue was 4.4 billion")
    forum = api.people.group("Forum", [desk.ann, api.bot], "forum")
    thread = api.people.topic(desk.ann, forum, "Revenue")
    api.people.send(desk.ann, forum, "/ask", thread=thread)
    api.people.migrate(desk.group)
    updates = seen()
    assert [update.channel_post.text for update, _ in updates if update.channel_post] == ["revenue was 4.3 billion"]
    assert [update.edited_channel_post.text for update, _ in updates if update.edited_channel_post]
    assert [message.message_thread_id for _, message in updates if message and message.is_topic_message] == [thread]
    assert [message.migrate_to_chat_id for _, message in updates if message and message.migrate_to_chat_id]


@pytest.mark.rule("query-old", "query-once")
async def test_buttons(api: LocalApi, raw: Any, desk: SimpleNamespace, seen: Any) -> None:
    sent = await raw.ok("sendMessage", chat_id=desk.ann.id, text="4.3", reply_markup=BUTTON)
    seen()
    query = api.people.press(desk.ann, sent, "why")
    [(update, _)] = seen()
    assert (update.callback_query.data, update.callback_query.message.text) == ("why", "4.3")
    await raw.ok("answerCallbackQuery", callback_query_id=query.id, text="because", show_alert=True)
    assert query.answer["text"] == "because"
    again = await raw.refused("answerCallbackQuery", callback_query_id=query.id)
    assert again == "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    with pytest.raises(ValueError, match="no button"):
        api.people.press(desk.ann, sent, "else")


@pytest.mark.rule("message-inaccessible")
async def test_a_button_under_a_message_that_the_bot_cannot_see(
    api: LocalApi, raw: Any, desk: SimpleNamespace, seen: Any
) -> None:
    sent = await raw.ok("sendMessage", chat_id=desk.ann.id, text="4.3", reply_markup=BUTTON)
    seen()
    api.people.press(desk.ann, sent, "why", inaccessible=True)
    [(update, _)] = seen()
    assert not update.callback_query.message.is_accessible
    where = {"chat_id": desk.ann.id, "message_id": sent["message_id"]}
    assert "message to edit not found" in await raw.refused("editMessageText", **where, text="x")
    assert "message to be replied not found" in await raw.refused(
        "sendMessage", chat_id=desk.ann.id, text="x", reply_parameters={"message_id": sent["message_id"]}
    )


@pytest.mark.parametrize("kind", ["callback", "inline", "guest"])
@pytest.mark.rule("query-old")
@pytest.mark.beside("query-old")
async def test_a_late_answer_is_refused(api: LocalApi, raw: Any, desk: SimpleNamespace, kind: str) -> None:
    far = api.people.group("Far", [desk.ann, desk.bob])
    match kind:
        case "callback":
            sent = await raw.ok("sendMessage", chat_id=desk.ann.id, text="x", reply_markup=BUTTON)
            query = api.people.press(desk.ann, sent, "why")
            method, args = "answerCallbackQuery", {"callback_query_id": query.id}
        case "inline":
            query = api.people.inline(desk.ann, "x")
            method, args = "answerInlineQuery", {"inline_query_id": query.id, "results": []}
        case "guest":
            query = api.people.guest(desk.ann, far, "@local_bot x")
            method, args = "answerGuestQuery", {"guest_query_id": query.id, "result": answer()}
    api.clock.advance(16)
    assert "query is too old" in await raw.refused(method, **args)
    api.settings.deadlines[kind] = 100
    await raw.ok(method, **args)
    assert "query is too old" in await raw.refused(method, **args)
    other = api.add_bot("other_bot")
    status, _ = await raw.post(method, other.token, **args)
    assert status == 400


async def test_inline(api: LocalApi, raw: Any, desk: SimpleNamespace, seen: Any) -> None:
    seen()
    query = api.people.inline(desk.ann, "revenue", chat=desk.group)
    [(update, _)] = seen()
    assert (update.inline_query.query, update.inline_query.chat_type) == ("revenue", "group")
    results = [answer(), answer(id="2", reply_markup=BUTTON)]
    await raw.ok("answerInlineQuery", inline_query_id=query.id, results=results, next_offset="2")
    plain = api.people.choose(query, "1", desk.group)
    assert (plain["text"], plain["via_bot"]["id"], plain["from"]["id"]) == ("4.3", api.bot.id, desk.ann.id)
    (_, heard), (chosen, _) = seen()  # a bot hears what is sent through it
    assert heard.via_bot.id == api.bot.id
    assert chosen.chosen_inline_result.inline_message_id is None
    with_button = api.people.choose(query, "2", desk.group)
    inline_id = seen()[1][0].chosen_inline_result.inline_message_id
    press = api.people.press(desk.bob, with_button, "why")
    [(pressed, _)] = seen()
    assert (pressed.callback_query.inline_message_id, pressed.callback_query.message) == (inline_id, None)
    await raw.ok("answerCallbackQuery", callback_query_id=press.id)
    assert await raw.ok("editMessageText", inline_message_id=inline_id, text="more") is True
    assert desk.group.messages[with_button["message_id"]]["text"] == "more"


@pytest.mark.rule("answers-cached", "answers-personal")
async def test_inline_answers_are_cached(api: LocalApi, raw: Any, desk: SimpleNamespace, seen: Any) -> None:
    first = api.people.inline(desk.ann, "revenue")
    await raw.ok("answerInlineQuery", inline_query_id=first.id, results=[answer()], cache_time=60)
    seen()
    assert api.people.inline(desk.bob, "revenue").answer["results"][0]["id"] == "1"
    assert api.people.inline(desk.bob, "revenue", "2").answer is None  # another offset is another question
    assert len(seen()) == 1
    api.clock.advance(61)
    again = api.people.inline(desk.bob, "revenue")
    assert again.answer is None
    await raw.ok("answerInlineQuery", inline_query_id=again.id, results=[], cache_time=60, is_personal=True)
    assert api.people.inline(desk.bob, "revenue").answer is not None
    assert api.people.inline(desk.ann, "revenue").answer is None


async def test_an_inline_photo(api: LocalApi, raw: Any, desk: SimpleNamespace, picture: bytes) -> None:
    photo = api.people.send(desk.ann, desk.private, photo=picture)["photo"][-1]["file_id"]
    query = api.people.inline(desk.ann, "chart")
    links = {"photo_url": "https://example.org/x.jpg", "thumbnail_url": "https://example.org/x.jpg"}
    results = [
        {"type": "photo", "id": "1", "photo_file_id": photo},
        {"type": "photo", "id": "2", "caption": "y", **links},
    ]
    await raw.ok("answerInlineQuery", inline_query_id=query.id, results=results)
    assert api.people.choose(query, "1", desk.group)["photo"][0]["file_id"] == photo
    assert api.people.choose(query, "2", desk.group)["caption"] == "y"


@pytest.mark.rule("guest", "guest-answer", "not-member")
async def test_guest_mode(api: LocalApi, raw: Any, desk: SimpleNamespace, seen: Any) -> None:
    far = api.people.group("Far", [desk.ann, desk.bob], "supergroup")
    claim = api.people.send(desk.bob, far, "revenue was 4.3 billion")
    seen()
    query = api.people.guest(desk.ann, far, "@local_bot check", reply_to=claim)
    [(update, _)] = seen()
    assert update.guest_message.reply_to_message.text == "revenue was 4.3 billion"
    assert update.guest_message.guest_query_id == query.id
    assert "not a member" in await raw.refused("sendMessage", chat_id=far.id, text="x")
    sent = await raw.ok("answerGuestQuery", guest_query_id=query.id, result=answer(reply_markup=BUTTON))
    shown = far.messages[max(far.messages)]
    assert (shown["text"], shown["guest_bot_caller_user"]["id"]) == ("4.3", desk.ann.id)
    assert shown["reply_to_message"]["message_id"] == query.message["message_id"]
    await raw.ok("editMessageText", inline_message_id=sent["inline_message_id"], text="4.4")
    assert far.messages[max(far.messages)]["text"] == "4.4"
    with pytest.raises(LookupError, match="no guest query"):
        api.people.guest(desk.ann, desk.group, "@local_bot check")  # a member is no guest


async def test_a_bot_may_take_no_guest_and_no_inline_queries(api: LocalApi, desk: SimpleNamespace, seen: Any) -> None:
    seen()
    api.bot.guest = api.bot.inline = False
    far = api.people.group("Far", [desk.ann])
    api.people.send(desk.ann, far, "@local_bot check")
    api.people.inline(desk.ann, "x")
    assert seen() == []


HEARD = [
    ("/check", True),
    ("/check@local_bot", True),
    ("/check@other_bot", False),
    ("@LOCAL_bot is this so?", True),
    ("local_bot", False),
    ("revenue was 4.3 billion", False),
]


@pytest.mark.parametrize(("text", "heard"), HEARD)
@pytest.mark.rule("privacy")
async def test_privacy_mode(api: LocalApi, desk: SimpleNamespace, text: str, heard: Any) -> None:
    api.bot.updates.clear()
    first = api.people.send(desk.bob, desk.group, text)
    assert len(api.bot.updates.pending()) == heard
    api.people.edit(first, text + " now")
    assert len(api.bot.updates.pending()) == 2 * heard


async def test_replies_to_the_bot_are_heard(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    sent = await raw.ok("sendMessage", chat_id=desk.group.id, text="x")
    api.bot.updates.clear()
    api.people.send(desk.bob, desk.group, "why", reply_to=sent)
    assert len(api.bot.updates.pending()) == 1


@pytest.mark.rule("general-commands")
async def test_general_commands_go_to_the_bot_that_spoke_last(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    other = api.add_bot("other_bot")
    api.people.join(other, desk.group)
    await raw.post("sendMessage", other.token, chat_id=desk.group.id, text="x")
    for bot in (api.bot, other):
        bot.updates.clear()
    api.people.send(desk.bob, desk.group, "/check")
    assert [len(bot.updates.pending()) for bot in (api.bot, other)] == [0, 1]


@pytest.mark.parametrize("how", ["privacy off", "administrator"])
@pytest.mark.rule("privacy-joined")
async def test_bots_that_hear_everything(api: LocalApi, raw: Any, desk: SimpleNamespace, how: str) -> None:
    if how == "privacy off":
        api.bot.privacy = False
        api.people.join(api.bot, desk.group)
    else:
        api.people.set_status(desk.ann, desk.group, api.bot.user, "administrator")
    api.bot.updates.clear()
    api.people.send(desk.bob, desk.group, "revenue was 4.3 billion")
    assert len(api.bot.updates.pending()) == 1
    assert (await raw.ok("getMe"))["can_read_all_group_messages"] == (how == "privacy off")
