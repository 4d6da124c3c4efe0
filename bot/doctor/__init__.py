"""The doctor: looks at everything that the bot needs, and says in a line each what is well and what to do."""

from bot.doctor.examination import examined
from bot.doctor.finding import BAD, GOOD, NONE, Finding

__all__ = ["BAD", "GOOD", "NONE", "Finding", "examined"]
