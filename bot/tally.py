"""What became of an update, told to the operator: counted for /metrics, and one line in the log."""

from __future__ import annotations

import time
from typing import Any

import structlog
from telegram import Update

from bot import metrics
from bot.allowed import ALLOWED
from bot.handling import Handling

log = structlog.get_logger(__name__)

OTHER = "other"
CARD = "card"  # where an inline query is typed, or a button of a card pressed: Telegram does not tell the chat
WHOLE = "update"  # the step that is all of it
SENT = "send"  # is counted call by call


def count(update: Update, one: Handling, outcome: str) -> None:
    """Count an update that was in hand.

    Args:
        update: The update.
        one: What was done with it.
        outcome: What became of it.
    """
    one.spent[WHOLE] = time.perf_counter() - one.began
    kind, chat = kind_of(update), chat_of(update)
    metrics.UPDATES.labels(kind, chat, outcome).inc()
    for step, seconds in one.spent.items():
        if step != SENT:
            metrics.took(step, seconds)
    about = {"update": one.number, "request": one.request}
    log.info("update", **about, kind=kind, chat=chat, outcome=outcome, **_said(one), **_milliseconds(one.spent))


def count_dropped(update: Update, outcome: str) -> None:
    """Count an update that nobody took in hand; of a thousand such the log says nothing."""
    metrics.UPDATES.labels(kind_of(update), chat_of(update), outcome).inc()


def kind_of(update: Update) -> str:
    """Name the kind of an update."""
    return next((kind for kind in ALLOWED if getattr(update, kind) is not None), OTHER)


def chat_of(update: Update) -> str:
    """Name the kind of its chat."""
    return str(update.effective_chat.type) if update.effective_chat else CARD


def _said(one: Handling) -> dict[str, Any]:
    """Count the reply, and return what the log may know of it: codes and the ledgers' version."""
    if not one.reply:
        return {}
    data = dict(one.reply.data)
    verdicts = [review["verdict"] for review in data.get("reviews") or ()]
    gap = data.get("gap")
    metrics.REPLIES.labels(one.reply.kind).inc()
    for verdict in verdicts:
        metrics.VERDICTS.labels(verdict).inc()
    if gap:
        metrics.GAPS.labels(gap).inc()
    said = {"reply": one.reply.kind, "verdicts": verdicts, "gap": gap, "ledgers": data.get("ledgers")}
    return {name: value for name, value in said.items() if value}


def _milliseconds(spent: dict[str, float]) -> dict[str, float]:
    return {f"{step}_ms": round(seconds * 1000, 2) for step, seconds in spent.items()}
