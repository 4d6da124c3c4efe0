"""The order in which things are looked at."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

from bot.doctor.finding import Finding, bad
from bot.doctor.house import house
from bot.doctor.server import server
from bot.doctor.storage import database, valkey
from bot.settings import SettingsError, load_settings


async def examined(env_file: Path | None = Path(".env")) -> AsyncIterator[Finding]:
    """Look at everything; what depends on the settings is left out where they can't be used."""
    try:
        settings = load_settings(env_file)
    except SettingsError as error:
        yield bad("settings", problem=str(error))
        settings = None
    if settings:
        async for finding in server(settings):
            yield finding
        yield await database(settings.database_url)
        yield await valkey(settings.redis_url)
    for finding in house(settings.ledger_path if settings else None):
        yield finding
