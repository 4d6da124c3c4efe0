"""The commands for those who write ledgers: check, new, schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.ledger_text import problem_text
from bot.sentences import say
from bot.skeleton import NameTakenError, is_good_name, write
from bot.terminal import err, language, out
from knowledge import BUILT_IN, LedgerError, folders_in, load, schemas

ledgers = typer.Typer(no_args_is_help=True, help="Write, check and audit ledgers.")


@ledgers.command("check")
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Folders; all that come with the package if none.")] = None,
) -> None:
    """Check ledgers against every rule; say what is wrong, where, and how to mend it."""
    folders = [folder for path in paths or [BUILT_IN] for folder in folders_in(path)]
    locale = language()
    if not folders:
        err.print(say("cli", locale, "cli-no-ledgers", path=", ".join(map(str, paths or []))))
        raise typer.Exit(2)
    try:
        catalogue = load(folders)
    except LedgerError as error:
        for problem in error.problems:
            err.print(problem_text(problem, locale))
        err.print(say("cli", locale, "cli-problems", count=len(error.problems)))
        raise typer.Exit(1) from error
    for one in catalogue.ledgers:
        out.print(
            say(
                "cli",
                locale,
                "cli-ledger-good",
                ledger=one.name,
                rows=len(one.observations),
                notes=len(one.file.notes),
                statements=len(one.file.statements),
            )
        )


@ledgers.command("new")
def new(
    name: Annotated[str, typer.Argument(help="The ledger's id: small letters, digits and _.")],
    to: Annotated[Path, typer.Option("--to", help="The folder in which its folder is made.")] = Path(),
) -> None:
    """Write a new ledger with comments and one made-up figure, ready to be checked and asked."""
    locale = language()
    if not is_good_name(name):
        err.print(say("cli", locale, "new-bad-name", name=name))
        raise typer.Exit(2)
    try:
        folder = write(to / name, name, locale)
    except NameTakenError as error:
        err.print(say("cli", locale, "new-taken", path=str(to / name)))
        raise typer.Exit(2) from error
    out.print(say("cli", locale, "new-done", path=folder.as_posix()))


@ledgers.command("schema")
def schema(
    rows: Annotated[bool, typer.Option("--rows", help="Of a row of observations.csv, not of ledger.yaml.")] = False,
) -> None:
    """Print the JSON Schema of ledger.yaml, for editors and other programs."""
    out.print(json.dumps(schemas()["observations.csv" if rows else "ledger.yaml"], ensure_ascii=False, indent=2))
