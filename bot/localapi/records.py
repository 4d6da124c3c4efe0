"""What the world holds: people, bots, chats, queries, files."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.localapi.updates import Updates

if TYPE_CHECKING:
    from bot.localapi.webhook import Webhook

Json = dict[str, Any]

INSIDE = frozenset({"creator", "administrator", "member", "restricted"})


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
    """A chat; a private one belongs to one bot and is open once the person has written.

    Args:
        hidden: Messages that no bot can see any more.
        closed: Topics in which only administrators write.
        reactions: The emoji that it allows as reactions; None: all of Telegram's.
    """

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
    hidden: set[int] = field(default_factory=set)
    topics: dict[int, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    reactions: set[str] | None = None
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

    def seen(self, number: int) -> Json | None:
        """Return a message, if bots can see it."""
        return None if number in self.hidden else self.messages.get(number)

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
