"""What people say is wrong: by the button under an answer, or in their own words by /feedback."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import structlog
from telegram.error import TelegramError

from bot.delivery import Place, send
from bot.handlers.asked import own
from bot.handlers.keyboard import REASONS
from bot.handlers.sentences import say
from bot.markup import Block, answering, pages
from bot.state import Report

if TYPE_CHECKING:
    from telegram import Bot, CallbackQuery, Update
    from telegram.ext import ContextTypes

    from bot.handlers.desk import Desk
    from bot.handlers.keyboard import Press
    from bot.reply import Reply

log = structlog.get_logger(__name__)

MAX_WORDS = 1_000


async def on_reason(desk: Desk, query: CallbackQuery, press: Press, reply: Reply, bot: Bot) -> None:
    """Keep a reason that was tapped, and tell the operator."""
    reason = REASONS[press.verb[1]]
    await _keep(desk, bot, Report(reason, reply.question or reply.topic, reply.locale, time.time()), reply.short)
    await query.answer(say(press.locale, "feedback-thanks"))


async def on_feedback(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Pass on what somebody writes after /feedback."""
    message = update.message
    if not message:
        return
    locale = await desk.locale(message.chat_id, message.from_user)
    written = own(message, context.bot.bot)
    if written:
        about = await desk.state.antecedent(message.chat_id, message.from_user.id if message.from_user else 0)
        report = Report("other", about, locale, time.time(), written.text[:MAX_WORDS])
        await _keep(desk, context.bot, report, "")
    said = say(locale, "feedback-thanks" if written else "feedback-usage")
    reply = None if message.chat.type == "private" else answering(message)
    await send(Place.of(message, context.bot), pages([Block(said)]), reply=reply)


async def _keep(desk: Desk, bot: Bot, report: Report, answer: str) -> None:
    """Keep a report and send it to the operator's chat, if there is one; a person's name goes nowhere."""
    await desk.state.report(report)
    if desk.admin_chat is None:
        return
    lines = [f"{report.reason} · {report.query or '–'} · {report.locale}", report.words, answer]
    try:
        await send(Place(bot, desk.admin_chat), pages([Block("\n".join(line for line in lines if line))]))
    except TelegramError as error:
        log.warning("the operator's chat can't be reached", error=type(error).__name__)
