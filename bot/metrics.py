"""What an operator can see: counted here, read at /metrics. No name, no text, no chat."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

UPDATES = Counter("zhangben_updates", "Updates taken, by what became of them", ["outcome"])
OPEN = Gauge("zhangben_updates_open", "Updates being handled, by how far they are", ["stage", "recorded"])
ADOPTED = Counter("zhangben_updates_adopted", "Recorded updates taken over from a process that ended")
REPEATED = Counter("zhangben_sends_skipped", "Messages not sent again because an earlier attempt sent them")
BATCH = Histogram("zhangben_batch_operations", "Operations in a transaction", buckets=(1, 2, 5, 10, 20, 50, 100, 500))
DATABASE_UP = Gauge("zhangben_database_up", "1 while the database can be reached")
SHARED_UP = Gauge("zhangben_shared_up", "1 while Valkey or Redis can be reached, or is not used")
WRITES_KEPT = Gauge("zhangben_writes_kept", "Writes that wait for the database to come back")
