"""The world behind the server: people, bots, chats, messages, files.

Messages are kept as the Bot API shows them. A stored message is never changed, only replaced, so updates and
answers may share it.
"""

from __future__ import annotations

import itertools
import secrets
from typing import TYPE_CHECKING, Any

from bot.localapi import rules
from bot.localapi.clock import Clock
from bot.localapi.errors import behaviour, rule
from bot.localapi.faults import Faults
from bot.localapi.methods import words
from bot.localapi.records import Bot, Chat, File, Query, User
from bot.localapi.settings import Settings
from bot.localapi.updates import Updates

if TYPE_CHECKING:
    import asyncio


Json = dict[str, Any]


_NO_CHAT = rule("chat-missing", "[srv] check_chat", "chat not found", border=True)
_STRANGER = rule(
    "not-started", "[srv] check_chat_access", "bot can't initiate conversation with a user", code=403, border=True
)
_MIGRATED = rule(
    "migrated",
    "Bot API: ResponseParameters, migrate_to_chat_id; [srv] check_chat_access",
    "group chat was upgraded to a supergroup chat",
    border=True,
)
_BLOCKED = rule("blocked", "[srv] fail_query_with_error", "bot was blocked by the user", code=403, border=True)
_KICKED = rule("kicked", "[srv] check_chat_access", "bot was kicked from the {kind} chat", code=403, border=True)
_OUTSIDE = rule(
    "not-member", "[srv] check_chat_access", "bot is not a member of the {kind} chat", code=403, border=True
)
_CHANNEL = rule(
    "channel-rights", "[srv] check_chat_access", "need administrator rights in the channel chat", border=True
)
_OLD = rule(
    "query-old",
    "[srv] fail_query_with_error; MTProto: messages.setBotCallbackAnswer",
    "query is too old and response timeout expired or query ID is invalid",
    guess="number",
    border=True,
)
behaviour(
    "query-once", "Bot API: InlineQuery, id", "A query is answered once; a second answer finds it too old.", guess="all"
)

_PERMISSIONS = words(
    "can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos can_send_video_notes "
    "can_send_voice_notes can_send_polls can_send_other_messages can_add_web_page_previews can_react_to_messages "
    "can_edit_tag can_change_info can_invite_users can_pin_messages can_manage_topics"
)
_RIGHTS = words(
    "can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members can_promote_members "
    "can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories"
)


