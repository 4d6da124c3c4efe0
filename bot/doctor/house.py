"""What the bot brings along: ledgers and fonts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from bot.doctor.finding import Finding, bad, good
from bot.sentences import LOCALES
from knowledge import BUILT_IN, Catalogue, LedgerError, folders_in, load

MOST_SHOWN = 20
DRAWN = "0123456789.,%−–×$…"


def house(path: Path | None) -> Iterator[Finding]:
    """Look at the ledgers, with every rule, and at the fonts for their names."""
    folders = {folder.name: folder for folder in folders_in(BUILT_IN)}
    for place in filter(None, str(path or "").split(os.pathsep)):
        further = folders_in(Path(place))
        if not further:
            yield bad("ledgers-none", path=place)
        folders |= {folder.name: folder for folder in further}
    try:
        catalogue = load(list(folders.values()))
    except LedgerError as error:
        yield bad("ledgers-bad", count=len(error.problems))
        return
    names = ", ".join(one.name for one in catalogue.ledgers)
    rows = sum(len(one.observations) for one in catalogue.ledgers)
    yield good("ledgers", names=names, rows=rows, version=catalogue.version)
    yield _fonts(catalogue)


def _fonts(catalogue: Catalogue) -> Finding:
    """Look whether there is a glyph for every letter that a picture may have."""
    from bot.pictures.typeface import font_file, typeface  # noqa: PLC0415 - matplotlib is only needed here

    if font_file() is None:
        return bad("fonts-none")
    missing: dict[str, None] = {}
    for locale in LOCALES:
        letters = typeface(locale)
        drawn = sorted({one for one in "".join((*_names(catalogue, locale), DRAWN)) if not one.isspace()})
        missing |= dict.fromkeys(one for one in drawn if not letters.knows(one))
    return bad("fonts-missing", glyphs=" ".join([*missing][:MOST_SHOWN])) if missing else good("fonts")


def _names(catalogue: Catalogue, locale: str) -> Iterator[str]:
    """Return the names that stand in pictures, in a language."""
    for named in (*catalogue.entities.values(), *catalogue.measures.values()):
        yield named.names.get(locale)
    for source in catalogue.sources.values():
        yield source.publisher.get(locale)
