"""What people do: write, edit, forward, press, ask, join, leave, block."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, Unpack

from bot.localapi import answers
from bot.localapi.errors import behaviour
from bot.localapi.markup import utf16
from bot.localapi.messages import external, origin, stripped
from bot.localapi.privacy import deliver
from bot.localapi.records import Bot, Chat, Query, User, filled
from bot.localapi.store import World
from bot.localapi.text import Formatted, caption, message_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Json = dict[str, Any]
_Found = TypeVar("_Found")

behaviour(
    "message-inaccessible",
    "Bot API: InaccessibleMessage",
    "Of a message that a bot can't see any more it learns the number, dated 0.",
)

MAX_QUERY = 256  # characters of an inline query: "Bot API: InlineQuery"
FORWARDED = ("text", "entities", "caption", "caption_entities", "photo")
# Who stands in `from` for a message that a chat has sent, for old bots ("Bot API: Message"; numbers of [td]).
ANONYMOUS = User(1087968824, "Group", "GroupAnonymousBot", is_bot=True)
SERVICE = User(777000, "Telegram")
SUPERGROUPS = -1_000_000_000_000


class Content(TypedDict, total=False):
    """What a message may hold besides its text.

    `reply_to` is a message, of this chat or another; `quote` the part of it that the person marked; `thread` a forum
    topic; `via` the bot through which it was sent; `anonymous` hides an administrator behind the group.
    """

    photo: bytes
    entities: Sequence[Json]
    reply_to: Json
    quote: str
    thread: int
    via: Bot
    anonymous: bool


class People:
    """Everybody but the bots. Messages are given and returned as the Bot API shows them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._users = itertools.count(1001)
        self._groups = itertools.count(1)

    def user(self, first_name: str, username: str = "", language_code: str = "en", *, is_bot: bool = False) -> User:
        """Make a person, or a bot that is not ours."""
        user = User(next(self._users), first_name, username, language_code, is_bot=is_bot)
        self.world.users[user.id] = user
        return user

    def speak(self, user: User, language_code: str) -> User:
        """Change the language of somebody's app; what was written stays as it was."""
        self.world.users[user.id] = replace(user, language_code=language_code)
        return self.world.users[user.id]

    def private(self, user: User, bot: Bot | None = None) -> Chat:
        """Open the chat of a person with a bot (the first one), as /start does."""
        bot = bot or self._first_bot()
        members = {user.id: "member", bot.id: "member"}
        chat = Chat(user.id, "private", person=user, bot=bot, members=members)
        return self.world.private.setdefault((bot.id, user.id), chat)

    def group(self, title: str, members: Iterable[User | Bot], kind: str = "group", *, username: str = "") -> Chat:
        """Make a `group`, `supergroup`, `forum` or `channel`; the first member owns it, the bots are told."""
        number = next(self._groups)
        chat = Chat(-number if kind == "group" else SUPERGROUPS - number, kind, title, username)
        if kind == "forum":
            chat.type, chat.is_forum = "supergroup", True
        self.world.chats[chat.id] = chat
        everybody = [member.user if isinstance(member, Bot) else member for member in members]
        for user in everybody:
            # A bot in a channel is an administrator: there is no other way for it to be there.
            status = "administrator" if kind == "channel" and user.is_bot else "member"
            self.set_status(everybody[0], chat, user, "creator" if user is everybody[0] else status)
        return chat

    def set_status(self, by: User, chat: Chat, user: User, status: str) -> None:
        """Make somebody `member`, `administrator`, `left` or `kicked`, and tell the bots."""
        before = self.world.member(chat, user)
        chat.members[user.id] = status
        bot = self.world.bot_of(user.id)
        if bot and status == "member" and not bot.privacy:
            # The setting counts at the time of joining ("Bots: Privacy mode").
            chat.all_heard_by.add(bot.id)
        change = {"chat": chat.json(), "from": by.json(), "date": int(self.world.clock.now())}
        change |= {"old_chat_member": before, "new_chat_member": self.world.member(chat, user)}
        if bot:
            bot.updates.add("my_chat_member", change, f"my_chat_member {chat.id}")
        for other in self.world.bots.values():
            if other is not bot and chat.administers(other.id):
                other.updates.add("chat_member", change, f"chat_member {user.id}")

    def join(self, user: User | Bot, chat: Chat) -> Json:
        """Come in; the chat shows it."""
        user = user.user if isinstance(user, Bot) else user
        self.set_status(user, chat, user, "member")
        return self._post(user, chat, {"new_chat_members": [user.json()]})

    def leave(self, user: User | Bot, chat: Chat) -> Json:
        """Go; the chat shows it."""
        user = user.user if isinstance(user, Bot) else user
        self.set_status(user, chat, user, "left")
        return self._post(user, chat, {"left_chat_member": user.json()})

    def block(self, user: User, bot: Bot | None = None, *, unblock: bool = False) -> None:
        """Block a bot, or unblock it."""
        bot = bot or self._first_bot()
        self.set_status(user, self.private(user, bot), bot.user, "member" if unblock else "kicked")

    def topic(self, user: User, chat: Chat, name: str) -> int:
        """Make a forum topic and return its thread."""
        message = self._post(user, chat, {"forum_topic_created": {"name": name, "icon_color": 7322096}})
        chat.topics[message["message_id"]] = name
        return int(message["message_id"])

    def migrate(self, chat: Chat) -> Chat:
        """Turn a group into a supergroup with a new number."""
        new = Chat(SUPERGROUPS - next(self._groups), "supergroup", chat.title, members=dict(chat.members))
        self.world.chats[new.id] = new
        owner = self.world.users[next(iter(chat.members))]
        self._post(owner, chat, {"migrate_to_chat_id": new.id})
        self._post(owner, new, {"migrate_from_chat_id": chat.id})
        chat.migrated_to = new.id
        return new

    def send(self, user: User, chat: Chat, text: str = "", **content: Unpack[Content]) -> Json:
        """Write a message; commands, mentions and links in it are found as by Telegram's apps."""
        fields = self._answering(chat, content) | _body(self.world, text, content)
        if thread := content.get("thread"):
            fields |= {"message_thread_id": thread, "is_topic_message": True}
        if via := content.get("via"):
            fields["via_bot"] = via.user.json()
        if content.get("anonymous"):
            if chat.type != "supergroup" or not chat.administers(user.id):
                raise ValueError("only administrators of supergroups can be anonymous")
            fields |= {"sender_chat": chat.json(), "from": self._stand_in(ANONYMOUS)}
        return self._post(user, chat, fields)

    def discuss(self, channel: Chat, group: Chat) -> None:
        """Link a group to a channel: what people post there from now on is forwarded here ("Bot API: ChatFullInfo")."""
        channel.discussion = group

    def edit(self, message: Json, text: str) -> Json:
        """Change the text or caption of a message."""
        chat = self.chat_of(message)
        old = {name: value for name, value in message.items() if name not in {"entities", "caption_entities"}}
        new = caption(text).json("caption", "caption_entities") if "photo" in message else message_text(text).json()
        changed = self.world.replace(chat, old | new)
        deliver(self.world, chat, changed, edited=True)
        return changed

    def forward(self, user: User, message: Json, chat: Chat) -> Json:
        """Forward a message."""
        content = {name: message[name] for name in FORWARDED if name in message}
        return self._post(user, chat, content | {"forward_origin": origin(message)})

    def react(self, user: User, message: Json, emoji: str) -> None:
        """React to a message; administrators among the bots are told."""
        chat = self.chat_of(message)
        change = {"chat": chat.json(), "message_id": message["message_id"], "user": user.json()}
        change |= {"date": int(self.world.clock.now()), "old_reaction": []}
        change["new_reaction"] = [{"type": "emoji", "emoji": emoji}]
        for bot in self.world.bots.values():
            if chat.type == "private" or chat.administers(bot.id):
                bot.updates.add("message_reaction", change, f"reaction {chat.id}")

    def press(self, user: User, message: Json, data: str, *, inaccessible: bool = False) -> Query:
        """Press the button with this callback data.

        Args:
            user: Who presses.
            message: Under which the button is.
            data: What the button carries.
            inaccessible: From now on no bot can see the message; of it they learn the number only.

        Raises:
            ValueError: The message, as it is now, has no such button.
        """
        chat = self.chat_of(message)
        message = chat.messages[message["message_id"]]
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        if data not in [button.get("callback_data") for row in rows for button in row]:
            raise ValueError(f"no button has the data {data}")
        bot = self._author(message)
        inline = self.inline_id(message)
        query = self.world.ask("callback", bot, user, text=data, chat=chat, message=message)
        if inaccessible:
            chat.hidden.add(message["message_id"])
        seen = {"chat": chat.json(), "message_id": message["message_id"], "date": 0} if inaccessible else message
        where = {"inline_message_id": inline} if inline else {"message": seen}
        update = {"id": query.id, "from": user.json(), "chat_instance": str(chat.id), "data": data, **where}
        bot.updates.add("callback_query", update, f"callback {user.id}")
        return query

    def inline(
        self, user: User, text: str, offset: str = "", *, bot: Bot | None = None, chat: Chat | None = None
    ) -> Query:
        """Type `@bot text` into a chat; an answer still cached is there at once, and the bot is not asked."""
        bot = bot or self._first_bot()
        text = text[:MAX_QUERY]
        query = self.world.ask("inline", bot, user, text=text, offset=offset, chat=chat)
        query.answer = answers.cached(bot, user, text, offset, self.world.clock.now())
        if query.answer is None and bot.inline:
            kind = ("sender" if chat.bot is bot else chat.type) if chat else None
            update = {"id": query.id, "from": user.json(), "query": text, "offset": offset} | filled(chat_type=kind)
            bot.updates.add("inline_query", update, f"inline {user.id}")
        return query

    def choose(self, query: Query, result_id: str, chat: Chat) -> Json:
        """Send one of the offered results; the bot learns the message's inline id only if it has a keyboard.

        Raises:
            LookupError: The answer has no such result.
        """
        offered = (query.answer or {}).get("results", ())
        result = _first((one for one in offered if one["id"] == result_id), f"result {result_id}")
        content = answers.inline_message(self.world, result) | {"via_bot": query.bot.user.json()}
        inline = answers.place(self.world, chat, query.user, content)
        message = chat.messages[self.world.inline[inline][1]]
        deliver(self.world, chat, message)
        if query.bot.feedback:
            told = {"inline_message_id": inline} if "reply_markup" in content else {}
            chosen = {"result_id": result_id, "from": query.user.json(), "query": query.text, **told}
            query.bot.updates.add("chosen_inline_result", chosen, f"chosen {query.user.id}")
        return message

    def guest(self, user: User, chat: Chat, text: str, **content: Unpack[Content]) -> Query:
        """Mention a bot where it is not a member.

        Raises:
            LookupError: The text summons no bot: it is not mentioned, is a member, or takes no guest queries.
        """
        message = self.send(user, chat, text, **content)
        return _first((one for one in self.world.queries.values() if one.message is message), f"guest query by {text}")

    def chat_of(self, message: Json) -> Chat:
        """Return the chat that holds a message."""
        chats = (*self.world.private.values(), *self.world.chats.values())
        number = message["message_id"]
        here = (chat for chat in chats if chat.id == message["chat"]["id"] and number in chat.messages)
        return _first(here, f"message {number}")

    def inline_id(self, message: Json) -> str:
        """Return the inline id of a message sent through a bot, or nothing."""
        place = message["chat"]["id"], message["message_id"]
        return next((key for key, (chat, number) in self.world.inline.items() if (chat.id, number) == place), "")

    def _first_bot(self) -> Bot:
        return _first(iter(self.world.bots.values()), "bot")

    def _author(self, message: Json) -> Bot:
        chat = self.chat_of(message)
        numbers = {message.get(who, {}).get("id") for who in ("from", "via_bot")}
        bots = (
            bot for bot in self.world.bots.values() if bot.id in numbers or ("from" not in message and chat.has(bot.id))
        )
        return _first(bots, f"bot behind message {message['message_id']}")

    def _post(self, user: User, chat: Chat, content: Json) -> Json:
        message = self.world.post(chat, user, content)
        deliver(self.world, chat, message)
        if chat.discussion:
            copy = {name: message[name] for name in FORWARDED if name in message}
            copy |= {"sender_chat": chat.json(), "from": self._stand_in(SERVICE), "is_automatic_forward": True}
            self._post(user, chat.discussion, copy | {"forward_origin": origin(message)})
        return message

    def _stand_in(self, user: User) -> Json:
        """Return a user that Telegram names where a chat has spoken ("Bot API: Message", `from`)."""
        return self.world.users.setdefault(user.id, user).json()

    def _answering(self, chat: Chat, content: Content) -> Json:
        """Return the fields of a reply; from another chat the text comes as a quote, marked or not."""
        target = content.get("reply_to")
        if not target:
            return {}
        here = chat.id == target["chat"]["id"]
        whole = Formatted.of(target).text
        marked = content.get("quote", "")
        fields: Json = {"reply_to_message": stripped(target)} if here else {"external_reply": external(target)}
        if marked or (not here and whole):
            said = marked or whole[:1024]
            position = utf16(whole[: whole.index(said)])
            fields["quote"] = {"text": said, "position": position} | filled(is_manual=bool(marked))
        return fields


def _first(found: Iterator[_Found], what: str) -> _Found:
    """Return what was found; a StopIteration would not pass through a coroutine."""
    for one in found:
        return one
    raise LookupError(f"no {what}")


def _body(world: World, text: str, content: Content) -> Json:
    """Return the text of a message, or its photo and caption."""
    if image := content.get("photo"):
        sizes = [world.store_file(image).size()]
        said = caption(text, entities=content.get("entities", ()))
        return {"photo": sizes} | (said.json("caption", "caption_entities") if text else {})
    return message_text(text, entities=content.get("entities", ())).json()
