"""Private chats: everything is for the bot; questions are answered, texts and forwarded posts checked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.delivery import Place, brief, full, in_private, rewrite, send
from bot.handlers.antecedent import antecedent_of
from bot.handlers.asked import is_card, is_link, own, pointed
from bot.handlers.desk import Call, consult, show_typing
from bot.handlers.keyboard import PRIVATE, keyboard, place_of, place_of_query
from bot.handlers.picture import draw
from bot.handlers.posting import post
from bot.handlers.progress import Progress
from bot.handlers.sentences import say
from bot.markup import Block, answering, pages, words_of
from bot.reply import CHART
from bot.state import Answered, sum_of

if TYPE_CHECKING:
    from telegram import Bot, Message, ReplyParameters, Update
    from telegram.ext import ContextTypes

    from bot.handlers.asked import Asked
    from bot.handlers.desk import Desk
    from bot.reply import Reply


async def on_message(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a message."""
    message, me = update.message, context.bot.bot
    if not message or is_card(message, me):
        return
    asked = own(message, me)
    if asked and is_link(message, asked.text):
        await _tell(desk, context.bot, message, "asking-back-link")
    elif asked or not message.media_group_id:  # of an album, one picture has the caption
        before = await antecedent_of(desk, message, me)
        await answer(desk, context.bot, replace(Call.of(message, asked, usage="not-text"), before=before))


async def on_check(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Check the replied-to message, or the part of it that is marked, or the words after the command."""
    if message := update.message:
        me = context.bot.bot
        call = Call.of(message, pointed(message, me), own(message, me), usage="check-usage")
        await answer(desk, context.bot, call)


async def on_ask(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer the words after the command, or the replied-to message."""
    if message := update.message:
        me = context.bot.bot
        call = Call.of(message, own(message, me), pointed(message, me), usage="ask-usage")
        await answer(desk, context.bot, replace(call, before=await antecedent_of(desk, message, me)))


async def on_edited(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Let the answer follow its question; an edit that leaves the words alone changes nothing."""
    message, me = update.edited_message, context.bot.bot
    asked = own(message, me) if message else None
    if not message or not asked or is_card(message, me):
        return
    known = await desk.state.answered(message.chat_id, message.message_id)
    is_command = words_of(message).startswith("/") and not message.forward_origin
    if (known and known.sum == sum_of(words_of(message))) or (is_command and not known):
        return
    call = Call.of(message, asked, usage="not-text")
    before = "" if is_command else await antecedent_of(desk, message, me)
    await answer(desk, context.bot, replace(call, known=known, before=before))


async def on_unknown_command(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say that there is no such command."""
    if update.message:
        await _tell(desk, context.bot, update.message, "unknown-command")


async def answer(desk: Desk, bot: Bot, call: Call) -> None:
    """Answer the first candidate that says something, else what there is to say about the first one."""
    message, where = call.message, Place.of(call.message, bot)
    if not call.candidates:
        await _tell(desk, bot, message, call.usage)
        return
    await show_typing(where, call.candidates[0].text)
    progress = await Progress.begin(desk, where, call)
    asked, reply = await consult(desk, call)
    if CHART in reply.shown and not call.known:
        await draw(desk, where, message.message_id, reply, PRIVATE)
        return
    place = await place_of_query(reply.question, desk.state)
    if not place and not call.known and (not call.before or await desk.stands_alone(asked, reply)):
        place = place_of(asked)
    blocks = brief(reply, reply.shown) if place and reply.shown else in_private(reply) if place else full(reply)
    laid_out = pages(blocks or [Block(say(reply.locale, "nothing-read"))])
    buttons = await keyboard(reply, place, desk.state, surface=PRIVATE, shown=reply.shown, chart=desk.has_chart(reply))
    old = call.known.messages if call.known else progress.messages
    if old:
        sent = await rewrite(where, old, laid_out, markup=buttons)
    else:
        pointing = place.startswith("~") and bool(reply.derivation or reply.sources)
        parameters = _answering(message, asked, reply, pointing=pointing)
        sent = await send(where, laid_out, reply=parameters, markup=buttons)
    await desk.state.set_answered(message.chat_id, message.message_id, Answered(sent, sum_of(words_of(message))))
    await post(desk, reply, PRIVATE, chat=where.chat_id, messages=sent, shown=reply.shown, instead=bool(old))


async def _tell(desk: Desk, bot: Bot, message: Message, sentence: str) -> None:
    """Say one short line."""
    locale = await desk.locale(message.chat_id, message.from_user)
    text = say(locale, sentence, example=say(locale, "example-question"))
    await send(Place.of(message, bot), pages([Block(text)]))


def _answering(message: Message, asked: Asked, reply: Reply, *, pointing: bool) -> ReplyParameters | None:
    """Reply where it would not be plain what is answered, and where the buttons find the question there.

    That is: to another message, to a forwarded one, after an edit, and to a text without a canonical form.
    """
    if asked.message is not message or (pointing and reply.quote):
        return answering(asked.message, reply.quote, asked.start)
    return answering(message) if message.forward_origin or message.edit_date or pointing else None
