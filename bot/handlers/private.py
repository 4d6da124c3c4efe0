"""Private chats: everything is for the bot; questions are answered, texts and forwarded posts checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery import full, rewrite, send
from bot.handlers.asked import own, pointed
from bot.handlers.buttons import full_buttons
from bot.handlers.desk import has_substance, show_typing
from bot.handlers.memory import Answered, sum_of
from bot.handlers.sentences import say
from bot.markup import Block, answering, pages, words_of

if TYPE_CHECKING:
    from telegram import Bot, Message, ReplyParameters, Update
    from telegram.ext import ContextTypes

    from bot.handlers.asked import Asked
    from bot.handlers.desk import Desk
    from bot.reply import Reply


async def on_message(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a message."""
    message = update.message
    if not message or is_card(message, context.bot.id):
        return
    asked = own(message, context.bot.bot)
    if asked:
        await answer(desk, context.bot, message, [asked])
    elif not message.media_group_id:  # of an album, one picture has the caption
        await tell(desk, context.bot, message, "not-text")


async def on_check(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Check the replied-to message, or the part of it that is marked, or the words after the command."""
    if message := update.message:
        candidates = [pointed(message, context.bot.bot), own(message, context.bot.bot)]
        await answer(desk, context.bot, message, [asked for asked in candidates if asked], usage="check-usage")


async def on_ask(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer the words after the command, or the replied-to message."""
    if message := update.message:
        candidates = [own(message, context.bot.bot), pointed(message, context.bot.bot)]
        await answer(desk, context.bot, message, [asked for asked in candidates if asked], usage="ask-usage")


async def on_edited(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Let the answer follow its question; an edit that leaves the words alone changes nothing."""
    message = update.edited_message
    asked = own(message, context.bot.bot) if message else None
    if not message or not asked or is_card(message, context.bot.id):
        return
    known = desk.memory.answers.get((message.chat_id, message.message_id))
    is_command = words_of(message).startswith("/") and not message.forward_origin
    if (known and known.sum == sum_of(words_of(message))) or (is_command and not known):
        return
    await answer(desk, context.bot, message, [asked], known=known)


async def on_unknown_command(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say that there is no such command."""
    if update.message:
        await tell(desk, context.bot, update.message, "unknown-command")


async def answer(  # noqa: PLR0913 - who asks, where, what, and two ways in
    desk: Desk,
    bot: Bot,
    message: Message,
    candidates: list[Asked],
    *,
    usage: str = "nothing-read",
    known: Answered | None = None,
) -> None:
    """Answer the first candidate that says something, else what there is to say about the first one."""
    if not candidates:
        await tell(desk, bot, message, usage)
        return
    await show_typing(bot, message, candidates[0].text)
    asked, reply = consult(desk, message, candidates)
    if reply.is_empty:
        await tell(desk, bot, message, "nothing-read", locale=reply.locale)
        return
    laid_out, markup = pages(full(reply)), full_buttons(reply, desk.memory)
    if known:
        sent = await rewrite(bot, message.chat_id, known.messages, laid_out, markup=markup)
    else:
        sent = await send(bot, message.chat_id, laid_out, reply=_answering(message, asked, reply), markup=markup)
    key = (message.chat_id, message.message_id)
    desk.memory.answers.put(key, Answered(sent, sum_of(words_of(message))))


def consult(desk: Desk, message: Message, candidates: list[Asked]) -> tuple[Asked, Reply]:
    """Ask the line about each candidate until one has substance; else give back the first."""
    replies = []
    for asked in candidates:
        reply = desk.ask(asked.text, message.chat_id)
        if has_substance(reply):
            return asked, reply
        replies.append((asked, reply))
    return replies[0]


async def tell(desk: Desk, bot: Bot, message: Message, sentence: str, *, locale: str = "") -> None:
    """Say one short line."""
    locale = locale or desk.locale(message.chat_id, message.from_user)
    text = say(locale, sentence, example=say(locale, "example-question"))
    await send(bot, message.chat_id, pages([Block(text)]))


def is_card(message: Message, bot_id: int) -> bool:
    """Tell whether a message is the bot's own card, sent by somebody from an inline query."""
    return bool(message.via_bot and message.via_bot.id == bot_id)


def _answering(message: Message, asked: Asked, reply: Reply) -> ReplyParameters | None:
    """Reply where it would not be plain what is answered: to another message, to a forwarded one, after an edit."""
    if asked.message is not message:
        return answering(asked.message, reply.quote, asked.span[0] if asked.span else 0)
    return answering(message) if message.forward_origin or message.edit_date else None
