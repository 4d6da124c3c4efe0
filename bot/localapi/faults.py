"""What goes wrong on the way: ordered by tests, happening to the next calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.localapi.errors import ApiError

Kind = Literal["error", "timeout", "reset", "malformed", "lost", "delay"]

DESCRIPTIONS = {429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway"}


@dataclass(slots=True)
class Fault:
    """One fault.

    Args:
        kind: `error` answers with `code`; `timeout` answers nothing for `seconds`; `reset` cuts the connection;
            `malformed` answers 200 with half a JSON text; `lost` does what was asked and then cuts the connection,
            so that the bot cannot know; `delay` does it after `seconds`.
        method: The method it happens to, `*` for any but getUpdates.
        times: How many calls it happens to.
        retry_after: Seconds, with code 429.
    """

    kind: Kind = "error"
    method: str = "*"
    times: int = 1
    code: int = 500
    description: str = ""
    retry_after: int = 0
    seconds: float = 60

    def error(self) -> ApiError:
        """Return the refusal of an `error` fault."""
        said = self.description or DESCRIPTIONS.get(self.code, f"Error {self.code}")
        if self.retry_after:
            return ApiError(self.code, f"{said}: retry after {self.retry_after}", retry_after=self.retry_after)
        return ApiError(self.code, said)


class Faults:
    """The faults still to happen, in the order in which they were added."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Order a fault."""
        self.waiting.append(fault)

    def take(self, method: str) -> Fault | None:
        """Return the fault that happens to this call."""
        for fault in self.waiting:
            if fault.method == method or (fault.method == "*" and method != "getUpdates"):
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None
