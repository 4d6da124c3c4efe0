"""Refusals, in Telegram's words."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A call that Telegram would refuse.

    Args:
        code: The HTTP status, repeated in the body as `error_code`.
        description: The whole description, prefix included.
        parameters: Becomes ResponseParameters (`retry_after`, `migrate_to_chat_id`).
    """

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def json(self) -> dict[str, Any]:
        """Return the body of the answer ("Bot API: Making requests")."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(reason: str, **parameters: int) -> ApiError:
    """Return a 400 with the reason as the server prints it.

    The server lowers the first letter, except in constants such as QUOTE_TEXT_INVALID
    ([srv] `fail_query_with_error`).

    >>> bad_request("Message text is empty").description
    'Bad Request: message text is empty'
    >>> bad_request("BUTTON_DATA_INVALID").description
    'Bad Request: BUTTON_DATA_INVALID'
    """
    constant = reason[1:2].isupper() or reason[1:2] == "_"
    return ApiError(400, "Bad Request: " + (reason if constant else reason[:1].lower() + reason[1:]), **parameters)


def forbidden(reason: str) -> ApiError:
    """Return a 403: the chat exists, but the bot may not act in it."""
    return ApiError(403, f"Forbidden: {reason}")


def too_many_requests(seconds: int) -> ApiError:
    """Return a 429 with its pause ([srv] `set_retry_after_error`)."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
