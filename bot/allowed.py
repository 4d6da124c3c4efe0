"""The kinds of updates that the bot asks for."""

from telegram import Update

# Telegram remembers the last list it was given, so it is given always (telegram.md, fact 10).
ALLOWED = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.GUEST_MESSAGE,
    Update.INLINE_QUERY,
    Update.CHOSEN_INLINE_RESULT,
    Update.CALLBACK_QUERY,
)
