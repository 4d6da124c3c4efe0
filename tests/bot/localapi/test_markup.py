"""HTML as Telegram reads it. Cases: source, text, entities as type:offset:length[:detail]."""

import contextlib
import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.localapi.errors import ApiError
from bot.localapi.markup import parse_html, utf16
from bot.localapi.text import styled


def brief(entities: Any) -> Any:
    details = ("url", "language", "custom_emoji_id")
    return [
        ":".join(str(one[key]) for key in ("type", "offset", "length", *details) if key in one)
        + (f":{one['user']['id']}" if "user" in one else "")
        for one in entities
    ]


READ = [
    ("plain", "plain", []),
    ("<b>a</b><strong>b</strong>", "ab", ["bold:0:1", "bold:1:1"]),
    ("<i>a</i><em>b</em>", "ab", ["italic:0:1", "italic:1:1"]),
    ("<u>a</u><ins>b</ins>", "ab", ["underline:0:1", "underline:1:1"]),
    ("<s>a</s><strike>b</strike><del>c</del>", "abc", [f"strikethrough:{n}:1" for n in range(3)]),
    ('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', "ab", ["spoiler:0:1", "spoiler:1:1"]),
    ('<a href="https://example.org/x?a=1&amp;b=2">l</a>', "l", ["text_link:0:1:https://example.org/x?a=1&b=2"]),
    ("<a href='http://example.org'>l</a>", "l", ["text_link:0:1:http://example.org/"]),
    ("<a>example.org</a>", "example.org", ["text_link:0:11:http://example.org/"]),
    ('<a href="nothing">l</a><a href=>l</a>', "ll", []),
    ('<a href="tg://user?id=42">l</a>', "l", ["text_mention:0:1:42"]),
    ("<code>x</code><pre>y</pre>", "xy", ["code:0:1", "pre:1:1"]),
    ('<pre><code class="language-python">x</code></pre>', "x", ["pre:0:1:python"]),
    ('<code class="language-python"><pre>x</pre></code>', "x", ["pre:0:1:python"]),
    ('<code class="language-python">x</code>', "x", ["code:0:1"]),
    ("<blockquote>a</blockquote>", "a", ["blockquote:0:1"]),
    ("<blockquote expandable>a</blockquote>", "a", ["expandable_blockquote:0:1"]),
    ('<blockquote expandable="">a</blockquote>', "a", ["expandable_blockquote:0:1"]),
    ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', "👍", ["custom_emoji:0:2:5368324170671202286"]),
    ("<B>a</b >", "a", ["bold:0:1"]),
    ("<b>a</>", "a", ["bold:0:1"]),
    ("<b></b>x", "x", []),
    ("𠮷<b>𠮷</b>", "𠮷𠮷", ["bold:2:2"]),
    ("&lt;&gt;&amp;&quot;&#65;&#x1F600;&nbsp;&copy", '<>&"A😀&nbsp;&copy', []),
    ("<b>a<i>b</i></b>", "ab", ["italic:1:1", "bold:0:2"]),
]


@pytest.mark.parametrize(("source", "text", "entities"), READ)
def test_read(source: str, text: str, entities: Any) -> None:
    plain, found = parse_html(source)
    assert (plain, brief(found)) == (text, entities)


REFUSED = [
    ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
    ("a</b>", "Unexpected end tag at byte offset 1"),
    ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
    ("营收<br/>", 'Unsupported start tag "br/" at byte offset 6'),
    ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
    ("a <b", "Unclosed start tag at byte offset 2"),
    ("<b>a</b", "Unclosed end tag at byte offset 4"),
    ("<a =x>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href", 'Unclosed start tag "a" at byte offset 0'),
    ('<a href="x', "Unclosed start tag at byte offset 0"),
    ("<a href=x:y>x</a>", "Unexpected end of name token at byte offset 8"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ("&#xD800;", "Text contains invalid Unicode characters after decoding HTML entities"),
]


@pytest.mark.parametrize(("source", "reason"), REFUSED)
def test_refused(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    assert refusal.value.description.startswith(f"Bad Request: can't parse entities: {reason}")


@pytest.mark.parametrize(
    ("source", "entities"),
    [
        ("<b>a<code>b</code>c</b>", ["bold:0:1", "code:1:1", "bold:2:1"]),
        ("<b><code>b</code></b>", ["code:0:1"]),
        ("<blockquote><b>a</b></blockquote>", ["blockquote:0:1", "bold:0:1"]),
        ("  <b>a </b>\n", ["bold:0:1"]),
    ],
)
@pytest.mark.rule("code-cuts-styles", "text-trimmed")
def test_code_cuts_styles_and_the_text_is_trimmed(source: str, entities: Any) -> None:
    assert sorted(brief(styled(source, "HTML").entities)) == sorted(entities)


@pytest.mark.parametrize(
    "source",
    [
        "<blockquote>a<blockquote>b</blockquote></blockquote>",
        "<blockquote expandable><blockquote>b</blockquote></blockquote>",
        "<code>a<b>b</b></code>",
        "<pre>a<i>b</i></pre>",
    ],
)
def test_nestings_that_telegram_would_silently_unmake_are_refused(source: str) -> None:
    with pytest.raises(ApiError, match=r"can't (be nested|contain)"):
        styled(source, "HTML")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_comes_back(text: str) -> None:
    plain, found = parse_html(f"<i>{html.escape(text)}</i>".replace("&#x27;", "'"))
    assert plain == text
    assert [one["length"] for one in found] == [utf16(text)] * bool(text)


@given(st.text("<>/ab=\"'&;#x1 \n😀"))
def test_any_source_is_read_or_refused(source: str) -> None:
    with contextlib.suppress(ApiError):
        plain, found = parse_html(source)
        assert all(0 <= one["offset"] < one["offset"] + one["length"] <= utf16(plain) for one in found)
