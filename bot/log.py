"""The log: one event a line, as JSON, or readable where somebody sits in front of it.

No message text, no name and no token is ever in it. Every field is either a code of our own or passes `_unspoken`;
of other people's libraries only who speaks and the kind of error is told, because their words hold addresses.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

from bot.handling import current
from bot.ratelimit import name_of

SECRET = re.compile(r"\d{3,}:[A-Za-z0-9_-]{30,}|(?<=//)[^/\s@]*:[^/\s@]*(?=@)")  # a token; a name and password
HIDDEN = "…"
PLAIN = (bool, int, float, type(None))
HERE = Path(__file__).parents[1]
SILENCED = "httpx httpcore aiohttp telegram asyncio aiosqlite sqlalchemy alembic asyncpg redis".split()

Event = MutableMapping[str, Any]


def configure_logging(level: str) -> None:
    """Log to the standard error stream, unless the program has its own way."""
    if structlog.is_configured():
        return
    terminal = sys.stderr.isatty()
    as_json = structlog.processors.JSONRenderer(json.dumps, ensure_ascii=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper("iso", utc=True),
            _with_request,
            _unspoken,
            structlog.dev.ConsoleRenderer() if terminal else as_json,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        # Looked up at each line: whoever redirects the stream is heard.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.getLogger().addHandler(Library())
    sys.excepthook = _last_word


def quieten() -> None:
    """Keep other people's libraries from logging addresses, which hold the token, and messages."""
    for name in SILENCED:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger(name).level))


class Library(logging.Handler):
    """Tells that a library has something to say: who, where and about which kind of error, but not its words."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log a record."""
        error = record.exc_info[1] if record.exc_info else None
        fields = {"error": name_of(error), "at": where(error)} if error else {}
        place = f"{record.module}:{record.lineno}"
        level = logging.ERROR if record.levelno >= logging.ERROR else logging.WARNING
        structlog.get_logger(__name__).log(level, "a library warns", library=record.name, line=place, **fields)


def _last_word(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log what ends the program; a traceback would print what the error says."""
    if issubclass(kind, Exception):
        structlog.get_logger(__name__).error("the program has failed", error=name_of(error), at=where(error))
    else:
        sys.__excepthook__(kind, error, trace)


def where(error: BaseException) -> str:
    """Return the innermost place in our own code, as file:line; no values, they may be somebody's words."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(HERE) and ".venv" not in frame.filename]
    return f"{Path(ours[-1].filename).relative_to(HERE)}:{ours[-1].lineno}" if ours else ""


def _with_request(_logger: object, _method: str, event: Event) -> Event:
    """Say which update a line is about: its number, and the attempt at it."""
    if one := current():
        event.setdefault("update", one.number)
        event["request"] = one.request
    return event


def _unspoken(_logger: object, _method: str, event: Event) -> Event:
    """Take out tokens and passwords, and of an error everything but its kind."""
    for key in ("exc_info", "exception", "stack_info"):
        given = event.pop(key, None)
        error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
        if isinstance(error, BaseException):
            event.setdefault("error", name_of(error))
            event.setdefault("at", where(error))
    first = {key: event[key] for key in ("timestamp", "level", "event") if key in event}
    return {key: _plain(value) for key, value in (first | dict(event)).items()}


def _plain(value: object) -> object:
    match value:
        case str():
            return SECRET.sub(HIDDEN, value)
        case BaseException():
            return name_of(value)
        case list() | tuple():
            return [_plain(one) for one in value]
        case dict():
            return {str(_plain(str(key))): _plain(one) for key, one in value.items()}
        case _:
            return value if isinstance(value, PLAIN) else type(value).__name__
