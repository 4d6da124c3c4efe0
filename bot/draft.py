"""A reply in the making: its lines and what they rest on; finished, it is a `Reply` with sources, derivation and data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.citation import citations, sources_data, sources_text
from bot.contract import Json, figure_data, tree_data
from bot.derivation_text import derivation_text
from bot.figures import labelled, place
from bot.numbers import figure
from bot.reply import Reply, Suggestion
from bot.wording import Wording, capital
from knowledge.result import Answer, Derivation
from knowledge.schema import Note, Statement

SHORT = 350  # characters: two or three lines of a group chat
_ANSWERS = 2
_NUMBERS = re.compile(r"\d[\d,.]*")
_KINDS = ("caveat", "scope", "reason", "definition", "context", "opinion")


@dataclass
class Draft:
    """What a reply will say and what it rests on.

    Attributes:
        short: Lines that carry the answer.
        extra: Lines that join them as long as there is room, and else open the details.
        figures: The figures of the reply with their roles, in order.
        trees: Derivations to be shown, the answer's first.
    """

    kind: str
    short: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    figures: list[tuple[str, Derivation]] = field(default_factory=list)
    trees: list[Derivation] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    order: list[str] | None = None
    tie: bool | None = None
    holds: bool | None = None
    reviews: list[Json] | None = None
    gap: str | None = None
    quote: str = ""

    def add(self, role: str, derivations: Iterable[Derivation]) -> None:
        """Add figures in a role, each figure once; of answers, two at most."""
        known = {derivation.id for _, derivation in self.figures}
        for derivation in derivations:
            if derivation.id not in known:
                answers = sum(one == "answer" for one, _ in self.figures)
                full = role == "answer" and answers >= _ANSWERS
                self.figures.append(("alternative" if full else role, derivation))
                known.add(derivation.id)

    @property
    def main(self) -> list[Derivation]:
        """The figures that are asked about, or that a claim is set against."""
        answers = [one for role, one in self.figures if role == "answer"]
        return answers or [one for role, one in self.figures if role == "operand"]

    def finish(self, wording: Wording) -> Reply:
        """Return the reply."""
        short, rest = _fitted(_lines(self.short), _lines(self.extra))
        details = [*rest, *_lines(self.details)]
        basis = [*self.trees, *(derivation for _, derivation in self.figures)]
        found = citations(basis, self.notes, self.statements, wording.locale)
        data: Json = {
            "figures": [figure_data(derivation, role) for role, derivation in self.figures],
            "order": self.order,
            "tie": self.tie,
            "holds": self.holds,
            "reviews": self.reviews or [],
            "suggestions": [_suggestion_data(suggestion) for suggestion in self.suggestions],
            "facts": self._facts(basis),
            "derivation": tree_data(self.trees),
            "sources": sources_data(wording, found),
            "gap": self.gap,
            "ledgers": wording.catalogue.version,
            "locale": wording.locale,
        }
        return Reply(
            kind=self.kind,
            locale=wording.locale,
            short="\n".join(short),
            details="\n".join(details),
            derivation=derivation_text(wording, self.trees, found),
            sources=sources_text(wording, found),
            quote=self.quote,
            suggestions=tuple(self.suggestions),
            data=tuple(data.items()),
        )

    def _facts(self, basis: Sequence[Derivation]) -> list[str]:
        facts = [fact for derivation in basis for fact in derivation.facts]
        facts += [statement.fact for statement in self.statements]
        facts += [fact for note in self.notes for fact in note.fact_ids]
        return list(dict.fromkeys(facts))


def _fitted(short: list[str], extra: list[str]) -> tuple[list[str], list[str]]:
    """Let the extra lines join the short ones, in order, as long as all together are short."""
    for place_, line in enumerate(extra):
        if sum(len(one) + 1 for one in (*short, line)) - 1 > SHORT:
            return short, extra[place_:]
        short = [*short, line]
    return short, []


def _lines(lines: Iterable[str]) -> list[str]:
    return [capital(line) for line in lines if line]


def query(derivation: Derivation, *, channel: bool = False) -> str:
    """Write the canonical question for a figure: `openai.revenue@2025-S1`."""
    of = derivation.of
    entity = f"{of.entity}." if of.entity else ""
    how = f":{of.channel}" if channel and of.channel else ""
    period = f"@{of.period}" if of.period else ""
    return f"{entity}{of.measure or '_'}{how}{period}"


def suggestion(
    wording: Wording, derivation: Derivation, *, value: bool = False, parts: Sequence[str] = ()
) -> Suggestion:
    """Offer a figure to be asked for; `value` shows it on the button, `parts` limits what names it."""
    of = derivation.of
    label = place(wording, of, parts) if parts else labelled(wording, derivation)
    if value:
        shown = figure(wording, derivation)
        label = f"{label} {shown}" if label else shown
    period = str(of.period) if of.period else None
    return Suggestion(label, query(derivation), of.entity, of.measure, period)


def offering(found: Reply, guessed: Mapping[str, tuple[str, Reply]], wording: Wording) -> Reply:
    """Add to a gap what may have been meant: the words in a line, and each question to be asked, before all others.

    Args:
        found: The gap.
        guessed: By canonical question, the words that a slip was exchanged for and the reply that they get.
        wording: Of the reader.
    """
    names = [wording.surface(words) for words, _ in guessed.values()]
    line = wording.say("perhaps", what=wording.joined(dict.fromkeys(names), "comma"))
    first, _, rest = found.short.partition("\n")
    guesses = []
    for (question, (_, meant)), name in zip(guessed.items(), names, strict=True):
        answers = meant.outcome.answers if isinstance(meant.outcome, Answer) and meant.outcome.about == "figure" else ()
        one = suggestion(wording, answers[0]) if answers else Suggestion(name, question)
        guesses.append(replace(one, query=question))
    kept = [one for one in found.suggestions if one.query not in guessed]
    offered = (*guesses, *kept)
    data = dict(found.data) | {"suggestions": [_suggestion_data(one) for one in offered]}
    short = "\n".join(part for part in (first, line, rest) if part)
    return replace(found, short=short, suggestions=offered, data=tuple(data.items()))


def suggestions(wording: Wording, derivations: Iterable[Derivation]) -> list[Suggestion]:
    """Offer several figures to be asked for, each question once."""
    offered = [suggestion(wording, derivation) for derivation in derivations if derivation.of.measure]
    return list({one.query: one for one in offered}.values())


def relevant(
    notes: Sequence[Note],
    figures: Sequence[Derivation],
    *,
    limit: int,
    first: str = "",
    measure: str | None = None,
) -> list[Note]:
    """Return the notes that matter most for some figures.

    Notes of the kind `first` come first, then those on `measure`, those on the very rows, caveats first, narrow ones
    first; a caveat on other rows is left out. Explanations, which have a first kind, tell opinions too.
    """
    heads = {derivation.id for derivation in figures}
    rows = {leaf.id for derivation in figures for leaf in derivation.leaves()}
    facts = {fact for derivation in figures for fact in derivation.facts}

    def rank(note: Note) -> tuple[bool, bool, bool, bool, bool, int, int]:
        return (
            note.kind != first,
            measure is not None and measure not in note.measures,
            not heads & set(note.rows),
            not rows & set(note.rows),
            not facts & set(note.fact_ids),
            _KINDS.index(note.kind),
            len(note.rows) + len(note.facts) + len(note.measures),
        )

    def fits(note: Note) -> bool:
        if note.kind == "opinion":
            return bool(first)
        on_others = bool(note.rows) or note.kind == "caveat"
        if measure is not None and note.measures[:1] == [measure]:
            return True
        return not figures or not on_others or bool(rows & set(note.rows)) or note.fact_ids[0] in facts

    wanted = {note.id: note for note in notes if fits(note)}
    return sorted(wanted.values(), key=rank)[:limit]


def said_already(text: str, others: Iterable[str]) -> bool:
    """Tell whether another line has all the figures of a text, two or more of them: it then says the same."""
    figures = _numbers(text)
    return len(figures) > 1 and any(figures <= _numbers(other) for other in others)


def _numbers(text: str) -> set[str]:
    return {number.rstrip(",.") for number in _NUMBERS.findall(text)}


def _suggestion_data(offered: Suggestion) -> Json:
    return {
        "label": offered.label,
        "query": offered.query,
        "entity": offered.entity,
        "measure": offered.measure,
        "period": offered.period,
    }
