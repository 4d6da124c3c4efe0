"""One process of the bot, whose answer names its question: so that it can be told which questions were answered.

With WHOLE_LINE set it answers as the bot does.
"""

import asyncio
import os
import sys
from datetime import UTC, datetime

from bot.app import run_polling, run_webhook
from bot.reply import Reply
from bot.respond import Responder
from bot.settings import load_settings
from knowledge import Knowledge


def respond(text, language, mode, antecedent=""):
    return Reply("answer", "en", f"answer to {text}")


if __name__ == "__main__":
    settings = load_settings(None)
    line = Responder(Knowledge.of(), lambda: datetime.now(tz=UTC).date()) if os.environ.get("WHOLE_LINE") else respond
    run = run_webhook if settings.mode == "webhook" else run_polling
    sys.exit(asyncio.run(run(settings, line)))
