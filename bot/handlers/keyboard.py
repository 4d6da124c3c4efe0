"""The buttons under an answer, and what each carries.

A button's data is at most 64 bytes: a verb, if need be a page, a letter for the language, and where the question stands:

    ~12.40.9f3c2a10   these characters of the message that the answer replies to (to its end where the second number
                      lacks), and the sum of their text
    =openai.revenue@2025-S1   the question itself
    =define revenue`openai.revenue@2025-S1   the same in an inline message, with the question to go back to
    #0f3a…            a question too long for a button, by its key in the state

Verbs: `d` derivation, `s` sources, `b` both, `a` all that it says, `c` chart, `q` a question (a new message in a private
chat), `w` a question in the place of the answer, `o` back to the answer, `m` the other buttons, `r` what is wrong?, and `f`
with the letter of a reason: a report.

At first a few buttons stand under an answer: what it rests on, its picture, the most telling other look. All others take
their place for a while, by one button.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup

from bot.delivery import is_cut
from bot.handlers.link import LETTERS, LOCALES
from bot.handlers.sentences import say
from bot.markup import words_of
from bot.offers import before
from bot.reply import CHART, DERIVATION, DETAILS, SOURCES
from bot.state import sum_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Sequence

    from bot.handlers.asked import Asked
    from bot.reply import Reply
    from bot.state import State

MAX_DATA = 64
ROOM = MAX_DATA - 4  # bytes of a question beside a report's verb, reason, language and mark
MAX_OFFERED = 6
MAX_LOOKS = 6
SHORT_LABEL, MAX_LABEL = 22, 60
PATTERN = re.compile(
    r"(?P<verb>[adsbcqworm]|f[fpsro])(?P<page>[0-9A-Z]?)(?P<locale>[ets])(?P<place>[~=#].+)", re.DOTALL
)
PAGES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SHOWN = {
    "a": frozenset({DETAILS}),
    "d": frozenset({DERIVATION}),
    "s": frozenset({SOURCES}),
    "b": frozenset({DERIVATION, SOURCES}),
    "c": frozenset({CHART}),
}
BACK = "`"  # stands in no canonical question
PRIVATE, GROUP, CARD = "private", "group", "card"
# Kinds whose suggestions are part of the answer: elsewhere than in a private chat others are left out.
OFFERED_IN_GROUPS = frozenset({"choice", "suggestions", "gap"})
JUDGED = frozenset({"answer", "comparison", "ranking", "yesno", "review", "note"})
VARIED = frozenset({"less", "more"})
TELLING = frozenset({"why", "whatif"})  # other looks that have room at first; they stand before all others
REASONS = {"f": "figure", "p": "period", "s": "source", "r": "reading", "o": "other"}
# The buttons of the evidence have the verdict's colour; the words say it too.
STYLES = {"supported": "success", "contradicted": "danger"}


@dataclass(frozen=True, slots=True)
class _Question:
    """A question that a button asks.

    Attributes:
        label: What the button says.
        verb: Whether it gets a message of its own.
        query: Its canonical form.
        origin: Where to go back to, if nothing else knows it.
    """

    label: str
    verb: str
    query: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button.

    Attributes:
        verb: What it does.
        locale: The language.
        place: Where the question stands.
        origin: Where that of the answer before stands, if that is known.
        page: Which page of what is to be shown.
    """

    verb: str
    locale: str
    place: str
    origin: str = ""
    page: int = 0

    @property
    def shown(self) -> frozenset[str]:
        """Return the sections that are to be shown."""
        return SHOWN.get(self.verb, frozenset())


def read(data: str) -> Press | None:
    """Read a button's data; None for one of another version."""
    found = PATTERN.fullmatch(data)
    if not found:
        return None
    place, _, origin = found["place"].partition(BACK) if found["place"].startswith("=") else (found["place"], "", "")
    page = PAGES.index(found["page"]) if found["page"] else 0
    return Press(found["verb"], LOCALES[found["locale"]], place, f"={origin}" if origin else "", page)


def place_of(asked: Asked) -> str:
    """Return where a question stands in the message that the answer replies to, or nothing where no button can say it."""
    if asked.span:
        start, end = asked.span
        stop = end if end < len(words_of(asked.message)) else ""
        return f"~{start}.{stop}.{sum_of(asked.text):x}"
    return f"={asked.text}" if len(asked.text.encode()) <= ROOM else ""


