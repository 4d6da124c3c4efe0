"""Text with entities: read, checked, measured, and completed as Telegram does it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.localapi.errors import bad_request
from bot.localapi.markup import checked_link, parse_html, utf16

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.localapi.markup import Entity

MAX_TEXT = 4096  # code points after entity parsing: "Bot API: sendMessage", counted so by [td]
MAX_CAPTION = 1024  # the same: "Bot API: sendPhoto"
MAX_RAW = 1 << 15  # bytes before parsing ([srv] `get_formatted_text`)
MAX_ENTITIES = 100

# What the sender may set; the others are found in the text by the server ([srv] `get_text_entity_type`).
_STYLES = {
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "blockquote",
    "expandable_blockquote",
    "date_time",
}
_CODE = {"pre", "code"}
_FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
# Entities that a quote keeps ("Bot API: TextQuote") and that must agree with the replied message.
QUOTED = {"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time"}

_PATTERNS = {
    "bot_command": re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])"),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}", re.ASCII),
    "url": re.compile(
        r"(?<![\w@.])(?:https?://[^\s<>\"]*[^\s<>\".,;:!?)\]。，、）]"
        r"|(?:[A-Za-z0-9-]+\.)+(?:com|org|net|io|me|ai|co|gov|edu)(?![\w.-])(?:/[^\s<>\"]*[^\s<>\".,;:!?)])?)",
    ),
    # A letter of any script before or after ends the mention: 营收@bot names nobody [td].
    "mention": re.compile(r"(?<!\w)@[A-Za-z0-9_]{3,32}(?!\w)"),
    "hashtag": re.compile(r"(?<!\w)#(?=\w*[^\W\d])\w{1,256}"),
    "cashtag": re.compile(r"(?<!\w)\$[A-Z]{1,8}(?![\w$])"),
}


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities, with offsets in UTF-16 code units."""

    text: str = ""
    entities: tuple[Entity, ...] = ()

    def part(self, start: int, end: int) -> Formatted:
        """Cut between two character positions, entities with it."""
        low, high = utf16(self.text[:start]), utf16(self.text[:end])
        cut = []
        for entity in self.entities:
            first, last = max(entity["offset"], low), min(entity["offset"] + entity["length"], high)
            if first < last:
                cut.append({**entity, "offset": first - low, "length": last - first})
        return Formatted(self.text[start:end], tuple(cut))

    @classmethod
    def of(cls, message: dict[str, Any]) -> Formatted:
        """Return the text of a message, or its caption."""
        kind = "caption_" if "caption" in message else ""
        return cls(message.get(kind.strip("_") or "text", ""), tuple(message.get(f"{kind}entities", ())))

    def json(self, text: str = "text", entities: str = "entities") -> dict[str, Any]:
        """Return the fields of a message that hold this text; entities only if there are any."""
        return {text: self.text} | ({entities: list(self.entities)} if self.entities else {})


def styled(text: str, parse_mode: str = "", entities: Sequence[Entity] = ()) -> Formatted:
    """Read the text of a request by its mode, or with the entities given with it.

    Telegram trims the text and then looks for links, mentions and commands in it.

    Raises:
        ApiError: The mode is not supported here, or the entities are refused.
    """
    if len(text.encode()) > MAX_RAW:
        raise bad_request("Text is too long")
    # A parse mode wins over entities ([srv] `get_formatted_text`).
    match parse_mode.lower():
        case "" | "none":
            _check_entities(text, entities)
            result = Formatted(text, tuple(entity for entity in entities if entity["type"] in _STYLES))
        case "html":
            plain, found = parse_html(text)
            result = Formatted(plain, tuple(found))
        case "markdown" | "markdownv2":
            raise bad_request("Can't parse entities: Markdown is not implemented in the local Bot API, use HTML")
        case _:
            raise bad_request("Unsupported parse_mode")
    result = _trimmed(result)
    if len(result.entities) > MAX_ENTITIES:
        raise bad_request("ENTITIES_TOO_LONG")  # MTProto's word for it; apps see 100 at most
    _check_nesting(result.entities)
    result = replace(result, entities=tuple(_around_code(result.entities)))
    return replace(result, entities=tuple(sorted((*result.entities, *_found(result)), key=_order)))


