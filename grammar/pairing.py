"""Statements that say several things at once: lists of names with a list of amounts, a comparison with amounts behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from grammar.clause import is_name, is_slot
from grammar.lexer import Token
from grammar.lexicon import Meaning, Symbol
from grammar.slots import Facts, are_bottoms

Stretch = list[Token]
_JOINS = frozenset(",，、/")
_COMPARING = ("more_than", "less_than", "as_much_as")
SETTING = frozenset({"compared", "than", *_COMPARING})
_APART = (
    "minus",
    "plus",
    "over",
    "versus",
    "compared",
    "than",
    "times_sign",
    "share_of",
    "growth",
    "decline",
    "for_every",
)


def stretches(tokens: Sequence[Token], facts: Facts, marks: frozenset[str]) -> list[Stretch]:
    """Cut a sentence where it sets figures against each other and goes on, and give every name of a list its own amount.

    Args:
        tokens: Of a whole sentence.
        facts: What is known of measures.
        marks: The classes of all its words.
    """
    pieces = list(_behind_comparisons(tokens)) if marks & SETTING else [list(tokens)]
    return [part for piece in pieces for part in listed(piece, facts)]


# ----- a comparison, and what is said behind it ---------------------------------------------------------------------------


def _behind_comparisons(tokens: Sequence[Token]) -> Iterator[Stretch]:
    """`A exceeds B, net debt is 119 %`, `A exceeds B, at 252 %`, `A is higher than B, 166 % vs 134 %`, `A of 5 exceeds B`."""
    current: Stretch = []
    told = False  # whether the amount of what is set against the other was said with it
    for index, token in enumerate(tokens):
        if token.has("more_than", "less_than") and (amount := _apposed(current)) is not None:
            yield current[: amount + 1]
            current = current[: amount - 1] + current[amount + 1 :]
            told = True
        if (_joins(token) or token.text == "(") and not any(one.quantity for one in current):
            place = _sets_against(current)
            rest = _until_break(tokens[index + 1 :]) if place is not None else []
            if place is not None and any(one.quantity for one in rest):
                apart = _apart_from(token, current, place, rest, told=told)
                if apart is not None:
                    yield from apart
                    yield from _behind_comparisons(tokens[index + 1 + len(rest) :])
                    return
                if token.kind == "break" and _first_said(rest).has("by_amount"):
                    continue  # `A exceeds B, by 118 points`
                if token.kind == "break" or _is_named(rest):
                    yield current
                    current = []
                    continue
        current.append(token)
    if current:
        yield current


def _apposed(tokens: Sequence[Token]) -> int | None:
    """The place of an amount that says how much something is that is named before it: `spending of 5bn`."""
    amounts = [index for index, token in enumerate(tokens) if token.quantity is not None]
    if len(amounts) != 1 or amounts[0] < 2 or tokens[amounts[0] - 1].text != "of":
        return None
    return amounts[0] if any(map(is_name, tokens[: amounts[0]])) else None


def _apart_from(joint: Token, current: Stretch, place: int, rest: Stretch, *, told: bool) -> list[Stretch] | None:
    """What amounts without names of their own, behind a comparison, are said of; nothing where that is no question.

    `…, at 252 %` is said of the first, `…, which is 142 %` of the second, `…, 166 % vs 134 %` of both in turn, and a bare
    amount of neither for sure, unless the two are the same or the first was told before.
    """
    if joint.kind != "break" or _is_named(rest) or _first_said(rest).has("by_amount"):
        return None
    amounts = [one for one in rest if one.quantity]
    first, second = current[:place], current[place:]
    if len(amounts) == 2 and any(one.has("versus", "to_period") for one in rest):
        return [current, [*filter(is_slot, first), amounts[0]], [*filter(is_slot, second), amounts[1]]]
    if len(amounts) != 1:
        return None
    if told or any(one.text.startswith("which") or one.text == "后者" for one in rest):
        return [current, [*filter(is_slot, second), *rest]]
    same = any(one.has("as_much_as", "same") for one in current)
    if same or (joint.text != "(" and any(one.has("be") or one.text == "at" or one.period for one in rest)):
        return [current, _subject(first, rest)]
    return [current]


def _is_named(rest: Sequence[Token]) -> bool:
    """Tell whether something is measured before the first amount."""
    amount = next(index for index, one in enumerate(rest) if one.quantity)
    return any(one.ids("measure") or one.meaning.is_verb for one in rest[:amount])


def _first_said(rest: Sequence[Token]) -> Token:
    return next(one for one in rest if not one.is_noise or one.has("by_amount"))


def _subject(before: Sequence[Token], rest: Sequence[Token]) -> Stretch:
    """What an amount behind a comparison is said of: what was set against the other, at another time if it says so."""
    dated = any(token.period for token in rest)
    return [*(token for token in before if is_slot(token) and not (dated and token.period)), *rest]


def _until_break(tokens: Sequence[Token]) -> Stretch:
    end = next((index for index, token in enumerate(tokens) if token.kind == "break" and token.text in _JOINS), None)
    return list(tokens[:end])


def _sets_against(piece: Sequence[Token]) -> int | None:
    """The place of the word that sets what is named before it against what is named behind it."""
    for index, token in enumerate(piece):
        degree = token.has("compared", "than") and any(
            one.has("more", "less") for one in (piece[index:] if token.has("compared") else piece[:index])
        )
        if degree or token.has(*_COMPARING):
            if any(map(is_name, piece[:index])) and any(map(is_slot, piece[index + 1 :])):
                return index
    return None


# ----- names and amounts in lists ---------------------------------------------------------------------------------------------


def listed(tokens: Stretch, facts: Facts) -> list[Stretch]:
    """Give each of several names its own amount: `A's assets and liabilities are 166 % and 75 %`, `甲乙分別為75%、142%`.

    Returns:
        One stretch for each pair; none where there are not as many amounts as names, for then nobody knows whose they are.
    """
    run = _run_of_amounts(tokens, facts)
    if len(run) < 2:
        return [tokens]
    first, last = run[0], run[-1]
    before = tokens[:first]
    families = [places for family in _FAMILIES if (places := _mentions(before, family, facts))]
    varying = [places for places in families if len(places) > 1 and _is_list(before, places)]
    if not varying or any(token.has(*_APART) for token in before):
        return [tokens]
    if any(len(places) != len(run) for places in varying):
        return []
    tail = tokens[last + 1 :]
    further = _with_same_names(before, varying, tail, facts)
    found = [_pair(tokens, varying, turn, amount) for turn, amount in enumerate(run)]
    if further:
        return [*found, *listed(further, facts)]
    found[-1] += tail
    return found


def _with_same_names(before: Stretch, varying: Sequence[Sequence[Place]], tail: Stretch, facts: Facts) -> Stretch:
    """Put the names of a list before a further list of amounts: `A and B have assets of 1 and 2, and debts of 3 and 4`."""
    if len(varying) != 1 or len(_run_of_amounts(tail, facts)) < 2:
        return []
    opening = tail[: _run_of_amounts(tail, facts)[0]]
    if any(len(_mentions(opening, family, facts)) > 1 for family in _FAMILIES):
        return tail
    names = [*before[varying[0][0][0] : varying[0][-1][0] + 1]]
    return [*names, *(token for token in tail if not (_joins(token) and token is tail[0]))]


def _pair(tokens: Stretch, varying: Sequence[Sequence[Place]], turn: int, amount: int) -> Stretch:
    """What is said of one name of each list."""
    mine = {places[turn] for places in varying}
    others = {place for places in varying for place in places}
    inside = [(places[0][0], places[-1][0]) for places in varying]
    piece: Stretch = []
    for index, token in enumerate(tokens):
        if token.quantity is not None:
            break
        here = [place for place in others if place[0] == index]
        if here:
            own = next((place for place in here if place in mine), None)
            piece += [] if own is None else [_one_of(token, own[1])]
        elif not (_joins(token) and any(start < index < end for start, end in inside)):
            piece.append(token)
    return [*piece, tokens[amount]]


Place = tuple[int, str]
"""Where a token stands, and which of its entities is meant; empty where it has but one."""


def _run_of_amounts(tokens: Sequence[Token], facts: Facts) -> list[int]:
    """The places of the first amounts, where only what joins them stands between, and nothing that is named behind them."""
    run: list[int] = []
    joined = False
    for index, token in enumerate(tokens):
        if token.quantity is not None:
            if run and not joined:
                return []
            run.append(index)
            joined = False
        elif run and _joins(token):
            joined = True
        elif run and not (token.is_noise or token.has("respectively") or are_bottoms(token.ids("measure"), facts)):
            if joined:  # what begins here is another statement
                break
            return [] if is_slot(token) or token.kind == "unread" else run
    return run


def _joins(token: Token) -> bool:
    return token.has("and") or (token.kind == "break" and token.text in _JOINS)


def _of_entity(token: Token, facts: Facts) -> Sequence[str]:
    if groups := token.ids("group"):
        return facts[f"group:{groups[0]}"].members
    entities = token.ids("entity")
    return entities if len(entities) > 1 and len(entities) == len(token.text) else ("",) if entities else ()


def _of_measure(token: Token, facts: Facts) -> Sequence[str]:
    return ("",) if token.ids("measure") and not are_bottoms(token.ids("measure"), facts) else ()


def _of_period(token: Token, facts: Facts) -> Sequence[str]:
    del facts
    return ("",) if token.period is not None else ()


_FAMILIES: tuple[Callable[[Token, Facts], Sequence[str]], ...] = (_of_entity, _of_measure, _of_period)


def _mentions(tokens: Sequence[Token], family: Callable[[Token, Facts], Sequence[str]], facts: Facts) -> list[Place]:
    return [(index, one) for index, token in enumerate(tokens) for one in family(token, facts)]


def _is_list(tokens: Sequence[Token], places: Sequence[Place]) -> bool:
    """Tell whether something that joins stands between each two of them; the members of one word are a list."""
    return all(
        first == second or any(_joins(token) for token in tokens[first + 1 : second])
        for (first, _), (second, _) in pairwise(places)
    )


def _one_of(token: Token, entity: str) -> Token:
    return token._replace(meaning=Meaning.of((Symbol("entity", entity),))) if entity else token
