"""The settings, from the environment or `.env` (design: state, scale, faults)."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

TELEGRAM = "https://api.telegram.org"

TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{30,}")  # as @BotFather gives it
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # "Bot API: setWebhook"
LISTEN = re.compile(r"(?P<host>\S+):(?P<port>\d{1,5})")
MAX_PORT = 65_535
LOOPBACK = "127.0.0.1"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
MODES = ("polling", "webhook")


def default_url(bot: str) -> str:
    """Return the address of a bot's database in the user's data folder (XDG Base Directory).

    Each bot has its own: numbers of updates and messages are those of one bot.
    """
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    name = f"zhangben-{bot}.db" if bot else "zhangben.db"
    return f"sqlite:///{Path(home) / 'zhangben' / name}"


class SettingsError(Exception):
    """A setting that can't be used; the message is one line that names the variable and the rule."""


def _one_of(*values: str) -> BeforeValidator:
    """Accept these words in any case."""

    def check(given: object) -> object:
        known = {value.lower(): value for value in values}
        if str(given).strip().lower() not in known:
            raise ValueError(f"must be one of {', '.join(values)}")
        return known[str(given).strip().lower()]

    return BeforeValidator(check)


class Settings(BaseSettings):
    """What the bot is told from outside; without a token it can answer in the terminal only."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        validate_default=False,
    )

    bot_token: SecretStr | None = None
    telegram_api_url: str = TELEGRAM
    mode: Annotated[Literal["polling", "webhook"], _one_of(*MODES)] = "polling"
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    public_url: str | None = None
    listen: str = "127.0.0.1:8080"
    status_listen: str | None = None
    bulk_rate: int = 30
    # Both addresses may hold a password: they stay out of repr.
    database_url: str = Field(default="", repr=False)
    redis_url: str | None = Field(default=None, repr=False)
    ledger_path: Path | None = None  # or several, separated as in PATH
    admin_chat: int | None = None
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], _one_of(*LEVELS)] = "INFO"

    @model_validator(mode="before")
    @classmethod
    def _defaults(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Name a database where none is named: by the number that a token begins with."""
        if given.get("database_url"):
            return given
        token = given.get("bot_token") or ""
        token = token.get_secret_value() if isinstance(token, SecretStr) else str(token)
        number = token.strip().partition(":")[0]
        return given | {"database_url": default_url(number if number.isdecimal() else "")}

    @field_validator("bot_token")
    @classmethod
    def _token(cls, given: SecretStr) -> SecretStr:
        token = given.get_secret_value().strip()
        if not TOKEN.fullmatch(token):
            raise ValueError("must look like 123456:ABC… with 30 or more characters after the colon, from @BotFather")
        return SecretStr(token)

    @field_validator("telegram_api_url")
    @classmethod
    def _server(cls, given: str) -> str:
        if not _is_url(given, "http", "https"):
            raise ValueError("must be an address like http://127.0.0.1:8081")
        return given.strip().rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _webhook(cls, given: str) -> str:
        if not _is_url(given, "http", "https"):
            raise ValueError("must be an address like https://bot.example.org/telegram")
        return given.strip()

    @field_validator("public_url")
    @classmethod
    def _public(cls, given: str) -> str:
        if not _is_url(given, "http", "https"):
            raise ValueError("must be an address like https://bot.example.org")
        return given.strip().rstrip("/")

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, given: SecretStr) -> SecretStr:
        if not SECRET.fullmatch(given.get_secret_value()):
            raise ValueError("must be 1 to 256 of the characters A-Z a-z 0-9 _ -")
        return given

    @field_validator("listen")
    @classmethod
    def _listen(cls, given: str) -> str:
        found = LISTEN.fullmatch(given.strip())
        if not found or int(found["port"]) > MAX_PORT:
            raise ValueError("must be host:port, for example 127.0.0.1:8080")
        return given.strip()

    @field_validator("status_listen")
    @classmethod
    def _status(cls, given: str) -> str:
        address = given.strip()
        address = f"{LOOPBACK}:{address}" if address.isdecimal() else address
        found = LISTEN.fullmatch(address)
        if not found or int(found["port"]) > MAX_PORT:
            raise ValueError("must be a port, or host:port, for example 9090 or 127.0.0.1:9090")
        return address

    @field_validator("bulk_rate", mode="before")
    @classmethod
    def _bulk(cls, given: object) -> object:
        if not re.fullmatch(r"[1-9]\d{0,2}|1000", str(given).strip()):
            raise ValueError("must be a number of messages a second from 1 to 1000, for example 30")
        return given

    @field_validator("database_url")
    @classmethod
    def _database(cls, given: str) -> str:
        if not re.match(r"(sqlite|postgres(ql)?)(\+\w+)?://", given.strip()):
            raise ValueError("must begin with sqlite:// or postgresql://")
        return given.strip()

    @field_validator("redis_url")
    @classmethod
    def _redis(cls, given: str) -> str:
        if not re.match(r"(rediss?|valkeys?|unix)://", given.strip()):
            raise ValueError("must begin with redis://, rediss://, valkey:// or unix://")
        return given.strip()

    @field_validator("ledger_path")
    @classmethod
    def _ledgers(cls, given: Path) -> Path:
        if not all(Path(place).is_dir() for place in str(given).split(os.pathsep) if place):
            raise ValueError("must be a folder that exists")
        return given

    @field_validator("admin_chat", mode="before")
    @classmethod
    def _chat(cls, given: object) -> object:
        if not re.fullmatch(r"-?\d{1,19}", str(given).strip()):
            raise ValueError("must be the number of a chat, for example -1001234567890")
        return given

    @model_validator(mode="after")
    def _complete(self) -> Self:
        """Webhook mode needs an address and a secret: Telegram's own server takes nothing but https."""
        if self.mode == "polling":
            return self
        if not self.webhook_url:
            raise ValueError("WEBHOOK_URL is required when MODE is webhook")
        if not self.webhook_secret:
            raise ValueError("WEBHOOK_SECRET is required when MODE is webhook")
        if self.telegram_api_url == TELEGRAM and not self.webhook_url.startswith("https://"):
            raise ValueError("WEBHOOK_URL must begin with https://")
        return self

    @property
    def pictures_url(self) -> str:
        """Where the web endpoints are reached from outside; empty where they are not."""
        if self.public_url or self.mode != "webhook" or not self.webhook_url:
            return self.public_url or ""
        beside, path, rest = self.webhook_url.rpartition("/telegram")
        return beside if path and not rest else ""

    @property
    def host(self) -> str:
        """Where LISTEN listens."""
        return host_and_port(self.listen)[0]

    @property
    def port(self) -> int:
        """The port of LISTEN."""
        return host_and_port(self.listen)[1]


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings; the environment wins over the file, and an empty variable counts as not set.

    Raises:
        SettingsError: A variable breaks its rule; its value is not repeated, it may be a secret.
    """
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]
    except ValidationError as error:
        raise SettingsError("; ".join(_line(list(one["loc"]), one["msg"]) for one in error.errors())) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{env_file} must be text in UTF-8") from None


def host_and_port(address: str) -> tuple[str, int]:
    """Take an address apart; an IPv6 host stands in brackets.

    >>> host_and_port("[::1]:80")
    ('::1', 80)
    """
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port)


def _line(place: list[int | str], message: str) -> str:
    rule = message.removeprefix("Value error, ")
    return f"{str(place[0]).upper()} {rule}" if place else rule


def _is_url(given: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(given.strip())
        return parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # a port that is no number
        return False
