"""A Bot API server on this machine: Telegram's semantics and words, without Telegram.

It stands in for Telegram at the HTTP border: the bot under test is real and unchanged, only its `base_url` points
here. `LocalApi` runs it inside a test, `python -m bot.localapi` as a process of its own.
"""

from bot.localapi.calls import Call
from bot.localapi.faults import Fault, Storm
from bot.localapi.records import Bot, Chat, Query, User
from bot.localapi.server import LocalApi

__all__ = ["Bot", "Call", "Chat", "Fault", "LocalApi", "Query", "Storm", "User"]
