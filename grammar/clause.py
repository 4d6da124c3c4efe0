"""Clauses: a stretch of tokens with one thing said or asked, its marks, its operators, and what in it was left unread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from grammar.blocking import Blocking, leaves_out_measure
from grammar.lexer import Token
from grammar.lexicon import GRADED
from grammar.parser import ClauseSyntaxError, Terminal, parse_clause
from grammar.shape import CALCULATING, Group, Shape, brackets_of_sums, grouped, kind_of_label, shape_of, tidied, without
from grammar.slots import (
    Draft,
    Facts,
    are_bottoms,
    bind,
    is_donor,
    is_jumbled,
    share,
    share_currency,
    share_same_period,
)
from grammar.utterance import Block

_OPERATORS = (
    ("versus", "VS"),
    ("to_period", "VS"),
    ("from_there", "VS"),
    ("minus", "MINUS"),
    ("plus", "PLUS"),
    ("over", "OVER"),
    ("times_sign", "TIMES"),
    ("share_of", "SHARE"),
    ("compared", "CMP"),
    ("than", "CMP"),
    ("more_than", "CMP"),
    ("less_than", "CMP"),
    ("as_much_as", "CMP"),
    ("covers", "CMP"),
    ("covered_by", "CMP"),
    ("and", "AND"),
    ("or", "AND"),
    ("to", "TO"),
    ("be", "BE"),
)
HEDGES = frozenset(
    f"hedge:{kind}"
    for kind in "approximately nearly over far_over at_least at_most under or_equal exactly plain".split()
)
BOUNDS = {"hedge:at_least": ">=", "hedge:at_most": "<="}
_COMPARING = frozenset({"compared", "than", "more_than", "less_than", "as_much_as", "versus"})
INTERROGATIVES = frozenset(
    "how_much what which why how define include how_many_times what_share list which_true would_make rank".split()
)
_NOTHING: frozenset[str] = frozenset()
_TELLING = frozenset({"say", "for_every"})  # per the leak, …
_CHANGING = frozenset({"growth", "decline", "ratio_of", "difference", "how_many_times"})
_MULTIPLES = frozenset({"how_many_times", "what_share"})
_FEWEST_BEFORE = 3


@cache
def operator_of(classes: frozenset[str]) -> str | None:
    """The operator that a function word is, by its classes."""
    return next((name for name_of_class, name in _OPERATORS if name_of_class in classes), None)


def is_slot(token: Token) -> bool:
    """Tell whether a token fills a slot of a figure."""
    return token.meaning.is_slot


def is_filled(token: Token) -> bool:
    """Tell whether a token fills a slot or is an amount."""
    return token.meaning.is_slot or token.quantity is not None


def is_origin(token: Token) -> bool:
    """Tell whether a token names a channel or a speaker and nothing else."""
    kinds = {symbol.kind for symbol in token.symbols}
    named = kinds <= {"channel", "speaker"} and bool(kinds)
    return named or (not kinds and tells_channel(token))


def tells_channel(token: Token) -> bool:
    """Tell whether a token says how a figure is known."""
    return bool(token.ids("channel")) or any(name.startswith("channel:") for name in token.classes)


def says_computed(token: Token) -> bool:
    """Tell whether a token says that a figure was worked out from another."""
    return "channel:computed" in token.meaning.classes or "computed" in token.ids("channel")


def _tells_pace(token: Token) -> bool:
    """Tell whether a token says per what a figure is wanted, and nothing else."""
    return (
        not token.symbols
        and token.period is None
        and all(family == "annualised" or family.startswith("per_") for family, _ in token.meaning.said)
    )


def is_level_of(token: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether a token is a level of a measure that is named among some tokens: `large` is a word of other use too."""
    levels = token.ids("level")
    if not levels:
        return False
    named = {measure for other in tokens for measure in other.ids("measure")}
    return any(level.partition(":")[0] in named for level in levels)


def is_name(token: Token) -> bool:
    """Tell whether a token names an entity or a measure."""
    return token.meaning.is_name


