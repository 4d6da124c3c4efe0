"""A Bot API server on this machine: Telegram's semantics and words, without Telegram.

It stands in for Telegram at the HTTP border: the bot under test is real and unchanged, only its `base_url` points
here. `LocalApi` runs it inside a test, `python -m bot.localapi` as a process of its own.

Whatever it refuses or does on Telegram's behalf is a `Rule` with where Telegram states it (errors.py); `python -m bot.localapi
--rules` prints all of them, those last of which something is not stated by Telegram but guessed. Tests break each over HTTP.
"""

from bot.localapi.calls import Call
from bot.localapi.faults import Fault, Storm
from bot.localapi.records import Bot, Chat, Query, User
from bot.localapi.server import LocalApi

__all__ = ["Bot", "Call", "Chat", "Fault", "LocalApi", "Query", "Storm", "User"]
