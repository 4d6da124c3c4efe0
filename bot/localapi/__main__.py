"""Start the local Bot API: `python -m bot.localapi --port 8081`."""

from __future__ import annotations

import argparse
import asyncio

from bot.localapi.errors import RULES
from bot.localapi.server import serve


def main() -> None:
    """Read the command line and serve; the first line printed has the URL and the tokens, as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bot.localapi")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", action="append", default=[])
    parser.add_argument(
        "--rules",
        action="store_true",
        help="print what is refused or done, where Telegram says so, and what is guessed",
    )
    options = parser.parse_args()
    if options.rules:
        for one in sorted(RULES.values(), key=lambda one: (one.guess, one.source)):
            guessed = f"  (not stated by Telegram; guessed: {one.guess})" if one.guess else ""
            print(f"{one.id}\n  {one.code} {one.says}\n  {one.source}{guessed}")  # noqa: T201 - for the caller
        return
    asyncio.run(serve(options.host, options.port, options.token))


if __name__ == "__main__":
    main()