def message_text(text: str, parse_mode: str = "", entities: Sequence[Entity] = (), *, edit: bool = False) -> Formatted:
    """Read the text of a message: 1 to 4,096 characters after parsing ("Bot API: sendMessage")."""
    if not text:
        raise bad_request("Message text is empty")
    result = styled(text, parse_mode, entities)
    if not result.text:
        raise bad_request("Text must be non-empty")
    if len(result.text) > MAX_TEXT:
        # The server itself answers an edit, TDLib a new message: hence two ways to say it.
        raise bad_request("MESSAGE_TOO_LONG" if edit else "message is too long")
    return result


def caption(text: str, parse_mode: str = "", entities: Sequence[Entity] = ()) -> Formatted:
    """Read a caption: up to 1,024 characters after parsing ("Bot API: sendPhoto")."""
    result = styled(text, parse_mode, entities)
    if len(result.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return result


def _order(entity: Entity) -> tuple[int, int]:
    return entity["offset"], -entity["length"]


def _check_entities(text: str, entities: Sequence[Entity]) -> None:
    """Check entities given by the sender ([td] `fix_formatted_text`, "Bot API: MessageEntity")."""
    total = utf16(text)
    edges = _edges(text)
    for entity in entities:
        offset, length = entity["offset"], entity["length"]
        if entity["type"] not in _STYLES | _FOUND:
            raise bad_request("Can't parse MessageEntity: Unsupported type specified")
        if offset < 0 or length < 0:
            raise bad_request(f"Receive an entity with incorrect {'offset' if offset < 0 else 'length'}")
        if offset + length > total:
            raise bad_request(
                f"Entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {total}"
            )
        for name, edge in (("begins", offset), ("ends", offset + length)):
            if edge not in edges:
                raise bad_request(f"Entity {name} in a middle of a UTF-16 symbol at byte offset {edge}")
        if entity["type"] == "text_link" and not checked_link(entity.get("url", "")):
            raise bad_request("Entity URL is invalid")


def _edges(text: str) -> set[int]:
    """Return the UTF-16 offsets at which a character begins or the text ends."""
    edges, offset = {0}, 0
    for character in text:
        offset += 1 + (ord(character) > 0xFFFF)
        edges.add(offset)
    return edges


def _check_nesting(entities: Sequence[Entity]) -> None:
    """Refuse nestings that Telegram silently unmakes ("Bot API: Formatting options"): here they are mistakes."""
    for outer in entities:
        for inner in entities:
            inside = _start(outer) <= _start(inner) and _end(inner) <= _end(outer) and inner is not outer
            if inside and "blockquote" in inner["type"] and "blockquote" in outer["type"]:
                raise bad_request("Can't parse entities: blockquote entities can't be nested")
            if inside and inner["length"] < outer["length"] and outer["type"] in _CODE:
                raise bad_request("Can't parse entities: pre and code entities can't contain other entities")


def _around_code(entities: Sequence[Entity]) -> Iterator[Entity]:
    """Cut bold, italic and their like where code is, as Telegram does: code has no other style."""
    code = sorted((entity for entity in entities if entity["type"] in _CODE), key=_start)
    for entity in entities:
        if entity["type"] not in QUOTED - {"custom_emoji", "date_time"}:
            yield entity
            continue
        start = _start(entity)
        for hole in [*(hole for hole in code if _overlap(hole, entity)), None]:
            end = _start(hole) if hole else _end(entity)
            if start < end:
                yield {**entity, "offset": start, "length": end - start}
            start = max(start, _end(hole)) if hole else start


def _start(entity: Entity) -> int:
    return int(entity["offset"])


def _end(entity: Entity) -> int:
    return int(entity["offset"] + entity["length"])


def _trimmed(given: Formatted) -> Formatted:
    """Strip the text ([td] `fix_formatted_text`) and drop entities that are left empty."""
    stripped = given.text.strip()
    start = given.text.find(stripped)
    return given.part(start, start + len(stripped))


def _found(given: Formatted) -> Iterator[Entity]:
    """Find links, mentions, commands and tags, outside of code and links."""
    taken = [entity for entity in given.entities if entity["type"] in {"pre", "code", "text_link", "text_mention"}]
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(given.text):
            entity = {"type": kind, "offset": utf16(given.text[: match.start()]), "length": utf16(match[0])}
            if not any(_overlap(entity, other) for other in taken):
                taken.append(entity)
                yield entity


def _overlap(one: Entity, other: Entity) -> bool:
    return _start(one) < _end(other) and _start(other) < _end(one)
