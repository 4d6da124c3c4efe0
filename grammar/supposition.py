"""Suppositions without a subject, made of what was asked before: `what if it were 15%?`, `without pensions`."""

from __future__ import annotations

from collections.abc import Sequence

from grammar.antecedent import Antecedent, Followed, asked_again, asks_what, is_plain, refused, terms_before
from grammar.clause import Clause, ClauseSyntaxError, is_filled
from grammar.condition import conditions_of, given_by
from grammar.expression import Constant, Expression, Figure, Given, PerPeriod, WhatIf
from grammar.leaning import Phrase, rest_of
from grammar.lexer import Token
from grammar.quantity import Quantity
from grammar.slots import bind
from grammar.solve import NOUGHT
from grammar.substitution import asked_of, under

_SUPPOSAL = frozenset("if how state how_much will would_make to".split())
_ALL = 100  # percent


def supposed(clause: Clause, antecedent: Antecedent, setting: Sequence[Phrase]) -> Followed | None:
    """Ask the same with something supposed, perhaps of another period, or per day.

    Args:
        clause: A fragment with an amount.
        antecedent: What was asked before.
        setting: Words that say that the amount is set: `15% instead`, `試試15%`.
    """
    if _asks_of_its_own(clause):
        return None
    clause = Clause(rest_of(clause.tokens, setting), clause.facts)
    if any(token.kind == "unread" for token in clause.tokens):
        return None
    placing = [token for token in clause.slots if token.period is not None or _is_pace(token)]
    other = bind(placing, clause.facts).figure()
    bare = _without_instead(Clause(tuple(token for token in clause.tokens if token not in placing), clause.facts))
    goes_on = bool(setting) or (_ends(bare) and any(isinstance(term, WhatIf) for term in terms_before(antecedent)))
    is_bare = is_plain(bare.tokens, also=_SUPPOSAL) and not bare.slots and not asks_what(bare.tokens)
    if not ("if" in clause.marks or (goes_on and is_bare) or (_is_set(bare) and not _is_complete(bare))):
        return None
    given = _given(bare)
    if given is None:
        return None
    if not given.figure.measure and not _is_part(given.replacement):
        return refused(antecedent)
    terms: tuple[Expression, ...] | None = terms_before(antecedent)
    if terms and other.period is not None:
        terms = asked_of(terms, Figure(period=other.period))
    if terms and other.per is not None:
        terms = tuple(PerPeriod(term, other.per) for term in terms if isinstance(term, Figure)) or None
    return None if terms is None else _asked_under(terms, given, antecedent)


def left_out(
    phrases: Sequence[Phrase], tokens: Sequence[Token], clause: Clause, antecedent: Antecedent
) -> Followed | None:
    """Read what is left out of what was asked: `without pensions`, `如果不算養老金呢`."""
    if len(phrases) != 1 or phrases[0].kind != "without" or clause.quantities:
        return None
    rest = rest_of(tokens, phrases)
    named = [token for token in rest if is_filled(token)]
    if len(named) != 1 or not named[0].ids("measure") or named[0].ids("entity") or named[0].start < phrases[0].end:
        return None
    if not is_plain(rest, also=frozenset({"not", "if"})):
        return None
    given = Given(Figure((), named[0].ids("measure")), Constant(NOUGHT))
    return _asked_under(terms_before(antecedent), given, antecedent)


def _asked_under(terms: tuple[Expression, ...], given: Given, antecedent: Antecedent) -> Followed:
    if not terms:
        return refused(antecedent)
    return asked_again(tuple(under(term, given) for term in terms), antecedent), None


def _given(clause: Clause) -> Given | None:
    """Read what a fragment supposes: an amount of something that it names, or of what it leaves open."""
    amounts = [token.quantity for token in clause.quantities if token.quantity is not None]
    if len(amounts) != 1 or not is_plain(clause.tokens, also=_SUPPOSAL):
        return None
    if not clause.slots:
        return Given(Figure(), Constant(amounts[0])) if amounts[0].unit in ("percent", "") else None
    try:
        found = given_by(clause)
    except ClauseSyntaxError:
        return None
    return found[0] if len(found) == 1 and found[0].figure.measure else None


def _asks_of_its_own(clause: Clause) -> bool:
    """Tell whether beside what is supposed it is said what is asked: `OpenAI revenue if the share were 10%`."""
    conditions, main = conditions_of(clause)
    return bool(conditions) and any(token.period is None and not _is_pace(token) for token in main.slots)


def _ends(clause: Clause) -> bool:
    """Tell whether nothing but a particle stands behind the amount: `那10%呢`, `10% then?`."""
    place = next((index for index, token in enumerate(clause.tokens) if token.quantity is not None), 0)
    return all(
        token.kind in ("stop", "break", "skip") or token.has("then") or len(token.text) == 1
        for token in clause.tokens[place + 1 :]
    )


def _is_complete(clause: Clause) -> bool:
    """Tell whether it is said of whom and what."""
    named = {kind for token in clause.slots for kind in ("entity", "measure") if token.ids(kind)}
    return len(named) > 1


def _is_part(replacement: Expression) -> bool:
    """Tell whether an amount can be some part of a whole: nobody takes -5 or 120 percent."""
    value = replacement.quantity.value if isinstance(replacement, Constant) else None
    return value is not None and value >= 0 and (value <= _ALL or not _is_percent(replacement))


def _is_percent(replacement: Expression) -> bool:
    return isinstance(replacement, Constant) and replacement.quantity.unit == "percent"


def _is_pace(token: Token) -> bool:
    return not token.symbols and any(family.startswith("per_") for family, _ in token.meaning.said)


def _is_set(clause: Clause) -> bool:
    """Tell whether an amount is set (`at 25%?`, `換成15%呢`), not asked about (`was it 25%?`)."""
    for token, following in zip(clause.tokens, clause.tokens[1:], strict=False):
        sets = token.has("with_rate") or (token.has("set_to") and not token.has("be"))
        if sets and _is_rate(following.quantity):
            return True
    return False


def _is_rate(quantity: Quantity | None) -> bool:
    return quantity is not None and quantity.unit == "percent"


def _without_instead(clause: Clause) -> Clause:
    """`15 % instead of 20`: what it is now says nothing new."""
    place = clause.find("instead_of")
    return clause if not place or not clause.part(0, place).quantities else clause.part(0, place)
