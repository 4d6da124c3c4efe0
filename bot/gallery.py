"""Pictures by address, for what Telegram fetches itself: the small ones of inline cards, and charts of inline messages.

An address holds the canonical question, so that every replica can draw it, and a signature, so that nobody else can have
pictures drawn. The signature is of the ledgers' version too: other figures have other addresses.

    https://bot.example.org/picture/te.b3BlbmFpLnJldmVudWVAMjAyNA.8f1c….png    a tile in English
"""

from __future__ import annotations

import asyncio
import binascii
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import TYPE_CHECKING, Literal

from bot.charts import Charts
from bot.edition import Editions
from bot.respond import Responder
from bot.state import Bounded
from bot.thumbnail import tile_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.reply import Reply
    from bot.settings import Settings

Kind = Literal["t", "c"]
TILE: Kind = "t"
CHART: Kind = "c"
PATH = "/picture/"
LETTERS = {"en": "e", "zh-Hant": "t", "zh-Hans": "s"}
LOCALES = {letter: locale for locale, letter in LETTERS.items()}
MOST_KEPT = 256  # pictures: tiles of 2 kB, charts of 30
LONGEST = 1_000  # characters of an address
AGE = 86_400  # seconds that others may keep one
TYPE = "image/png"


@dataclass(frozen=True)
class Gallery:
    """Makes addresses and draws what they stand for.

    Attributes:
        base: Where the web endpoints are reached from outside, without a slash at the end.
        key: What signs; the same in all replicas.
        respond: Answers the question of a picture.
    """

    base: str
    key: bytes
    respond: Responder | Editions
    _drawn: Bounded[str, bytes] = field(default_factory=lambda: Bounded(MOST_KEPT), repr=False)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    @classmethod
    def of(cls, settings: Settings, respond: Callable[..., Reply] | Editions) -> Gallery | None:
        """Return the gallery of a bot; None where Telegram has no way to it, or nothing is known that could be drawn."""
        if not settings.pictures_url or not settings.bot_token or not isinstance(respond, Responder | Editions):
            return None
        key = blake2s(settings.bot_token.get_secret_value().encode(), person=b"pictures").digest()
        return cls(settings.pictures_url, key, respond)

    @property
    def responder(self) -> Responder:
        """The edition in force."""
        return self.respond.current if isinstance(self.respond, Editions) else self.respond

    def address(self, kind: Kind, reply: Reply) -> str:
        """Return the address of a reply's picture; empty where its question has no canonical form."""
        if not reply.question:
            return ""
        said = urlsafe_b64encode(reply.question.encode()).decode().rstrip("=")
        name = f"{kind}{LETTERS.get(reply.locale, 'e')}.{said}"
        whole = f"{self.base}{PATH}{name}.{self._signature(name)}.png"
        return whole if len(whole) <= LONGEST else ""

    async def png(self, name: str) -> bytes | None:
        """Return the picture of an address, given its last part; None for an address that this bot has not made."""
        signed, _, signature = name.removesuffix(".png").rpartition(".")
        head, _, said = signed.partition(".")
        if not hmac.compare_digest(self._signature(signed).encode(), signature.encode("utf-8", "replace")):
            return None
        async with self._lock:  # one at a time: answers come first
            known = self._drawn.get(name)
            if known is None:
                known = await asyncio.to_thread(self._draw, head, said)
                if known is not None:
                    self._drawn.put(name, known)
        return known

    def _draw(self, head: str, said: str) -> bytes | None:
        from bot.pictures import draw_tile  # noqa: PLC0415 - matplotlib takes a second to import, and most never need it

        try:
            question = urlsafe_b64decode(said + "=" * (-len(said) % 4)).decode()
        except (binascii.Error, UnicodeDecodeError):
            return None
        responder = self.responder
        reply, knowledge = responder(question, LOCALES.get(head[1:], "en")), responder.knowledge
        if head[:1] == TILE:
            return draw_tile(tile_of(reply, knowledge), reply.locale)
        picture = Charts(knowledge).draw(reply)
        return picture.png if picture else None

    def _signature(self, name: str) -> str:
        version = self.responder.knowledge.catalogue.version
        return blake2s(f"{name}.{version}".encode(), key=self.key, digest_size=10).hexdigest()