class World:
    """All of it, and the stream of what chats show."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.faults = Faults()
        self.clock = Clock()
        self.bots: dict[str, Bot] = {}
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.private: dict[tuple[int, int], Chat] = {}
        self.files: dict[str, File] = {}
        self.queries: dict[str, Query] = {}
        self.inline: dict[str, tuple[Chat, int]] = {}
        self.ephemeral: dict[tuple[int, int, int], Json] = {}
        self.watchers: set[asyncio.Queue[Json]] = set()
        self.numbers = itertools.count(1)

    def _first(self) -> int:
        """Return the id of a first update: none of those that a server of an earlier hour gave away."""
        return int(self.clock.now() * 10) % 2_000_000_000 + 1_000 * next(self.numbers)

    def add_bot(self, token: str, username: str, first_name: str) -> Bot:
        """Register a bot; its number is the first part of the token."""
        user = User(int(token.partition(":")[0]), first_name, username, is_bot=True)
        self.users[user.id] = user
        self.bots[token] = bot = Bot(user, token, Updates(self.clock, self.settings.life, self._first()))
        return bot

    def bot_of(self, user_id: int) -> Bot | None:
        """Return the bot that a user is."""
        return next((bot for bot in self.bots.values() if bot.id == user_id), None)

    def chat(self, bot: Bot, chat_id: int | str) -> Chat:
        """Find a chat by number or @username, as a bot sees it."""
        if isinstance(chat_id, str):
            named = (chat for chat in self.chats.values() if f"@{chat.username}".lower() == chat_id.lower())
            found = next(named, None)
        else:
            found = self.private.get((bot.id, chat_id)) or self.chats.get(chat_id)
        if not found and chat_id in self.users:
            raise _STRANGER.broken()
        if not found:
            raise _NO_CHAT.broken()
        return found

    def open_chat(self, bot: Bot, chat_id: int | str, *, write: bool = True) -> Chat:
        """Find a chat in which the bot may act."""
        chat = self.chat(bot, chat_id)
        if chat.migrated_to:
            raise _MIGRATED.broken(parameters={"migrate_to_chat_id": chat.migrated_to})
        status = chat.members.get(bot.id, "left")
        if chat.person:
            if status == "kicked" and write:
                raise _BLOCKED.broken()
        elif status == "kicked":
            raise _KICKED.broken(kind=chat.type)
        elif status == "left":
            raise _OUTSIDE.broken(kind=chat.type)
        elif chat.type == "channel" and write and not chat.administers(bot.id):
            raise _CHANNEL.broken()
        return chat

    def post(self, chat: Chat, sender: User, content: Json) -> Json:
        """Store a new message and show it."""
        number = next(chat.numbers)
        shown: Json = {"sender_chat": chat.json()} if chat.type == "channel" else {"from": sender.json()}
        message = {"message_id": number, **shown, "chat": chat.json(), "date": int(self.clock.now()), **content}
        chat.messages[number] = message
        if sender.is_bot:
            chat.last_bot = sender.id
        self.show("message", message=message)
        return message

    def whisper(self, chat: Chat, sender: User, receiver: User, content: Json) -> Json:
        """Show an ephemeral message to one member; it is no message of the chat."""
        number = next(self.numbers)
        message = {"message_id": 0, "ephemeral_message_id": number, "receiver_user": receiver.json()}
        message |= {"from": sender.json(), "chat": chat.json(), "date": int(self.clock.now()), **content}
        self.ephemeral[chat.id, receiver.id, number] = message
        self.show("message", message=message)
        return message

    def replace(self, chat: Chat, message: Json) -> Json:
        """Store a changed message in the place of the old one and show it."""
        message = {**message, "edit_date": int(self.clock.now())}
        chat.messages[message["message_id"]] = message
        self.show("edit", message=message)
        return message

    def delete(self, chat: Chat, message_id: int) -> None:
        """Remove a message; Telegram tells bots nothing about it."""
        del chat.messages[message_id]
        self.show("delete", chat=chat.id, message_id=message_id)

    def show(self, event: str, **details: Any) -> None:
        """Send an event to whoever watches."""
        for watcher in self.watchers:
            watcher.put_nowait({"event": event, **details})

    def store_file(self, data: bytes) -> File:
        """Keep a photo under a new file id.

        Raises:
            ApiError: The image is not one that Telegram takes.
        """
        width, height = rules.photo_size(data)
        name = "png" if data.startswith(b"\x89") else "jpg"
        file = File(f"AgAC{secrets.token_urlsafe(24)}", f"photos/file_{next(self.numbers)}.{name}", data, width, height)
        self.files[file.id] = file
        return file

    def ask(self, kind: str, bot: Bot, user: User, **details: Any) -> Query:
        """Open a query."""
        query = Query(str(10**12 + next(self.numbers)), kind, bot, user, self.clock.now(), **details)
        self.queries[query.id] = query
        return query

    def answer(self, bot: Bot, kind: str, query_id: str, answer: Json) -> Query:
        """Close a query with its answer: once, and in time."""
        query = self.queries.get(query_id)
        late = query and self.clock.now() > query.asked + self.settings.deadlines[kind]
        if not query or late or query.kind != kind or query.bot is not bot or query.answer is not None:
            raise _OLD.broken()
        query.answer = answer
        self.show(f"{kind}_answer", query=query.json())
        return query

    def member(self, chat: Chat, user: User) -> Json:
        """Return the ChatMember of a user."""
        status = chat.members.get(user.id, "left")
        shown: Json = {"status": status, "user": user.json()}
        if status == "creator":
            return shown | {"is_anonymous": False}
        if status == "administrator":
            rights = dict.fromkeys(_RIGHTS, True) | ({"can_post_messages": True} if chat.type == "channel" else {})
            return shown | {"can_be_edited": False, "is_anonymous": False} | rights
        if status == "restricted":
            return shown | {"is_member": True, "until_date": 0} | dict.fromkeys(_PERMISSIONS, False)
        return shown | ({"until_date": 0} if status == "kicked" else {})
