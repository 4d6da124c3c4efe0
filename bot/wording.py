"""Wording: the sentences of one language, filled with names and figures that are already formatted.

All sentences stand in `messages/*.ftl`; this file knows no language beyond the space between Chinese and Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from babel import Locale, UnknownLocaleError
from fluent.runtime import FluentBundle, FluentResource

from bot.sentence_form import Form, UnknownFormError, forms_in
from grammar.text import fold
from knowledge.ledger import Catalogue
from knowledge.schema import Entity, Measure

MESSAGES = Path(__file__).parent / "messages"
LOCALES = ("en", "zh-Hant", "zh-Hans")
NONE = "none"  # what a selector gets for an absent argument
_VERBATIM = frozenset(
    {"quote", "words", "title", "address", "publisher", "speaker"}
)  # other people's words: never respaced
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_GAP_BEFORE = re.compile(rf"(?<=[{_HAN}])(?=[A-Za-z0-9$€£¥+−])")
_GAP_AFTER = re.compile(rf"(?<=[A-Za-z0-9%×])(?=[{_HAN}])")
_WIDE = re.compile(r"(?<=）) (?=[÷×+−→·])")  # a full-width parenthesis brings its own space
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LONGEST = 900  # characters that an argument may have; Fluent takes a thousand
_PLACE = "\ue000{}\ue001"  # private-use characters around the number of a verbatim argument


@dataclass(frozen=True)
class Wording:
    """How one reader is spoken to: language, and the names of things."""

    locale: str
    catalogue: Catalogue

    def say(self, message: str, **arguments: str | int) -> str:
        """Return a sentence.

        Raises:
            LookupError: The message lacks, or an argument that it needs.
        """
        kept: list[str] = []
        filled: dict[str, str | int] = {}
        for name, value in arguments.items():
            if (name in _VERBATIM and value not in ("", NONE)) or len(str(value)) > _LONGEST:
                kept.append(str(value))
                filled[name] = _PLACE.format(len(kept) - 1)
            else:
                filled[name] = value
        text = self._said(message, filled)
        if self.locale.startswith("zh"):
            text = spaced(text)
        for place, words in enumerate(kept):
            text = text.replace(_PLACE.format(place), words)
        return text

    def _said(self, message: str, filled: dict[str, str | int]) -> str:
        """Fill a sentence; by Fluent itself where it is no simple one."""
        form = _forms(self.locale).get(message)
        if form is not None:
            with suppress(UnknownFormError):
                return form(filled)
        bundle = _bundle(self.locale)
        pattern = bundle.get_message(message).value
        if pattern is None:
            raise LookupError(message)
        text, problems = bundle.format_pattern(pattern, filled)
        if problems:
            raise LookupError(f"{message}: {problems}")
        return str(text)

    def joined(self, parts: Iterable[str], by: str = "separator") -> str:
        """Join what is not empty with a separator of the language."""
        return self.say(by).join(part for part in parts if part)

    def listed(self, parts: Sequence[str]) -> str:
        """Join as a list inside a sentence: `a, b and c`."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("list", first=self.joined(parts[:-1], "comma"), last=parts[-1])

    def entity(self, name: str | None) -> str:
        """Return the name of an entity or a group; empty for none, the id where no ledger names it."""
        if name is None:
            return ""
        known: Entity | None = self.catalogue.entities.get(name)
        group = self.catalogue.groups.get(name)
        named = known or group
        return named.names.get(self.locale) if named else name.replace("_", " ")

    def measure(self, name: str | None) -> str:
        """Return the name of a measure; empty for none, the id where no ledger names it."""
        if name is None:
            return ""
        known: Measure | None = self.catalogue.measures.get(name)
        return known.names.get(self.locale) if known else name.replace("_", " ")

    def topic(self, name: str) -> str:
        """Return the name of a topic."""
        return self.catalogue.topics[name].names.get(self.locale)

    def level(self, measure: str | None, level: str) -> str:
        """Return the name of a level of an ordinal measure."""
        known = self.catalogue.measures.get(measure or "")
        for one in known.levels if known else ():
            if one.id == level:
                return one.names.get(self.locale)
        return level.replace("_", " ")

    def speaker(self, name: str | None, source: str) -> str:
        """Return who says something: the speaker, or else the publisher."""
        known = self.catalogue.speakers.get(name or "")
        if known:
            return known.names.get(self.locale)
        published = self.catalogue.sources.get(source)
        return published.publisher.get(self.locale) if published else source.replace("_", " ")

    def surface(self, folded: str) -> str:
        """Write a folded word the way the reader's script has it, as far as the ledgers name it."""
        for table in (self.catalogue.measures, self.catalogue.entities, self.catalogue.speakers):
            for named in table.values():
                if any(
                    fold(name).text == folded for name in (named.names.en, named.names.zh_hant, named.names.zh_hans)
                ):
                    return named.names.get(self.locale)
                for alias in named.surfaces():
                    if fold(alias).text == folded:
                        return alias if alias.isascii() or self.locale == "zh-Hant" else folded
        return folded

    @cached_property
    def implied(self) -> frozenset[str]:
        """Measures that an identity ties to a premise: what is computed of them is implied."""
        assumed = {premise.measure for premise in self.catalogue.premises.values()}
        found: set[str] = set()
        for identity in self.catalogue.identities:
            measures = {name for name in _NAME.findall(identity.formula) if name in self.catalogue.measures}
            if measures & assumed:
                found |= measures
        return frozenset(found)

    @property
    def babel(self) -> Locale:
        """The CLDR locale."""
        return _babel(self.locale)


def spaced(text: str) -> str:
    """Set a space between Chinese characters and Latin letters or figures, and none behind a full-width parenthesis.

    >>> spaced("佔GDP的119%，較高")
    '佔 GDP 的 119%，較高'
    >>> spaced("3億（外洩） ÷ 2億")
    '3 億（外洩）÷ 2 億'
    """
    return _WIDE.sub("", _GAP_AFTER.sub(" ", _GAP_BEFORE.sub(" ", text)))


def capital(text: str) -> str:
    """Begin with a capital letter where the script has them; names such as xAI stay as they are."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


@cache
def _forms(locale: str) -> dict[str, Form]:
    return forms_in(MESSAGES / f"{locale}.ftl") if locale in LOCALES else {}


@cache
def _bundle(locale: str) -> FluentBundle:
    if locale not in LOCALES:
        raise UnknownLocaleError(locale)
    bundle = FluentBundle([locale], use_isolating=False)
    bundle.add_resource(FluentResource((MESSAGES / f"{locale}.ftl").read_text(encoding="utf-8")))
    return bundle


@cache
def _babel(locale: str) -> Locale:
    return Locale.parse(locale, sep="-")
