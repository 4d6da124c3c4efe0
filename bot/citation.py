"""Sources: numbered in the order in which a reply rests on them, each with its own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from bot.dates import day_text
from bot.wording import Wording
from knowledge.result import Derivation
from knowledge.schema import Note, Observation, Statement

_CHINESE = "zh"


class Sourced(Protocol):
    """Anything in a ledger that has a source and its words: a row, a premise, a note, a statement."""

    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def quote(self) -> str: ...  # noqa: D102
    @property
    def quote_en(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Quote:
    """A source's words, with our translation, and the facts that it prints in them."""

    facts: tuple[str, ...]
    words: str
    english: str
    ours: bool = False  # a paraphrase of ours, in the reader's language


@dataclass(frozen=True)
class Citations:
    """The sources of a reply.

    Attributes:
        quotes: For each source, in order, the words that the reply rests on.
    """

    quotes: dict[str, list[Quote]] = field(default_factory=dict)

    def number(self, source: str) -> int:
        """Return the number of a source; 0 for one that is not cited."""
        return list(self.quotes).index(source) + 1 if source in self.quotes else 0


def citations(
    derivations: Iterable[Derivation], notes: Sequence[Note], statements: Sequence[Statement], locale: str = "en"
) -> Citations:
    """Collect the sources of what a reply shows: each quoted once for each fact."""
    found = Citations()
    for derivation in derivations:
        for leaf in derivation.leaves():
            row = leaf.observation or leaf.premise
            if row is not None:
                _cite(found, row, row.fact)
                _paraphrase(found, leaf.observation, locale)
    for statement in statements:
        _cite(found, statement, statement.fact)
    for note in notes:
        if note.quote:  # the others are our own words
            _cite(found, note, note.fact_ids[0])
    return found


def cited(rows: Iterable[Observation], locale: str) -> dict[str, list[Quote]]:
    """Return the words of sources for rows, by source."""
    found = Citations()
    for row in rows:
        _cite(found, row, row.fact)
        _paraphrase(found, row, locale)
    return found.quotes


def _cite(found: Citations, item: Sourced, fact: str) -> None:
    if item.quote:
        _add(found.quotes.setdefault(item.source, []), Quote((fact,), item.quote, item.quote_en))
    else:
        found.quotes.setdefault(item.source, [])


def _add(quotes: list[Quote], quote: Quote) -> None:
    """Add a source's words; the same words for another fact are told once, of both facts."""
    place = next((index for index, one in enumerate(quotes) if one.words == quote.words), None)
    if place is None:
        quotes.append(quote)
    else:
        facts = dict.fromkeys((*quotes[place].facts, *quote.facts))
        quotes[place] = replace(quotes[place], facts=tuple(facts))


def _paraphrase(found: Citations, row: Observation | None, locale: str) -> None:
    if row is None or not row.paraphrase:
        return
    _add(found.quotes.setdefault(row.source, []), Quote((row.fact,), row.paraphrase[locale], "", ours=True))


def sources_text(wording: Wording, found: Citations) -> str:
    """Write the numbered sources with their words; empty where there is none."""
    if not found.quotes:
        return ""
    lines = [wording.say("sources-title")]
    for number, (name, quotes) in enumerate(found.quotes.items(), 1):
        if name in wording.catalogue.sources:
            lines += source_lines(wording, name, str(number), quotes)
    return "\n".join(lines)


def source_lines(wording: Wording, name: str, number: str, quotes: Sequence[Quote]) -> list[str]:
    """Write one source: who published what, where and when, and its words."""
    source = wording.catalogue.sources[name]
    heading = source_line(wording, name, number)
    if source.title_en != source.title and _needs_translation(wording, source.language):
        heading = wording.joined([heading, wording.say("source-title", title=source.title_en)], "clause")
    days = [
        wording.say("source-published", day=day_text(wording, source.published)) if source.published else "",
        wording.say("source-accessed", day=day_text(wording, source.accessed)),
    ]
    where = wording.joined([source.address or "", *days], "comma" if not source.address else "dot")
    return [heading, f"    {where}", *(f"    {_words(wording, quote, source.language)}" for quote in quotes)]


def source_line(wording: Wording, name: str, number: str) -> str:
    """Write who published what."""
    source = wording.catalogue.sources[name]
    publisher = source.publisher.get(wording.locale)
    if source.about is None:
        return wording.say("source", number=number, publisher=publisher, title=source.title)
    return wording.say("source-about", number=number, publisher=publisher, about=source.about.get(wording.locale))


def sources_data(wording: Wording, found: Citations) -> list[dict[str, Any]]:
    """Return the sources as data, in the order of their numbers."""
    listed = []
    for number, (name, quotes) in enumerate(found.quotes.items(), 1):
        source = wording.catalogue.sources.get(name)
        if source is None:
            continue
        listed.append(
            {
                "number": number,
                "id": name,
                "publisher": source.publisher.get(wording.locale),
                "title": source.title or None,
                "title_en": source.title_en or None,
                "about": source.about.get(wording.locale) if source.about else None,
                "address": source.address,
                "published": source.published.isoformat() if source.published else None,
                "accessed": source.accessed.isoformat(),
                "language": source.language,
                "quotes": [
                    {"fact": fact, "quote": one.words, "quote_en": one.english or None}
                    for one in quotes
                    for fact in one.facts
                ],
            }
        )
    return listed


def _words(wording: Wording, quote: Quote, language: str) -> str:
    facts = ", ".join(quote.facts)
    if quote.ours:
        return wording.say("source-paraphrase", fact=facts, words=quote.words)
    if quote.english not in ("", quote.words) and _needs_translation(wording, language):
        return wording.say("source-translated", fact=facts, quote=quote.words, words=quote.english)
    return wording.say("source-words", fact=facts, quote=quote.words)


def _needs_translation(wording: Wording, language: str) -> bool:
    """Tell whether our English translation serves the reader: not one of the source's own language, in either script."""
    return wording.locale.startswith(_CHINESE) != language.startswith(_CHINESE) and language != wording.locale
