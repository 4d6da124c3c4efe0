"""The scene of the demo: who is there, and what the group has said before the visitor comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.dates import period_text
from bot.numbers import figure, with_unit
from bot.sentences import say
from bot.wording import Wording, spaced

if TYPE_CHECKING:
    from bot.localapi import Chat, LocalApi, User
    from knowledge import Knowledge

# What Telegram's apps send as language_code for the three languages of the page.
CODES = {"en": "en", "zh-Hant": "zh-hant", "zh-Hans": "zh-hans"}

# What the visitor is called in what the bot quotes.
NAMES = {"en": "You", "zh-Hant": "你", "zh-Hans": "你"}

# The colleagues, and the language that each writes.
COLLEAGUES = (("Jonas", "jonas", "en"), ("美玲", "meiling", "zh-Hant"), ("小周", "xiaozhou", "zh-Hans"))


@dataclass(frozen=True, slots=True)
class Scene:
    """People and chats of the demo.

    Attributes:
        visitor: Whoever sits before the browser.
        colleagues: The other people of the group.
        group: Their group, with the bot in it.
    """

    visitor: User
    colleagues: tuple[User, ...]
    group: Chat

    @classmethod
    def of(cls, api: LocalApi, knowledge: Knowledge, locale: str) -> Scene:
        """Bring the people in; each colleague says something about a figure."""
        people = api.people
        visitor = people.user(NAMES[locale], "visitor", CODES[locale])
        colleagues = tuple(people.user(name, handle, CODES[code]) for name, handle, code in COLLEAGUES)
        group = people.group("Colleagues", (*colleagues, visitor, api.bot), "supergroup")
        people.private(visitor)
        for user, claim in zip(colleagues, claims(knowledge), strict=False):
            people.send(user, group, claim)
        return cls(visitor, colleagues, group)

    def json(self, api: LocalApi, locale: str) -> dict[str, Any]:
        """Return what the page has to know to begin."""
        return {
            "me": self.visitor.id,
            "bot": api.bot.json(),
            "people": [user.json() for user in (self.visitor, *self.colleagues)],
            "chats": [{"id": self.visitor.id, "kind": "private"}, {"id": self.group.id, "kind": "group"}],
            "codes": CODES,
            "locale": locale,
        }


def claims(knowledge: Knowledge) -> list[str]:
    """Return one claim a colleague from the ledgers, each in the colleague's language; every other one ten times off."""
    made = []
    for place, example in enumerate(knowledge.examples(len(COLLEAGUES))):
        wording = Wording(COLLEAGUES[place][2], knowledge.catalogue)
        value = figure(wording, example, brief=True)
        if not place % 2 and example.value is not None:
            value = with_unit(wording, (example.value * 10,), example.unit, brief=True)
        of = example.of
        entity, period = wording.entity(of.entity), period_text(wording, of.period) if of.period else ""
        names = {
            "entity": f"{entity} " if entity.isascii() else entity,
            "measure": wording.measure(of.measure),
            "period": period,
        }
        said = " ".join(say("demo", wording.locale, "demo-claim", value=value, **names).split())
        made.append(spaced(said) if wording.locale.startswith("zh") else said)
    return made
