"""Plays a conversation over HTTP: people act through the local Bot API, and what the bot does is written down."""

import asyncio
import re
import struct
import zlib
from collections.abc import Callable

from tests.conversations.script import Scenario, Step

PICTURE_SIDE = 8
CORRECTED = re.compile(r"; (\d) answers? follows?")
PATIENCE = 30
LANGUAGES = {"Ann": "en", "Bob": "zh-hant", "Chen": "zh-hans", "Dan": "en"}
# What the bot does that people see, in the words of the transcript.
SEEN = (
    "sendMessage sendPhoto editMessageText editMessageReplyMarkup deleteMessage setMessageReaction answerCallbackQuery "
    "answerInlineQuery answerGuestQuery sendChatAction sendMessageDraft"
).split()


def picture() -> bytes:
    """A small PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", PICTURE_SIDE, PICTURE_SIDE, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress((b"\0" + b"\x7f" * PICTURE_SIDE) * PICTURE_SIDE))
    return b"\x89PNG\r\n\x1a\n" + header + rows + chunk(b"IEND", b"")


Curator = Callable[[str, str], None]
"""Changes words in the rows of the ledgers."""


class Stage:
    """The people and chats of one scenario; Ann owns the group, Bob and Chen are members, Dan is nowhere yet."""

    def __init__(self, api, scenario: Scenario, curator: Curator | None = None) -> None:
        self.api, self.scenario, self.curator = api, scenario, curator
        people = api.people
        api.settings.newer = "older server" not in scenario.scene
        self.people = {
            name: people.user(name, f"{name.lower()}_{api.number()}", code) for name, code in LANGUAGES.items()
        }
        ann, bob, chen, dan = self.people.values()
        kind = "forum" if "forum" in scenario.scene else "supergroup"
        self.group = people.group("Desk", [ann, bob, chen, api.bot], kind)
        if "administrator" in scenario.scene:
            people.set_status(ann, self.group, api.bot.user, "administrator")
        self.elsewhere = people.group("Elsewhere", [dan, bob, ann], "supergroup")
        self.channel = people.group("News", [dan], "channel", username=f"news_{api.number()}")
        started = () if "never wrote" in scenario.scene else (ann, bob, chen, dan)
        self.private = {user.first_name: people.private(user) for user in started}
        self.thread = people.topic(ann, self.group, "Money") if kind == "forum" else 0
        self.messages: list[dict] = []  # people's, in order
        self.answer: dict = {}  # the bot's last message
        self.query = None
        self.cards: list[dict] = []

    async def play(self) -> list[list[str]]:
        """Do all steps and return what the bot did after each."""
        done = []
        for step in self.scenario.steps:
            after = len(self.api.outbox.calls)
            self.act(step)
            if match := CORRECTED.search(step.what):
                await self._corrected(int(match[1]), after)
            await self.settle()
            calls = [call for call in self.api.outbox.calls[after:] if call.ok and call.method in SEEN]
            told = [line for call in calls for line in self.told(call)]
            if step.what.startswith("picks"):
                told.insert(0, block(self._now(self.answer)))
            done.append(told or ["**Bot** is silent."])
        return done

    async def settle(self) -> None:
        """Wait until the bot has confirmed all updates and has nothing more to do."""
        while self.api.bot.updates.pending() or not await self.api.outbox.silent(0.02):
            await asyncio.sleep(0.005)

    def act(self, step: Step) -> None:
        """Do what a step says."""
        if step.who == "Curator":
            old, new = re.findall(r"“(.+?)”", step.what)
            self.curator(old, new)
            return
        user, what, words = self.people[step.who], step.what, step.words
        people = self.api.people
        if match := re.fullmatch(r"taps \[(.+)\]", what):
            people.press(user, self._now(self.answer), self._data(match[1]))
        elif what.startswith("edits"):
            edited = people.edit(self._now(self.messages[-1]), words)
            self.messages[-1] = edited
        elif what.startswith("types inline"):
            self.query = people.inline(user, words, "10" if "scrolls" in what else "", chat=self._chat(step))
        elif match := re.fullmatch(r"picks card (\d+)( .*)?", what):
            self.answer = people.choose(self.query, self.cards[int(match[1]) - 1]["id"], self.elsewhere)
        elif what.startswith("forwards a post of the channel"):
            post = people.send(self.people["Dan"], self.channel, words)
            self.messages.append(people.forward(user, post, self._chat(step)))
        elif what.startswith("turns the group into a supergroup"):
            self.group = people.migrate(self.group)
        else:
            self._say(step)

    async def _corrected(self, many: int, after: int) -> None:
        """Wait until so many earlier answers were rewritten, or replied to."""
        kinds = ("editMessageText", "sendMessage")
        async with asyncio.timeout(PATIENCE):
            while sum(call.method in kinds for call in self.api.outbox.calls[after:]) < many:
                await asyncio.sleep(0.02)

    def _say(self, step: Step) -> None:
        user, what, words = self.people[step.who], step.what, step.words
        people, content = self.api.people, {}
        chat = self._chat(step)
        if what.startswith("replies") and "to the bot" in what:
            content["reply_to"] = self._now(self.answer)
        elif what.startswith("replies"):
            content["reply_to"] = self._now(self.messages[-1])
        if match := re.search(r"marking “(.+?)”", what):
            content["quote"] = match[1]
        if "picture" in what:
            content["photo"] = picture()
        if self.thread and chat is self.group:
            content["thread"] = self.thread
        if chat is self.elsewhere and "@zhangben_bot" in words:
            self.query = people.guest(user, chat, words, **content)
            return
        message = people.send(user, chat, words, **content)
        self.messages.append(message)

    def _chat(self, step: Step):
        if "elsewhere" in step.what:
            return self.elsewhere
        if "group" in step.what or "topic" in step.what:
            return self.group
        if step.who not in self.private:
            self.private[step.who] = self.api.people.private(self.people[step.who])
        return self.private[step.who]

    def _now(self, message: dict) -> dict:
        chat = self.api.people.chat_of(message)
        return chat.messages[message["message_id"]]

    def _data(self, label: str) -> str:
        rows = self._now(self.answer).get("reply_markup", {}).get("inline_keyboard", ())
        labels = {button["text"]: button.get("callback_data", "") for row in rows for button in row}
        if label not in labels:
            raise KeyError(f"{self.scenario.title}: {label} is none of {', '.join(labels)}")
        return labels[label]

    def told(self, call) -> list[str]:
        """Write down what the bot did."""
        args = call.args
        match call.method:
            case "sendMessage" | "sendPhoto":
                self.answer = call.result
                return [self._opening(call), block(call.result)]
            case "editMessageText":
                if call.result is not True:
                    self.answer = call.result
                    return ["**Bot** rewrites it:", block(self._now(self.answer))]
                chat, number = self.api.world.inline[args["inline_message_id"]]
                return ["**Bot** rewrites it:", block(chat.messages[number])]
            case "editMessageReplyMarkup":
                return [
                    "**Bot** changes the buttons:",
                    block({"reply_markup": self._now(self.answer).get("reply_markup", {})}),
                ]
            case "deleteMessage":
                return ["**Bot** deletes a message."]
            case "setMessageReaction":
                return [f"**Bot** reacts {args['reaction'][0]['emoji']}."]
            case "answerCallbackQuery":
                return [f"**Bot** notes: “{args['text']}”"] if args.get("text") else []
            case "sendChatAction":
                return ["**Bot** is typing …"]
            case "sendMessageDraft":
                return [f"**Bot** drafts: “{args['text']}”"]
            case "answerGuestQuery":
                chat = self.elsewhere
                self.answer = chat.messages[max(chat.messages)]
                return ["**Bot** answers as a guest:", block(self.answer)]
            case "answerInlineQuery":
                return [self._offer(args)]
        return []

    def _opening(self, call) -> str:
        message = call.result
        where = ""
        if receiver := message.get("receiver_user"):
            where = f" to {receiver['first_name']} alone, in the group"
        elif message["chat"]["type"] == "private" and self.messages and self.messages[-1]["chat"]["type"] != "private":
            name = next(name for name, user in self.people.items() if user.id == message["chat"]["id"])
            where = f" to {name} alone"
        reply = " replies" if "reply_to_message" in message else " says"
        quoting = f", quoting “{message['quote']['text']}”" if "quote" in message else ""
        return f"**Bot**{reply}{where}{quoting}:"

    def _offer(self, args: dict) -> str:
        self.cards = args["results"]
        lines = ["**Bot** offers:", ""]
        for number, card in enumerate(self.cards, 1):
            below = " / ".join(card.get("description", "").split("\n"))
            lines.append(f"    {number}. {card['title']}" + (f" — {below}" if below else ""))
        if args.get("button"):
            lines.append(f"    [{args['button']['text']}]")
        if args.get("next_offset"):
            lines.append("    … and more")
        return "\n".join(lines)


def block(message: dict) -> str:
    """Write a message as an indented block: folded parts after a bar, buttons in brackets."""
    text = message.get("text") or message.get("caption") or ""
    data = text.encode("utf-16-le")
    lines = []
    if "photo" in message:
        lines.append("(a picture)")
    folded = sorted(
        (one["offset"], one["offset"] + one["length"])
        for one in message.get("entities", ())
        if one["type"] == "expandable_blockquote"
    )
    at = 0
    for start, end in folded:
        between = data[2 * at : 2 * start].decode("utf-16-le").strip("\n")
        lines += [*(between.split("\n") if between else ()), ""]
        lines += ["| " + line for line in data[2 * start : 2 * end].decode("utf-16-le").split("\n")]
        at = end
    rest = data[2 * at :].decode("utf-16-le").strip("\n")
    lines += rest.split("\n") if rest else []
    for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
        lines.append(" ".join(f"[{button['text']}{' ↗' if 'url' in button else ''}]" for button in row))
    return "\n".join(f"    {line}".rstrip() for line in lines)
