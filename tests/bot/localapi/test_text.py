"""Entities given and found, lengths, trimming."""

from typing import Any

import pytest

from bot.localapi.errors import ApiError
from bot.localapi.text import Formatted, caption, message_text, styled

Json = dict[str, Any]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start", ["bot_command:/start"]),
        ("/check@local_bot now", ["bot_command:/check@local_bot"]),
        ("a/b 1/2", []),
        ("hi @local_bot, $NVDA #ai #1", ["mention:@local_bot", "hashtag:#ai", "cashtag:$NVDA"]),
        ("see https://example.org/a?b=1. ok", ["url:https://example.org/a?b=1"]),
        ("see example.com now", ["url:example.com"]),
        ("mail a.b@example.org", ["email:a.b@example.org"]),
        ("𠮷 /ask 营收", ["bot_command:/ask"]),
        ("营收@local_bot", []),
        ("@local_bot营收", []),
    ],
)
def test_found(text: str, found: Any) -> None:
    raw = text.encode("utf-16-le")
    spans = [
        f"{one['type']}:{raw[2 * one['offset'] : 2 * (one['offset'] + one['length'])].decode('utf-16-le')}"
        for one in styled(text).entities
    ]
    assert sorted(spans) == sorted(found)


def test_nothing_is_found_in_code() -> None:
    assert [one["type"] for one in styled("<code>/start</code> /help", "HTML").entities] == ["code", "bot_command"]


def test_lengths_are_code_points_after_parsing() -> None:
    assert len(message_text("𠮷" * 4096).text) == 4096
    assert message_text("<b>" + "x" * 4096 + "</b>", "HTML").entities[0]["length"] == 4096
    with pytest.raises(ApiError, match=r"^Bad Request: message is too long$"):
        message_text("x" * 4097)
    with pytest.raises(ApiError, match=r"^Bad Request: MESSAGE_TOO_LONG$"):
        message_text("x" * 4097, edit=True)
    caption("x" * 1024)
    with pytest.raises(ApiError, match=r"^Bad Request: message caption is too long$"):
        caption("x" * 1025)
    with pytest.raises(ApiError, match=r"^Bad Request: text is too long$"):
        styled("x" * 32_769)


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        ({"type": "bold", "offset": 0, "length": 4}, "entity beginning at UTF-16 offset 0 ends after the end"),
        ({"type": "bold", "offset": 1, "length": 1}, "entity begins in a middle of a UTF-16 symbol"),
        ({"type": "bold", "offset": 0, "length": 1}, "entity ends in a middle of a UTF-16 symbol"),
        ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset"),
        ({"type": "bold", "offset": 0, "length": -1}, "receive an entity with incorrect length"),
        ({"type": "huge", "offset": 0, "length": 2}, "can't parse MessageEntity: Unsupported type specified"),
        ({"type": "text_link", "offset": 0, "length": 2, "url": "x"}, "entity URL is invalid"),
    ],
)
def test_entities_given_must_fit(entity: Json, reason: str) -> None:
    with pytest.raises(ApiError) as refusal:
        styled("𠮷a", entities=[entity])
    assert refusal.value.description.startswith(f"Bad Request: {reason}")


def test_a_hundred_entities() -> None:
    styled("".join(f"<b>{n}</b> " for n in range(100)), "HTML")
    with pytest.raises(ApiError, match="ENTITIES_TOO_LONG"):
        styled("".join(f"<b>{n}</b> " for n in range(101)), "HTML")


def test_part_cuts_entities_with_the_text() -> None:
    whole = Formatted("𠮷 bold", ({"type": "bold", "offset": 3, "length": 4},))
    assert whole.part(2, 4) == Formatted("bo", ({"type": "bold", "offset": 0, "length": 2},))


@pytest.mark.parametrize("mode", ["Markdown", "MarkdownV2"])
def test_markdown_is_not_here(mode: str) -> None:
    with pytest.raises(ApiError, match="Markdown is not implemented in the local Bot API"):
        styled("*x*", mode)