async def place_of_query(query: str, state: State) -> str:
    """Return the same for a canonical question, which needs no message; nothing for none."""
    if not query:
        return ""
    return f"={query}" if len(query.encode()) <= ROOM else f"#{await state.keep(query)}"


async def keyboard(  # noqa: PLR0913 - an answer, where it stands, and what is on view
    reply: Reply,
    place: str,
    state: State,
    *,
    surface: str,
    shown: frozenset[str] = frozenset(),
    chart: bool = False,
    link: str = "",
    origin: str = "",
    sheet: tuple[int, int] = (0, 1),
    more: bool = False,
) -> InlineKeyboardMarkup | None:
    """Return the buttons of an answer.

    Args:
        reply: The answer.
        place: Where its question stands; without it, nothing can be asked about this very answer.
        state: Keeps questions that are too long for a button.
        surface: `private`, `group` or `card`.
        shown: Sections that are on view already.
        chart: Whether there is a picture of it.
        link: The address that opens it in a private chat, if any.
        origin: Where the answer stands whose place this one takes for a while.
        sheet: Which page is on view, and how many there are.
        more: Whether the buttons are wanted that have no room at first.
    """
    letter = LETTERS.get(reply.locale, "e")
    first, further = _questions(reply, place, surface)
    others = _standing(reply, place, surface, shown, link)
    if place and not more and not origin and len(further) + len(others) > 1:
        others = [Button(say(reply.locale, "button-others"), callback_data=f"m{letter}{place}")]
    else:
        others = [*await _buttons(further, letter, state), *others]
    back = Button(say(reply.locale, "button-back"), callback_data=f"o{letter}{origin or place}")
    if more:
        return markup(_paired([*others, back]))
    evidence = _evidence(reply, place, shown, chart=chart and CHART not in shown)
    if place and not shown and _claims(reply) > 1 and (is_cut(reply) if surface == PRIVATE else reply.details):
        evidence.append(_all(reply, letter, place))
    varied = [row async for row in _variations(reply, state)]
    rows = _paired([*await _buttons(first, letter, state), *([back] if origin else []), *others])
    return markup([_turning(shown, letter, place, sheet), evidence, *varied, *rows])


def reasons(press: Press) -> InlineKeyboardMarkup:
    """Return the reasons that can be given for "wrong?", and the way back."""
    letter = LETTERS[press.locale]
    given = [
        Button(say(press.locale, f"wrong-{reason}"), callback_data=f"f{key}{letter}{press.place}")
        for key, reason in REASONS.items()
    ]
    back = Button(say(press.locale, "button-back"), callback_data=f"o{letter}{press.place}")
    return InlineKeyboardMarkup([given[:2], given[2:4], [*given[4:], back]])


def origin_of(shown: InlineKeyboardMarkup | None) -> str:
    """Return where the answer stands under which these buttons are, or to which they lead back."""
    found = [read(str(button.callback_data)) for row in (shown.inline_keyboard if shown else ()) for button in row]
    presses = [press for press in found if press]
    for verbs in ("o", "adsbcrm"):
        for press in presses:
            if press.verb in verbs:
                return press.place
    return ""