class Clause:
    """Tokens that belong together.

    Attributes:
        tokens: In order, without what can't be seen.
        facts: What binding must know of measures and entities.
        marks: Classes of all function words in it.
        slots: The tokens that fill slots of figures; `quantities`: the amounts.
    """

    __slots__ = ("_blocked", "_shape", "_spoken", "facts", "marks", "quantities", "slots", "tokens")

    def __init__(self, tokens: tuple[Token, ...], facts: Facts) -> None:
        self.tokens = tokens
        self.facts = facts
        self.marks: frozenset[str] = _NOTHING.union(*[token.meaning.classes for token in tokens])
        self.slots = [token for token in tokens if token.meaning.is_slot]
        self.quantities = tuple([token for token in tokens if token.quantity is not None])
        self._blocked: list[int] | None = None
        self._shape: Shape | None = None
        self._spoken: Draft | None = None

    @property
    def start(self) -> int:
        """First character in the folded text."""
        return self.tokens[0].start if self.tokens else 0

    @property
    def end(self) -> int:
        """The character after the last."""
        return self.tokens[-1].end if self.tokens else 0

    def find(self, *classes: str) -> int | None:
        """Return the position of the first token of one of some classes."""
        if self.marks.isdisjoint(classes):
            return None
        return next((index for index, token in enumerate(self.tokens) if token.has(*classes)), None)

    def part(self, start: int, end: int | None = None) -> Clause:
        """Return a stretch of the clause."""
        return Clause(self.tokens[start:end], self.facts)

    @property
    def has_name(self) -> bool:
        """Tell whether an entity or a measure is named."""
        return any(token.meaning.is_name for token in self.tokens)

    @property
    def names_several(self) -> bool:
        """Tell whether it speaks of more than one entity or measure, what others are shares of aside."""
        entities = {token.meaning.ids["entity"] for token in self.slots if "entity" in token.meaning.ids}
        measures = {
            token.meaning.ids["measure"]
            for token in self.slots
            if "measure" in token.meaning.ids and not self.is_bottom(token)
        }
        grouped = any("group" in token.meaning.ids for token in self.slots)
        return grouped or len(entities) > 1 or len(measures) > 1 or any(len(one) > 1 for one in entities)

    @property
    def has_slot(self) -> bool:
        """Tell whether anything in the clause fills a slot."""
        return bool(self.slots)

    @property
    def has_level(self) -> bool:
        """Tell whether a word stands in it that may be a level."""
        return GRADED in self.marks

    @property
    def rate_condition(self) -> tuple[int, int] | None:
        """The place of a rate under which something is asked (`with a 30% share`), without the word that opens it."""
        if "with_rate" not in self.marks or not self.quantities:
            return None
        for index, token in enumerate(self.tokens[:-2]):
            amount = self.tokens[index + 1].quantity
            if not token.has("with_rate") or amount is None or amount.unit != "percent":
                continue
            if index and token.text == "at" and self.tokens[index - 1].has("be"):  # is at 252%: so it is said to be
                continue
            end = index + (3 if self.tokens[index + 2].text != "的" else 4)
            if end <= len(self.tokens) and self.tokens[end - 1].ids("measure"):
                return index + 1, end
        return None

    def is_bottom(self, token: Token) -> bool:
        """Tell whether a token names nothing but what other measures are shares of."""
        return are_bottoms(token.ids("measure"), self.facts)

    def bound(self) -> Draft:
        """Bind all that fills slots, whatever stands between."""
        return bind(self.slots, self.facts)

    def spoken(self) -> Draft:
        """What it speaks of: its one operand where it was parsed and has one, else all that fills slots."""
        if self._spoken is None:
            parsed = self._shape is not None and len(self._shape.drafts) == 1
            self._spoken = self._shape.drafts[0] if parsed and self._shape is not None else self.bound()
        return self._spoken

    @property
    def sets_off(self) -> bool:
        """Tell whether `cover` stands between two figures: one pays the other, it is no part of it."""
        return (
            bool(self.marks & {"covers", "covered_by"})
            and len({token.ids("measure") for token in self.tokens} - {()}) > 1
        )

    def terminals(self) -> list[Terminal]:
        """Turn the tokens into terminals of the clause grammar; what floats freely is left out."""
        found: list[Terminal] = []
        plain = True
        set_against = not self.quantities and ("not" in self.marks or bool(self.marks & BOUNDS.keys()))
        owned = self._before_share_of_named() if len(self.quantities) == 1 else None
        base = self._base_of_multiple() if self.marks & _MULTIPLES and self.tokens else None
        brackets = brackets_of_sums(self.tokens) if self.marks & CALCULATING else {}
        for index, token in enumerate(self.tokens):
            meaning = token.meaning
            if token.quantity is not None:
                found.append(Terminal("QTY", token))
            elif index in brackets:
                found.append(Terminal(brackets[index], token))
                plain = False
            elif index == owned:
                found.append(Terminal("BE", token))
                plain = False
            elif index == base:
                found += [Terminal("BE", token), Terminal("SLOT", token)]
                plain = False
            elif set_against and meaning.classes and self._sets_against(index, token):
                found.append(Terminal("CMP", token))
                plain = False
            elif meaning.classes or meaning.ids or token.kind == "break":
                name = self._terminal(index, token)
                if name:
                    found.append(Terminal(name, token))
                    plain = plain and name == "SLOT"
            elif meaning.is_slot:
                found.append(Terminal("SLOT", token))
        return found if plain else tidied(self._with_denominators(found))

    def _before_share_of_named(self) -> int | None:
        """The word that sets a figure against a share of another: `不到日本的三分之一`, `超過美國的1.5倍`."""
        place = self.tokens.index(self.quantities[0])
        amount = self.quantities[0].quantity
        if (
            amount is None
            or amount.unit not in ("percent", "ratio")
            or place < 4
            or self.tokens[place - 1].text != "的"
        ):
            return None
        for index in range(place - 2, 0, -1):
            token = self.tokens[index]
            if not (token.meaning.is_slot or token.has("say")):  # 媒體報的七成
                hedged = token.has("attain") or any(
                    name.startswith("hedge:") and name != "hedge:plain" for name in token.meaning.classes
                )
                apart = index < place - 2 and any(one.meaning.is_name for one in self.tokens[:index])
                return index if hedged and apart else None
        return None

    def _base_of_multiple(self) -> int | None:
        """The place of somebody of whom a multiple is asked without a verb: `國企股權 全球平均的幾倍`."""
        asked_at = self.find(*_MULTIPLES)
        if asked_at is None or asked_at < _FEWEST_BEFORE or self.tokens[asked_at - 1].text != "的":
            return None
        before = self.tokens[: asked_at - 2]
        named = self.tokens[asked_at - 2]
        if not named.ids("entity") or any(operator_of(token.meaning.classes) for token in before):
            return None
        return asked_at - 2 if any(token.ids("measure") for token in before) else None

    def _with_denominators(self, found: list[Terminal]) -> list[Terminal]:
        """`interest is 3.5 % of GDP`, `interest / GDP`: the denominator belongs to what stands before the operator."""
        kept: list[Terminal] = []
        for index, terminal in enumerate(found):
            if terminal.name in ("BE", "SHARE", "OVER", "VS", "AND", "TO", "CMP") and kept:
                run = []
                for following in found[index + 1 :]:
                    if following.name not in ("SLOT", "QTY"):
                        break
                    run.append(following.token)
                measures = [measure for token in run for measure in token.ids("measure")]
                if are_bottoms(measures, self.facts) and not any(token.ids("entity") or token.period for token in run):
                    continue
            kept.append(terminal)
        return kept

    def _terminal(self, index: int, token: Token) -> str | None:
        meaning = token.meaning
        operator = operator_of(meaning.classes) if meaning.classes else None
        if operator and not (meaning.is_slot and operator in ("BE", "AND", "PLUS")):
            return self._standing(index, token, operator)
        if meaning.is_slot or ("level" in meaning.ids and is_level_of(token, self.tokens)):
            return "SLOT"
        if token.kind == "break" and token.text in ",，、":
            if (
                self._is_adverbial(index)
                or (self.marks & CALCULATING and self._labels_behind(index))
                or self._is_converted(index)
                or self._is_attribution(index)
            ):
                return None
            return "AND"
        return None

    def _standing(self, index: int, token: Token, operator: str) -> str | None:
        """Return the operator that a token is where it stands, None where it is none there."""
        match operator:
            case "SHARE":
                return None if self._before_denominator(index) else operator
            case "BE":
                stressed = self.marks & {"highest", "lowest"} or self._before_verb(index)
                if stressed or (token.text == "at" and not self._before_amount(index)):
                    return None
            case "MINUS":
                if token.text == "-" and not self._between_measures(index):
                    return None
                if token.has("left_out") and not leaves_out_measure(self.tokens, index):
                    return None
            case "PLUS":
                if token.text == "+" and self._is_sign(index):
                    return None
            case "TO":
                if token.text in ("to", "到", "至") and not self.marks & _CHANGING:
                    return None
            case "CMP":
                if token.text == "over" and self._spans(index):
                    return None
                if token.has("than", "covers", "covered_by", "compared") and not self._between_slots(index):
                    return None
                if token.has("as_much_as"):
                    following = self._following(index)
                    if following is not None and following.quantity is not None:
                        return "BE"
                    if not self._between_slots(index):
                        return None
            case "VS" if token.has("to_period"):
                sides = self.tokens[index - 1 : index] + self.tokens[index + 1 : index + 2]
                return operator if len(sides) == 2 and all(side.period for side in sides) else None
            case "VS":
                if token.has("from_there") and "how_far" not in self.marks:
                    return None
        return operator

    def _spans(self, index: int) -> bool:
        """`spend over the first half`: nothing but the one period that is named stands behind it."""
        behind = [token for token in self.tokens[index + 1 :] if is_filled(token)]
        alone = len(behind) == 1 and behind[0].period is not None
        return alone and not any(token.period for token in self.tokens[:index])

    def _following(self, index: int) -> Token | None:
        """The next token that says anything."""
        return next((token for token in self.tokens[index + 1 :] if not token.meaning.is_noise), None)

    def _is_adverbial(self, end: int) -> bool:
        """`From 2024 to 2025, …`: a period before everything that is named belongs to what follows."""
        before = [token for token in self.tokens[:end] if token.meaning.is_slot or token.period or token.quantity]
        if not before or any(not (token.period or token.has("annualised")) for token in before):
            return False
        following = next((token for token in self.tokens[end + 1 :] if is_slot(token) or token.quantity), None)
        return following is not None and following.period is None and following.quantity is None

    def _labels_behind(self, end: int) -> bool:
        """`A minus B, Japan 2024`: whose and when it is, said behind what is calculated, is of all of it."""
        before = [token for token in self.tokens[:end] if token.meaning.is_slot]
        behind = [token for token in self.tokens[end + 1 :] if token.meaning.is_slot or token.quantity]
        kinds = [kind for token in behind if (kind := kind_of_label(token))]
        if not behind or len(kinds) != len(behind) or len(set(kinds)) != len(kinds):
            return False
        return not any(kind_of_label(token) in kinds for token in before) and any(t.ids("measure") for t in before)

    def _is_converted(self, end: int) -> bool:
        """`…, 折合每月多少`, `…, annualised?`: what stands before the comma is converted, and no figure of its own."""
        rest = self.tokens[end + 1 :]
        if "annualised" in self.marks and self._sets_pace(end):
            return True
        if any(token.quantity is not None for token in rest):
            return False
        if "converted" in self.marks and rest and rest[0].has("converted"):
            return True
        slots = [token for token in rest if token.meaning.is_slot]
        return bool(slots) and all(map(_tells_pace, slots))

    def _sets_pace(self, end: int) -> bool:
        """`A, annualised, is what part of B?`: the commas around a pace set nothing apart."""
        breaks = [index for index, token in enumerate(self.tokens) if token.kind == "break"]
        at = breaks.index(end)
        before = self.tokens[breaks[at - 1] + 1 : end] if at else ()
        behind = self.tokens[end + 1 : breaks[at + 1]] if at + 1 < len(breaks) else ()
        return any(
            slots and all(map(_tells_pace, slots))
            for slots in (list(filter(is_slot, before)), list(filter(is_slot, behind)))
        )

    @property
    def converts(self) -> bool:
        """Tell whether it ends in per what something is wanted: `$4.3bn in H1, per month?`."""
        last = next((i for i in range(len(self.tokens) - 1, -1, -1) if self.tokens[i].kind == "break"), None)
        return last is not None and self._is_converted(last)

    def _is_attribution(self, end: int) -> bool:
        """`According to leaked documents, …`: how it is known belongs to what is said, and is no operand of its own."""
        slots = [token for token in self.tokens[:end] if token.meaning.is_slot]
        if not slots or not all(map(is_origin, slots)):
            return False
        if any(token.has(*_TELLING) for token in self.tokens[:end]):
            return True
        if self.marks & {"of_all", "channel:leaked"}:  # what is derived from leaks is of another origin
            return False
        return not any(map(is_origin, self.tokens[end + 1 :]))

    def _sets_against(self, index: int, token: Token) -> bool:
        """`A is not more than B`, `A 沒有 B 高`: a bound, or a denial with a degree behind, between two figures."""
        degree = token.has("not") and not self.marks & _COMPARING
        if not (token.has(*BOUNDS) or (degree and any(t.has("more", "less") for t in self.tokens[index + 1 :]))):
            return False
        return any(map(is_name, self.tokens[:index])) and any(map(is_name, self.tokens[index + 1 :]))

    def _before_amount(self, index: int) -> bool:
        following = self._following(index)
        return following is not None and following.quantity is not None

    def _before_verb(self, index: int) -> bool:
        """`不是抽`: it stresses the verb, and sets nothing equal."""
        following = self._following(index)
        return following is not None and following.meaning.is_verb

    def _before_denominator(self, index: int) -> bool:
        """`佔 GDP`, `share of GDP`: the denominator is a slot like another."""
        for token in self.tokens[index + 1 :]:
            measures = token.ids("measure")
            if measures:
                return any(self.facts[measure].is_denominator for measure in measures if measure in self.facts)
            if token.kind in ("unread", "quantity"):
                return False
            if token.ids("entity"):
                continue
        return not any(token.meaning.is_slot for token in self.tokens[index + 1 :])

    def _is_sign(self, index: int) -> bool:
        """`是GDP的+119%`: a sign of the amount that it touches, with nothing before it that could be added to."""
        before, after = self.tokens[index - 1] if index else None, self.tokens[index + 1 : index + 2]
        if not after or after[0].quantity is None or after[0].start != self.tokens[index].end:
            return False
        return before is None or not is_filled(before)

    def _between_measures(self, index: int) -> bool:
        def named(tokens: Sequence[Token]) -> bool:
            return any(token.quantity is not None or token.ids("measure") for token in tokens)

        return named(self.tokens[:index]) and named(self.tokens[index + 1 :])

    def _between_slots(self, index: int) -> bool:
        def filled(tokens: Sequence[Token]) -> bool:
            return any(map(is_filled, tokens))

        return filled(self.tokens[:index]) and filled(self.tokens[index + 1 :])

    def groups(self) -> list[Group]:
        """Return operands and operators in order: the name of the terminal, with its tokens."""
        return grouped(self.terminals())

    def parse(self) -> Shape:
        """Parse the operators and bind the operands; done once.

        Raises:
            ClauseSyntaxError: They do not stand in a way that the grammar knows.
        """
        if self._shape is None:
            self._shape = self._parse()
        return self._shape

    def _parse(self) -> Shape:
        groups = self.groups()
        if not groups:
            return Shape("none", (), ())
        shape = shape_of(parse_clause(tuple([name for name, _ in groups])), groups, self.facts)
        drafts = shape.drafts
        if any(is_jumbled(draft, self.facts) for draft in drafts):
            raise ClauseSyntaxError
        if len(drafts) == 1:
            return shape
        donors = [draft for draft in drafts if is_donor(draft, [other for other in drafts if other is not draft])]
        if "same_period" in self.marks:
            share_same_period(drafts)
        share(drafts, self.facts)
        share_currency(drafts)
        return without(shape, donors[0]) if donors else shape

    def block(self, *, whole: bool = False) -> Block | None:
        """Return the unread words that change what is asked, if there are any.

        An unread word is harmless only where it cannot be part of the figure's description: before a word that opens
        the question ("my cousin wants to know …"), or behind a word that closes it ("… pls boss").

        Args:
            whole: Whether the words around what is named count in any case (lists, rankings).
        """
        places = Blocking(self).places(whole=True) if whole else self._blocking
        return Blocking(self).block(places) if places else None

    @property
    def is_blocked(self) -> bool:
        """Tell whether there are any."""
        return bool(self._blocking)

    @property
    def _blocking(self) -> list[int]:
        """Their places, looked for once."""
        if self._blocked is None:
            self._blocked = Blocking(self).places(whole=False)
        return self._blocked


__all__ = ["INTERROGATIVES", "Clause", "ClauseSyntaxError", "is_name", "is_slot"]
