from dataclasses import replace

import pytest

from bot.handlers.keyboard import CARD, GROUP, MAX_DATA, PRIVATE, keyboard, origin_of, place_of_query, read, reasons
from bot.handlers.link import MAX_PAYLOAD, deep_link, opened
from bot.reply import CHART, Offer, Reply, Suggestion
from bot.state import InProcess

LONG = "compare openai.revenue@2025-S1,openai.inference_spend@2025-01/2025-09"
OFFERS = (
    Offer("why", "Why?", "why openai.revenue@2024"),
    Offer("whatif", "What if 15%?", 'if(revenue_share_rate:="15%";openai.revenue@2024)'),
    Offer("compare", "Compare", LONG),
    Offer("definition", "What it means", "define revenue"),
)
ANSWER = Reply(
    "answer", "en", "short", "details", "derivation", "sources", question="openai.revenue@2024", offers=OFFERS
)


def shown(markup):
    return [[button.text for button in row] for row in markup.inline_keyboard] if markup else []


def data(markup):
    return [button.callback_data for row in markup.inline_keyboard for button in row if button.callback_data]


@pytest.fixture
def state():
    return InProcess()


async def of(state, reply=ANSWER, **given):
    return await keyboard(reply, await place_of_query(reply.question, state), state, **({"surface": PRIVATE} | given))


async def test_an_answer_has_few_buttons_and_one_for_the_others(state):
    markup = await of(state)
    assert shown(markup) == [["Derivation", "Sources"], ["Why?", "What if 15%?"], ["More …"]]
    others = await of(state, more=True)
    assert shown(others) == [["Compare", "What it means"], ["Wrong?", "Back"]]
    assert all(len(one.encode()) <= MAX_DATA and read(one) for one in data(markup) + data(others))
    assert [read(one).verb for one in data(markup)] == ["d", "s", "q", "w", "m"]
    assert [read(one).verb for one in data(others)] == ["q", "q", "r", "o"]
    assert origin_of(others) == origin_of(markup)


async def test_in_groups_and_on_cards_other_looks_stay_in_place(state):
    for surface in (GROUP, CARD):
        markup = await of(state, surface=surface)
        assert shown(markup) == [["Derivation", "Sources"], ["Why?", "What if 15%?"], ["More …"]]
        assert [read(one).verb for one in data(markup)] == ["d", "s", "w", "w", "m"]


async def test_the_way_to_a_private_chat_is_among_the_others(state):
    others = await of(state, surface=GROUP, link="https://t.me/zhangben_bot?start=x", more=True)
    assert [label for row in shown(others) for label in row] == [
        "Compare",
        "What it means",
        "More in private",
        "Wrong?",
        "Back",
    ]


async def test_one_other_button_needs_no_further_tap(state):
    few = replace(ANSWER, offers=OFFERS[:2])
    assert shown(await of(state, few)) == [["Derivation", "Sources"], ["Why?", "What if 15%?"], ["Wrong?"]]


async def test_a_chart_is_offered_where_a_picture_can_be_sent(state):
    assert shown(await of(state, chart=True))[0] == ["Derivation", "Sources", "Chart"]
    assert shown(await of(state, chart=True, surface=CARD))[0] == ["Derivation", "Sources", "Chart"]
    assert shown(await of(state, chart=True, surface=CARD, shown=frozenset({CHART})))[0] == ["Derivation", "Sources"]


async def test_what_is_shown_is_not_offered_again(state):
    markup = await of(state, shown=frozenset({"derivation"}))
    assert shown(markup)[0] == ["Sources"]
    assert read(data(markup)[0]).shown == {"derivation", "sources"}


@pytest.mark.parametrize(
    ("verdict", "style"),
    [("supported", "success"), ("contradicted", "danger"), ("disputed", "primary"), ("not_checkable", "primary")],
)
async def test_the_evidence_has_the_verdicts_colour(state, verdict, style):
    judged = Reply("review", "en", "x", "", "y", "z", data=(("reviews", [{"verdict": verdict}]),))
    markup = await keyboard(judged, "=claim a", state, surface=GROUP)
    assert markup.inline_keyboard[0][0].style == style


async def test_a_question_too_long_for_a_button_has_a_key(state):
    place = await place_of_query(LONG, state)
    assert place.startswith("#")
    assert await state.query(place[1:]) == LONG
    assert await place_of_query("", state) == ""


async def test_without_a_place_nothing_is_offered_about_the_answer_itself(state):
    assert shown(await keyboard(ANSWER, "", state, surface=PRIVATE)) == [
        ["Why?", "What if 15%?"],
        ["Compare", "What it means"],
    ]


async def test_a_suggestion_is_not_offered_twice(state):
    reply = Reply("gap", "en", "x", suggestions=(Suggestion("Revenue", "openai.revenue"),), offers=())
    assert shown(await keyboard(reply, "", state, surface=GROUP)) == [["Revenue"]]


async def test_the_way_back(state):
    markup = await of(state)
    assert origin_of(markup) == "=openai.revenue@2024"
    varied = Reply(
        "answer", "en", "x", question="y", offers=(Offer("less", "− 14%", "a.b"), Offer("preset", "10%", "a.c"))
    )
    markup = await of(state, varied, origin="~0.4.1f", surface=GROUP)
    assert shown(markup) == [["− 14%"], ["10%"], ["Back", "Wrong?"]]
    assert origin_of(markup) == "~0.4.1f"
    assert origin_of(None) == ""


async def test_reasons_lead_back_too(state):
    markup = reasons(read("re=openai.revenue@2024"))
    assert [read(one).verb for one in data(markup)] == ["ff", "fp", "fs", "fr", "fo", "o"]
    assert all(len(one.encode()) <= MAX_DATA for one in data(markup))
    assert origin_of(markup) == "=openai.revenue@2024"


def test_strange_data_is_not_read():
    assert [read(one) for one in ("", "old", "xe=a", "dx=a", "de", "len")] == [None] * 6


@pytest.mark.parametrize("locale", ["en", "zh-Hant", "zh-Hans"])
@pytest.mark.parametrize("query", ["openai.revenue@2024", LONG, 'claim japan.net_liabilities = "119%"'])
async def test_deep_links_open_what_they_carry(state, query, locale):
    address = await deep_link("zhangben_bot", query, locale, state)
    start, _, payload = address.partition("?start=")
    assert start == "https://t.me/zhangben_bot"
    assert len(payload) <= MAX_PAYLOAD
    assert payload.replace("_", "").replace("-", "").isalnum()
    assert await opened(payload, state) == (query, locale)


@pytest.mark.parametrize("payload", ["", "help", "q", "qe", "qe%%%", "qx123", "keunknown", "qe_w", "zzz"])
async def test_payloads_of_others_open_nothing(state, payload):
    assert (await opened(payload, state))[0] == ""


async def test_on_a_card_the_buttons_alone_know_the_way_back(state):
    pressed = {press.verb + press.place: press for press in map(read, data(await of(state, surface=CARD)))}
    assert not any(press.origin for press in pressed.values())  # a what-if and a reason hold the question themselves
    short = replace(ANSWER, offers=(OFFERS[3],))
    press = read(data(await keyboard(short, "=openai.revenue@2024", state, surface=CARD))[2])
    assert (press.verb, press.place, press.origin) == ("w", "=define revenue", "=openai.revenue@2024")
    long = replace(ANSWER, offers=(Offer("definition", "What it means", "define " + "x" * 40),))
    press = read(data(await keyboard(long, "=openai.revenue@2024", state, surface=CARD))[2])
    assert (press.place, press.origin) == ("=define " + "x" * 40, "")
