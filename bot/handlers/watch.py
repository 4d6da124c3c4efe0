"""Watching a group: off until an administrator turns it on, and then a word only on a claim that the ledgers contradict."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bot.delivery import Place, brief, send
from bot.handlers.asked import own
from bot.handlers.keyboard import GROUP, keyboard, place_of
from bot.handlers.posting import post
from bot.handlers.sentences import say
from bot.handlers.standing import may_set
from bot.handling import note
from bot.markup import Block, answering, pages, words_of
from bot.state import Watch

if TYPE_CHECKING:
    from telegram import Bot, Message, Update
    from telegram.ext import ContextTypes

    from bot.handlers.asked import Asked
    from bot.handlers.desk import Desk
    from bot.reply import Reply

ON, OFF = frozenset({"on", "開", "开", "開啟", "开启"}), frozenset({"off", "關", "关", "關閉", "关闭"})
NUMBER = re.compile(r"(\d{1,4})\s*(%|m|min|分|分鐘|分钟)?")
MOST_PERCENT, MOST_MINUTES = 1_000, 1_440

Json = dict[str, Any]


async def on_watch(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Begin or end watching: `/watch on 5% 10min`, `/watch off`; without either, say how it stands."""
    message, bot = update.message, context.bot
    if not message:
        return
    asked = own(message, bot.bot)
    words = asked.text.lower().split() if asked else []
    locale = await desk.locale(message.chat_id, message.from_user)
    if set(words) & (ON | OFF) and not await may_set(bot, message):
        said = say(locale, "watch-admins")
    elif set(words) & ON:
        chosen = _settings(" ".join(words))
        await desk.state.set_watch(message.chat_id, chosen)
        said = _standing(locale, chosen)
        if not await _hears_all(bot, message.chat_id):
            said += "\n" + say(locale, "watch-privacy")
    elif set(words) & OFF:
        await desk.state.set_watch(message.chat_id, None)
        said = say(locale, "watch-off")
    else:
        standing = await desk.state.watch(message.chat_id)
        said = _standing(locale, standing) if standing else say(locale, "watch-off")
        said += "\n" + say(locale, "watch-usage")
    await send(Place.of(message, bot), pages([Block(said)]), reply=answering(message))


async def on_private(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say that there is nothing to watch in a private chat."""
    if message := update.message:
        locale = await desk.locale(message.chat_id, message.from_user)
        await send(Place.of(message, context.bot), pages([Block(say(locale, "watch-groups"))]))


async def on_overheard(desk: Desk, bot: Bot, message: Message) -> None:
    """Speak up on a message that nobody asked about: only in a watched group, only on a contradicted claim, once."""
    watch = await desk.state.watch(message.chat_id)
    asked = own(message, bot.bot) if watch else None
    if not watch or not asked or words_of(message).startswith("/"):
        return
    found = _contradicted(desk, asked, await desk.locale(message.chat_id, message.from_user), watch.threshold)
    if not found:
        return
    part, reply = found[0], note(found[1])
    claim = str(dict(reply.data)["reviews"][0]["reading"])
    if not await desk.state.take_turn(message.chat_id, claim, time.time(), watch.pause):
        return
    place = place_of(part)
    buttons = await keyboard(reply, place, desk.state, surface=GROUP, chart=desk.has_chart(reply))
    sent = await send(
        Place.of(message, bot), pages(brief(reply)), reply=answering(message, reply.quote, part.start), markup=buttons
    )
    await post(desk, reply, GROUP, chat=message.chat_id, messages=sent)


def _contradicted(desk: Desk, asked: Asked, locale: str, threshold: int) -> tuple[Asked, Reply] | None:
    """Return the reply to the first contradicted claim, by itself; it must be contradicted also when it stands alone."""
    whole = desk.respond(asked.text, locale, "message", "")
    if whole.kind != "review":
        return None
    reviews = dict(whole.data)["reviews"]
    for review in reviews:
        if review["verdict"] != "contradicted" or _miss(review) < threshold:
            continue
        if len(reviews) == 1:
            return asked, whole
        start, end = review["span"]
        alone = desk.respond(asked.text[start:end], locale, "message", "")
        verdicts = [one["verdict"] for one in dict(alone.data).get("reviews") or ()]
        if verdicts == ["contradicted"] and asked.span:
            return type(asked)(asked.text[start:end], asked.message, _part(asked, start, end)), alone
    return None


def _part(asked: Asked, start: int, end: int) -> tuple[int, int]:
    """Return where a part of what is asked stands in the message; its beginning may have been trimmed."""
    whole = words_of(asked.message)[asked.start :]
    first = asked.start + max(whole.find(asked.text[start:end]), 0)
    return first, first + end - start


def _miss(review: Json) -> Decimal:
    """Return by how many percent a claim misses the nearest figure; a claim without an amount misses altogether."""
    claimed = review["reading"]["value"]
    held = [one["value"] for one in review["figures"] if one.get("role") == "operand" and one["value"]]
    if claimed is None or not held:
        return Decimal(MOST_PERCENT)
    value = Decimal(claimed)
    return min(
        (abs(value - Decimal(one)) / abs(Decimal(one)) * 100 for one in held if Decimal(one)), default=Decimal(0)
    )


def _settings(words: str) -> Watch:
    """Read threshold and pause; what is not said stays as it is by default."""
    threshold, pause = Watch().threshold, Watch().pause
    for number, unit in NUMBER.findall(words):
        if unit == "%":
            threshold = min(int(number), MOST_PERCENT)
        elif unit:
            pause = min(max(int(number), 1), MOST_MINUTES) * 60
    return Watch(threshold, pause)


def _standing(locale: str, watch: Watch) -> str:
    return say(locale, "watch-on", percent=str(watch.threshold), minutes=str(watch.pause // 60))


async def _hears_all(bot: Bot, chat_id: int) -> bool:
    """Tell whether the bot gets the messages of a group: with privacy mode off, or as an administrator."""
    if bot.bot.can_read_all_group_messages:
        return True
    return bool((await bot.get_chat_member(chat_id, bot.id)).status == "administrator")
