"""HTML as Telegram reads it: text and entities, or the error with its byte offset.

Rules and words are those of TDLib's `parse_html` ([td] MessageEntity.cpp) and of "Bot API: Formatting options".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.localapi.errors import Rule, rule

Entity = dict[str, Any]


def _html(name: str, says: str) -> Rule:
    """Register a rule of the reader of HTML; the tags themselves are in "Bot API: Formatting options"."""
    return rule(f"html-{name}", "[td] parse_html", f"Can't parse entities: {says}", border=True)


_OPEN = _html("open", 'Can\'t find end tag corresponding to start tag "{tag}"')
_SURROGATE = _html(
    "surrogate",
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units",
)
_START_UNCLOSED = _html("start-unclosed", "Unclosed start tag at byte offset {at}")
_TAG = _html("tag", 'Unsupported start tag "{tag}" at byte offset {at}')
_SPAN = _html("span", 'Tag "span" must have class "tg-spoiler" at byte offset {at}')
_NO_NAME = _html("attribute-name", 'Empty attribute name in the tag "{tag}" at byte offset {at}')
_NO_VALUE = _html("attribute-value", 'Unclosed start tag "{tag}" at byte offset {at}')
_VALUE = _html("attribute-unquoted", "Unexpected end of name token at byte offset {at}")
_NO_START = _html("end-without-start", "Unexpected end tag at byte offset {at}")
_END_UNCLOSED = _html("end-unclosed", "Unclosed end tag at byte offset {at}")
_CROSSED = _html("end-of-another", 'Unmatched end tag at byte offset {at}, expected "</{tag}>", found "</{found}>"')
_EMOJI = _html("emoji", "Invalid custom emoji identifier specified")

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]{1,6})|#(?P<dec>\d{1,7})|(?P<name>[A-Za-z]+));?")
_SPACE = " \t\r\n\v\0"
_TAG_NAME = re.compile(rf"[^{_SPACE}>]*")
_BLANK = re.compile(rf"[{_SPACE}]*")
_ATTRIBUTE_NAME = re.compile(rf"[^{_SPACE}=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


def utf16(text: str) -> int:
    """Count UTF-16 code units, the measure of every offset and length in the Bot API.

    >>> utf16("𠮷a")
    3
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Split HTML into its text and its entities, in the order of their ends.

    Raises:
        ApiError: 400, "can't parse entities: …".
    """
    return _Reader(source).read()


def checked_link(url: str) -> str:
    """Return a link in its full form, or nothing if it is none: Telegram then drops the entity.

    >>> checked_link("example.org")
    'http://example.org/'
    >>> checked_link("not a link")
    ''
    """
    if re.match(r"(?:tg|ton|tonsite)://\S+$", url):
        return url
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in {"http", "https"} or not re.fullmatch(
        r"(?:[^\s.@]+\.)+[^\s.@]{2,}|(?:\d{1,3}\.){3}\d{1,3}|localhost", parts.hostname or ""
    ):
        return ""
    return parts._replace(path=parts.path or "/").geturl()


def _decode(text: str) -> str:
    return _REFERENCE.sub(lambda match: _character(match) or match[0], text)


def _character(match: re.Match[str]) -> str:
    """Return what a character reference stands for; an unknown one stays as it is written."""
    if match["name"]:
        return _NAMED.get(match["name"], "")
    code = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    return chr(code) if 0 < code < 0x10FFFF else ""


@dataclass(frozen=True, slots=True)
class _Open:
    """A start tag that waits for its end."""

    name: str
    argument: str
    offset: int
    part: int


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            start = self.source.find("<", self.at)
            self._text(self.source[self.at : start if start >= 0 else None])
            if start < 0:
                break
            self.at = start + 1
            if self.source.startswith("/", self.at):
                self._end(start)
            else:
                self._start(start)
        if self.open:
            raise _OPEN.broken(tag=self.open[-1].name)
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return "".join(self.parts), self.entities

    def _text(self, source: str) -> None:
        text = _decode(source)
        try:
            self.offset += len(text.encode("utf-16-le")) // 2
        except UnicodeEncodeError:
            raise _SURROGATE.broken() from None
        self.parts.append(text)

    def _byte(self, index: int) -> int:
        return len(self.source[:index].encode())

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        self.at += len(found[0]) if found else 0
        return found[0] if found else ""

    def _next(self) -> str:
        return self.source[self.at : self.at + 1]

    def _start(self, begin: int) -> None:
        at = self._byte(begin)
        name = self._take(_TAG_NAME).lower()
        if not self._next():
            raise _START_UNCLOSED.broken(at=at)
        if name not in _TYPES:
            raise _TAG.broken(tag=name, at=at)
        argument = ""
        while self._take(_BLANK) is not None and self._next() != ">":
            attribute, value = self._attribute(name, at)
            argument = _argument(name, attribute, value) or argument
        self.at += 1
        if name == "span" and argument != "spoiler":
            raise _SPAN.broken(at=at)
        self.open.append(_Open(name, argument, self.offset, len(self.parts)))

    def _attribute(self, tag: str, at: int) -> tuple[str, str | None]:
        """Read one attribute; its value is None if it has none, as `expandable`."""
        attribute = self._take(_ATTRIBUTE_NAME)
        if not attribute:
            raise _NO_NAME.broken(tag=tag, at=at)
        self._take(_BLANK)
        if self._next() not in {"=", ""}:
            return attribute, None
        self.at += 1
        self._take(_BLANK)
        if not self._next():
            raise _NO_VALUE.broken(tag=tag, at=at)
        if (quote := self._next()) in {'"', "'"}:
            end = self.source.find(quote, self.at + 1)
            value = _decode(self.source[self.at + 1 : end if end >= 0 else None])
            self.at = end + 1 if end >= 0 else len(self.source)
        else:
            begin = self.at
            value = self._take(_TOKEN).lower()
            if self._next() and self._next() not in _SPACE + ">":
                raise _VALUE.broken(at=self._byte(begin))
        if not self._next():
            raise _START_UNCLOSED.broken(at=at)
        return attribute, value

    def _end(self, begin: int) -> None:
        at = self._byte(begin)
        if not self.open:
            raise _NO_START.broken(at=at)
        self.at += 1
        name = self._take(_TAG_NAME).lower()
        self._take(_BLANK)
        if self._next() != ">":
            raise _END_UNCLOSED.broken(at=at)
        self.at += 1
        tag = self.open.pop()
        if name not in {"", tag.name}:
            raise _CROSSED.broken(at=at, tag=tag.name, found=name)
        if self.offset > tag.offset:
            self._close(tag)

    def _close(self, tag: _Open) -> None:
        entity: Entity = {"type": _TYPES[tag.name], "offset": tag.offset, "length": self.offset - tag.offset}
        match tag.name:
            case "blockquote" if tag.argument:
                entity["type"] = "expandable_blockquote"
            case "tg-emoji":
                if not re.fullmatch(r"-?\d{1,19}", tag.argument) or not int(tag.argument):
                    raise _EMOJI.broken()
                entity["custom_emoji_id"] = tag.argument
            case "a":
                url = tag.argument or "".join(self.parts[tag.part :])
                if user := re.fullmatch(r"tg:(?://)?user\?id=(\d+)", url):
                    entity |= {"type": "text_mention", "user": {"id": int(user[1])}}
                elif url := checked_link(url):
                    entity["url"] = url
                else:
                    return
            case "pre" | "code":
                if self._merged(entity, tag.argument):
                    return
                if tag.argument:
                    entity["language"] = tag.argument
        self.entities.append(entity)

    def _merged(self, entity: Entity, language: str) -> bool:
        """Make one `pre` with a language of pre and code around the same text, whichever is outside."""
        last = self.entities[-1] if self.entities else {}
        language = language or last.get("language", "")
        pair = {last.get("type"), entity["type"]} == {"pre", "code"}
        if not (pair and language and all(last[key] == entity[key] for key in ("offset", "length"))):
            return False
        last |= {"type": "pre", "language": language}
        return True


def _argument(tag: str, attribute: str, value: str | None) -> str:
    """Return what an attribute says to its tag; other attributes are allowed and mean nothing."""
    match tag, attribute:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value or ""
        case "code", "class":
            return value.removeprefix("language-") if value and value.startswith("language-") else ""
        case "span", "class":
            return value.removeprefix("tg-") if value and value.startswith("tg-") else ""
        case "blockquote", "expandable":
            return "1"
    return ""
