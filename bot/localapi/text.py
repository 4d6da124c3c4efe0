"""Text with entities: read, checked, measured, and completed as Telegram does it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.localapi.entities import STYLES, around_code, check_given, check_nesting, overlap
from bot.localapi.errors import behaviour, rule
from bot.localapi.markup import parse_html, utf16

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.localapi.markup import Entity

MAX_TEXT, MAX_CAPTION = 4096, 1024  # code points
MAX_RAW = 1 << 15  # bytes

EMPTY = rule(
    "text-empty", "Bot API: sendMessage, text; [srv] get_input_message_text", "Message text is empty", border=True
)
BLANK = rule("text-blank", "[td] fix_formatted_text", "Text must be non-empty", border=True)
LONG = rule(
    "text-too-long",
    "Bot API: sendMessage, text; Bot API: InputTextMessageContent, message_text; [td] process_input_message_text; "
    "telegram.md: Limits",
    "message is too long",
    border=True,
)
LONG_EDIT = rule(
    "edit-too-long", "Bot API: editMessageText, text; MTProto: messages.editMessage", "MESSAGE_TOO_LONG", border=True
)
LONG_CAPTION = rule(
    "caption-too-long",
    "Bot API: sendPhoto, caption; [td] process_input_caption",
    "message caption is too long",
    border=True,
)
RAW = rule("text-raw-too-long", "[srv] get_formatted_text", "Text is too long", border=True)
MODE = rule(
    "parse-mode", "Bot API: Formatting options; [srv] get_formatted_text", "Unsupported parse_mode", border=True
)
MARKDOWN = rule(
    "markdown",
    "ours: not implemented",
    "Can't parse entities: Markdown is not implemented in the local Bot API, use HTML",
)
behaviour("mode-wins", "[srv] get_formatted_text", "A parse mode wins over entities that are given with it.")
behaviour(
    "text-trimmed", "[td] fix_formatted_text", "Spaces and line ends at both ends are cut; entities move with the text."
)
behaviour(
    "text-cleaned",
    "[td] clean_input_string",
    "Control characters become spaces; carriage returns, line and paragraph separators, direction marks and vertical lines go.",
)
behaviour("entities-found", "[td] find_entities", "Links, mentions, commands and tags are found in a text.")
behaviour("code-cuts-styles", "Bot API: Formatting options", "Bold, italic and their like end where code begins.")

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


_SPACED = {code: " " for code in range(32) if chr(code) not in "\n\r"}
_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
# A text of nothing else is empty ([td] strip_empty_characters).
_EMPTY = re.compile(
    "[ \n\u00a0\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufeff\ufffc\U000e0000-\U000e007f]*"
)


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
        raise RAW.broken()
    match parse_mode.lower():
        case "" | "none":
            check_given(text, entities)
            result = Formatted(text, tuple(entity for entity in entities if entity["type"] in STYLES))
        case "html":
            plain, found = parse_html(text)
            result = Formatted(plain, tuple(found))
        case "markdown" | "markdownv2":
            raise MARKDOWN.broken()
        case _:
            raise MODE.broken()
    result = _trimmed(_cleaned(result))
    check_nesting(result.entities)
    result = replace(result, entities=tuple(around_code(result.entities)))
    return replace(result, entities=tuple(sorted((*result.entities, *_found(result)), key=_order)))


def message_text(text: str, parse_mode: str = "", entities: Sequence[Entity] = (), *, edit: bool = False) -> Formatted:
    """Read the text of a message: 1 to 4,096 characters after parsing ("Bot API: sendMessage")."""
    if not text:
        raise EMPTY.broken()
    result = styled(text, parse_mode, entities)
    if _EMPTY.fullmatch(result.text):
        raise BLANK.broken()
    if len(result.text) > MAX_TEXT:
        # The server itself answers an edit, TDLib a new message: hence two ways to say it.
        raise (LONG_EDIT if edit else LONG).broken()
    return result


def caption(text: str, parse_mode: str = "", entities: Sequence[Entity] = ()) -> Formatted:
    """Read a caption: up to 1,024 characters after parsing ("Bot API: sendPhoto")."""
    result = styled(text, parse_mode, entities)
    if len(result.text) > MAX_CAPTION:
        raise LONG_CAPTION.broken()
    return result


def _order(entity: Entity) -> tuple[int, int]:
    return entity["offset"], -entity["length"]


def _cleaned(given: Formatted) -> Formatted:
    """Take out what no text may hold."""
    text = given.text.translate(_SPACED)
    if not _DROPPED.search(text):
        return replace(given, text=text)

    def moved(offset: int) -> int:
        before = text.encode("utf-16-le")[: 2 * offset].decode("utf-16-le")
        return utf16(_DROPPED.sub("", before))

    entities = []
    for entity in given.entities:
        start = moved(entity["offset"])
        if length := moved(entity["offset"] + entity["length"]) - start:
            entities.append({**entity, "offset": start, "length": length})
    return Formatted(_DROPPED.sub("", text), tuple(entities))


def _trimmed(given: Formatted) -> Formatted:
    """Strip the text and drop entities that are left empty."""
    stripped = given.text.strip(" \n")
    start = given.text.find(stripped)
    return given.part(start, start + len(stripped))


def _found(given: Formatted) -> Iterator[Entity]:
    """Find links, mentions, commands and tags, outside of code and links."""
    taken = [entity for entity in given.entities if entity["type"] in {"pre", "code", "text_link", "text_mention"}]
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(given.text):
            entity = {"type": kind, "offset": utf16(given.text[: match.start()]), "length": utf16(match[0])}
            if not any(overlap(entity, other) for other in taken):
                taken.append(entity)
                yield entity
