"""Rules and refusals: what Telegram does or refuses, in its words, and where it says so.

Each rule stands beside the code that keeps it and registers here; `python -m bot.localapi --rules` prints them all, with
what is guessed about them. A refusal carries the name of its rule in the header X-Rule, which Telegram has not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

RULES: dict[str, Rule] = {}

DONE = 200  # the code of a rule by which nothing is refused
PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that this server does because Telegram does.

    Attributes:
        id: Its name.
        source: Where Telegram states it. "Bot API: x, y" is the field y of the method, type or section x of
            core.telegram.org/bots/api, "Bots: x" a section of core.telegram.org/bots/features, "FAQ: x" one of
            core.telegram.org/bots/faq, "MTProto: x" the table of errors of core.telegram.org/method/x; "[srv] x" is a
            function of Telegram's Bot API server (github.com/tdlib/telegram-bot-api) as of 2024, "[td] x" one of TDLib,
            "telegram.md: x" was measured for this project. "ours: x" is stricter than Telegram, on purpose.
        says: What a refusal says after its prefix; {names} are filled in. Without a refusal: what is done.
        code: The HTTP status, `DONE` where nothing is refused.
        guess: What Telegram does not state, so that it is guessed: the `words` of the refusal, a `number` in it, or
            `all` of the rule.
        border: Whether something good stands right beside what is refused, such as the 4,096th character.
    """

    id: str
    source: str
    says: str
    code: int = 400
    guess: Literal["", "words", "number", "all"] = ""
    border: bool = False

    def broken(self, says: str = "", /, parameters: dict[str, int] | None = None, **values: object) -> ApiError:
        """Return the refusal.

        Args:
            says: The words, where the rule has several.
            parameters: Becomes ResponseParameters (`retry_after`, `migrate_to_chat_id`).
            values: Fill the {names} of the words.
        """
        reason = says or self.says.format(**values)
        return ApiError(self.code, described(self.code, reason), parameters, rule=self)


def rule(  # noqa: PLR0913 - the attributes of a Rule
    name: str,
    source: str,
    says: str,
    *,
    code: int = 400,
    guess: Literal["", "words", "number", "all"] = "",
    border: bool = False,
) -> Rule:
    """Register a rule by which something is refused.

    Raises:
        ValueError: There is one of that name.
    """
    if name in RULES:
        raise ValueError(f"two rules are called {name}")
    RULES[name] = Rule(name, source, says, code, guess, border)
    return RULES[name]


def behaviour(
    name: str, source: str, says: str, *, guess: Literal["", "words", "number", "all"] = "", border: bool = False
) -> Rule:
    """Register a rule by which nothing is refused."""
    return rule(name, source, says, code=DONE, guess=guess, border=border)


def described(code: int, reason: str) -> str:
    """Return the description of a refusal as the server prints it.

    The server lowers the first letter, except in constants such as QUOTE_TEXT_INVALID
    ([srv] `fail_query_with_error`).

    >>> described(400, "Message text is empty")
    'Bad Request: message text is empty'
    >>> described(400, "BUTTON_DATA_INVALID")
    'Bad Request: BUTTON_DATA_INVALID'
    >>> described(401, "")
    'Unauthorized'
    """
    prefix = PREFIXES[code]
    if not reason:
        return prefix
    constant = reason[1:2].isupper() or reason[1:2] == "_"
    return f"{prefix}: {reason if constant else reason[:1].lower() + reason[1:]}"


class ApiError(Exception):
    """A call that Telegram would refuse.

    Args:
        code: The HTTP status, repeated in the body as `error_code`.
        description: The whole description, prefix included.
        parameters: Becomes ResponseParameters.
        rule: What was broken; a fault breaks none.
    """

    def __init__(
        self, code: int, description: str, parameters: dict[str, int] | None = None, *, rule: Rule | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}
        self.rule = rule

    def json(self) -> dict[str, Any]:
        """Return the body of the answer ("Bot API: Making requests")."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})
