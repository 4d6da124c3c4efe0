"""The handlers: which update goes where. Kinds of updates are always named: Telegram's library would take them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.ext import (
    CallbackQueryHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.handlers import buttons, card, commands, failure, feedback, group, language, private, sources, watch
from bot.handlers.desk import App, Desk, Mode, Respond
from bot.handlers.keyboard import PATTERN
from bot.handlers.order import InOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

__all__ = ["App", "Desk", "InOrder", "Mode", "Respond", "register"]

# What has a text is no news about the chat: thirty kinds of such need not be looked for.
NEW = filters.UpdateType.MESSAGE & (filters.TEXT | ~filters.StatusUpdate.ALL)
EDITED = filters.UpdateType.EDITED_MESSAGE
PRIVATE, GROUP = filters.ChatType.PRIVATE, filters.ChatType.GROUPS
# A forwarded "/start" is somebody's text, not an order.
ORDER = NEW & ~filters.FORWARDED


def register(application: App, desk: Callable[[], Desk]) -> None:
    """Put the handlers into an application; within it the first that fits takes the update.

    Args:
        application: The application.
        desk: Returns the desk as it is now; an update is handled at one desk from its beginning to its end.
    """

    def bound(handler: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., Coroutine[Any, Any, None]]:
        async def at_a_desk(update: object, context: Any) -> None:
            await handler(desk(), update, context)

        return at_a_desk

    application.add_handlers(
        [
            CommandHandler("start", bound(commands.on_start), ORDER),
            CommandHandler("help", bound(commands.on_help), ORDER),
            CommandHandler("sources", bound(sources.on_sources), ORDER),
            CommandHandler("coverage", bound(commands.on_coverage), ORDER),
            CommandHandler("privacy", bound(commands.on_privacy), ORDER),
            CommandHandler("forget", bound(commands.on_forget), ORDER),
            CommandHandler("feedback", bound(feedback.on_feedback), ORDER),
            CommandHandler("lang", bound(language.on_language), ORDER),
            CommandHandler("watch", bound(watch.on_watch), ORDER & GROUP),
            CommandHandler("watch", bound(watch.on_private), ORDER & PRIVATE),
            MessageHandler(filters.UpdateType.MESSAGE & filters.StatusUpdate.MIGRATE, bound(group.on_migrated)),
            CommandHandler("check", bound(private.on_check), ORDER & PRIVATE),
            CommandHandler("ask", bound(private.on_ask), ORDER & PRIVATE),
            CommandHandler("check", bound(group.on_check), ORDER & GROUP),
            CommandHandler("ask", bound(group.on_ask), ORDER & GROUP),
            MessageHandler(filters.COMMAND & ORDER & PRIVATE, bound(private.on_unknown_command)),
            MessageHandler(NEW & PRIVATE, bound(private.on_message)),
            MessageHandler(NEW & GROUP, bound(group.on_message)),
            MessageHandler(EDITED & PRIVATE, bound(private.on_edited)),
            MessageHandler(EDITED & GROUP, bound(group.on_edited)),
            MessageHandler(filters.UpdateType.GUEST_MESSAGE, bound(card.on_guest)),
            InlineQueryHandler(bound(card.on_inline)),
            ChosenInlineResultHandler(bound(card.on_chosen)),
            CallbackQueryHandler(bound(language.on_language_press), pattern=r"^l[a-z]"),
            CallbackQueryHandler(bound(sources.on_sources_press), pattern=sources.PRESS),
            CallbackQueryHandler(bound(buttons.on_press), pattern=PATTERN),
            CallbackQueryHandler(bound(buttons.on_strange_press)),
        ]
    )
    application.add_error_handler(bound(failure.on_error))
