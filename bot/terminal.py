"""The terminal: where the command line writes, and the user's language there."""

from __future__ import annotations

import os

from rich.console import Console

from bot.sentences import LOCALES

out = Console(highlight=False, soft_wrap=True, markup=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


def language(setting: str | None = None) -> str:
    """Return the user's language: the one that is asked for, else the terminal's."""
    wanted = setting or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "en"
    if wanted in LOCALES:
        return wanted
    if wanted.lower().replace("_", "-").startswith("zh"):
        return "zh-Hans" if any(part in wanted.lower() for part in ("cn", "sg", "hans")) else "zh-Hant"
    return "en"
