"""Conditions of a question: which figures it replaces, and what is asked under them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from grammar.basis import leads_to_basis
from grammar.clause import Clause, ClauseSyntaxError, is_slot, says_computed
from grammar.expression import Constant, Difference, Expression, Figure, Given, Product, Sum
from grammar.lexer import Token
from grammar.lexicon import Meaning
from grammar.quantity import Quantity
from grammar.slots import Draft, bind, carry


def chained(givens: Iterable[Given]) -> tuple[Given, ...]:
    """Let a condition that only names a share (`又說是GDP的3.5%`) speak of what the one before it spoke of."""
    found: list[Given] = []
    for given in givens:
        figure = given.figure
        if found and not figure.measure and not figure.role and figure.denominator:
            figure = replace(carry(figure, [found[-1].figure]), soft=frozenset())
        found.append(Given(figure, given.replacement))
    return tuple(found)


def conditions_of(clause: Clause) -> tuple[list[Clause], Clause]:
    """Split a question into its conditions and what is asked under them."""
    opens = clause.find("if")
    rate = clause.rate_condition
    closes = next((i for i, token in enumerate(clause.tokens) if token.text == "的话" and i), None)
    if opens is None and closes is not None and clause.part(0, closes).quantities and clause.part(closes).has_slot:
        return [clause.part(0, closes)], clause.part(closes + 1)  # 抽15%的話
    if opens is None and rate is not None:
        main = Clause(clause.tokens[: rate[0] - 1] + clause.tokens[rate[1] :], clause.facts)
        if main.has_slot and not main.quantities:
            return [clause.part(*rate)], main
    shifted = _shifted(clause) if opens is None else None
    if shifted is not None:
        return [clause.part(0, shifted)], clause.part(shifted)
    if opens is not None:
        end = _condition_end(clause, opens)
        condition = clause.part(opens + 1, end)
        if (
            condition.quantities
            and not any(map(_fills, condition.tokens))
            and clause.part(0, opens).has_slot
            and clause.part(end).has_slot
        ):
            return [Clause(clause.tokens[:opens] + condition.tokens, clause.facts)], clause.part(end)
        if (split := _behind_first_amount(clause, opens)) is not None:
            return split
        if _is_holder(clause.part(0, opens)) and _takes_share(
            condition
        ):  # Microsoft, if it took 15 %: its share, not itself
            return [Clause(clause.tokens[:opens] + condition.tokens, clause.facts)], clause.part(end)
        main = Clause(clause.tokens[:opens] + clause.tokens[end:], clause.facts)
        if not condition.quantities and _is_holder(clause.part(0, opens)):  # China, if it had America's debt
            condition = Clause(clause.tokens[:opens] + condition.tokens, clause.facts)
        bare = _bare_rate(main) or (_taken_at(main) if condition.quantities else None)
        if bare is not None:
            return [condition, bare[0]], bare[1]
        if main.has_slot or not condition.has_slot:
            return [condition], main
        return _split_bare(condition)
    sets = next(
        (i for i, t in enumerate(clause.tokens) if t.has("set_to") and not t.has("be") and t.text != "at" and i), None
    )
    if sets is not None:
        amount = next((i for i in range(sets, len(clause.tokens)) if clause.tokens[i].kind == "quantity"), None)
        if amount is not None and clause.part(amount + 1).has_slot:
            return [clause.part(0, amount + 1)], clause.part(amount + 1)
    then = next((i for i, t in enumerate(clause.tokens) if t.has("then") and i), None)
    if then is not None and clause.part(0, then).quantities and clause.part(then).has_name:
        return _assertions(clause.part(0, then)), clause.part(then)
    return [], clause


def _behind_first_amount(clause: Clause, opens: int) -> tuple[list[Clause], Clause] | None:
    """`OpenAI's revenue, if it were 5bn, what is Microsoft's 20 %?`: what stands before `if` is what the first amount is of."""
    amounts = [index for index, token in enumerate(clause.tokens) if token.quantity is not None]
    if len(amounts) != 2 or amounts[0] < opens or any(map(_fills, clause.tokens[opens : amounts[0]])):
        return None
    if not any(token.ids("measure") for token in clause.tokens[:opens]):
        return None
    first = Clause((*clause.tokens[:opens], *clause.tokens[opens + 1 : amounts[0] + 1]), clause.facts)
    rest = clause.part(amounts[0] + 1)
    rate = _taken_at(rest)
    return ([first, rate[0]], rate[1]) if rate is not None else None


def _takes_share(condition: Clause) -> bool:
    """Tell whether a condition says at what rate somebody takes, and names nobody."""
    amounts = condition.quantities
    relative = len(amounts) == 1 and amounts[0].quantity is not None and amounts[0].quantity.unit == "percent"
    if not relative or any(token.ids("entity") or token.ids("measure") for token in condition.tokens):
        return False
    return any(token.has("verb:receive") for token in condition.tokens)


def _taken_at(clause: Clause) -> tuple[Clause, Clause] | None:
    """What somebody takes at a rate that is named as it is asked (`Microsoft's 20 %`): the rate, and what is asked then."""
    places = [index for index, token in enumerate(clause.tokens) if token.quantity is not None]
    if len(places) != 1 or any(token.ids("measure") for token in clause.tokens):
        return None
    amount = clause.tokens[places[0]]
    entities = {token.ids("entity") for token in clause.tokens if token.ids("entity")}
    if amount.quantity is None or amount.quantity.unit != "percent" or len(entities) != 1:
        return None
    verb = next((token for token in clause.tokens if token.has("verb:receive")), None) or Token(
        "word", amount.start, amount.end, amount.text, _RECEIVE
    )
    whom = next(token for token in clause.tokens if token.ids("entity"))
    rest = [token for token in clause.tokens if token is not amount and token is not verb]
    return Clause((whom, verb, amount), clause.facts), Clause((*rest, verb), clause.facts)


_RECEIVE = Meaning.of((), {"verb:receive"})


def _is_holder(clause: Clause) -> bool:
    """Tell whether nothing but one entity is named."""
    named = [token for token in clause.tokens if is_slot(token)]
    return len(named) == 1 and bool(named[0].ids("entity"))


def _bare_rate(clause: Clause) -> tuple[Clause, Clause] | None:
    """`…, how much does it get at 20 %`: a rate without its name belongs to the verb; the condition and the rest."""
    verb = next((token for token in clause.tokens if token.has("verb:receive")), None)
    for index, token in enumerate(clause.tokens[:-1]):
        amount = clause.tokens[index + 1].quantity
        if verb is not None and token.has("with_rate") and amount is not None and amount.unit == "percent":
            rest = clause.tokens[:index] + clause.tokens[index + 2 :]
            return Clause((clause.tokens[index + 1], verb), clause.facts), Clause(rest, clause.facts)
    return None


_ASKING = frozenset({"question", "what", "how_much", "which", "what_share"})


def implied_by(clause: Clause) -> tuple[list[Clause], Clause] | None:
    """Read what two amounts imply as the conditions of a question: `GDP implied by interest of 900bn and 3.5 % of GDP`."""
    if len(clause.quantities) != 2:
        return None
    tokens = clause.tokens
    place = next((i for i, t in enumerate(tokens) if says_computed(t)), None)
    if place is None:
        return None
    before, after = clause.part(0, place), clause.part(place + 1)
    basis, asked = (after, before) if not before.quantities else (before, after)
    if basis is before and not any(token.ids("measure") for token in after.tokens):
        basis, asked = _with_name_behind(before, after)  # A 3 %, B 75 %: what C is implied?
    if len(basis.quantities) != 2 or not any(token.ids("measure") for token in asked.tokens):
        return None
    leads = leads_to_basis(tokens, place)
    if leads is not (basis is after) and (basis is after or not clause.marks & _ASKING):
        return None
    if basis is not after:  # …, of whom and when is said behind the amounts: it is what is asked that is of them
        last = max(i for i, t in enumerate(basis.tokens) if t.quantity is not None)
        whose = [t for t in basis.tokens[last + 1 :] if t.ids("entity") or t.period is not None]
        asked = Clause((*whose, *asked.tokens), clause.facts)
    return _assertions(basis), asked


def _with_name_behind(before: Clause, after: Clause) -> tuple[Clause, Clause]:
    """Part amounts from what is named behind the last of them, which is what is asked."""
    last = max(i for i, t in enumerate(before.tokens) if t.quantity is not None)
    opens = next((i for i in range(last, len(before.tokens)) if before.tokens[i].kind == "break"), None)
    opens = next((i for i in range(last, len(before.tokens)) if before.tokens[i].text in ":："), opens)
    if opens is None:
        return before, after
    return before.part(0, opens), Clause((*before.tokens[opens + 1 :], *after.tokens), before.facts)


def _shifted(clause: Clause) -> int | None:
    """Where `take 55 points off A: what is B then?` goes over from what is changed to what is asked."""
    if len(clause.quantities) != 1 or ("question" not in clause.marks and not clause.marks & {"how_much", "what"}):
        return None
    amount = next(i for i, t in enumerate(clause.tokens) if t.quantity is not None)
    for index in range(amount + 1, len(clause.tokens)):
        if (clause.tokens[index].kind == "break" or clause.tokens[index].text == ":") and _shift_of(
            clause.part(0, index)
        ) is not None:
            rest = clause.part(index + 1)
            return index if any(token.ids("measure") for token in rest.tokens) else None
    return None


def _shift_of(clause: Clause) -> Shift | None:
    """By what a condition changes a figure: `total assets were 20 points lower`, `少55個百分點`; no level that it names."""
    place = next((i for i, t in enumerate(clause.tokens) if t.quantity is not None), None)
    if place is None or not any(token.ids("measure") for token in clause.tokens):
        return None
    before = next((t for t in reversed(clause.tokens[:place]) if not t.is_noise), None)
    if before is not None and before.has("to", "set_to", "goal") and not before.has("be", "lowered", "raised"):
        return None
    lowers = any(token.has(*_LOWERING) for token in clause.tokens)
    raises = any(token.has(*_RAISING) for token in clause.tokens)
    if lowers == raises:
        return None
    return Difference if lowers else _increased


def _increased(first: Expression, second: Expression) -> Expression:
    return Sum((first, second))


Shift: TypeAlias = Callable[[Expression, Expression], Expression]
_LOWERING = ("less", "decline", "minus", "lowered")
_RAISING = ("more", "growth", "plus", "raised")


def _condition_end(clause: Clause, opens: int) -> int:
    """The condition ends at the first break behind something complete, or where the question opens."""
    complete = False
    for index in range(opens + 1, len(clause.tokens)):
        token = clause.tokens[index]
        complete = complete or (token.kind == "break" and _repeats(clause.tokens[opens:index]))
        if token.kind in ("break", "stop") and complete and token.text not in "()（）":
            return index
        if complete and token.has("then", "how_much", "what", "how_many_times") and clause.part(index).has_slot:
            return index
        if complete and token.ids("measure") and not any(t.quantity for t in clause.tokens[opens:index]):
            return index  # 如果背的是美國的總負債 | 淨資產剩多少
        if token.kind == "quantity" or (token.ids("measure") and index > opens + 2):
            complete = (
                complete
                or token.kind == "quantity"
                or any(t.has("have", "set_to", "be", "verb:own", "verb:owe") for t in clause.tokens[opens + 1 : index])
            )
    return _behind_amount(clause, opens) or len(clause.tokens)


def _repeats(tokens: Sequence[Token]) -> bool:
    return any(t.has("repeats", "same") for t in tokens) and sum(t.period is not None for t in tokens) > 1


def _behind_amount(clause: Clause, opens: int) -> int | None:
    """Where a condition without a break ends: behind its amount, if something else is asked of (`只拿15%能分多少`)."""
    amount = next((i for i in range(opens, len(clause.tokens)) if clause.tokens[i].quantity is not None), None)
    asked_at = clause.find("how_much", "what_share", "how_many_times")
    if amount is None or asked_at is None or asked_at < amount:
        return None
    says = [token for token in clause.tokens[amount + 1 : asked_at] if token.ids("measure") or token.meaning.is_verb]
    own = any(token.ids("measure") or token.meaning.is_verb for token in clause.tokens[opens:amount])
    return amount + 1 if own and says and not clause.is_bottom(says[0]) else None


def _split_bare(condition: Clause) -> tuple[list[Clause], Clause]:
    """`what if the share were 15% openai revenue 2024`: without a break the condition ends with its amount."""
    amount = next((i for i, t in enumerate(condition.tokens) if t.kind == "quantity"), None)
    if amount is None:
        return [], condition
    return [condition.part(0, amount + 1)], condition.part(amount + 1)


def _assertions(clause: Clause) -> list[Clause]:
    """Split at the amounts: each with the words before it."""
    parts, start = [], 0
    for index, token in enumerate(clause.tokens):
        if token.kind == "quantity":
            end = index + 1
            of = index + 1 < len(clause.tokens) - 1 and clause.tokens[index + 1].text == "of"
            bottom = index + 2 if of and clause.tokens[index + 2].ids("measure") else None
            if bottom is not None and all(clause.facts[m].is_denominator for m in clause.tokens[bottom].ids("measure")):
                end = bottom + 1  # 3.5 % of GDP
            parts.append(clause.part(start, end))
            start = end
    return parts


def given_by(clause: Clause) -> list[Given]:
    """Read a condition as figures replaced."""
    tokens = [t for t in clause.tokens if t.kind != "break"]
    denied = next(
        (
            i
            for i, t in enumerate(tokens)
            if t.has("not", "instead_of") and i and any(u.kind == "quantity" for u in tokens[:i])
        ),
        None,
    )
    tokens = tokens[:denied] if denied is not None else tokens
    amounts = [t for t in tokens if t.kind == "quantity"]
    holder = next(
        (
            i
            for i, t in enumerate(tokens)
            if t.has("have", "set_to", "be", "verb:own", "verb:owe") and 0 < i < len(tokens) - 1 and _holds(tokens, i)
        ),
        None,
    )
    if amounts:
        draft = bind([t for t in tokens if _fills(t) or t.kind == "quantity"], clause.facts)
        if not draft.has_slots and draft.denominator is None:
            return []
        taken = _taken_of(draft, clause)
        if taken:
            return taken
        quantity: Quantity = amounts[-1].quantity  # type: ignore[assignment]
        if quantity.unit == "percent" and not draft.measures and draft.roles:
            draft.measures = [rates] if (rates := _rates_of(draft.roles, clause)) else []
        figure = replace(
            draft.figure(), value=None if draft.has_measure else quantity, unit=quantity.unit or draft.figure().unit
        )
        if quantity.unit == "ratio" and not draft.denominator and not _is_multiple(figure, clause):
            if len(figure.measure) != 1:
                raise ClauseSyntaxError  # which of several doubles is not said
            plain = replace(figure, unit=None, value=None)
            return [Given(plain, Product(plain, Constant(quantity)))]
        shift = _shift_of(clause) if quantity.unit == "percentage_points" or quantity.is_money else None
        if shift is not None:
            figure = replace(figure, unit=None)
            return [Given(figure, shift(figure, Constant(quantity)))]
        return [Given(figure, Constant(quantity))]
    if not amounts and (repeated := _repeated(tokens, clause)) is not None:
        return [repeated]
    if holder is not None:
        left = bind([t for t in tokens[:holder] if is_slot(t)], clause.facts).figure()
        right = bind([t for t in tokens[holder:] if is_slot(t)], clause.facts).figure()
        if right.entity and (left.entity or left.measure):
            measure = left.measure or right.measure
            replaced = replace(left, measure=measure, period=left.period or right.period)
            return [Given(replaced, replace(right, measure=right.measure or measure))]
    return []


def _taken_of(draft: Draft, clause: Clause) -> list[Given]:
    """Read `it takes 20 % of 5bn` as two figures replaced: the rate, and what it is taken of.

    Raises:
        ClauseSyntaxError: A share and an amount are assumed at once, and of what is not said.
    """
    shares = [quantity for quantity in draft.quantities if quantity.unit == "percent"]
    amounts = [quantity for quantity in draft.quantities if quantity.unit != "percent"]
    if len(draft.quantities) < 2 or not shares or not amounts:
        return []
    bases = {
        (fact.counterpart, fact.base)
        for fact in clause.facts.values()
        if fact.counterpart and fact.base and not fact.roles.isdisjoint(draft.roles)
    }
    rates = _rates_of(draft.roles, clause)
    if len(bases) != 1 or len(shares) != 1 or len(amounts) != 1 or not rates:
        raise ClauseSyntaxError
    payer, base = next(iter(bases))
    takers = tuple(entity for mention in draft.entities for entity in mention if entity != payer)
    span = draft.figure().period
    return [
        Given(Figure(takers, rates), Constant(shares[0])),
        Given(Figure((payer or "",), tuple(sorted(base)), span), Constant(amounts[0])),
    ]


def _repeated(tokens: Sequence[Token], clause: Clause) -> Given | None:
    """`Q4 just repeats Q3`, `第四季跟第三季一樣`: what is supposed of one period is what is held of another."""
    places = [index for index, token in enumerate(tokens) if token.period is not None]
    if len(places) != 2 or not any(token.has("repeats", "same") for token in tokens[places[0] :]):
        return None
    named = [t for t in tokens if is_slot(t) and t.period is None]
    first, second = (bind([*named, tokens[place]], clause.facts).figure() for place in places)
    if first.period is None or second.period is None or not (first.measure or first.role):
        return None
    if first.period.has_year and not second.period.has_year:
        second = replace(second, period=second.period.with_year(first.period.first.year))
    return Given(first, second)


def _is_multiple(figure: Figure, clause: Clause) -> bool:
    """Tell whether a figure is measured in multiples itself: twice is what it is then, not what becomes of it."""
    return not (figure.measure or figure.role) or any(
        clause.facts[name].unit == "ratio" for name in figure.measure if name in clause.facts
    )


def _fills(token: Token) -> bool:
    """Tell whether a token fills a slot; what says by how much something changes is no verb of its own."""
    return is_slot(token) and not (token.meaning.is_verb and token.has("lowered", "raised"))


def _holds(tokens: Sequence[Token], place: int) -> bool:
    """A verb of having stands between two entities: what the one has of the other's."""
    if not is_slot(tokens[place]):
        return True
    sides = (tokens[:place], tokens[place + 1 :])
    return all(any(token.ids("entity") for token in side) for side in sides)


def _rates_of(roles: Sequence[str], clause: Clause) -> tuple[str, ...]:
    """The rates that say what part of a base somebody takes: `if it takes 15 %`."""
    taken = [fact for fact in clause.facts.values() if fact.roles & set(roles) and fact.base]
    return tuple(
        name
        for name, fact in clause.facts.items()
        if fact.kind == "rate"
        and fact.unit == "percent"
        and any(fact.base & one.base for one in taken)
        and fact.counterpart
    )
