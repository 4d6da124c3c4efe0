import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Chat, Message, MessageEntity

from bot.markup import Block, answering, at_unit, card, pages, split, units

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def message(text, entities=()):
    when = dt.datetime.now(tz=dt.UTC)
    return Message(7, when, Chat(1, "supergroup"), text=text, entities=entities)


@given(TEXTS, st.integers(8, 60))
def test_pieces_fit_and_lose_no_letter(text, limit):
    pieces = split(text, limit)
    assert all(0 < units(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(st.lists(st.tuples(TEXTS, st.booleans()), max_size=5), st.integers(8, 80))
def test_pages_fit_and_folds_stand_where_they_say(blocks, limit):
    for page in pages([Block(text, folded) for text, folded in blocks], limit):
        assert 0 < units(page.text) <= limit
        for entity in page.entities:
            assert entity.type == MessageEntity.EXPANDABLE_BLOCKQUOTE
            assert 0 <= entity.offset < entity.offset + entity.length <= units(page.text)


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("", 10, []),
        ("one\n\ntwo three", 10, ["one\n\ntwo", "three"]),
        ("一句話。第二句。", 6, ["一句話。", "第二句。"]),
        ("aaaa👨‍👩‍👧bbbb", 9, ["aaaa", "👨‍👩‍👧b", "bbb"]),
        ("ab🇯🇵🇹🇼", 8, ["ab🇯🇵", "🇹🇼"]),
        ("x" * 9, 4, ["xxxx", "xxxx", "x"]),
        ("xxxe\u0301", 4, ["xxx", "e\u0301"]),
    ],
)
def test_where_texts_are_cut(text, limit, pieces):
    assert split(text, limit) == pieces


def test_a_card_drops_from_the_end():
    page = card([Block("short"), Block(""), Block("details"), Block("x" * 90, folded=True), Block("end")], 20)
    assert (page.text, page.entities) == ("short\n\ndetails\n\n…", ())


def test_a_card_cuts_what_does_not_fit():
    page = card([Block("word " * 2000)])
    assert units(page.text) <= 4096
    assert page.text.endswith("word\n\n…")
    page = card([Block("short"), Block("詞" * 5000, folded=True), Block("end")])
    assert units(page.text) == 4096
    assert (page.entities[0].offset, page.entities[0].length) == (7, 4086)


def test_a_card_ends_with_a_whole_line_and_says_where_the_rest_is():
    lines = [f"{number}. a claim and its verdict" for number in range(400)]
    page = card([Block("tally"), Block("\n".join(lines), folded=True)], rest="The rest elsewhere.")
    *_, last, gap, rest = page.text.split("\n")
    assert (last in lines, gap, rest) == (True, "", "The rest elsewhere.")


@pytest.mark.parametrize(("text", "offset", "index"), [("abc", 2, 2), ("😀b", 2, 1), ("營收", 1, 1), ("a", 9, 1)])
def test_at_unit(text, offset, index):
    assert at_unit(text, offset) == index


def test_a_quote_is_found_near_where_it_was_read():
    text = "😀 43 and then 43"
    reply = answering(message(text), "43", 6)
    assert (reply.quote, reply.quote_position) == ("43", 15)
    assert answering(message(text), "43").quote_position == 3
    assert answering(message(text), "43", 16).quote_position == 3


def test_words_that_do_not_stand_there_are_not_quoted():
    for words in ("", "44", "  "):
        reply = answering(message("43"), words)
        assert (reply.quote, reply.message_id, reply.allow_sending_without_reply) == (None, 7, True)


def test_a_quote_has_at_most_1024_units():
    reply = answering(message("數" * 3000), "數" * 3000)
    assert reply.quote == "數" * 1024


def test_styles_are_clipped_to_the_quote():
    bold, link = MessageEntity("bold", 0, 9), MessageEntity("text_link", 4, 3, url="https://example.org")
    reply = answering(message("say 43 bn now", [bold, link]), "43 bn now")
    assert [(one.type, one.offset, one.length) for one in reply.quote_entities] == [("bold", 0, 5)]
