"""The world behind the server: people, bots, chats, messages, files.

Messages are kept as the Bot API shows them. A stored message is never changed, only replaced, so updates and
answers may share it.
"""

from __future__ import annotations

import itertools
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.localapi import rules
from bot.localapi.clock import Clock
from bot.localapi.errors import bad_request, forbidden
from bot.localapi.parameters import words
from bot.localapi.settings import Settings
from bot.localapi.updates import Updates

if TYPE_CHECKING:
    import asyncio

    from bot.localapi.webhook import Webhook

Json = dict[str, Any]

INSIDE = frozenset({"creator", "administrator", "member"})

_RIGHTS = words(
    "can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members can_promote_members "
    "can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories"
)


def filled(**fields: Any) -> Json:
    """Return an object without its empty fields, as the Bot API leaves them out."""
    return {name: value for name, value in fields.items() if value not in ("", None, False, [])}


@dataclass(frozen=True, slots=True)
class User:
    """A person or a bot."""

    id: int
    first_name: str
    username: str = ""
    language_code: str = ""
    last_name: str = ""
    is_bot: bool = False

    def json(self) -> Json:
        """Return the User."""
        names = filled(last_name=self.last_name, username=self.username, language_code=self.language_code)
        return {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name} | names


@dataclass(eq=False, slots=True)
class Query:
    """A callback, inline or guest query; `answer` is what the bot said to it."""

    id: str
    kind: str
    bot: Bot
    user: User
    asked: float
    text: str = ""
    offset: str = ""
    chat: Chat | None = None
    message: Json | None = None
    answer: Json | None = None

    def json(self) -> Json:
        """Return what a demo shows of the query."""
        return {"id": self.id, "kind": self.kind, "user": self.user.id, "text": self.text, "answer": self.answer}


@dataclass(eq=False, slots=True)
class Bot:
    """A registered bot and what BotFather knows of it.

    Args:
        privacy: Reads only what is meant for it in groups that it joins from now on.
        feedback: Is told which inline results are chosen.
    """

    user: User
    token: str
    updates: Updates
    privacy: bool = True
    inline: bool = True
    guest: bool = True
    feedback: bool = True
    webhook: Webhook | None = None
    profile: dict[tuple[str, str], Any] = field(default_factory=dict)
    cache: dict[tuple[str, str, int], tuple[float, Json]] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The bot's number as a user."""
        return self.user.id

    def json(self) -> Json:
        """Return the User of getMe."""
        return self.user.json() | {
            "can_join_groups": True,
            "can_read_all_group_messages": not self.privacy,
            "supports_guest_queries": self.guest,
            "supports_inline_queries": self.inline,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }


@dataclass(eq=False, slots=True)
class Chat:
    """A chat; a private one belongs to one bot and is open once the person has written."""

    id: int
    type: str
    title: str = ""
    username: str = ""
    is_forum: bool = False
    person: User | None = None
    bot: Bot | None = None
    members: dict[int, str] = field(default_factory=dict)
    all_heard_by: set[int] = field(default_factory=set)
    messages: dict[int, Json] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    uneditable: set[int] = field(default_factory=set)
    last_bot: int = 0
    migrated_to: int = 0
    discussion: Chat | None = None
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def json(self) -> Json:
        """Return the Chat."""
        if self.person:
            names = filled(username=self.person.username, last_name=self.person.last_name)
            return {"id": self.id, "type": self.type, "first_name": self.person.first_name} | names
        return {"id": self.id, "type": self.type} | filled(
            title=self.title, username=self.username, is_forum=self.is_forum
        )

    def has(self, user_id: int) -> bool:
        """Tell whether somebody is in the chat now."""
        return self.members.get(user_id) in INSIDE

    def administers(self, user_id: int) -> bool:
        """Tell whether somebody is an administrator of the chat."""
        return self.members.get(user_id) in {"creator", "administrator"}


@dataclass(frozen=True, slots=True)
class File:
    """A stored file."""

    id: str
    path: str
    data: bytes
    width: int = 0
    height: int = 0

    def json(self) -> Json:
        """Return the fields that File and PhotoSize share."""
        return {"file_id": self.id, "file_unique_id": self.id[-12:], "file_size": len(self.data)}

    def size(self) -> Json:
        """Return the PhotoSize; Telegram would make smaller ones too."""
        return self.json() | {"width": self.width, "height": self.height}


class World:
    """All of it, and the stream of what chats show."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.clock = Clock()
        self.bots: dict[str, Bot] = {}
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.private: dict[tuple[int, int], Chat] = {}
        self.files: dict[str, File] = {}
        self.queries: dict[str, Query] = {}
        self.inline: dict[str, tuple[Chat, int]] = {}
        self.watchers: set[asyncio.Queue[Json]] = set()
        self.numbers = itertools.count(1)

    def _first(self) -> int:
        """Return the id of a first update: none of those that a server of an earlier hour gave away."""
        return int(self.clock.now() * 10) % 2_000_000_000 + 1_000 * next(self.numbers)

    def add_bot(self, token: str, username: str, first_name: str) -> Bot:
        """Register a bot; its number is the first part of the token."""
        user = User(int(token.partition(":")[0]), first_name, username, is_bot=True)
        self.users[user.id] = user
        self.bots[token] = bot = Bot(user, token, Updates(self.clock, self._first()))
        return bot

    def bot_of(self, user_id: int) -> Bot | None:
        """Return the bot that a user is."""
        return next((bot for bot in self.bots.values() if bot.id == user_id), None)

    def chat(self, bot: Bot, chat_id: int | str) -> Chat:
        """Find a chat by number or @username, as a bot sees it ([srv] `check_chat`)."""
        if isinstance(chat_id, str):
            named = (chat for chat in self.chats.values() if f"@{chat.username}".lower() == chat_id.lower())
            found = next(named, None)
        else:
            found = self.private.get((bot.id, chat_id)) or self.chats.get(chat_id)
        if not found and chat_id in self.users:
            raise forbidden("bot can't initiate conversation with a user")
        if not found:
            raise bad_request("chat not found")
        return found

    def open_chat(self, bot: Bot, chat_id: int | str, *, write: bool = True) -> Chat:
        """Find a chat in which the bot may act ([srv] `check_chat_access`)."""
        chat = self.chat(bot, chat_id)
        if chat.migrated_to:
            raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
        status = chat.members.get(bot.id, "left")
        if chat.person:
            if status == "kicked" and write:
                raise forbidden("bot was blocked by the user")
        elif status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        elif status == "left":
            raise forbidden(f"bot is not a member of the {chat.type} chat")
        elif chat.type == "channel" and write and not chat.administers(bot.id):
            raise bad_request("need administrator rights in the channel chat")
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
        """Close a query with its answer: once, and in time ([srv] QUERY_ID_INVALID)."""
        query = self.queries.get(query_id)
        late = query and self.clock.now() > query.asked + self.settings.deadlines[kind]
        if not query or late or query.kind != kind or query.bot is not bot or query.answer is not None:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
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
        return shown | ({"until_date": 0} if status == "kicked" else {})
