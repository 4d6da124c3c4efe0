"""What `zhangben verify` says: a derivation recomputed from its leaves, and what of it does not hold."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bot.sentences import say
from knowledge.replay import Fault, find_derivation, replay

HOLDS, BROKEN, UNREADABLE = 0, 1, 2


def verified(file: str, locale: str) -> tuple[list[str], int]:
    """Verify a file; return what to say and the program's status."""
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8-sig")
        data = json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        return [say("cli", locale, "verify-unreadable", file=file, reason=type(error).__name__)], UNREADABLE
    root = find_derivation(data)
    if root is None:
        return [say("cli", locale, "verify-nothing", file=file)], UNREADABLE
    done = replay(root)
    if done.holds:
        total = say("cli", locale, "verify-holds", nodes=done.nodes, leaves=done.leaves)
        return [*done.lines, total], HOLDS
    faults = [_told(fault, locale) for fault in done.faults]
    return [*faults, say("cli", locale, "verify-fails", count=len(done.faults))], BROKEN


def _told(fault: Fault, locale: str) -> str:
    message = say("cli", locale, f"verify-{fault.code}", found=fault.found or "–", expected=fault.expected or "–")
    return f"{fault.node}: {message}"
