"""The commands for those who run the bot: what people miss, what they report, and what is kept of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.sentences import say
from bot.terminal import err, language, out

if TYPE_CHECKING:
    from bot.store import Store

Result = TypeVar("Result")

operator = typer.Typer()


@operator.command()
def gaps(most: Annotated[int, typer.Option(help="How many, the most frequent first.")] = 50) -> None:
    """Print what people asked for in vain: how often, reason, the reading or the nearest one; never their words."""
    wanted = _fetched(lambda store: store.most_wanted(most))
    for reason, reading, times in wanted:
        print(f"{times}\t{reason}\t{reading}")  # noqa: T201
    if not wanted:
        err.print(say("cli", language(), "cli-no-gaps"))


@operator.command()
def feedback(most: Annotated[int, typer.Option(help="How many, the newest first.")] = 100) -> None:
    """Print what people reported as wrong: when, reason, the canonical question, language, their words."""
    reports = _fetched(lambda store: store.reports(most))
    for report in reports:
        when = datetime.fromtimestamp(report.at, tz=UTC).isoformat(timespec="minutes")
        print("\t".join((when, report.reason, report.query, report.locale, " ".join(report.words.split()))))  # noqa: T201
    if not reports:
        err.print(say("cli", language(), "cli-no-feedback"))


@operator.command()
def privacy() -> None:
    """Say what is kept of people, for how long, and how to delete it: as /privacy does."""
    from bot.privacy import told  # noqa: PLC0415 - as in _fetched

    out.print(told(language()))


@operator.command()
def doctor() -> None:
    """Look at all that the bot needs: what is well (✓), what is broken and what to do (✗), what is not there (–)."""
    from bot.doctor import BAD, examined  # noqa: PLC0415 - as in _fetched
    from bot.log import quieten  # noqa: PLC0415

    async def told() -> bool:
        broken = False
        async for finding in examined():
            broken |= finding.mark == BAD
            out.print(f"{finding.mark} {say('doctor', language(), finding.sentence, **dict(finding.values))}")
        return broken

    quieten()
    raise typer.Exit(1 if asyncio.run(told()) else 0)


def _fetched(asking: Callable[[Store], Awaitable[Result]]) -> Result:
    """Ask the database; where there is none, or no usable setting, say so and end."""
    from bot.batch import UnavailableError  # noqa: PLC0415 - the database is only needed here
    from bot.database import UnusableError  # noqa: PLC0415
    from bot.log import configure_logging  # noqa: PLC0415
    from bot.settings import SettingsError, load_settings  # noqa: PLC0415
    from bot.store import opened  # noqa: PLC0415

    async def fetched(address: str) -> Result:
        async with opened(address) as store:
            return await asking(store)

    configure_logging("ERROR")
    try:
        return asyncio.run(fetched(load_settings().database_url))
    except (SettingsError, UnusableError) as error:
        err.print(str(error))
        raise typer.Exit(2) from error
    except UnavailableError as error:
        err.print(say("cli", language(), "cli-no-database"))
        raise typer.Exit(1) from error
