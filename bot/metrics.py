"""What an operator can see: counted here, read at /metrics. No name, no text, no chat.

Labels take few values each: kinds, codes and method names, never anything that people send.
"""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

# An answer takes a few milliseconds; Telegram, tens or hundreds.
SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
STEPS = ("read", "derive", "render", "send", "held", "update")

UPDATES = Counter("zhangben_updates", "Updates taken, by what became of them", ["kind", "chat", "outcome"])
OPEN = Gauge("zhangben_updates_open", "Updates being handled, by how far they are", ["stage", "recorded"])
ADOPTED = Counter("zhangben_updates_adopted", "Recorded updates taken over from a process that ended")
REPEATED = Counter("zhangben_sends_skipped", "Messages not sent again because an earlier attempt sent them")
REPLIES = Counter("zhangben_replies", "Replies, by kind", ["kind"])
VERDICTS = Counter("zhangben_verdicts", "Verdicts on claims", ["verdict"])
GAPS = Counter("zhangben_gaps", "Questions without an answer, by reason", ["reason"])
FAILURES = Counter("zhangben_failures", "Handlers that failed, by the kind of error", ["error"])
STEP = Histogram(
    "zhangben_step_seconds",
    "Of an update: reading, deriving, rendering, all of it; of a call: until Telegram answers, and held back before",
    ["step"],
    buckets=SECONDS,
)
CALLS = Counter("zhangben_calls", "Calls of Telegram's methods, by what came back", ["method", "outcome"])
RETRIES = Counter("zhangben_retries", "Calls made again, by why", ["reason"])
RETRY_AFTER = Histogram(
    "zhangben_retry_after_seconds", "Pauses that Telegram asked for", buckets=(1, 2, 5, 10, 30, 60, 300)
)
QUEUE = Gauge("zhangben_queue", "What waits: updates in hand, and operations for the database", ["what"])
BATCH = Histogram("zhangben_batch_operations", "Operations in a transaction", buckets=(1, 2, 5, 10, 20, 50, 100, 500))
DATABASE_UP = Gauge("zhangben_database_up", "1 while the database can be reached, 0 while the bot goes on without it")
SHARED_UP = Gauge("zhangben_shared_up", "1 while Valkey or Redis can be reached, or is not used")
WRITES_KEPT = Gauge("zhangben_writes_kept", "Writes that wait for the database to come back")
LEDGERS_REFUSED = Counter("zhangben_ledgers_refused", "Changes of the ledgers that could not be used")
CORRECTED = Counter(
    "zhangben_answers_corrected", "Earlier answers corrected after a change of the ledgers", ["surface"]
)

_STEP = {step: STEP.labels(step) for step in STEPS}


def took(step: str, seconds: float) -> None:
    """Count how long a step took."""
    _STEP[step].observe(seconds)
