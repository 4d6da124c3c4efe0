"""The skeleton of a ledger: `ledger.yaml` with comments in the user's language and one made-up figure that can be asked."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from bot.sentences import say

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_COMMENT = re.compile(r"^( *)# \{([a-z-]+)\}$", re.MULTILINE)
_FILES = {"ledger.yaml": "skeleton.yaml", "observations.csv": "skeleton.csv"}


class NameTakenError(Exception):
    """There is something where the ledger would stand."""


def is_good_name(name: str) -> bool:
    """Tell whether a ledger may bear a name."""
    return bool(_NAME.fullmatch(name))


def write(folder: Path, name: str, locale: str) -> Path:
    """Write the files of a new ledger; return its folder.

    Raises:
        NameTakenError: The folder exists and holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NameTakenError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for file, template in _FILES.items():
        (folder / file).write_text(_filled(template, name, locale), "utf-8")
    return folder


def _filled(template: str, name: str, locale: str) -> str:
    text = (resources.files("bot") / "messages" / template).read_text("utf-8").replace("{name}", name)

    def comment(found: re.Match[str]) -> str:
        lines = say("cli", locale, f"skeleton-{found[2]}").splitlines()
        return "\n".join(f"{found[1]}# {line}" for line in lines)

    return _COMMENT.sub(comment, text)
