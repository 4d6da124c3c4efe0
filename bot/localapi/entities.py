"""Entities that come with a text: what Telegram refuses of them, and how it cuts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.localapi.errors import rule
from bot.localapi.markup import Entity, checked_link, utf16

MAX_ENTITIES = 100

_MANY = rule(
    "entities-too-many",
    "[td] fix_formatted_text; MTProto: messages.sendMessage",
    "ENTITIES_TOO_LONG",
    guess="number",
    border=True,
)
_TYPE = rule(
    "entity-type",
    "Bot API: MessageEntity, type; [srv] get_text_entity_type",
    "Can't parse MessageEntity: Unsupported type specified",
    border=True,
)
_DETAIL = rule(
    "entity-detail",
    "Bot API: MessageEntity, url; [srv] get_text_entity_type",
    "Can't parse MessageEntity: Can't find field \"{field}\"",
    border=True,
)
_OFFSET = rule(
    "entity-offset",
    "Bot API: MessageEntity, offset; [td] fix_formatted_text",
    "Receive an entity with incorrect offset",
    border=True,
)
_LENGTH = rule(
    "entity-length",
    "Bot API: MessageEntity, length; [td] fix_formatted_text",
    "Receive an entity with incorrect length",
    border=True,
)
_END = rule(
    "entity-end",
    "[td] fix_entities",
    "Entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {total}",
    border=True,
)
_MIDDLE = rule(
    "entity-middle",
    "[td] fix_entities",
    "Entity {edge} in a middle of a UTF-16 symbol at byte offset {offset}",
    border=True,
)
_URL = rule(
    "entity-url", "Bot API: MessageEntity, url; [td] fix_entities", "Entity URL is invalid", guess="words", border=True
)
_QUOTES_NEST = rule(
    "blockquotes-nest",
    "Bot API: Formatting options; Telegram unmakes the nesting silently, ours: refused",
    "Can't parse entities: blockquote entities can't be nested",
    border=True,
)
_CODE_HOLDS = rule(
    "code-holds",
    "Bot API: Formatting options; Telegram unmakes the nesting silently, ours: refused",
    "Can't parse entities: pre and code entities can't contain other entities",
    border=True,
)

# What the sender may set; the others are found in the text by the server ([srv] `get_text_entity_type`).
STYLES = {
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
# What an entity of some types must hold besides its place.
_DETAILS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id", "date_time": "unix_time"}
CODE = {"pre", "code"}
FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
# Entities that a quote keeps ("Bot API: TextQuote") and that must agree with the replied message.
QUOTED = {"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time"}


def check_given(text: str, entities: Sequence[Entity]) -> None:
    """Check entities given by the sender ([td] `fix_formatted_text`, "Bot API: MessageEntity")."""
    total = utf16(text)
    edges = _edges(text)
    for entity in entities:
        offset, length = entity["offset"], entity["length"]
        if entity["type"] not in STYLES | FOUND:
            raise _TYPE.broken()
        detail = _DETAILS.get(entity["type"], "")
        if detail and detail not in entity:
            raise _DETAIL.broken(field=detail)
        if offset < 0 or length < 0:
            raise (_OFFSET if offset < 0 else _LENGTH).broken()
        if offset + length > total:
            raise _END.broken(offset=offset, total=total)
        for name, edge in (("begins", offset), ("ends", offset + length)):
            if edge not in edges:
                raise _MIDDLE.broken(edge=name, offset=edge)
        if entity["type"] == "text_link" and not checked_link(entity.get("url", "")):
            raise _URL.broken()


def _edges(text: str) -> set[int]:
    """Return the UTF-16 offsets at which a character begins or the text ends."""
    edges, offset = {0}, 0
    for character in text:
        offset += 1 + (ord(character) > 0xFFFF)
        edges.add(offset)
    return edges


def check_nesting(entities: Sequence[Entity]) -> None:
    """Refuse nestings that Telegram silently unmakes ("Bot API: Formatting options"): here they are mistakes."""
    if len(entities) > MAX_ENTITIES:
        raise _MANY.broken()
    for outer in entities:
        for inner in entities:
            inside = _start(outer) <= _start(inner) and _end(inner) <= _end(outer) and inner is not outer
            if inside and "blockquote" in inner["type"] and "blockquote" in outer["type"]:
                raise _QUOTES_NEST.broken()
            if inside and inner["length"] < outer["length"] and outer["type"] in CODE:
                raise _CODE_HOLDS.broken()


def around_code(entities: Sequence[Entity]) -> Iterator[Entity]:
    """Cut bold, italic and their like where code is, as Telegram does: code has no other style."""
    code = sorted((entity for entity in entities if entity["type"] in CODE), key=_start)
    for entity in entities:
        if entity["type"] not in QUOTED - {"custom_emoji", "date_time"}:
            yield entity
            continue
        start = _start(entity)
        for hole in [*(hole for hole in code if overlap(hole, entity)), None]:
            end = _start(hole) if hole else _end(entity)
            if start < end:
                yield {**entity, "offset": start, "length": end - start}
            start = max(start, _end(hole)) if hole else start


def _start(entity: Entity) -> int:
    return int(entity["offset"])


def _end(entity: Entity) -> int:
    return int(entity["offset"] + entity["length"])


def overlap(one: Entity, other: Entity) -> bool:
    """Tell whether two entities have a character in common."""
    return _start(one) < _end(other) and _start(other) < _end(one)
