"""Names: what ledgers call things, and what the world calls the places that they do not cover, as a lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel import Locale

from grammar.lexicon import LexicalFacts, Lexicon, Symbol
from grammar.text import fold
from knowledge.ledger import Catalogue


def lexicon_of(catalogue: Catalogue) -> Lexicon:
    """Build the lexicon of a catalogue."""
    names = list(_names(catalogue))
    taken = {fold(surface).text.strip() for surface, _ in names}
    foreign = [(surface, symbol) for surface, symbol in _territories() if fold(surface).text not in taken]
    return Lexicon([*names, *foreign], dict(_facts(catalogue)))


def _names(catalogue: Catalogue) -> Iterator[tuple[str, Symbol]]:
    for ledger in catalogue.ledgers:
        file = ledger.file
        for kind, table in (
            ("entity", file.entities),
            ("measure", file.measures),
            ("group", file.groups),
            ("speaker", file.speakers),
            ("topic", file.topics),
        ):
            for name, thing in table.items():
                for surface in thing.surfaces():
                    yield surface, Symbol(kind, name)
        for name, entity in file.entities.items():
            for surface in entity.short:
                yield surface, Symbol("short", name)
        for name, measure in file.measures.items():
            for level in measure.levels:
                for surface in level.surfaces():
                    yield surface, Symbol("level", f"{name}:{level.id}")
        for channel, words in file.channels.items():
            for surface in words.aliases.all():
                yield surface, Symbol("channel", channel)


def _facts(catalogue: Catalogue) -> Iterator[tuple[str, LexicalFacts]]:
    denominators = {measure.denominator for measure in catalogue.measures.values() if measure.denominator}
    shares: dict[str, list[tuple[str, str]]] = {}
    for name, measure in catalogue.measures.items():
        if measure.denominator:
            for top in _numerators(catalogue, name, measure.denominator):
                shares.setdefault(top, []).append((measure.denominator, name))
    for name, entity in catalogue.entities.items():
        yield name, LexicalFacts(kind=entity.kind)
    for name, group in catalogue.groups.items():
        yield f"group:{name}", LexicalFacts(kind="group", members=tuple(group.members))
    for name, topic in catalogue.topics.items():
        yield f"topic:{name}", LexicalFacts(kind="topic", members=tuple(topic.entities))
    for name, measure in catalogue.measures.items():
        yield (
            name,
            LexicalFacts(
                kind=measure.kind,
                unit=measure.unit,
                per=measure.per,
                term=measure.term,
                denominator=measure.denominator,
                base=frozenset(measure.base),
                counterpart=measure.counterpart,
                is_denominator=name in denominators,
                shares=tuple(shares.get(name, ())),
                growth_of=measure.growth_of,
                roles=frozenset(measure.verbs),
            ),
        )


def _numerators(catalogue: Catalogue, share: str, denominator: str) -> Iterator[str]:
    """The measures of which an identity says that a share is their share of the denominator."""
    for identity in catalogue.identities:
        left, _, right = identity.formula.partition("=")
        top, _, bottom = right.partition("/")
        if left.strip().rpartition(".")[2] == share and bottom.strip().rpartition(".")[2] == denominator:
            yield top.strip().rpartition(".")[2]


# Short forms that people use and CLDR has not.
_MORE_PLACES = (
    "Britain/England/Korea/Europe/European Union/EU/Eurozone/euro area/German/French/"
    "British/Korean/Italian/Indian/Russian/Canadian/Australian/Taiwanese/歐盟/歐元區/"
    "歐洲/韓國/南韓/北韓/英國/德國/法國/義大利"
)


def _flag(territory: str) -> str:
    """Return a country's flag, which is its code in regional indicators.

    >>> _flag("JP")
    '🇯🇵'
    """
    return "".join(chr(ord(letter) - ord("A") + _INDICATOR_A) for letter in territory)


_INDICATOR_A = 0x1F1E6


@cache
def _territories() -> tuple[tuple[str, Symbol], ...]:
    """Countries and regions by CLDR's names: who asks for one that no ledger covers shall hear its name."""
    found = []
    for code in ("en", "zh_Hant", "zh_Hans"):
        for territory, name in Locale.parse(code).territories.items():
            if name and len(territory) == 2 and territory not in ("EU", "UN", "ZZ"):
                found.append((name, Symbol("territory", territory)))
                if code == "en" and territory.isalpha():
                    found.append((_flag(territory), Symbol("territory", territory)))
    found += [(name, Symbol("territory", name)) for name in _MORE_PLACES.split("/")]
    return tuple(found)
