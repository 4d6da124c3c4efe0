"""A Bot API server on this machine: Telegram's semantics and words, without Telegram.

It stands in for Telegram at the HTTP border: the bot under test is real and unchanged, only its `base_url` points
here. `LocalApi` runs it inside a test, `python -m bot.localapi` as a process of its own.
"""

from bot.localapi.calls import Call
from bot.localapi.faults import Fault
from bot.localapi.server import LocalApi
from bot.localapi.store import Bot, Chat, Query, User

__all__ = ["Bot", "Call", "Chat", "Fault", "LocalApi", "Query", "User"]