def markup(rows: Iterable[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    """Return a keyboard of the rows that have buttons."""
    kept = [row for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None


def _evidence(reply: Reply, place: str, shown: frozenset[str], *, chart: bool) -> list[Button]:
    """Return the buttons for what is not shown yet."""
    letter = LETTERS.get(reply.locale, "e")
    verdicts = {review["verdict"] for review in dict(reply.data).get("reviews") or ()}
    style = STYLES.get(next(iter(verdicts)), "primary") if len(verdicts) == 1 else "primary"
    row = []
    for name, verb, text in ((DERIVATION, "d", reply.derivation), (SOURCES, "s", reply.sources)):
        if place and text and name not in shown:
            data = ("b" if shown - {DETAILS, CHART} else verb) + letter + place
            row.append(Button(say(reply.locale, f"button-{name}"), callback_data=data, style=style))
    if place and chart:
        row.append(Button(say(reply.locale, "button-chart"), callback_data=f"c{letter}{place}"))
    return row


def turning(sheet: tuple[int, int], data: Callable[[int], str]) -> list[Button]:
    """Return the buttons that turn pages: back, the number, on.

    Args:
        sheet: Which page is on view, and how many there are.
        data: Writes what the button of a page carries.
    """
    page, count = sheet
    turns = [("‹", page - 1), (f"{page + 1}/{count}", page), ("›", page + 1)]
    return [Button(label, callback_data=data(to)) for label, to in turns if count > 1 and 0 <= to < count]


def _turning(shown: frozenset[str], letter: str, place: str, sheet: tuple[int, int]) -> list[Button]:
    """Return the buttons that turn the pages of an answer."""
    verb = next((verb for verb, sections in SHOWN.items() if sections == shown), "")
    if not place or not verb:
        return []
    return turning((sheet[0], min(sheet[1], len(PAGES))), lambda to: f"{verb}{PAGES[to]}{letter}{place}")


def _questions(reply: Reply, place: str, surface: str) -> tuple[list[_Question], list[_Question]]:
    """Return what can be asked next: what has room at first, and what has not.

    Where a reply only leads on to other questions, all of them have; outside a private chat others are not asked for it.
    """
    private = surface == PRIVATE
    offered = reply.suggestions if private or reply.kind in OFFERED_IN_GROUPS else ()
    verb = "q" if private or reply.kind == "choice" else "w"
    asked = [_Question(one.label, verb, one.query) for one in offered[:MAX_OFFERED]]
    known = {one.query for one in asked}
    looks = [
        _Question(
            one.label,
            _verb(one.kind, private=private),
            one.query,
            place if surface == CARD and not before(one.query) else "",
        )
        for one in reply.offers
        if one.kind not in VARIED | {"preset"} and one.query not in known
    ][:MAX_LOOKS]
    if reply.kind not in JUDGED:
        return [*asked, *looks], []
    count = max(sum(one.kind in TELLING for one in reply.offers), 1)
    every = [*looks, *asked]
    return every[:count], every[count:]


async def _buttons(questions: Iterable[_Question], letter: str, state: State) -> list[Button]:
    made = []
    for one in questions:
        label = one.label if len(one.label) <= MAX_LABEL else one.label[: MAX_LABEL - 1] + "…"
        data = f"{one.verb}{letter}{await place_of_query(one.query, state)}"
        made.append(Button(label, callback_data=_returning(data, one.origin)))
    return made


def _standing(reply: Reply, place: str, surface: str, shown: frozenset[str], link: str) -> list[Button]:
    """Return the buttons that every answer has: all of it, a private chat, what is wrong?"""
    letter = LETTERS.get(reply.locale, "e")
    row = []
    if place and not shown and surface == PRIVATE and _claims(reply) < 2 and is_cut(reply):
        row.append(_all(reply, letter, place))
    if link:
        row.append(Button(say(reply.locale, "button-more"), url=link))
    if place and reply.kind in JUDGED:
        row.append(Button(say(reply.locale, "button-wrong"), callback_data=f"r{letter}{place}"))
    return row


def _claims(reply: Reply) -> int:
    return len(dict(reply.data).get("reviews") or ())


def _all(reply: Reply, letter: str, place: str) -> Button:
    """Return the button for what did not fit; of a text with several claims it says how many."""
    claims = _claims(reply)
    label = say(reply.locale, "button-all", count=str(claims)) if claims > 1 else say(reply.locale, "button-rest")
    return Button(label, callback_data=f"a{letter}{place}")


async def _variations(reply: Reply, state: State) -> AsyncIterator[list[Button]]:
    """Lay out the steps and presets of a what-if."""
    letter = LETTERS.get(reply.locale, "e")
    for kinds in (VARIED, {"preset"}):
        offered = [one for one in reply.offers if one.kind in kinds]
        if offered:
            yield [
                Button(one.label, callback_data=f"w{letter}{await place_of_query(one.query, state)}") for one in offered
            ]


def _returning(data: str, origin: str) -> str:
    """Add where to go back to, if there is room for it: an inline message keeps nothing of what stood there before."""
    both = f"{data}{BACK}{origin[1:]}"
    fits = origin.startswith("=") and data[2:3] == "=" and len(both.encode()) <= MAX_DATA
    return both if fits else data


def _verb(kind: str, *, private: bool) -> str:
    return "q" if private and kind != "whatif" else "w"


def _paired(buttons: Sequence[Button]) -> list[list[Button]]:
    """Lay buttons out, two short ones in a row."""
    rows: list[list[Button]] = []
    for button in buttons:
        if rows and len(rows[-1]) == 1 and max(len(button.text), len(rows[-1][0].text)) <= SHORT_LABEL:
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows
