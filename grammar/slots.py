"""Slots: the loose words of an operand (entity, measure, period, channel, in any order) bound to figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from grammar.expression import Figure
from grammar.lexer import Token
from grammar.lexicon import FactTable, LexicalFacts
from grammar.period import Period, PeriodMention
from grammar.quantity import Quantity

Facts: TypeAlias = FactTable
_NOTHING = LexicalFacts()
_UNSAID: tuple[Period | None, ...] = (None,)
_NOBODY: list[tuple[str, ...]] = [()]


@dataclass(slots=True)
class Draft:
    """An operand while it is being bound.

    Attributes:
        entities: Ids by mention; a group's mention holds all its members.
        measures: Candidate ids by mention.
        origin: The channel of each measure, where several measures stand together and their channels say of which.
        among: Members of a group that stands beside an entity: what it is the highest of.
        quantities: Amounts that stand in the operand.
        levels: Ids of levels (`measure:level`) that stand in it.
    """

    entities: list[tuple[str, ...]] = field(default_factory=list)
    measures: list[tuple[str, ...]] = field(default_factory=list)
    periods: list[PeriodMention] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    weak_roles: list[str] = field(default_factory=list)  # of verbs that are auxiliaries too: did, makes
    quantities: list[Quantity] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    denominator: str | None = None
    per: str | None = None
    annualised: bool = False
    compound: bool = False  # whether its average yearly growth is spoken of
    is_denominator: bool = False  # whether it names nothing but what others are shares of
    group: bool = False
    among: tuple[str, ...] = ()
    origin: dict[tuple[str, ...], str] = field(default_factory=dict)
    tokens: list[Token] = field(default_factory=list)
    soft: set[str] = field(default_factory=set)

    @property
    def has_slots(self) -> bool:
        """Tell whether anything but amounts stands in it."""
        return bool(self.entities or self.measures or self.periods or self.channels or self.speakers or self.roles)

    @property
    def tokens_beside_levels(self) -> bool:
        """Tell whether anything but levels was said in it itself."""
        return any(not token.ids("level") for token in self.tokens)

    @property
    def is_multiple(self) -> bool:
        """Tell whether it says of what something is a multiple: `5 times the world average`."""
        return any(quantity.unit == "ratio" for quantity in self.quantities)

    @property
    def names_by_value(self) -> bool:
        """Tell whether it is somebody's amount and nothing more: `Altman's 13bn`."""
        return bool(self.quantities and self.speakers) and not (self.entities or self.has_measure or self.periods)

    @property
    def has_measure(self) -> bool:
        """Tell whether it says what is measured, by a noun or a verb."""
        return bool(self.measures or self.roles)

    def figures(self, *, valued: bool = True) -> list[Figure]:
        """Return the figures that the operand names: one for each combination of what it names several of.

        Args:
            valued: Whether an amount in the operand names them too: `the reported 3.7bn`.
        """
        value = self.quantities[0] if valued and self.quantities else None
        entities, measures, spans = self._named()
        return [
            self._figure(entity, measure, span, value) for entity in entities for measure in measures for span in spans
        ]

    def figure(self, *, valued: bool = True) -> Figure:
        """Return the one figure that the operand names, the first where it names several."""
        entities, measures, spans = self._named()
        value = self.quantities[0] if valued and self.quantities else None
        return self._figure(entities[0], measures[0], spans[0], value)

    @property
    def channel(self) -> str | None:
        """How the operand says that its figure became known."""
        return self.origin.get((self.measures or _NOBODY)[0]) if self.origin else next(iter(self.channels), None)

    @property
    def speaker(self) -> str | None:
        """Who it says has said so."""
        return next(iter(self.speakers), None)

    def _named(self) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]], Sequence[Period | None]]:
        return self.entities or _NOBODY, self.measures or _NOBODY, _periods(self.periods) or _UNSAID

    def _figure(
        self, entity: tuple[str, ...], measure: tuple[str, ...], span: Period | None, value: Quantity | None
    ) -> Figure:
        return Figure(
            entity,
            measure,
            span,
            self.origin.get(measure) if self.origin else self.channels[0] if self.channels else None,
            self.speakers[0] if self.speakers else None,
            self.roles[0] if self.roles and not measure else None,
            value,
            self.units[0] if self.units else None,
            self.denominator,
            self.per,
            frozenset(self.soft),
        )


def bind(tokens: Sequence[Token], facts: Facts) -> Draft:
    """Bind the tokens of one operand."""
    draft = Draft(tokens=list(tokens))
    for token in tokens:
        _take(draft, token, facts)
    _reduce(draft, facts)
    return draft


def _take(draft: Draft, token: Token, facts: Facts) -> None:
    if token.period is not None:
        draft.periods.append(token.period)
        return
    if token.quantity is not None:
        draft.quantities.append(token.quantity)
        return
    if token.meaning.ids:
        _take_names(draft, token, facts)
    for family, value in token.meaning.said:
        if family == "channel":
            if value not in draft.channels:
                draft.channels.append(value)
        elif family == "verb":
            (draft.weak_roles if token.has("yes_no", "noise", "be") else draft.roles).append(value)
        elif family == "unit":
            draft.units.append(value)
        elif family.startswith("per_"):
            draft.per = family.removeprefix("per_")
        elif family == "annualised":
            draft.annualised = True
        elif family == "compound_growth":
            draft.compound = True


def _take_names(draft: Draft, token: Token, facts: Facts) -> None:
    ids = token.meaning.ids
    if "group" in ids:
        draft.among = facts.get(f"group:{ids['group'][0]}", _NOTHING).members
        draft.group = True
    elif "entity" in ids:
        entities = ids["entity"]
        if len(entities) > 1 and len(entities) == len(token.text):  # 中美日
            draft.among, draft.group = entities, True
        elif entities not in draft.entities:
            draft.entities.append(entities)
    if "measure" in ids and ids["measure"] not in draft.measures:
        draft.measures.append(ids["measure"])
    draft.levels += ids.get("level", ())
    draft.speakers += ids.get("speaker", ())
    draft.channels += ids.get("channel", ())


def _reduce(draft: Draft, facts: Facts) -> None:
    """Drop mentions that add nothing beside another: the base of a share, the other party of a payment."""
    if draft.group and not draft.entities:  # a group is its members, unless it is what one of them is compared with
        draft.entities, draft.among = [(member,) for member in draft.among], ()
    _turn_payer(draft, facts)
    _turn_earner(draft, facts)
    if "computed" in draft.channels and len(draft.channels) > 1:
        draft.channels.remove("computed")
    draft.roles = draft.roles or draft.weak_roles
    if len(draft.roles) > 1:
        draft.roles = list(dict.fromkeys(draft.roles))
    if draft.channels and len(draft.measures) > 1:
        draft.origin = _origins(draft.tokens)
    _split_denominator(draft, facts)
    if draft.compound:
        draft.measures = [growth_of(mention, facts) or mention for mention in draft.measures]
    _take_pace(draft, facts)
    spoken = spoken_by(draft.roles, facts)
    relative = any(quantity.unit in ("percent", "ratio") for quantity in draft.quantities)
    if spoken and draft.measures and not relative:  # "adds … of debt every day": what the verb means says it already
        bases_of_verbs = {base for measure in spoken for base in facts[measure].base}
        draft.measures = [mention for mention in draft.measures if not set(mention) <= bases_of_verbs]
    if len(draft.measures) > 1:
        bases = {
            base for mention in draft.measures for measure in mention for base in facts.get(measure, _NOTHING).base
        }
        kept = [mention for mention in draft.measures if not set(mention) <= bases]
        draft.measures = kept or draft.measures
    if len(draft.entities) == 1 and draft.measures and not draft.group:  # paid to one who is not named: by whom is said
        mentioned = [fact for mention in draft.measures for m in mention if (fact := facts.get(m)) is not None]
        if mentioned and all((fact.counterpart,) == draft.entities[0] and fact.roles for fact in mentioned):
            draft.entities = []
    if len(draft.entities) > 1 and not draft.group and not (relative and spoken and draft.measures):
        named = [measure for mention in draft.measures for measure in mention] or spoken
        others = {facts.get(measure, _NOTHING).counterpart for measure in named}
        kept_entities = [mention for mention in draft.entities if not set(mention) <= others]
        draft.entities = kept_entities or draft.entities


def spoken_by(roles: Iterable[str], facts: Facts) -> list[str]:
    """The measures that verbs may stand for."""
    return list(dict.fromkeys(measure for role in roles for measure in facts.spoken.get(role, ())))


def _take_pace(draft: Draft, facts: Facts) -> None:
    """Read a debt per day as what is borrowed a day, where a ledger has that; a term that the name carries is no pace."""
    if draft.per is None:
        return
    if any(facts.get(measure, _NOTHING).term == draft.per for mention in draft.measures for measure in mention):
        draft.per = None
        return
    names = {measure for mention in draft.measures for measure in mention}
    if not draft.measures:
        names = set(spoken_by(draft.roles, facts))
    if not names or any(facts.get(name, _NOTHING).kind != "stock" for name in names):
        return
    paces = tuple(name for name, fact in facts.items() if fact.per == draft.per and names <= fact.base)
    if paces and not any(quantity.unit in ("percent", "ratio") for quantity in draft.quantities):
        draft.measures, draft.roles, draft.per = [paces], [], None


def is_pace(measures: Sequence[str], tokens: Sequence[Token], facts: Facts) -> bool:
    """Tell whether a measure that no token names is what a debt grows by a day."""
    named = {measure for token in tokens for measure in token.ids("measure")}
    return bool(measures) and all(
        facts.get(measure, _NOTHING).per is not None and measure not in named for measure in measures
    )


def _origins(tokens: Sequence[Token]) -> dict[tuple[str, ...], str]:
    """Of which measure each channel is said: of the next one, or of the last where none follows."""
    found: dict[tuple[str, ...], str] = {}
    waiting = last = None
    for token in tokens:
        said = next((name.partition(":")[2] for name in token.classes if name.startswith("channel:")), None)
        channel = next(iter(token.ids("channel")), said)
        if channel is not None and waiting is not None and last is not None:
            found.setdefault(last, waiting)
        waiting = channel or waiting
        if measures := token.ids("measure"):
            if waiting is not None:
                found[measures] = waiting
            waiting, last = None, measures
    if waiting is not None and last is not None:
        found.setdefault(last, waiting)
    return found


def _turn_payer(draft: Draft, facts: Facts) -> None:
    """What one pays the other is what the other receives, where a ledger holds that: `the one paid the other 5`."""
    if "pay" not in (draft.roles or draft.weak_roles) or len(draft.entities) != 2:
        return
    named = {measure for mention in draft.measures for measure in mention}
    if named and draft.quantities:
        return
    for fact in facts.values():
        if "receive" in fact.roles and (fact.counterpart,) == draft.entities[0] and named <= fact.base:
            # who pays is named first; of what it pays may be said
            draft.entities = draft.entities[1:]
            draft.roles = ["receive"]
            return


def _turn_earner(draft: Draft, facts: Facts) -> None:
    """What one earns from the other is what it receives of it, where a ledger holds that: `it made 5 from the other`."""
    roles = draft.roles or draft.weak_roles
    if "earn" not in roles or draft.measures or draft.group:
        return
    others = [mention for mention in draft.entities if not facts.payers.issuperset(mention)]
    if len(draft.entities) == 2 and len(others) == 1:
        draft.entities, draft.roles = others, ["receive"]
    elif "receive" in roles:  # 收 may be either: who pays earns, and the other receives
        paid = draft.entities and not others
        draft.roles = ["earn" if paid else "receive"]


def growth_of(measures: Iterable[str], facts: Facts) -> tuple[str, ...]:
    """Return the rates that say how some measures grow a year."""
    named = set(measures)
    return tuple(measure for measure, fact in facts.items() if fact.growth_of in named)


def are_bottoms(measures: Sequence[str], facts: Facts) -> bool:
    """Tell whether some measures are nothing but what others are shares of."""
    for name in measures:
        fact = facts.get(name)
        if fact is None or not fact.is_denominator:
            return False
    return bool(measures)


def _split_denominator(draft: Draft, facts: Facts) -> None:
    """Read `interest … GDP` as the share that a ledger holds, and `net debt … GDP` as net debt in its own unit."""
    bottoms = [mention for mention in draft.measures if are_bottoms(mention, facts)]
    if not bottoms:
        return
    tops = [mention for mention in draft.measures if mention not in bottoms]
    relative = any(quantity.unit in ("percent", "ratio") for quantity in draft.quantities)
    draft.is_denominator = not tops and not draft.roles
    if not (tops or draft.roles or relative):
        return
    bottom = bottoms[0][0]
    draft.denominator = bottom
    shares = []
    for mention in tops:
        candidates = tuple(dict(facts.get(measure, _NOTHING).shares).get(bottom, measure) for measure in mention)
        shares.append(tuple(dict.fromkeys(candidates)))
    draft.measures = shares


def _periods(mentions: Sequence[PeriodMention]) -> list[Period]:
    """Put parts and years together that stand apart, and drop what is said twice."""
    spans = [mention.period for mention in mentions]
    if len(spans) < 2:
        return [span for span in spans if span.has_year or span.grain != "year"]  # 全年 alone says nothing
    years = [period for period in spans if period.has_year and period.grain == "year"]
    parts = [period for period in spans if not period.has_year and period.grain != "year"]
    rest = [period for period in spans if period.has_year and period.grain != "year"]
    whole = [period for period in spans if not period.has_year and period.grain == "year"]
    if parts and len({period.first.year for period in years}) == 1 and not rest:
        dated = [replace(part.with_year(years[0].first.year), fiscal=part.fiscal or years[0].fiscal) for part in parts]
        return list(dict.fromkeys(dated))
    if rest and years and all(any(year.contains(period) for period in rest) for year in years):
        years = []
    combined = list(dict.fromkeys([*years, *rest, *parts]))
    if not combined and whole:
        return []  # 全年 alone says nothing about which year
    order = {period: index for index, period in enumerate(spans)}
    return sorted(combined, key=lambda period: order.get(period, 0))


def _share_denominator(drafts: Sequence[Draft]) -> None:
    """`… than Japan's, relative to GDP`: what only says of what both are shares is no measure of its own."""
    spoken = [draft for draft in drafts if draft.measures and not draft.is_denominator]
    for draft in drafts:
        if draft.is_denominator and draft.measures and spoken and draft.entities:
            draft.denominator, draft.measures = draft.measures[0][0], []


def share_currency(drafts: Sequence[Draft]) -> None:
    """`A owes more dollars than B`: in what one of several is wanted, all of them are."""
    said = next((unit for draft in drafts for unit in draft.units if unit.isupper()), None)
    for draft in drafts:
        if said is not None and not draft.units and not draft.quantities:
            draft.units.append(said)


def share(drafts: Sequence[Draft], facts: Facts) -> None:
    """Give every operand what only its neighbours say: `Japan vs US net debt`, `OpenAI 9M inference … of 2024`."""
    _share_denominator(drafts)
    measured = any(draft.has_measure for draft in drafts)
    annualised = any(draft.annualised and draft.has_measure and not draft.periods for draft in drafts)
    for index, draft in enumerate(drafts):
        if draft.quantities and not draft.has_slots:
            continue
        if draft.names_by_value or (draft.quantities and not measured):
            continue
        others = sorted((other for other in range(len(drafts)) if other != index), key=lambda other: abs(other - index))
        neighbours = [drafts[other] for other in others]
        if not draft.measures and not draft.roles:
            donor = next((other for other in neighbours if other.has_measure), None)
            if donor:
                draft.measures, draft.roles = list(donor.measures), list(donor.roles)
                draft.denominator = draft.denominator or donor.denominator
                if not (draft.channels or draft.speakers):
                    draft.channels, draft.speakers = list(donor.channels), list(donor.speakers)
                draft.annualised = draft.annualised or annualised
        draft.entities = draft.entities or _payer(draft, neighbours, facts)
        for name in ("entities", "periods"):
            if not getattr(draft, name) and not (name == "periods" and _speaks_of_time(draft, facts)):
                giver = next(
                    (
                        other
                        for other in neighbours
                        if getattr(other, name)
                        and name not in other.soft
                        and not (name == "entities" and other.is_multiple)
                    ),
                    None,
                )
                if giver and not (name == "entities" and _is_paid_by(draft, giver, facts)):
                    setattr(draft, name, list(getattr(giver, name)))
        draft.per = draft.per or next((other.per for other in neighbours if other.per), None)
        _take_pace(draft, facts)


def share_same_period(drafts: Sequence[Draft]) -> None:
    """Put a part of a year and the year together that two operands say: `its first half … over the same period of 2025`."""
    dated = [draft for draft in drafts if draft.periods]
    if len(dated) != 2 or len({mention.period.has_year for draft in dated for mention in draft.periods}) != 2:
        return
    both = [mention for draft in dated for mention in draft.periods]
    for draft in dated:
        draft.periods = list(both)


def _speaks_of_time(draft: Draft, facts: Facts) -> bool:
    """Tell whether the name of what an operand measures says over which time: due within a year, whatever year is near."""
    named = [measure for mention in draft.measures for measure in mention]
    return bool(named) and all(facts.get(measure, _NOTHING).term is not None for measure in named)


def _payer(draft: Draft, neighbours: Sequence[Draft], facts: Facts) -> list[tuple[str, ...]]:
    """Whose an operand is, where a neighbour is what another takes of it: `Microsoft's share … of the reported revenue`."""
    named = {measure for mention in draft.measures for measure in mention}
    payers = {
        fact.counterpart
        for other in neighbours
        for mention in other.measures
        for measure in mention
        if (fact := facts.get(measure)) is not None and fact.counterpart and named and named <= fact.base
    }
    return [(payer,) for payer in payers if payer] if len(payers) == 1 else []


def _is_paid_by(draft: Draft, giver: Draft, facts: Facts) -> bool:
    """Tell whether what an operand measures is what the neighbour's entity pays to another: it is not of that entity."""
    payers = {facts.get(measure, _NOTHING).counterpart for mention in draft.measures for measure in mention}
    return len(payers) == 1 and [(payer,) for payer in payers] == giver.entities


def is_jumbled(draft: Draft, facts: Facts) -> bool:
    """Tell whether names run together that are no list: `OpenAI Japan` is neither of the two."""
    kinds = {facts.get(entity, _NOTHING).kind for mention in draft.entities for entity in mention}
    if draft.roles and draft.measures:  # "Microsoft takes … of OpenAI's revenue": each has its own
        return False
    return len(draft.entities) > 1 and (len(kinds) > 1 or "company" in kinds)


def is_donor(draft: Draft, others: Sequence[Draft]) -> bool:
    """Tell whether an operand only says what the others share: `who owes more, Japan or the US`."""
    if not draft.has_measure or draft.quantities or len(others) < 2:
        return False
    if any(other.has_measure or other.quantities for other in others):
        return False
    by_entity = not draft.entities and all(other.entities for other in others)
    by_period = not draft.periods and all(other.periods for other in others)
    return by_entity or by_period


def carry(figure: Figure, before: Iterable[Figure]) -> Figure:
    """Fill what a figure leaves open with what was last said, marked as carried over."""
    entity, measure, role, span = figure.entity, figure.measure, figure.role, figure.period
    soft = figure.soft
    for earlier in before:
        if entity and (measure or role) and span is not None and span.has_year:
            break
        if not entity and earlier.entity and not figure.speaker:  # who says it tells of whom, as far as a ledger knows
            entity = earlier.entity
            soft |= {"entity"}
        if not measure and not role and (earlier.measure or earlier.role):
            measure, role = earlier.measure, earlier.role
            soft |= {"measure"}
        if span is None:
            if earlier.period is not None:
                span = earlier.period
                soft |= {"period"}
        elif not span.has_year and earlier.period is not None and earlier.period.has_year:
            if earlier.period.first.year == earlier.period.last.year:
                span = span.with_year(earlier.period.first.year)
                soft |= {"year"}
    if soft is figure.soft:
        return figure
    return Figure(
        entity,
        measure,
        span,
        figure.channel,
        figure.speaker,
        role,
        figure.value,
        figure.unit,
        figure.denominator,
        figure.per,
        soft,
    )
