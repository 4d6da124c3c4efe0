"""The methods about the bot itself, about chats, and the small acts in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.localapi import rules
from bot.localapi.calls import Call, handles
from bot.localapi.errors import behaviour, rule
from bot.localapi.messages import topic
from bot.localapi.parameters import ACTION
from bot.localapi.privacy import deliver

if TYPE_CHECKING:
    from bot.localapi.records import Bot, Chat

Json = dict[str, Any]

MAX_DOWNLOAD = 20 << 20

_SAID_LONG = rule(
    "profile-too-long",
    "Bot API: setMyName, name; Bot API: setMyDescription, description; Bot API: setMyShortDescription, short_description",
    "bot {name} is too long",
    guess="words",
    border=True,
)
_SCOPE = rule(
    "scope",
    "Bot API: BotCommandScope; [srv] get_bot_command_scope",
    "Can't parse BotCommandScope: unsupported type specified",
    border=True,
)
_SCOPE_PRIVATE = rule(
    "scope-private", "[td] get_bot_command_scope", "Can't use specified scope in private chats", border=True
)
_SCOPE_CHANNEL = rule(
    "scope-channel",
    "Bot API: BotCommandScopeChat, chat_id; [td] get_bot_command_scope",
    "Can't change commands in channel chats",
    border=True,
)
_SCOPE_FIELD = rule(
    "scope-field",
    "Bot API: BotCommandScopeChatMember, user_id; [td] JsonObject::get_required_field",
    "Can't parse BotCommandScope: Can't find field \"{name}\"",
    border=True,
)
behaviour(
    "menu-narrowest",
    "Bot API: BotCommandScope",
    "The narrowest scope that has commands is shown, in the user's language first.",
)
_NO_MEMBER = rule("member-missing", "[srv] process_get_chat_member_query", "invalid user_id specified", border=True)
_NO_ADMINISTRATORS = rule(
    "administrators-private",
    "[srv] process_get_chat_administrators_query",
    "there are no administrators in the private chat",
    border=True,
)
_NO_LEAVING = rule(
    "leave-private",
    "[td] set_dialog_participant_status",
    "chat member status can't be changed in private chats",
    border=True,
)
_ACTION_CHANNEL = rule(
    "action-channel", "Bot API: sendChatAction, chat_id", "CHANNEL_INVALID", guess="words", border=True
)
_NO_REACTED = rule("react-missing", "[srv] check_message", "message to react not found", border=True)
_NO_FILE = rule("file-missing", "[srv] process_get_file_query", "invalid file_id", border=True)
_FILE_BIG = rule("file-big", "Bot API: getFile; [srv] do_get_file", "file is too big", border=True)

# Field of the method, longest text ("Bot API: setMyName" and its like).
_SAID = {"Name": ("name", 64), "Description": ("description", 512), "ShortDescription": ("short_description", 120)}


@handles("getMe")
def get_me(call: Call) -> Json:
    """Return the bot."""
    return call.bot.json()


@handles("close", "logOut")
def close(_call: Call) -> bool:
    """Agree; nothing moves to another server from here."""
    return True


@handles(*(f"setMy{name}" for name in _SAID))
def set_my(call: Call) -> bool:
    """Set a name or description for one language, or for all; empty removes it."""
    name, longest = _SAID[call.method.removeprefix("setMy")]
    said = call.args.get(name, "")
    if len(said) > longest:
        raise _SAID_LONG.broken(name=name.replace("_", " "))
    rules.language(call.args.get("language_code", ""))
    call.bot.profile[name, call.args.get("language_code", "")] = said
    return True


@handles(*(f"getMy{name}" for name in _SAID))
def get_my(call: Call) -> Json:
    """Return a name or description in a language, else the one for all."""
    name, _longest = _SAID[call.method.removeprefix("getMy")]
    default = call.bot.user.first_name if name == "name" else ""
    said = (call.bot.profile.get((name, code)) for code in (call.args.get("language_code", ""), ""))
    return {name: next(filter(None, said), default)}


def _scope(call: Call) -> tuple[str, str]:
    scope = call.args.get("scope", {"type": "default"})
    kinds = "default all_private_chats all_group_chats all_chat_administrators chat chat_administrators chat_member"
    if scope["type"] not in kinds.split():
        raise _SCOPE.broken()
    rules.language(call.args.get("language_code", ""))
    if scope["type"].startswith("chat"):
        needed = ("chat_id", "user_id") if scope["type"] == "chat_member" else ("chat_id",)
        if missing := [name for name in needed if name not in scope]:
            raise _SCOPE_FIELD.broken(name=missing[0])
        chat = call.world.open_chat(call.bot, scope["chat_id"], write=False)
        if chat.type == "private" and scope["type"] != "chat":
            raise _SCOPE_PRIVATE.broken()
        if chat.type == "channel":
            raise _SCOPE_CHANNEL.broken()
    return "commands " + json.dumps(scope, sort_keys=True), call.args.get("language_code", "")


def menu(bot: Bot, chat: Chat, user_id: int, language: str) -> list[Json]:
    """Return the commands that an app shows: the narrowest scope that has any ("Bot API: Determining list of commands").

    A scope's list in the user's language comes before its list for all languages.
    """
    here: list[Json] = [{"type": "chat", "chat_id": chat.id}]
    if chat.type == "private":
        scopes = [*here, {"type": "all_private_chats"}]
    else:
        member = {"type": "chat_member", "chat_id": chat.id, "user_id": user_id}
        admins: list[Json] = [{"type": "chat_administrators", "chat_id": chat.id}] if chat.administers(user_id) else []
        everywhere: list[Json] = [{"type": "all_chat_administrators"}] if admins else []
        scopes = [member, *admins, *here, *everywhere, {"type": "all_group_chats"}]
    for scope in (*scopes, {"type": "default"}):
        for code in dict.fromkeys((language, language.partition("-")[0], "")):
            if found := bot.profile.get(("commands " + json.dumps(scope, sort_keys=True), code)):
                return list(found)
    return []


@handles("setMyCommands")
def set_my_commands(call: Call) -> bool:
    """Set the commands of a scope and language."""
    rules.commands(call.args["commands"])
    shown = [command | {"command": command["command"].lstrip("/")} for command in call.args["commands"]]
    call.bot.profile[_scope(call)] = shown
    return True


@handles("getMyCommands")
def get_my_commands(call: Call) -> list[Json]:
    """Return the commands of exactly this scope and language."""
    return list(call.bot.profile.get(_scope(call), []))


@handles("deleteMyCommands")
def delete_my_commands(call: Call) -> bool:
    """Remove the commands of a scope and language."""
    call.bot.profile.pop(_scope(call), None)
    return True


@handles("getChat")
def get_chat(call: Call) -> Json:
    """Return the ChatFullInfo, with what it must hold."""
    gifts = "unlimited_gifts limited_gifts unique_gifts premium_subscription gifts_from_channels"
    required = {"accent_color_id": 0, "max_reaction_count": 11}
    return call.chat(write=False).json() | required | {"accepted_gift_types": dict.fromkeys(gifts.split(), False)}


@handles("getChatMember")
def get_chat_member(call: Call) -> Json:
    """Return a member, also one that has left."""
    chat, user = call.chat(write=False), call.world.users.get(call.args["user_id"])
    if not user:
        raise _NO_MEMBER.broken()
    return call.world.member(chat, user)


@handles("getChatMemberCount")
def get_chat_member_count(call: Call) -> int:
    """Count who is in the chat."""
    chat = call.chat(write=False)
    return sum(map(chat.has, chat.members))


@handles("getChatAdministrators")
def get_chat_administrators(call: Call) -> list[Json]:
    """Return the administrators, other bots only if asked for ("Bot API: getChatAdministrators")."""
    chat = call.chat(write=False)
    if chat.type == "private":
        raise _NO_ADMINISTRATORS.broken()
    found = [call.world.users[number] for number in chat.members if chat.administers(number)]
    wanted = [user for user in found if not user.is_bot or user.id == call.bot.id or call.args.get("return_bots")]
    return [call.world.member(chat, user) for user in wanted]


@handles("leaveChat")
def leave_chat(call: Call) -> bool:
    """Leave a group."""
    chat = call.chat(write=False)
    if chat.type == "private":
        raise _NO_LEAVING.broken()
    chat.members[call.bot.id] = "left"
    message = call.world.post(chat, call.bot.user, {"left_chat_member": call.bot.user.json()})
    deliver(call.world, chat, message)
    return True


@handles("sendChatAction")
def send_chat_action(call: Call) -> bool:
    """Show what the bot is doing."""
    if call.args["action"] not in rules.ACTIONS:
        raise ACTION.broken()
    chat = call.chat()
    if chat.type == "channel":
        raise _ACTION_CHANNEL.broken()
    topic(call, chat)
    call.world.show("action", chat=chat.id, action=call.args["action"])
    return True


@handles("setMessageReaction")
def set_message_reaction(call: Call) -> bool:
    """Set the bot's reaction."""
    reaction = call.args.get("reaction", [])
    chat = call.chat(write=False)
    if not chat.seen(call.args["message_id"]):
        raise _NO_REACTED.broken()
    rules.reaction(reaction, chat.reactions)
    call.world.show("reaction", chat=chat.id, message_id=call.args["message_id"], reaction=reaction)
    return True


@handles("getFile")
def get_file(call: Call) -> Json:
    """Prepare a download: up to 20 MB."""
    file = call.world.files.get(call.args["file_id"])
    if not file:
        raise _NO_FILE.broken()
    if len(file.data) > MAX_DOWNLOAD:
        raise _FILE_BIG.broken()
    return file.json() | {"file_path": file.path}
