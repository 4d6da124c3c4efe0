"""Segments: a sentence cut so that each piece states one thing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from grammar.change import turned
from grammar.clause import Clause, is_filled, is_level_of, is_name, is_slot
from grammar.lexer import Token
from grammar.pairing import SETTING, stretches
from grammar.slots import Facts, are_bottoms

_OPENING = frozenset("(（[【")
_CLOSING = frozenset(")）]】")
_NO_BOUNDARY = _CLOSING | frozenset(":/\"'")
_SIGNS = frozenset({"positive", "negative", "highest", "lowest"})
_AN_AMOUNT = 1_000_000  # what a bare number must reach to be no count, and no share
_RECKONING = frozenset({"minus", "plus", "over", "times_sign"})
_CHANGING = frozenset({"growth", "decline", "raised", "lowered"})
_SIGNED = frozenset({"plus", "minus"})
_NET = ("净", "net")
_STILL = frozenset({"还", "还在", "仍", "仍在", "仍然", "持续", "继续", "一直", "still", "and"})


def segments(sentence: Clause) -> list[Clause]:
    """Cut a sentence so that each piece states one thing."""
    if "for_every" in sentence.marks and len(sentence.quantities) == 2:
        return [sentence]
    graded = "who_says" in sentence.marks or sentence.has_level
    if not sentence.quantities and "compared" in sentence.marks and (several := _comparisons(sentence.tokens)):
        return [Clause(tuple(piece), sentence.facts) for piece in several]
    if not (sentence.quantities or graded or sentence.marks & _SIGNS):
        return [sentence]
    toks = _without_restatements(sentence.tokens) if sentence.quantities else sentence.tokens
    if len(sentence.quantities) > 1:
        toks = _with_title_in_front(toks)
    if sentence.marks & _SIGNED:
        toks = _with_signs(toks)
    if sentence.quantities and sentence.marks & _CHANGING:
        toks = _without_outlook(toks)
    if len(sentence.quantities) > 2 and sentence.marks & {*_RECKONING, "be"}:
        toks = _without_reckonings(toks)
    if len(sentence.quantities) > 1 or (sentence.quantities and sentence.marks & SETTING):
        cut = stretches(toks, sentence.facts, sentence.marks)
        pieces = [piece for stretch in cut for piece in _pieces(stretch, sentence.facts, sentence.marks, graded=graded)]
    else:
        pieces = _pieces(toks, sentence.facts, sentence.marks, graded=graded)
    if len(pieces) == 1 and len(pieces[0]) == len(sentence.tokens):
        return [sentence]
    found = [piece for piece in pieces if any(map(is_filled, piece))]
    if len(found) > 1 and not _is_complete(found[-1]) and not any(map(is_name, found[-1])):
        last = found.pop()
        found[-1] += last
    return [Clause(tuple(piece), sentence.facts) for piece in found]


def _with_title_in_front(toks: Sequence[Token]) -> Sequence[Token]:
    """`China 75%, Japan 252% (total liabilities)`: the one thing measured, said in brackets at the end, is of every amount."""
    last = next((token for token in reversed(toks) if token.kind != "stop"), None)
    if last is None or last.text not in _CLOSING:
        return toks
    said = [token for token in toks if token.kind != "stop"]
    opens = next((i for i in range(len(said) - 1, -1, -1) if said[i].text in _OPENING), None)
    if opens is None:
        return toks
    title = said[opens + 1 : -1]
    names = [token for token in title if is_slot(token)]
    measured = any(token.ids("measure") or token.meaning.is_verb for token in said[:opens])
    if measured or not names or any(not token.ids("measure") or token.ids("entity") for token in names):
        return toks
    if any(token.quantity is not None or token.kind == "unread" for token in title):
        return toks
    return [*title, *said[:opens]]


def _comparisons(toks: Sequence[Token]) -> list[Sequence[Token]]:
    """Cut behind the degree of each of several comparisons: `甲比乙低，丙比丁高`; nothing where there is but one."""
    places = [index for index, token in enumerate(toks) if token.text == "比" and token.has("compared")]
    if len(places) < 2:
        return []
    cuts = [0]
    for first, second in pairwise(places):
        degree = next((i for i in range(first + 1, second) if toks[i].has("more", "less")), None)
        if degree is None or not any(map(is_name, toks[degree + 1 : second])):
            return []
        cuts.append(degree + 1)
    return [toks[begin:end] for begin, end in pairwise([*cuts, len(toks)])]


def _pieces(toks: Sequence[Token], facts: Facts, marks: frozenset[str], *, graded: bool) -> list[list[Token]]:
    """Cut tokens so that each piece states one thing."""
    pieces: list[list[Token]] = [[]]
    current = pieces[-1]
    set_against = "versus" in marks
    depth = 0
    for index, token in enumerate(toks):
        if token.kind == "break":
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
            boundary = depth <= 0 and token.text not in _NO_BOUNDARY
        else:
            boundary = "and" in token.meaning.classes or (token.text == "/" and _parts_named_amounts(toks, index))
        if boundary and (_is_complete(current) or (graded and _grades(current, toks))) and _goes_on(toks, index + 1):
            current = []
            pieces.append(current)
            continue
        if set_against and token.quantity is not None and _names_each(current, toks[index + 1 :]):
            while not current[-1].has("versus"):
                current.pop()
            current.pop()
            current = [*(one for one in current if one.ids("entity")), token]
            pieces.append(current)
            continue
        if token.quantity is not None and any(t.quantity is not None for t in current) and not _belongs(current, token):
            cut = _cut(current, facts)
            pieces[-1], current = current[:cut], [*current[cut:], token]
            pieces.append(current)
            continue
        current.append(token)
    return pieces


def _names_each(current: Sequence[Token], following: Sequence[Token]) -> bool:
    """`166 % in assets against 75 % in liabilities`: each amount is named, so that there are two statements."""
    place = next((index for index, token in enumerate(current) if token.has("versus")), None)
    amount = next((index for index, token in enumerate(current) if token.quantity is not None), None)
    if place is None or amount is None or amount > place or any(map(is_slot, current[place:])):
        return False
    named = any(token.ids("measure") for token in current[amount:place])
    next_name = next((token for token in following if is_slot(token) or token.quantity is not None), None)
    before = {token.ids("measure") for token in current}
    return named and next_name is not None and bool(next_name.ids("measure")) and next_name.ids("measure") not in before


def _is_complete(piece: Sequence[Token]) -> bool:
    """Tell whether a piece already states something."""
    named = signed = False
    for token in piece:
        if token.quantity is not None:
            return True
        meaning = token.meaning
        named = named or meaning.is_slot
        if meaning.classes:
            signed = signed or not _SIGNS.isdisjoint(meaning.classes)
        if "level" in meaning.ids and is_level_of(token, piece):
            return True
    return named and signed


def _grades(piece: Sequence[Token], toks: Sequence[Token]) -> bool:
    """`…, US medium, Japan very low`: a level of somebody, of what is named elsewhere in the sentence; or a mere exclamation."""
    if any(token.has("who_says") for token in piece):
        return True
    return any(token.ids("entity") for token in piece) and any(is_level_of(token, toks) for token in piece)


def _goes_on(toks: Sequence[Token], start: int) -> bool:
    """Tell whether something is stated, or named, behind a boundary; a period alone still belongs to what came before."""
    for index in range(start, len(toks)):
        token = toks[index]
        if token.quantity is not None or token.kind == "unread" or token.meaning.is_name or token.meaning.is_verb:
            return True
        if token.has("positive", "negative") or (token.ids("level") and any(one.has("not") for one in toks[start:])):
            return True
    return False


def _parts_named_amounts(toks: Sequence[Token], index: int) -> bool:
    """Tell whether a stroke stands between amounts with their names behind them: `166 assets / 75 liabilities`."""
    if index < 2 or index + 1 >= len(toks):
        return False
    named = toks[index - 2].quantity is not None and bool(toks[index - 1].ids("measure"))
    return named and toks[index + 1].quantity is not None


def _belongs(current: Sequence[Token], token: Token) -> bool:
    """`from 37 to nearly 100`, `3.76bn vs 2bn`: two amounts in one statement."""
    last = next((t for t in reversed(current) if t.kind == "quantity" or not t.is_noise), None)
    if last is None or token.quantity is None:
        return False
    if last.has("be") and not any(map(is_slot, current)) and any(t.has("minus", "over", "plus") for t in current):
        return True  # what two amounts come to
    return last.has("versus", "minus", "over", "instead_of", "plus")


def _cut(current: Sequence[Token], facts: Facts) -> int:
    """Where the words of the next amount begin: behind the last one, what it is a share of, and when in parentheses."""
    last = max(index for index, t in enumerate(current) if t.kind == "quantity")
    cut = last + 1
    if cut < len(current) and current[cut].text in _OPENING:  # 43億(媒體) | 花50.2億
        closes = next((i for i in range(cut, len(current)) if current[i].text in _CLOSING), None)
        if closes is not None:
            return closes + 1
    if cut < len(current) and are_bottoms(current[cut].ids("measure"), facts):  # 2.52x GDP
        return cut + 1
    amount = current[last].quantity
    if amount and amount.unit == "percent" and cut < len(current) and current[cut].has("share_of"):
        return cut + _base_of(current[cut:])  # 20 % share of A's revenue | came to 5m
    before = current[:last]
    named = next((index for index in range(cut, len(current)) if current[index].ids("measure")), None)
    if named is not None and not any(
        t.ids("measure") for t in before
    ):  # 花50億做推理 | 只賺回22億; 252% debt | net is 118%
        rest = current[named + 1 :]
        first = named == cut and not any(map(is_slot, before))  # the amount stands before its name
        if first or any(t.ids("measure") or t.meaning.is_verb for t in rest):
            return named + 1 + _base_of(rest)
    for index in range(last + 1, len(current)):
        token = current[index]
        if token.has("share_of") and _is_amount(current[last]):
            break  # 9000億 | 佔 GDP 3.5 %
        if (
            token.ids("measure") and any(t.has("share_of") or t.text in ("of", "的") for t in current[last + 1 : index])
        ) or token.kind == "break":
            cut = index + 1
            break
        if token.period is not None and index + 1 < len(current) and current[index + 1].has("to"):
            cut = index + 1  # from 3.76bn in 2024 to …
            break
        if is_slot(token):
            break
    return cut


def _is_amount(token: Token) -> bool:
    """Tell whether a token is so much money, or so many, and no share."""
    quantity = token.quantity
    if quantity is None:
        return False
    large = quantity.value is not None and abs(quantity.value) >= _AN_AMOUNT
    return quantity.is_money or (not quantity.unit and large)


def _with_signs(toks: Sequence[Token]) -> Sequence[Token]:
    """Read the sign of amounts where it is one: in a list with both (`A +91 %, B -119 %`), and of what is net (`淨資產-119%`)."""
    signs = {index for index in range(len(toks) - 1) if _is_signed(toks, index)}
    if not signs:
        return toks
    kinds = {toks[index].text for index in signs}
    below = any(t.quantity is not None and t.quantity.value is not None and t.quantity.value < 0 for t in toks)
    net = any(token.ids("measure") and token.text.startswith(_NET) for token in toks)
    if not (kinds == {"+", "-"} or (below and "+" in kinds) or (net and kinds == {"-"})):
        return toks
    read: list[Token] = []
    for index, token in enumerate(toks):
        if index in signs:
            continue
        turns = index - 1 in signs and toks[index - 1].text == "-" and token.quantity is not None
        read.append(token._replace(quantity=turned(token.quantity)) if turns and token.quantity else token)
    return read


def _is_signed(toks: Sequence[Token], index: int) -> bool:
    """Tell whether a plus or minus touches the amount behind it and has no amount before it to calculate with."""
    token, amount = toks[index], toks[index + 1]
    if token.text not in ("+", "-") or amount.quantity is None or amount.start != token.end:
        return False
    return index > 0 and toks[index - 1].quantity is None


def _without_outlook(toks: Sequence[Token]) -> Sequence[Token]:
    """Leave out that something still goes up or down, said behind its amount: `3.5 %, 還在漲`, `252 % and still rising`."""
    moves = [index for index, token in enumerate(toks) if token.has(*_CHANGING)]
    last = max((i for i, token in enumerate(toks) if is_filled(token) and i not in moves), default=0)
    if toks[last].quantity is None and not any(t.quantity is not None for t in toks[max(0, last - 2) : last]):
        return toks
    place = next((index for index in moves if index > last), last)
    still = next((index for index in range(last + 1, place) if toks[index].text in _STILL), None)
    return toks if still is None else toks[:still]


def _base_of(rest: Sequence[Token]) -> int:
    """How many of some words say of what the rate is that is named before them: `20 % cut | of OpenAI's revenue`."""
    if not rest or not (rest[0].text == "of" or rest[0].has("share_of")):
        return 0
    until = next((index for index, token in enumerate(rest) if token.kind == "break" or token.has("be")), len(rest))
    return next((index + 1 for index in range(until) if rest[index].ids("measure")), 0)


def _without_reckonings(toks: Sequence[Token]) -> list[Token]:
    """Leave out what amounts come to, `252% minus 134% is 118%`: what is said of something, named beside it, stays."""
    spoken = [index for index, token in enumerate(toks) if not token.is_noise]
    dropped: set[int] = set()
    for at, first in enumerate(spoken):
        if toks[first].quantity is None or first in dropped:
            continue
        taken = _reckoned(toks, spoken[at + 1 :])
        before = next((toks[i] for i in reversed(spoken[:at]) if toks[i].quantity or is_slot(toks[i])), None)
        dropped |= taken
        if taken and (before is None or not is_slot(before)):
            dropped.add(first)
    return [token for index, token in enumerate(toks) if index not in dropped]


def _reckoned(toks: Sequence[Token], following: Sequence[int]) -> set[int]:
    """The places of the signs, the bare amounts and the result behind the first amount of a reckoning; none if it is none."""
    found: set[int] = set()
    sign, named, reckons = None, False, False
    for index in following:
        token = toks[index]
        if sign is None and token.quantity is not None and (token.quantity.value or 0) < 0:
            found.add(index)  # 252% minus 134%
            reckons = True
        elif sign is None:
            if not token.has(*_RECKONING) and not (reckons and token.has("be")):
                break
            sign, named = index, False
        elif token.quantity is None:
            named = True
            if not is_slot(token) or toks[sign].has("be"):
                break
        else:
            found |= set() if named else {sign, index}
            if toks[sign].has("be"):
                return found
            sign, reckons = None, True
    return set()


def _without_restatements(toks: Sequence[Token]) -> Sequence[Token]:
    """Leave out an amount in parentheses right behind an amount: `43億美元(約310億人民幣)`."""
    if not any(token.kind == "break" and token.text in "(（" for token in toks):
        return toks
    kept: list[Token] = []
    skipping = False
    for index, token in enumerate(toks):
        if token.text in ("(", "（") and kept and kept[-1].kind == "quantity":
            closing = next((i for i in range(index, len(toks)) if toks[i].text in (")", "）")), None)
            inner = toks[index + 1 : closing] if closing else []
            if any(t.kind == "quantity" for t in inner) and not any(is_name(t) for t in inner):
                skipping = True
        if not skipping:
            kept.append(token)
        elif token.text in (")", "）"):
            skipping = False
    return kept
